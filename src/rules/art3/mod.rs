//! Article 3: the entrusted work. Confirming backups and transmissions, telling whom it concerns, doing what is asked.

pub mod backup;
pub mod confirmation;
pub mod contact;
pub mod escalation;
pub mod request;
pub mod transmission;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let places: Vec<_> = bench.ledger.entrusting().map(|municipality| municipality.id.value.clone()).collect();
    for place in &places {
        backup::judge(bench, place, docket);
        transmission::judge(bench, place, docket);
        escalation::judge(bench, place, docket);
    }
    confirmation::out_of_order(bench, docket);
    contact::judge(bench, docket);
    request::judge(bench, docket);
}
