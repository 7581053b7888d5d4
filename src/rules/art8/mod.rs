//! Article 8: passwords are given, looked after, and taken back. Events only: no value is ever known here.

pub mod age;
pub mod holding;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    holding::judge(bench, docket);
    age::judge(bench, docket);
}
