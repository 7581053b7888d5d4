//! `ledger.toml`

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::reading::shorten;
use super::resolve::Referent;
use super::shape::Form;
use super::table::Table;
use super::value::{Value, at_least, date, flag, id_of, text, word, yearly_days};
use crate::model::period::Cadence;
use crate::model::settings::{Amendment, ClosureChanges, GitSettings, Limit, Settings, Waiver};
use crate::model::source::{At, plain};
use crate::model::text::{Lang, Text};
use crate::model::word::Word;

pub fn settings(table: &mut Table<'_>) -> Settings {
    let mut settings = Settings::default();
    settings.title = table.need("title", text);
    settings.trustee = table.need("trustee", id_of(Referent::Municipality));
    settings.language = plain(&table.need("language", language)).unwrap_or_default();
    settings.starts = plain(&table.need("starts", starts));
    settings.adopted = plain(&table.may("adopted", date));
    settings.section_head_titles = table.list("section_head_titles", text).unwrap_or_default();
    settings.git = table.table("git", git).unwrap_or_default();
    if let Some(timezone) = table.need("timezone", timezone) {
        settings.timezone = timezone.value;
    }
    let (first, later) = standards(table);
    settings.set_standards(&first, later);
    settings.waivers = table.tables("waiver", waiver);
    settings
}

/// The first day for which evidence is owed: no earlier than registers could be kept by computer at all.
/// Source: 戸籍法及び住民基本台帳法の一部を改正する法律 (平成6年法律第67号), in force from 1994-12-01.
fn starts(value: &Value<'_>) -> Option<Date> {
    const FIRST: Date = jiff::civil::date(1994, 12, 1);
    let day = date(value)?;
    if day < FIRST {
        value.bad(Text::new(
            format!("「starts」は{FIRST}以後の日です。"),
            format!("`starts` is no earlier than {FIRST}."),
        ));
        return None;
    }
    Some(day)
}

fn timezone(value: &Value<'_>) -> Option<TimeZone> {
    let name = text(value)?;
    let zone = TimeZone::get(&name).ok();
    if zone.is_none() {
        let shown = shorten(&name);
        value.bad(Text::new(
            format!("「{shown}」という時間帯はありません(例: Asia/Tokyo)。"),
            format!("there is no time zone `{shown}` (say, Asia/Tokyo)."),
        ));
    }
    zone
}

fn language(value: &Value<'_>) -> Option<Lang> {
    value.wants(|| Form::Words(Lang::ALL.map(Lang::tag).into()));
    let tag = text(value)?;
    let lang = Lang::from_tag(&tag);
    if lang.is_none() {
        let shown = shorten(&tag);
        value.bad(Text::new(
            format!("言語「{shown}」はありません。書ける語: ja, en"),
            format!("there is no language `{shown}`. Words: ja, en"),
        ));
    }
    lang
}

fn git(table: &mut Table<'_>) -> GitSettings {
    let house = GitSettings::default();
    GitSettings {
        branch: plain(&table.need("branch", text)).unwrap_or(house.branch),
        require_signatures: plain(&table.need("require_signatures", flag)).unwrap_or(house.require_signatures),
    }
}

fn standards(table: &mut Table<'_>) -> (Amendment, Vec<(Date, Amendment)>) {
    table.demand("schedule");
    table.demand("deadline");
    let first = amendment(table, Keys::All);
    let later = table.tables("amended", |table| {
        let from = table.need("from", date);
        let amendment = amendment(table, Keys::Some);
        Some((from?.value, amendment))
    });
    (first, later.into_iter().flatten().collect())
}

/// Whether a table must have all its keys, or only those that it changes.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    All,
    Some,
}

fn amendment(table: &mut Table<'_>, keys: Keys) -> Amendment {
    Amendment {
        schedule: table.table("schedule", |table| vocabulary(table, keys, |_| word::<Cadence>)).unwrap_or_default(),
        deadline: table.table("deadline", |table| vocabulary(table, keys, number)).unwrap_or_default(),
        closures: table.table("calendar", closures).unwrap_or_default(),
    }
}

/// A table whose keys are the words of a vocabulary.
fn vocabulary<'r, K: Word, T, P>(table: &mut Table<'r>, keys: Keys, parse: impl Fn(K) -> P) -> Vec<(K, T)>
where
    P: Fn(&Value<'r>) -> Option<T>,
{
    let read = |key: &K| {
        let field = match keys {
            Keys::All => table.need(key.word(), parse(*key)),
            Keys::Some => table.may(key.word(), parse(*key)),
        };
        Some((*key, field?.value))
    };
    K::ALL.iter().filter_map(read).collect()
}

fn number(limit: Limit) -> impl Fn(&Value<'_>) -> Option<u32> {
    move |value| u32::try_from(at_least(value, limit.least().into(), limit.most().into())?).ok()
}

fn closures(table: &mut Table<'_>) -> ClosureChanges {
    let closed = table.list("closed", yearly_days);
    let also_closed = table.list("also_closed", date);
    let also_open = table.list("also_open", date);
    let is_closed = |day: &At<Date>| also_closed.iter().flatten().any(|closed| closed.value == day.value);
    for day in also_open.iter().flatten().filter(|day| is_closed(day)) {
        table.reading.bad(
            day.span,
            Text::new(
                format!("{}が閉庁日(also_closed)にも開庁日(also_open)にもなっています。", day.value),
                format!("{} is both in also_closed and in also_open.", day.value),
            ),
        );
    }
    let days = |list: Vec<At<Date>>| list.into_iter().map(|at| at.value).collect();
    ClosureChanges {
        closed: closed.map(|list| list.into_iter().map(|at| at.value).collect()),
        also_closed: also_closed.map(days),
        also_open: also_open.map(days),
    }
}

fn waiver(table: &mut Table<'_>) -> Waiver {
    let waiver = Waiver {
        span: table.span,
        rule: table.need("rule", text),
        place: table.need("place", id_of(Referent::Municipality)),
        from: table.need("from", date),
        until: table.need("until", date),
        reason: table.need("reason", text),
        approved_by: table.need("approved_by", id_of(Referent::Person)),
        approved_at: table.need("approved_at", date),
    };
    table.reading.in_order(&waiver.from, &waiver.until, ends_before_it_begins());
    waiver
}

pub fn ends_before_it_begins() -> Text {
    Text::fixed("終わりの日が始まりの日より前です。", "the last day lies before the first.")
}
