//! Acts that only the manager of the day may do: instructing, approving, closing, signing off, issuing and revoking passwords.

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::{
    Content, Incident, Instruction, Matter, PasswordAction, PasswordEvent, PasswordKind, Record,
};
use crate::model::register::Register;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::source::{At, Field, plain};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::words;

pub static NOT_THE_MANAGER: Rule = Rule {
    id: "not-the-manager",
    // Told with the citation of the duty itself; this one where no other is nearer.
    citation: Citation::article(6),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("管理者でない者が管理者の事務をしています", "the manager's act by another"),
    why: Text::fixed(
        "指示、承認、終結、月の締め、パスワードの付与と失効は、その日の管理者が行います。",
        "To instruct, approve, close, sign off, issue and revoke passwords is for the manager of that day.",
    ),
    remedy: Text::fixed(
        "行った者を確かめるか、その日の管理者(代理を含む)が改めて行ってください。",
        "Check who did it, or have the manager of the day (or the deputy) do it anew.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    if !bench.ledger.knows(Register::People) {
        return;
    }
    for record in bench.ledger.records.values() {
        for act in acts(record) {
            if !bench.may_be_manager(act.by, act.day) {
                let (name, day) = (words::name(bench.ledger, act.by), words::date(act.day));
                let message = Text::new(
                    format!("{}をした{}は、{}の管理者ではありません。", act.what.ja, name.ja, day.ja),
                    format!("{}, who did {}, is not the manager of {}.", name.en, act.what.en, day.en),
                );
                docket.find_in_citing(&NOT_THE_MANAGER, act.citation, record, Some(act.by.span), message);
            }
        }
    }
}

struct ManagersAct<'a> {
    by: &'a At<Id>,
    day: Date,
    citation: Citation,
    what: Text,
}

fn acts(record: &Record) -> Vec<ManagersAct<'_>> {
    let own_day = record.done_on();
    match &record.content {
        Content::Instruction(instruction) => {
            let what = Text::fixed("施設管理者等への指示", "the instruction");
            act(&instruction.by, own_day, of_matters(instruction), what).into_iter().collect()
        }
        Content::Incident(incident) => of_incident(incident, own_day),
        Content::Password(password) => password.events.iter().filter_map(|event| of_password(event, own_day)).collect(),
        Content::Close(close) => {
            let what = Text::fixed("月の締め", "the sign-off");
            act(&close.by, own_day, Citation::Ledger, what).into_iter().collect()
        }
        Content::Check(_)
        | Content::Request(_)
        | Content::Maintenance(_)
        | Content::Operation(_)
        | Content::Inspection(_)
        | Content::Report(_)
        | Content::Media(_) => Vec::new(),
    }
}

fn act(by: &Field<Id>, day: Date, citation: Citation, what: Text) -> Option<ManagersAct<'_>> {
    Some(ManagersAct { by: by.as_ref()?, day, citation, what })
}

fn of_matters(instruction: &Instruction) -> Citation {
    let first = instruction.matters.first().map(|matter| match matter.value {
        Matter::EntryControl => 1,
        Matter::AppendedTable => 2,
        Matter::FireAndEarthquake => 3,
        Matter::Recovery | Matter::RecurrencePrevention => 4,
    });
    first.map_or(Citation::article(6), |paragraph| Citation::paragraph(6, paragraph))
}

fn of_incident(incident: &Incident, own_day: Date) -> Vec<ManagersAct<'_>> {
    let approval = incident.prevention.as_ref().and_then(|prevention| {
        let day = prevention.decided_at.as_ref().map_or(own_day, |at| at.value);
        let what = Text::fixed("再発防止策の承認", "the prevention's approval");
        act(&prevention.approved_by, day, Citation::paragraph(6, 4), what)
    });
    let closing = incident.closed.as_ref().and_then(|closed| {
        let day = closed.at.as_ref().map_or(own_day, |at| at.date());
        let duty = if incident.at_facility { Citation::paragraph(6, 4) } else { Citation::item(3, 3) };
        act(&closed.by, day, duty, Text::fixed("終結", "the closing"))
    });
    approval.into_iter().chain(closing).collect()
}

/// Whoever has a password may change it; a boot password is the facility's business.
fn of_password(event: &PasswordEvent, own_day: Date) -> Option<ManagersAct<'_>> {
    let day = event.at.as_ref().map_or(own_day, |at| at.date());
    match event.kind.as_ref()?.value {
        PasswordKind::Boot => return None,
        PasswordKind::Individual | PasswordKind::Management => {}
    }
    let what = match event.action.as_ref()?.value {
        PasswordAction::Issued => Text::fixed("パスワードの付与", "the issue of a password"),
        PasswordAction::Revoked => Text::fixed("パスワードの失効", "the revocation of a password"),
        PasswordAction::Changed if plain(&event.by) == plain(&event.person) => return None,
        PasswordAction::Changed => Text::fixed("パスワードの変更", "the change of another's password"),
    };
    act(&event.by, day, Citation::paragraph(8, 1), what)
}
