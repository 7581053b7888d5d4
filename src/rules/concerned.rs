//! Who must be told of an incident (関係町村及び関係機関): told here once, for the rules and for the pages.

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::record::Incident;
use crate::model::register::{Agency, AgencyRole, Register};
use crate::model::text::Text;

use super::words;

/// Somebody who must be told: any one of these ids.
pub struct Concerned<'a> {
    pub ids: Vec<&'a Id>,
    pub name: Text,
}

/// The municipalities that an incident affects; at the facility, its manager as well.
pub fn concerned<'a>(ledger: &'a Ledger, incident: &'a Incident) -> Vec<Concerned<'a>> {
    let mut ids: Vec<&Id> = incident.affects.iter().map(|affected| &affected.value).collect();
    ids.sort_unstable();
    ids.dedup();
    // One that is not registered has been reported as that; the trustee need not tell itself.
    ids.retain(|id| ledger.municipality(id).is_some() && !ledger.settings.is_trustee(id));
    let mut all: Vec<Concerned<'_>> =
        ids.into_iter().map(|id| Concerned { ids: vec![id], name: words::name(ledger, id) }).collect();
    if incident.at_facility && ledger.knows(Register::Agencies) {
        all.push(facility_manager(ledger, incident));
    }
    all
}

/// The facility manager (施設管理者): where several are competent, telling one of them is enough.
fn facility_manager<'a>(ledger: &'a Ledger, incident: &Incident) -> Concerned<'a> {
    let competent = |agency: &&Agency| {
        let touches = incident.affects.iter().any(|affected| agency.is_competent_for(affected));
        agency.has_role(AgencyRole::FacilityManager) && (touches || incident.affects.is_empty())
    };
    let ids: Vec<&Id> = ledger.agencies.iter().filter(competent).map(|agency| &agency.id.value).collect();
    let name = ids.first().map_or(Text::fixed("施設管理者", "the facility manager"), |id| words::name(ledger, id));
    Concerned { ids, name }
}
