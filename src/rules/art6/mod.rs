//! Article 6: what the manager instructs, has reported, inspects, and does after something breaks at the facility.

pub mod facility;
pub mod instruction;
pub mod recovery;

use crate::model::id::Id;
use crate::model::register::AgencyRole;
use crate::model::source::Field;

use super::bench::{Bench, Docket};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    instruction::judge(bench, docket);
    facility::judge(bench, docket);
    recovery::judge(bench, docket);
}

/// Whether somebody is the facility manager (施設管理者). One who cannot be looked up has been reported, and may be.
fn may_be_facility_manager(bench: &Bench<'_>, agency: &Field<Id>) -> bool {
    let Some(known) = agency.as_ref().and_then(|id| bench.ledger.agency(id)) else {
        return true;
    };
    known.has_role(AgencyRole::FacilityManager)
}
