//! Which records and which entries of the registers are evidence of which words of the regulation, and which commits brought them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::record::{Content, Inspection, Instruction, Matter, PasswordKind, Record, Report, Subject};
use crate::model::register::{DocumentKind, EquipmentKind, Register, Role, Term};
use crate::model::{At, Citation, Id, Kind, Month, Word};
use crate::report::brief::{Brief, Link};
use crate::report::{address, labels};

/// All of it, by citation.
pub struct Evidence<'a> {
    records: BTreeMap<Citation, BTreeMap<Kind, Places<'a>>>,
    commits: BTreeMap<Citation, BTreeSet<Brought<'a>>>,
}

/// How many records of a kind there are, by place and month.
type Places<'a> = BTreeMap<(&'a Id, Month), usize>;

/// A commit by its moment and its id.
type Brought<'a> = (i64, &'a str);

/// Records of one kind, or entries of one register, that are evidence.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceRow {
    pub kind: String,
    pub number: usize,
    /// Where they are: むかわ町 2026年10月 22.
    pub places: Vec<Link>,
}

/// How many commits brought them, and over which days.
#[derive(Clone, Debug, Serialize)]
pub struct CommitSpan {
    pub number: usize,
    pub days: String,
}

impl<'a> Evidence<'a> {
    pub fn of(brief: &Brief<'a>) -> Evidence<'a> {
        let mut evidence = Evidence { records: BTreeMap::new(), commits: BTreeMap::new() };
        for record in brief.ledger.records.values().filter(|record| brief.is_shown(record)) {
            let brought = brief.history.and_then(|history| history.added(&record.source.path));
            for citation in served(record) {
                let kinds = evidence.records.entry(citation).or_default();
                let places = kinds.entry(record.kind()).or_default();
                *places.entry((&record.path.place, record.path.month)).or_default() += 1;
                let brought = brought.map(|commit| (commit.committer.seconds, commit.id.as_str()));
                evidence.commits.entry(citation).or_default().extend(brought);
            }
        }
        evidence
    }

    /// How many records and register entries there are.
    pub fn number(&self, brief: &Brief<'_>, citation: Citation) -> usize {
        self.rows(brief, citation).iter().map(|row| row.number).sum()
    }

    pub fn rows(&self, brief: &Brief<'_>, citation: Citation) -> Vec<EvidenceRow> {
        let of_records = self.records.get(&citation).into_iter().flatten();
        let of_records = of_records.map(|(kind, places)| EvidenceRow {
            kind: brief.say(&labels::kind(*kind)),
            number: places.values().sum(),
            places: links(brief, places),
        });
        registered(brief, citation).into_iter().map(|(_, row)| row).chain(of_records).collect()
    }

    /// `None` without history, and where no commit is known.
    pub fn commits(&self, brief: &Brief<'a>, citation: Citation) -> Option<CommitSpan> {
        let mut brought: BTreeSet<Brought<'_>> = self.commits.get(&citation).cloned().unwrap_or_default();
        for (register, _) in registered(brief, citation) {
            brought.extend(changes(brief, register));
        }
        let ((first, _), (last, _)) = (*brought.first()?, *brought.last()?);
        let (first, last) = (brief.day_of(first), brief.day_of(last));
        let days = if first == last { first } else { format!("{first} – {last}") };
        Some(CommitSpan { number: brought.len(), days })
    }
}

/// The commits that changed a register themselves: a merge differs from the side that it did not take.
fn changes<'a>(brief: &Brief<'a>, register: Register) -> Vec<Brought<'a>> {
    let Some(history) = brief.history else {
        return Vec::new();
    };
    let changes: Vec<_> = history.changes_of(&register.path()).collect();
    let commits = changes.chunk_by(|a, b| a.commit == b.commit);
    let own = commits.filter_map(|of_commit| {
        let commit = history.commits.get(of_commit.first()?.commit)?;
        (of_commit.len() >= commit.parents.len().max(1)).then_some((commit.committer.seconds, commit.id.as_str()))
    });
    own.collect()
}

/// How far back single months are linked; the places' own pages have them all.
const MONTHS: usize = 12;

/// In the register's order of the places, then by month.
fn links(brief: &Brief<'_>, places: &Places<'_>) -> Vec<Link> {
    let months: BTreeSet<Month> = places.keys().map(|(_, month)| *month).collect();
    let since = months.iter().rev().nth(MONTHS - 1).copied();
    let mut links = Vec::new();
    for place in brief.places() {
        let own = || places.iter().filter(move |((own, _), _)| *own == place);
        let is_old = |month: &Month| since.is_some_and(|since| *month < since);
        let before: usize = own().filter(|((_, month), _)| is_old(month)).map(|(_, number)| number).sum();
        let name = brief.name(place);
        if before > 0 {
            let earlier = brief.word("それ以前", "before");
            links.push(Link { text: format!("{name} {earlier} {before}"), href: Some(address::place(place)) });
        }
        links.extend(own().filter(|((_, month), _)| !is_old(month)).map(|((_, month), number)| Link {
            text: format!("{name} {} {number}", brief.month(*month)),
            href: Some(format!("{}#provenance", address::month(place, *month))),
        }));
    }
    links
}

/// Whether an inspection has an item that rests on these words.
pub fn is_inspected(citation: Citation) -> bool {
    Subject::ALL.iter().any(|subject| subject.items().iter().any(|(_, own)| *own == citation))
}

/// The words of which a record is evidence.
fn served(record: &Record) -> BTreeSet<Citation> {
    let when = |holds: bool, citation: Citation| holds.then_some(citation);
    let some = match &record.content {
        Content::Check(check) => vec![
            when(!check.backups.is_empty(), Citation::item(3, 1)),
            when(!check.transmissions.is_empty(), Citation::item(3, 2)),
            // A check is the record of the terminal's use as well.
            when(check.terminal.is_some(), Citation::paragraph(7, 4)),
        ],
        Content::Incident(incident) => vec![
            Some(Citation::item(3, 3)),
            when(incident.at_facility, Citation::paragraph(6, 4)),
            when(!incident.credentials_exposed.is_empty(), Citation::paragraph(8, 3)),
        ],
        Content::Request(_) => vec![Some(Citation::article(3))],
        Content::Maintenance(_) => vec![Some(Citation::TableServer(3))],
        Content::Operation(_) => vec![Some(Citation::paragraph(7, 4))],
        Content::Inspection(inspection) => inspected(inspection),
        Content::Instruction(instruction) => instructed(instruction),
        Content::Report(report) => reported(report),
        Content::Media(_) => vec![Some(Citation::TableMedia)],
        Content::Password(password) => {
            let kinds = password.events.iter().filter_map(|event| event.kind.as_ref());
            kinds.flat_map(|kind| of_password(kind.value)).map(Some).collect()
        }
        Content::Close(close) => {
            let declared = close.declared.iter().map(|declared| Some(declared.value));
            declared.chain([Some(Citation::Ledger)]).collect()
        }
    };
    some.into_iter().flatten().collect()
}

fn inspected(inspection: &Inspection) -> Vec<Option<Citation>> {
    let Some(subject) = inspection.subject.as_ref() else {
        return Vec::new();
    };
    let whole = match subject.value {
        Subject::Terminal => Citation::article(4),
        Subject::Equipment => Citation::paragraph(6, 2),
        Subject::Facility => Citation::paragraph(6, 3),
    };
    let is_there = |item: &str| inspection.items.iter().any(|own| own.id.as_ref().is_some_and(|id| id.value == item));
    let items = subject.items().iter().filter(|(item, _)| is_there(item)).map(|(_, citation)| Some(*citation));
    items.chain([Some(whole)]).collect()
}

fn instructed(instruction: &Instruction) -> Vec<Option<Citation>> {
    of_matters(&instruction.matters)
}

fn reported(report: &Report) -> Vec<Option<Citation>> {
    let mut citations = of_matters(&report.matters);
    citations.push(Some(Citation::paragraph(6, 3)));
    citations
}

fn of_matters(matters: &[At<Matter>]) -> Vec<Option<Citation>> {
    let paragraph = |matter: &At<Matter>| match matter.value {
        Matter::EntryControl => 1,
        Matter::AppendedTable => 2,
        Matter::FireAndEarthquake => 3,
        Matter::Recovery | Matter::RecurrencePrevention => 4,
    };
    matters.iter().map(|matter| Some(Citation::paragraph(6, paragraph(matter)))).collect()
}

fn of_password(kind: PasswordKind) -> Vec<Citation> {
    match kind {
        PasswordKind::Individual | PasswordKind::Management => {
            vec![Citation::paragraph(8, 1), Citation::paragraph(8, 2)]
        }
        PasswordKind::Boot => vec![Citation::TableServer(4)],
    }
}

/// What the registers hold, as of the day, that the words call for.
fn registered(brief: &Brief<'_>, citation: Citation) -> Vec<(Register, EvidenceRow)> {
    let ledger = brief.ledger;
    let holds = |term: &Term| term.holds(brief.as_of());
    let appointed = |role: Role| {
        let own = ledger.appointments.iter().filter(move |own| own.role.as_ref().is_some_and(|own| own.value == role));
        own.filter(|own| holds(&own.term)).count()
    };
    let in_force = |kind: DocumentKind| {
        let own = ledger.documents.iter().filter(move |own| own.kind.as_ref().is_some_and(|own| own.value == kind));
        own.filter(|own| holds(&own.term)).count()
    };
    let in_use = |kind: EquipmentKind| ledger.equipment_of(kind).filter(|own| holds(&own.in_use)).count();
    let row = |register, ja, en, number, href: String| {
        (
            register,
            EvidenceRow {
                kind: brief.word(ja, en),
                number,
                places: vec![Link { text: brief.word("登録簿", "register"), href: Some(href) }],
            },
        )
    };
    let people = |anchor: &str| format!("{}#{anchor}", address::PEOPLE);
    let things = |anchor: &str| format!("{}#{anchor}", address::EQUIPMENT);
    match citation {
        Citation::Article { article: 1, .. } => {
            let number = ledger.entrusting().filter(|town| holds(&town.entrusted)).count();
            let href = format!("{}#matrix", address::OVERVIEW);
            vec![row(Register::Municipalities, "受託している町村", "Entrusting municipalities", number, href)]
        }
        Citation::Article { article: 4, .. } => {
            let number = in_use(EquipmentKind::ManagementTerminal);
            vec![row(Register::Equipment, "管理用端末機の登録", "Terminals registered", number, things("terminals"))]
        }
        Citation::Article { article: 5, paragraph: Some(_), .. } => {
            let number = appointed(Role::Manager);
            vec![row(Register::People, "管理者の任命", "Manager appointed", number, people("manager"))]
        }
        Citation::Article { article: 7, paragraph: Some(1 | 2), .. } => {
            let number = ledger.designations.iter().filter(|own| holds(&own.term)).count();
            vec![row(Register::People, "操作者の指定", "Operators designated", number, people("operators"))]
        }
        Citation::Article { article: 8, paragraph: Some(2), .. } => {
            let number = in_force(DocumentKind::PasswordProcedure);
            vec![row(Register::Documents, "パスワードの運用方法", "Password procedure", number, people("documents"))]
        }
        Citation::Article { article: 9, .. } => {
            let number = in_use(EquipmentKind::MunicipalTerminal);
            vec![row(Register::Equipment, "関係町村の端末機の登録", "Municipal terminals", number, things("municipal"))]
        }
        Citation::TableServer(3) => {
            let number = in_force(DocumentKind::MaintenanceStandard);
            vec![row(Register::Documents, "管理基準", "Maintenance standard", number, people("documents"))]
        }
        Citation::TableServer(4) => {
            let number = appointed(Role::ServerHandler);
            vec![row(Register::People, "取扱職員の任命", "Handlers appointed", number, people("handlers"))]
        }
        Citation::Article { .. }
        | Citation::TableServer(_)
        | Citation::TableMedia
        | Citation::TableProgram
        | Citation::Supplementary
        | Citation::Ledger => Vec::new(),
    }
}
