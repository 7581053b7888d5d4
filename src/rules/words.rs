//! How days, times and places are written in a sentence.

use jiff::civil::{Date, DateTime, Weekday};

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::period::Period;
use crate::model::register::Duty;
use crate::model::source::Field;
use crate::model::text::Text;

/// 月
pub fn weekday(date: Date) -> Text {
    let (ja, en) = match date.weekday() {
        Weekday::Monday => ("月", "Mon"),
        Weekday::Tuesday => ("火", "Tue"),
        Weekday::Wednesday => ("水", "Wed"),
        Weekday::Thursday => ("木", "Thu"),
        Weekday::Friday => ("金", "Fri"),
        Weekday::Saturday => ("土", "Sat"),
        Weekday::Sunday => ("日", "Sun"),
    };
    Text::fixed(ja, en)
}

/// 2026年10月5日(月)
pub fn date(date: Date) -> Text {
    let day = weekday(date);
    Text::new(
        format!("{}年{}月{}日({})", date.year(), date.month(), date.day(), day.ja),
        format!("{date} ({})", day.en),
    )
}

/// 2026年10月5日(月) 8時47分
pub fn time(time: DateTime) -> Text {
    let day = date(time.date());
    Text::new(
        format!("{} {}時{:02}分", day.ja, time.hour(), time.minute()),
        format!("{} {:02}:{:02}", day.en, time.hour(), time.minute()),
    )
}

/// A day, or the first and last day of a longer period.
pub fn period(period: Period) -> Text {
    let (first, last) = (date(period.first), date(period.last));
    if period.first == period.last {
        return first;
    }
    Text::new(format!("{}から{}まで", first.ja, last.ja), format!("{} to {}", first.en, last.en))
}

/// A municipality's, agency's or person's name; its id where it has none that can be read.
pub fn name(ledger: &Ledger, id: &Id) -> Text {
    fn own(name: &Field<String>) -> Option<Text> {
        name.as_ref().map(|name| Text::same(name.value.clone()))
    }
    let municipality = || {
        let municipality = ledger.municipality(id)?;
        let ja = municipality.name.as_ref()?.value.clone();
        let en = municipality.name_en.as_ref().map_or(ja.clone(), |name| name.value.clone());
        Some(Text::new(ja, en))
    };
    let agency = || own(&ledger.agency(id)?.name);
    let person = || own(&ledger.person(id)?.name);
    let equipment = || own(&ledger.equipment(id)?.name);
    municipality().or_else(agency).or_else(person).or_else(equipment).unwrap_or_else(|| Text::same(id.to_string()))
}

/// Several names, one after another.
pub fn names<'i>(ledger: &Ledger, ids: impl IntoIterator<Item = &'i Id>) -> Text {
    let names: Vec<Text> = ids.into_iter().map(|id| name(ledger, id)).collect();
    let join = |pick: fn(&Text) -> &str, comma: &str| names.iter().map(pick).collect::<Vec<_>>().join(comma);
    Text::new(join(|name| &name.ja, "、"), join(|name| &name.en, ", "))
}

/// What an operator may do (事務の範囲).
pub fn scope(duty: Duty) -> Text {
    match duty {
        Duty::Check => Text::fixed("確認", "checks"),
        Duty::Incident => Text::fixed("事故等の対応", "incidents"),
        Duty::Request => Text::fixed("依頼に基づく業務", "requests"),
        Duty::Operation => Text::fixed("管理用端末機の操作", "operating the terminal"),
        Duty::Maintenance => Text::fixed("保守作業の立会い", "maintenance"),
        Duty::Inspection => Text::fixed("点検", "inspections"),
        Duty::Media => Text::fixed("記録媒体の格納", "media"),
        Duty::Report => Text::fixed("報告の受領", "reports"),
    }
}
