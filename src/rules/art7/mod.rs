//! Article 7: operators are designated, with a scope, and operate only when it is needed.

mod acts;
pub mod designation;
pub mod manager;
pub mod operator;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    designation::judge(bench, docket);
    operator::judge(bench, docket);
    manager::judge(bench, docket);
}
