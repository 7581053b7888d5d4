//! How the passwords stand: when each was last set, how old it is, by when it is to be changed. Events alone, never a value.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::record::{PasswordAction, PasswordKind};
use crate::model::register::EquipmentKind;
use crate::model::settings::Limit;
use crate::model::{Citation, Id, Text};
use crate::report::address;
use crate::report::brief::{Brief, Link, dash};
use crate::report::labels;
use crate::report::mark::{Mark, Tone};
use crate::report::sheet::{Cell, Sheet, SheetRow};
use crate::rules::passwords::{Event, Passwords, set_before};

use super::{NAME, in_order};

const LAST_SET: Text = Text::fixed("最後の設定・変更", "Last set");
const LAST_EVENT: Text = Text::fixed("最後の記録", "Last event");

pub fn individual(brief: &Brief<'_>) -> Sheet {
    let title = Text::fixed("個別パスワード", "Individual passwords");
    let designated = brief.ledger.designations.iter().filter(|own| own.term.holds(brief.as_of()));
    let holders = designated.filter_map(|own| own.person.as_ref()).map(|person| &person.value).collect();
    personal(brief, "passwords", &title, PasswordKind::Individual, holders)
}

pub fn management(brief: &Brief<'_>) -> Sheet {
    let title = Text::fixed("管理パスワード", "Management password");
    personal(brief, "management-password", &title, PasswordKind::Management, Vec::new())
}

/// A row for each who has or had one, and for each of `needed`.
fn personal(brief: &Brief<'_>, anchor: &'static str, title: &Text, kind: PasswordKind, needed: Vec<&Id>) -> Sheet {
    let columns = [
        NAME,
        LAST_SET,
        Text::fixed("経過日数", "Age in days"),
        Text::fixed("次の変更の期限", "Next change due"),
        LAST_EVENT,
    ];
    let passwords = Passwords::of(brief.ledger, brief.as_of());
    let rows = holders(&passwords, kind, &needed).into_iter().map(|holder| {
        let events = passwords.events((kind, holder));
        let set = set_before(events, brief.as_of());
        let days = set.map(|set| (set.at.date(), age(set.at.date(), brief.as_of())));
        let due = days.and_then(|(day, _)| due(brief, day));
        let cells = vec![
            Cell::whole(brief.name(holder)),
            set.map_or_else(Cell::none, |set| told(brief, set, false)),
            Cell::text(days.map_or_else(dash, |(_, age)| age.to_string())),
            Cell::text(due.map_or_else(dash, |due| brief.date(due))),
            events.last().map_or_else(Cell::none, |last| told(brief, last, true)),
        ];
        let is_needed = needed.contains(&holder);
        let row = SheetRow { mark: mark(brief, set, due, is_needed), cells, is_past: set.is_none() && !is_needed };
        (holder.clone(), row)
    });
    let rows = in_order(brief, rows.collect());
    let most = most_days(brief);
    let note = match most {
        0 => Text::fixed("定期の変更は運用基準に定めていません。", "The house's standards ask for no periodic change."),
        most => Text::new(
            format!("変更の期限は設定から{most}日です(運用基準)。値は記録しません。"),
            format!("To be changed within {most} days (house standard). No value is ever recorded."),
        ),
    };
    Sheet {
        citation: Some(brief.citation(Citation::article(8))),
        note: Some(brief.say(&note)),
        ..brief.sheet(anchor, title, &columns, rows)
    }
}

fn holders<'p>(passwords: &Passwords<'p>, kind: PasswordKind, needed: &[&'p Id]) -> Vec<&'p Id> {
    let known = passwords.holders().filter(|((own, _), _)| *own == kind).map(|((_, holder), _)| holder);
    let mut holders: Vec<&Id> = known.chain(needed.iter().copied()).collect();
    holders.sort_unstable();
    holders.dedup();
    holders
}

fn most_days(brief: &Brief<'_>) -> u32 {
    brief.ledger.settings.on(brief.as_of()).limit(Limit::PasswordMaxAgeDays)
}

fn age(set: Date, as_of: Date) -> i32 {
    set.until(as_of).map_or(0, |age| age.get_days())
}

/// The last day on which it is not yet too old; `None` where no periodic change is asked for.
pub fn due(brief: &Brief<'_>, set: Date) -> Option<Date> {
    let most = i64::from(most_days(brief));
    (most > 0).then(|| set.saturating_add(most.days()))
}

fn mark(brief: &Brief<'_>, set: Option<&Event<'_>>, due: Option<Date>, is_needed: bool) -> Mark {
    match (set, due) {
        (Some(_), Some(due)) if due < brief.as_of() => brief.mark(Tone::Bad, "期限超過", "too old"),
        (Some(_), _) => brief.mark(Tone::Good, "有効", "in force"),
        (None, _) if is_needed => brief.mark(Tone::Bad, "なし", "none"),
        (None, _) => brief.mark(Tone::None, "失効", "revoked"),
    }
}

/// The day of an event and, where asked, what it was, leading to its record.
fn told(brief: &Brief<'_>, event: &Event<'_>, with_action: bool) -> Cell {
    let day = brief.date(event.at.date());
    let action = with_action.then(|| brief.say(&labels::password_action(event.action)));
    let text = [Some(day), action].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Cell::link(Link { text, href: brief.is_shown(event.record).then(|| address::record(event.record)) })
}

pub fn boot(brief: &Brief<'_>) -> Sheet {
    let columns = [Text::fixed("サーバ", "Server"), LAST_SET, LAST_EVENT];
    let passwords = Passwords::of(brief.ledger, brief.as_of());
    let needed: Vec<&Id> = brief
        .ledger
        .equipment_of(EquipmentKind::Server)
        .filter(|server| server.in_use.holds(brief.as_of()))
        .map(|server| &server.id.value)
        .collect();
    let rows = holders(&passwords, PasswordKind::Boot, &needed).into_iter().map(|server| {
        let events = passwords.events((PasswordKind::Boot, server));
        let last = events.last().map_or_else(Cell::none, |last| told(brief, last, true));
        let set = boot_of(brief, &passwords, server);
        let is_past = set.words.iter().all(|word| word.href.is_none()) && !needed.contains(&server);
        let mark = set.mark.clone().unwrap_or_else(|| brief.mark(Tone::None, "失効", "revoked"));
        let set = Cell { mark: None, ..set };
        (server.clone(), SheetRow { mark, cells: vec![Cell::text(brief.name(server)), set, last], is_past })
    });
    let rows = in_order(brief, rows.collect());
    let title = Text::fixed("起動用パスワード", "Boot passwords");
    Sheet {
        citation: Some(brief.citation(Citation::TableServer(4))),
        ..brief.sheet("boot-passwords", &title, &columns, rows)
    }
}

/// When a server's boot password was last set. It has no greatest age.
pub fn boot_of(brief: &Brief<'_>, passwords: &Passwords<'_>, server: &Id) -> Cell {
    let events = passwords.events((PasswordKind::Boot, server));
    let is_revoked = events.last().is_some_and(|last| last.action == PasswordAction::Revoked);
    match set_before(events, brief.as_of()) {
        Some(set) => Cell { mark: Some(brief.mark(Tone::Good, "設定済", "set")), ..told(brief, set, false) },
        None if is_revoked => Cell { mark: Some(brief.mark(Tone::Bad, "失効", "revoked")), ..Cell::none() },
        None => Cell { mark: Some(brief.mark(Tone::Bad, "未設定", "not set")), ..Cell::none() },
    }
}
