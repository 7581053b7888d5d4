//! Articles 1 and 2 and the supplementary provisions: whom the entrustment covers, from when, and with which equipment.

use jiff::civil::{Date, date};

use crate::model::citation::Citation;
use crate::model::record::{Content, Record};
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::source::{At, Span};
use crate::model::text::Text;

use super::bench::{Bench, Docket};
use super::words;

pub static OUTSIDE_ENTRUSTMENT: Rule = Rule {
    id: "outside-entrustment",
    citation: Citation::article(1),
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("受託していない日の記録です", "outside the entrustment"),
    why: Text::fixed(
        "受託町が事務を行えるのは、規約により受託している間だけです。",
        "The trustee may act for a municipality only while it is entrusted.",
    ),
    remedy: Text::fixed(
        "記録の日を確かめるか、町村の登録(entrusted_from, entrusted_until)を直してください。",
        "Check the record's day, or correct entrusted_from and entrusted_until in the register.",
    ),
};

pub static BEFORE_ENFORCEMENT: Rule = Rule {
    id: "before-enforcement",
    citation: Citation::Supplementary,
    basis: Basis::Regulation,
    severity: Severity::Error,
    title: Text::fixed("要領の施行前の記録です", "before the regulation was in force"),
    why: Text::fixed(
        "要領は施行の日から効力を持ちます。それより前の日付は誤記と考えられます。",
        "The regulation holds from its first day of enforcement; an earlier date is most likely a slip.",
    ),
    remedy: Text::fixed("記録の日付を確かめてください。", "Check the record's date."),
};

pub static EQUIPMENT_NOT_IN_USE: Rule = Rule {
    id: "equipment-not-in-use",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Error,
    title: Text::fixed("使用期間外の機器が書かれています", "equipment that was not in use"),
    why: Text::fixed(
        "使われていない機器による記録は、機器か日付のどちらかが誤っています。",
        "With equipment that was not in use, either the equipment or the day is wrong.",
    ),
    remedy: Text::fixed(
        "機器の識別子を確かめるか、登録の in_use_from, in_use_until を直してください。",
        "Check the equipment's id, or correct in_use_from and in_use_until in the register.",
    ),
};

/// The regulation's own first day, where the ledger's copy does not tell it.
const ENFORCED: Date = date(2018, 3, 12);

pub fn judge(bench: &Bench<'_>, docket: &mut Docket) {
    for record in bench.ledger.records.values() {
        entrustment(bench, record, docket);
        enforcement(bench, record, docket);
        equipment(bench, record, docket);
    }
}

fn entrustment(bench: &Bench<'_>, record: &Record, docket: &mut Docket) {
    let place = &record.path.place;
    let Some(municipality) = bench.ledger.municipality(place).filter(|_| !bench.ledger.settings.is_trustee(place))
    else {
        return;
    };
    let covered = match record.path.day {
        Some(day) => municipality.entrusted.holds(day),
        // A sign-off speaks of its month, of which one day is enough.
        None => record.path.month.period().days().any(|day| municipality.entrusted.holds(day)),
    };
    if !covered {
        let name = words::name(bench.ledger, place);
        let message = Text::new(
            format!("{}の事務を受託していない日の記録です。", name.ja),
            format!("{} did not entrust its work on this day.", name.en),
        );
        docket.find_in(&OUTSIDE_ENTRUSTMENT, record, None, message);
    }
}

fn enforcement(bench: &Bench<'_>, record: &Record, docket: &mut Docket) {
    let written = bench.ledger.regulation.as_ref().and_then(|regulation| regulation.enforced.as_ref());
    let enforced = written.map_or(ENFORCED, |at| at.value);
    let last = record.path.day.unwrap_or_else(|| record.path.month.period().last);
    if last < enforced {
        let day = words::date(enforced);
        let message = Text::new(
            format!("要領の施行日({})より前の日付です。", day.ja),
            format!("this lies before the first day of enforcement, {}.", day.en),
        );
        docket.find_in(&BEFORE_ENFORCEMENT, record, None, message);
    }
}

fn equipment(bench: &Bench<'_>, record: &Record, docket: &mut Docket) {
    for named in &record.equipment {
        let day = named_on(record, named.span);
        let unused = bench.ledger.equipment(named).filter(|equipment| !equipment.in_use.holds(day));
        if unused.is_some() {
            let (At { value, span }, on) = (named, words::date(day));
            let message = Text::new(
                format!("「{value}」は{}には使われていません。", on.ja),
                format!("`{value}` was not in use on {}.", on.en),
            );
            docket.find_in(&EQUIPMENT_NOT_IN_USE, record, Some(*span), message);
        }
    }
}

/// The day on which a record says that equipment was there: its own, or an entry's where each has a time.
fn named_on(record: &Record, span: Span) -> Date {
    let entry_before = |times: Vec<(Span, Option<Date>)>| {
        times.into_iter().filter(|(header, _)| header.start <= span.start).max_by_key(|(header, _)| header.start)
    };
    let of_entry = match &record.content {
        Content::Media(media) => entry_before(
            media.stored.iter().map(|stored| (stored.span, stored.stored_at.as_ref().map(|at| at.date()))).collect(),
        ),
        Content::Password(password) => entry_before(
            password.events.iter().map(|event| (event.span, event.at.as_ref().map(|at| at.date()))).collect(),
        ),
        _ => None,
    };
    of_entry.and_then(|(_, day)| day).unwrap_or_else(|| record.done_on())
}
