//! What the commits say (コミットの言葉): one line as a clerk would write it, and under it the incident it is about.

use jiff::civil::Date;

use super::event::{Event, What};
use super::names::{Names, Thing, listed};
use crate::model::ledger::Ledger;
use crate::model::record::{Content, Inspection, Password, PasswordAction, Record, Subject};
use crate::model::source::plain;

/// The sort of work that a commit is about; `None` of an incident's record, which has commits of its own.
///
/// What has one topic and one author may share a commit.
pub fn topic(event: &Event<'_>, ledger: &Ledger) -> Option<String> {
    let names = Names { ledger };
    let day = day_ja(event.at.date());
    Some(match event.what {
        What::Adopted => "台帳の運用を開始".to_owned(),
        What::Record(record) => match &record.content {
            Content::Incident(_) => return None,
            Content::Check(_) if event.at.hour() < 12 => format!("{day} 朝の確認"),
            Content::Check(_) => format!("{day} 午後の確認"),
            Content::Media(_) => format!("{day} 記録媒体の格納"),
            Content::Request(_) => "依頼の受付".to_owned(),
            Content::Maintenance(_) => "保守作業の記録".to_owned(),
            Content::Operation(_) => "管理用端末機の操作".to_owned(),
            Content::Inspection(inspection) => format!("{day} {}", inspected(inspection)),
            Content::Instruction(instruction) => format!("{}への指示", names.of(&instruction.to)),
            Content::Report(report) => format!("{}からの報告の受領", names.of(&report.from)),
            Content::Password(password) => password_topic(password).to_owned(),
            Content::Close(_) => format!("{}月分の締め", record.path.month.month()),
        },
        What::RequestDone(_) => "依頼の完了".to_owned(),
        What::Reported(_) => "保守作業の報告の受領".to_owned(),
        What::Remedied(_, inspection) => format!("{}の是正", inspected(inspection)),
        What::Acknowledged(instruction) => format!("{}が指示を受領", names.of(&instruction.to)),
        What::Corrected(_) => "記録の訂正".to_owned(),
        What::Rewritten(_) => "記録の修正".to_owned(),
        What::Appointed(_)
        | What::Designated(_)
        | What::Released(_)
        | What::KeyRegistered(_)
        | What::KeyReplaced(_) => "登録簿の更新".to_owned(),
        What::Remark(_) => "注記".to_owned(),
        What::Contact(..)
        | What::Action(_)
        | What::Demanded(..)
        | What::Restored(_)
        | What::Decided(_)
        | What::Prevented(_)
        | What::Closed(_) => return None,
    })
}

/// The message of a commit with these events, which are one topic or one incident's.
pub fn message(events: &[Event<'_>], ledger: &Ledger) -> String {
    let names = Names { ledger };
    let Some(topic) = events.first().and_then(|event| topic(event, ledger)) else {
        return incident(events, names);
    };
    let mut things: Vec<Thing> = Vec::new();
    for thing in events.iter().flat_map(|event| names.things(event)) {
        if !things.contains(&thing) {
            things.push(thing);
        }
    }
    if things.is_empty() { format!("{topic}\n") } else { format!("{topic}（{}）\n", listed(&things)) }
}

/// What was added to an incident's record.
fn incident(events: &[Event<'_>], names: Names<'_>) -> String {
    let (mut told, mut others): (Vec<Thing>, Vec<String>) = (Vec::new(), Vec::new());
    let mut of = None;
    for event in events {
        let record = match event.what {
            What::Contact(record, contact) => {
                told.push((names.of(&contact.to), "者"));
                record
            }
            What::Action(record) => {
                others.push("対応".to_owned());
                record
            }
            What::Demanded(record, recovery) => {
                others.push(format!("{}への復旧の要求", names.of(&recovery.demanded_of)));
                record
            }
            What::Restored(record) => {
                others.push("復旧".to_owned());
                record
            }
            What::Decided(record) => {
                others.push("再発防止策の決定".to_owned());
                record
            }
            What::Prevented(record) => {
                others.push("再発防止策の実施".to_owned());
                record
            }
            What::Closed(record) => {
                others.push("終結".to_owned());
                record
            }
            What::Record(record) => {
                let (place, title) = (names.name(&record.path.place), title(record).unwrap_or_default());
                return format!("{place} 事故等の発見: {title}\n");
            }
            What::Adopted
            | What::RequestDone(_)
            | What::Reported(_)
            | What::Remedied(..)
            | What::Acknowledged(_)
            | What::Appointed(_)
            | What::Designated(_)
            | What::Released(_)
            | What::KeyRegistered(_)
            | What::KeyReplaced(_)
            | What::Corrected(_)
            | What::Rewritten(_)
            | What::Remark(_) => continue,
        };
        of = Some(record);
    }
    others.dedup();
    told.dedup();
    if !told.is_empty() {
        others.insert(0, format!("{}への連絡", listed(&told)));
    }
    let place = of.map(|record| names.name(&record.path.place)).unwrap_or_default();
    let title = of.and_then(title).unwrap_or_default();
    format!("{place} 事故等: {}を追記\n\n{title}\n", others.join("、"))
}

fn title(record: &Record) -> Option<String> {
    plain(&record.incident()?.title)
}

fn inspected(inspection: &Inspection) -> &'static str {
    match plain(&inspection.subject) {
        Some(Subject::Terminal) => "管理用端末機の点検",
        Some(Subject::Equipment) => "サーバの点検",
        Some(Subject::Facility) => "施設の点検",
        None => "点検",
    }
}

fn password_topic(password: &Password) -> &'static str {
    match password.events.first().and_then(|event| plain(&event.action)) {
        Some(PasswordAction::Issued) => "パスワードの付与",
        Some(PasswordAction::Changed) => "パスワードの変更",
        Some(PasswordAction::Revoked) => "パスワードの失効",
        None => "パスワード",
    }
}

fn day_ja(day: Date) -> String {
    format!("{}月{}日", day.month(), day.day())
}
