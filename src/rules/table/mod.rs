//! The appended table (別表): servers and their racks, backup media.

pub mod maintenance;
pub mod media;
pub mod server;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    maintenance::judge(bench, docket);
    server::judge(bench, docket);
    media::judge(bench, docket);
}
