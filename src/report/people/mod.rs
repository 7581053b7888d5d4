//! People (人): who is appointed and designated for what, how their passwords stand, which keys sign for them, and the documents that
//! say how. Of passwords there are days alone: no value is known here.

mod fingerprint;
mod passwords;

use serde::Serialize;

pub use passwords::{boot_of, due as password_due};

use crate::model::register::{Appointment, Designation, Document, DocumentKind, Register, Role, SigningKey};
use crate::model::{At, Citation, Finding, Id, Text};
use crate::rules::words;

use super::brief::{Brief, dash, written};
use super::matters::{self, Matter};
use super::sheet::{Cell, DAYS, DOCUMENT, Sheet, SheetRow};

#[derive(Clone, Debug, Serialize)]
pub struct People {
    pub matters: Vec<Matter>,
    pub sheets: Vec<Sheet>,
}

pub const NAME: Text = Text::fixed("氏名", "Name");

pub fn report(brief: &Brief<'_>) -> People {
    People {
        matters: matters::matters(brief, concerns),
        sheets: vec![
            manager(brief),
            operators(brief),
            handlers(brief),
            passwords::individual(brief),
            passwords::management(brief),
            passwords::boot(brief),
            keys(brief),
            documents(brief),
        ],
    }
}

/// What is written in these registers, and what rests on them.
fn concerns(finding: &Finding) -> bool {
    let registers = [Register::People, Register::Documents].map(Register::path);
    let is_written_there = finding.path().is_some_and(|path| registers.iter().any(|register| register == path));
    let rests_on_them = match finding.citation {
        Citation::Article { article: 5 | 8, .. } | Citation::TableServer(4) => true,
        // That a standard is laid down, not that work is reported by it.
        Citation::TableServer(3) => finding.record.is_none(),
        Citation::Article { .. }
        | Citation::TableServer(_)
        | Citation::TableMedia
        | Citation::TableProgram
        | Citation::Supplementary
        | Citation::Ledger => false,
    };
    is_written_there || rests_on_them
}

fn appointments<'a>(brief: &Brief<'a>, role: Role) -> impl Iterator<Item = &'a Appointment> {
    let all = brief.ledger.appointments.iter();
    all.filter(move |appointment| appointment.role.as_ref().is_some_and(|own| own.value == role))
}

fn manager(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 5] = [NAME, Text::fixed("職名", "Title"), Text::fixed("区分", "Sort"), DAYS, DOCUMENT];
    let row = |own: &Appointment| {
        let sort = if own.acting { brief.word("職務代理", "deputy") } else { brief.word("本務", "regular") };
        let cells = vec![Cell::whole(brief.named(&own.person)), Cell::text(written(&own.title)), Cell::text(sort)];
        brief.entry(&own.term, cells, vec![Cell::whole(written(&own.document))])
    };
    let rows = appointments(brief, Role::Manager).map(row).collect();
    let title = Text::fixed("戸籍データ等管理者", "The manager");
    Sheet { citation: Some(brief.citation(Citation::article(5))), ..brief.sheet("manager", &title, &COLUMNS, rows) }
}

fn handlers(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 4] =
        [Text::fixed("氏名・機関", "Who"), Text::fixed("取り扱うサーバ", "Servers"), DAYS, DOCUMENT];
    let row = |own: &Appointment| {
        let who = if own.person.is_some() { &own.person } else { &own.agency };
        let servers = own.equipment.as_deref();
        let servers = names(brief, servers, brief.word("全てのサーバ", "all servers"));
        let cells = vec![Cell::text(brief.named(who)), Cell::text(servers)];
        brief.entry(&own.term, cells, vec![Cell::whole(written(&own.document))])
    };
    let rows = appointments(brief, Role::ServerHandler).map(row).collect();
    let title = Text::fixed("サーバの取扱職員", "Server handlers");
    Sheet {
        citation: Some(brief.citation(Citation::TableServer(4))),
        ..brief.sheet("handlers", &title, &COLUMNS, rows)
    }
}

fn operators(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 6] = [
        NAME,
        Text::fixed("事務の範囲", "Scope"),
        Text::fixed("町村", "Places"),
        DAYS,
        Text::fixed("指定した者", "By"),
        DOCUMENT,
    ];
    let row = |own: &Designation| {
        let duties: Vec<String> = own.duties.iter().map(|duty| brief.say(&words::scope(duty.value))).collect();
        let duties = if duties.is_empty() { dash() } else { duties.join(brief.comma()) };
        let places = names(brief, own.places.as_deref(), brief.all_places());
        let cells = vec![Cell::whole(brief.named(&own.person)), Cell::text(duties), Cell::text(places)];
        brief.entry(&own.term, cells, vec![Cell::whole(brief.named(&own.by)), Cell::whole(written(&own.document))])
    };
    let rows = brief.ledger.designations.iter().map(row).collect();
    let title = Text::fixed("操作者の指定", "Designated operators");
    Sheet { citation: Some(brief.citation(Citation::article(7))), ..brief.sheet("operators", &title, &COLUMNS, rows) }
}

/// The names of some; a word for all of them.
fn names(brief: &Brief<'_>, ids: Option<&[At<Id>]>, all: String) -> String {
    ids.map_or(all, |ids| ids.iter().map(|id| brief.name(&id.value)).collect::<Vec<_>>().join(brief.comma()))
}

fn keys(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 4] =
        [NAME, Text::fixed("種類", "Type"), Text::fixed("指紋(SHA256)", "Fingerprint (SHA256)"), DAYS];
    let row = |who: &Id, key: &SigningKey| {
        let public = key.public.as_ref().map(|public| public.value.as_str()).unwrap_or_default();
        let sort = public.split_whitespace().next().map_or_else(dash, str::to_owned);
        let print = fingerprint::fingerprint(public).unwrap_or_else(dash);
        brief.entry(&key.term, vec![Cell::whole(brief.name(who)), Cell::text(sort), Cell::text(print)], Vec::new())
    };
    let people = brief.ledger.people.iter();
    let rows = people.flat_map(|person| person.keys.iter().map(|key| row(&person.id.value, key))).collect();
    brief.sheet("keys", &Text::fixed("署名の鍵", "Signing keys"), &COLUMNS, rows)
}

fn documents(brief: &Brief<'_>) -> Sheet {
    const COLUMNS: [Text; 4] =
        [Text::fixed("文書", "Document"), Text::fixed("区分", "Sort"), DAYS, Text::fixed("番号", "Number")];
    let row = |own: &Document| {
        let kind = own.kind.as_ref().map_or_else(dash, |kind| brief.say(&document_kind(kind.value)));
        let cells = vec![Cell::text(written(&own.title)), Cell::text(kind)];
        brief.entry(&own.term, cells, vec![Cell::whole(written(&own.document))])
    };
    let rows = brief.ledger.documents.iter().map(row).collect();
    brief.sheet("documents", &Text::fixed("定めた文書", "Standards laid down"), &COLUMNS, rows)
}

fn document_kind(kind: DocumentKind) -> Text {
    match kind {
        DocumentKind::MaintenanceStandard => {
            Text::fixed("管理基準(別表 サーバ(3))", "maintenance standard (appended table, server (3))")
        }
        DocumentKind::PasswordProcedure => {
            Text::fixed("パスワードの運用方法(第8条第2項)", "password procedure (Art. 8(2))")
        }
        DocumentKind::Other => Text::fixed("その他", "other"),
    }
}

/// The rows of what concerns one holder, in the order of the names of the register.
pub fn in_order(brief: &Brief<'_>, mut rows: Vec<(Id, SheetRow)>) -> Vec<SheetRow> {
    let (people, things) = (&brief.ledger.people, &brief.ledger.equipment);
    let rank = |id: &Id| {
        let person = people.iter().position(|person| person.id.value == *id);
        person.or_else(|| things.iter().position(|thing| thing.id.value == *id)).unwrap_or(usize::MAX)
    };
    rows.sort_by_key(|(id, _)| rank(id));
    rows.into_iter().map(|(_, row)| row).collect()
}
