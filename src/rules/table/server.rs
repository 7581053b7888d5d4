//! Appended table, server (4): boot passwords are set and handlers appointed.

use jiff::civil::Date;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::record::PasswordKind;
use crate::model::register::{Equipment, EquipmentKind, Register, Role};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::{Bench, Docket};
use crate::rules::time::spells;
use crate::rules::words;

pub static HANDLER_NOT_APPOINTED: Rule = Rule {
    id: "server-handler-not-appointed",
    citation: Citation::TableServer(4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("サーバの取扱職員が任命されていません", "no handler appointed for a server"),
    why: Text::fixed(
        "サーバには取扱職員を任命します(別表 サーバ(4))。",
        "Each server has an appointed handler (appended table, server (4)).",
    ),
    remedy: Text::fixed(
        "任命し、people.toml に role = \"server-handler\" の任命を書いてください。",
        "Appoint one, and record it in people.toml with role = \"server-handler\".",
    ),
};

pub static BOOT_PASSWORD_NOT_SET: Rule = Rule {
    id: "boot-password-not-set",
    citation: Citation::TableServer(4),
    basis: Basis::Regulation,
    severity: Severity::Violation,
    title: Text::fixed("起動用パスワードが設定されていません", "no boot password set"),
    why: Text::fixed(
        "サーバには起動用パスワードを設定します(別表 サーバ(4))。",
        "Each server has a boot password (appended table, server (4)).",
    ),
    remedy: Text::fixed(
        "設定し、その事実だけを password の記録(kind = \"boot\")に書いてください。値は書きません。",
        "Set one, and record the event alone (kind = \"boot\"), never the value.",
    ),
};

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    let Some(trustee) = bench.ledger.trustee() else { return };
    for server in bench.ledger.equipment_of(EquipmentKind::Server) {
        let without_handler = || spells(bench, |day| server.in_use.holds(day) && !has_handler(bench, &server.id, day));
        if let Some(day) = without_handler().first().filter(|_| bench.ledger.knows(Register::People)) {
            docket.find_duty(&HANDLER_NOT_APPOINTED, trustee, *day, want(bench, server, *day, HANDLER));
        }
        let boot = (PasswordKind::Boot, &server.id.value);
        for day in spells(bench, |day| server.in_use.holds(day) && !bench.passwords.in_force(boot, day)) {
            docket.find_duty(&BOOT_PASSWORD_NOT_SET, trustee, day, want(bench, server, day, BOOT_PASSWORD));
        }
    }
}

const HANDLER: (&str, &str) = ("取扱職員が任命されていません", "has no appointed handler");
const BOOT_PASSWORD: (&str, &str) = ("起動用パスワードが設定されていません", "has no boot password");

fn want(bench: &Bench<'_>, server: &Equipment, day: Date, (ja, en): (&str, &str)) -> Text {
    let (name, day) = (words::name(bench.ledger, &server.id), words::date(day));
    Text::new(format!("{}から、{}に{ja}。", day.ja, name.ja), format!("from {}, {} {en}.", day.en, name.en))
}

fn has_handler(bench: &Bench<'_>, server: &Id, day: Date) -> bool {
    bench.ledger.appointments.iter().any(|appointment| {
        let is_handler = appointment.role.as_ref().is_none_or(|role| role.value == Role::ServerHandler);
        // One that names something unknown has been reported; it may be meant for this server.
        let covers = |named: &[crate::model::At<Id>]| {
            named.iter().any(|own| own.value == *server || bench.ledger.equipment(own).is_none())
        };
        is_handler && appointment.term.holds(day) && appointment.equipment.as_deref().is_none_or(covers)
    })
}
