//! Which records and which entries of the registers are evidence of which words of the regulation, and which commits brought them.

mod registered;
mod served;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::record::Subject;
use crate::model::register::Register;
use crate::model::{Citation, Id, Kind, Month, Word};
use crate::report::brief::{Brief, Link};
use crate::report::{address, labels};

use registered::registered;
use served::served;

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
    /// Where they are: ○○町 2026年10月 22.
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
