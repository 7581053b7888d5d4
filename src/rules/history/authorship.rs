//! Who committed, beside who is said to have acted.
//!
//! The author counts, by the e-mail of the commit and the register as it was before. An e-mail that belongs to nobody is told as
//! that alone.

use std::collections::BTreeSet;

use crate::history::chronicle::diff::{Way, name};
use crate::history::chronicle::{Deed, Value};
use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::path::{Kind, RecordPath};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::source::plain;
use crate::model::text::Text;
use crate::rules::bench::Docket;
use crate::rules::words;

use super::before::{is_manager, people};
use super::{Hearing, handover, passwords, record_of, registers, short};

pub static AUTHOR_UNKNOWN: Rule = Rule {
    id: "author-unknown",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("登録した人が分かりません", "an unknown author"),
    why: Text::fixed(
        "登録簿にないメールアドレスのコミットは、だれの記録か分かりません。",
        "A commit by an e-mail that is in no register is nobody's word.",
    ),
    remedy: Text::fixed(
        "git の user.email を確かめ、新しいアドレスなら管理者が people.toml に加えてください。",
        "Check git's user.email; if the address is new, the manager adds it to people.toml.",
    ),
};

pub static AUTHOR_NOT_OPERATOR: Rule = Rule {
    id: "author-not-operator",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("行った本人でない人が登録しています", "committed by another than who acted"),
    why: Text::fixed(
        "記録は、行った本人か管理者が登録します。他人の名での記録は、本人の証拠になりません。",
        "A record is committed by whoever acted, or by the manager; in another's name it is no evidence of theirs.",
    ),
    remedy: Text::fixed(
        "記録の者の誤りなら訂正を添えて直し、次からは本人が登録してください。",
        "If the record names the wrong person, correct it; from now on let each commit their own.",
    ),
};

pub static ACT_BY_PROXY: Rule = Rule {
    id: "manager-act-by-proxy",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Warning,
    title: Text::fixed("管理者の行為をほかの人が登録しています", "the manager's act, committed by another"),
    why: Text::fixed(
        "指示や承認を代わりに登録したものです。管理者がそうしたことの裏付けが、ほかに要ります。",
        "An instruction or approval was committed for the manager; that the manager gave it needs other proof.",
    ),
    remedy: Text::fixed(
        "管理者が自ら登録するか、決裁の書類を残してください。",
        "Have the manager commit it, or keep the signed paper.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    for deeds in hearing.chronicle.deeds.chunk_by(|a, b| a.commit == b.commit) {
        let at = deeds[0].commit;
        let commit = &hearing.history.commits[at];
        if !hearing.is_kept(commit) {
            continue;
        }
        let before = hearing.before.before(at);
        let mut authors = people(before, &commit.author.email);
        if authors.is_empty() {
            authors.extend(handover::hands_over(hearing, at, deeds));
        }
        if authors.is_empty() {
            docket.findings.push(hearing.of_commit(&AUTHOR_UNKNOWN, commit, unknown(&commit.id, &commit.author.email)));
            continue;
        }
        let day = hearing.came_in(commit).map(|moment| moment.date()).unwrap_or_default();
        let is_manager = is_manager(before, &authors, day);
        for deed in deeds {
            let Some(record) = record_of(deed).filter(|record| hearing.is_kept_day(record)) else { continue };
            let others = |whose| others(hearing, before, deed, &record, whose, &authors);
            let acted = others(Whose::Persons);
            if !acted.is_empty() && !is_manager {
                let message = not_operator(hearing, &commit.id, &authors, &acted);
                docket.findings.push(hearing.of_record(&AUTHOR_NOT_OPERATOR, deed, &record, message));
            }
            let managed = others(Whose::Managers);
            if !managed.is_empty() {
                let message = by_proxy(hearing, &commit.id, &authors, &managed);
                docket.findings.push(hearing.of_record(&ACT_BY_PROXY, deed, &record, message));
            }
        }
    }
}

/// Whose an act is, by the table «Whose time, whose act, which duty».
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Persons,
    Managers,
}

fn whose(kind: Kind, key: &str) -> Option<Whose> {
    match (kind, key) {
        (Kind::Check | Kind::Request | Kind::Operation, "operator")
        | (Kind::Incident, "detected_by" | "contact.by" | "action.by")
        | (Kind::Maintenance, "attended_by")
        | (Kind::Inspection, "inspector")
        | (Kind::Report, "received_by")
        | (Kind::Media, "stored.by") => Some(Whose::Persons),
        (Kind::Instruction | Kind::Close, "by") | (Kind::Incident, "prevention.approved_by" | "closed.by") => {
            Some(Whose::Managers)
        }
        _ => None,
    }
}

/// Who is said by a deed to have acted: each act by the key at which its person stands.
fn acts(kind: Kind, deed: &Deed) -> BTreeSet<(Whose, Id)> {
    let act = |(way, value): &(Way, Value)| {
        let Value::Text(text) = value else { return None };
        Some((whose(kind, &name(way))?, Id::parse(text)?))
    };
    deed.brought.iter().filter_map(act).collect()
}

/// Who is said by a deed to have acted, and did not commit it.
fn others(
    hearing: &Hearing<'_>,
    before: &Ledger,
    deed: &Deed,
    record: &RecordPath,
    wanted: Whose,
    authors: &[&Id],
) -> BTreeSet<Id> {
    let acts = if record.kind == Kind::Password { passwords::acts(deed) } else { acts(record.kind, deed) };
    let acted = acts.into_iter().filter(|(own, _)| *own == wanted).map(|(_, id)| id);
    let is_person = |id: &Id| before.person(id).is_some() || hearing.bench.ledger.person(id).is_some();
    let is_managers = |id: &Id| wanted == Whose::Persons || was_manager(hearing, id);
    acted.filter(|id| is_person(id) && !authors.contains(&id) && is_managers(id)).collect()
}

/// An act that only the manager may do, by somebody who never was, is told as `not-the-manager` and not also as done by proxy.
fn was_manager(hearing: &Hearing<'_>, id: &Id) -> bool {
    registers::managers(hearing.bench.ledger).any(|appointment| plain(&appointment.person).as_ref() == Some(id))
}

fn unknown(id: &str, email: &str) -> Text {
    let (id, email) = (short(id), crate::load::shorten(email));
    Text::new(
        format!("コミット {id} のメールアドレス「{email}」は、登録されたどの職員のものでもありません。"),
        format!("the e-mail `{email}` of commit {id} belongs to no registered person."),
    )
}

fn not_operator(hearing: &Hearing<'_>, id: &str, authors: &[&Id], acted: &BTreeSet<Id>) -> Text {
    let ledger = hearing.bench.ledger;
    let (id, author, who) = (short(id), words::names(ledger, authors.iter().copied()), words::names(ledger, acted));
    Text::new(
        format!("コミット {id} で{}が、{}の行為を登録しました。", author.ja, who.ja),
        format!("by commit {id}, {} committed an act of {}.", author.en, who.en),
    )
}

fn by_proxy(hearing: &Hearing<'_>, id: &str, authors: &[&Id], managed: &BTreeSet<Id>) -> Text {
    let ledger = hearing.bench.ledger;
    let (id, author, who) = (short(id), words::names(ledger, authors.iter().copied()), words::names(ledger, managed));
    Text::new(
        format!("コミット {id} で{}が、管理者{}の行為を登録しました。", author.ja, who.ja),
        format!("by commit {id}, {} committed an act of the manager, {}.", author.en, who.en),
    )
}
