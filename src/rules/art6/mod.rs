//! Article 6: what the manager instructs, has reported, inspects, and does after something breaks at the facility.

pub mod facility;
pub mod instruction;
pub mod recovery;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    instruction::judge(bench, docket);
    facility::judge(bench, docket);
    recovery::judge(bench, docket);
}
