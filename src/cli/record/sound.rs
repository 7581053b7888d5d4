//! Whether what is to be written holds: read and judged with the ledger as it would be. An error is refused; what is merely unlikely is
//! asked back on a terminal, and elsewhere needs `--yes`.

use crate::draft::value;
use crate::load::{Loaded, recent};
use crate::model::file::{File, Mode};
use crate::model::finding::Finding;
use crate::model::rule::Severity;
use crate::model::text::Text;
use crate::rules::{judge, words};

use super::super::print_findings;
use super::{Desk, Failure, Page};

/// Rules that tell of something unlikely in a record, which may be true all the same.
const UNLIKELY: [&str; 2] = ["backup-size-suspect", "transmission-count-mismatch"];

pub fn look(desk: &Desk<'_>, pages: &[Page]) -> Result<(), Failure> {
    let loaded = with(desk, pages);
    let verdict = judge(&loaded, desk.recent.as_of);
    let is_new = |finding: &Finding| finding.path().is_some_and(|path| pages.iter().any(|page| page.path == path));
    let is_error = |finding: &Finding| is_new(finding) && finding.is_open() && finding.severity() == Severity::Error;
    let errors = verdict.findings.iter().filter(|finding| is_error(finding)).count();
    if errors > 0 {
        print_findings(&loaded.ledger, &verdict, is_error, desk.lang)?;
        return Err(Failure::Because(Text::new(
            format!("誤りが{errors}件あります。何も書いていません。"),
            format!("{errors} errors; nothing was written."),
        )));
    }
    let unlikely = verdict.findings.iter().filter(|finding| is_new(finding) && UNLIKELY.contains(&finding.rule.id));
    let mut doubts: Vec<Text> = unlikely.map(|finding| finding.message.clone()).collect();
    doubts.extend(pages.iter().flat_map(|page| ahead(desk, page)));
    settle(desk, &doubts)
}

/// The ledger with the pages in it.
fn with(desk: &Desk<'_>, pages: &[Page]) -> Loaded {
    let is_page = |file: &&File| pages.iter().any(|page| page.path == file.path);
    let mut files: Vec<File> = desk.recent.files.iter().filter(|file| !is_page(file)).cloned().collect();
    files.extend(pages.iter().map(|page| File {
        path: page.path.clone(),
        lossy: false,
        mode: Mode::Plain,
        size: page.text.len() as u64,
        bytes: page.text.clone().into_bytes(),
    }));
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let mut loaded = recent::load(&files, &desk.recent.others);
    recent::from_then_on(&mut loaded, desk.recent.as_of);
    loaded
}

/// Times of things done that have not come yet.
fn ahead(desk: &Desk<'_>, page: &Page) -> Vec<Text> {
    let late = value::times(&page.text).into_iter().filter(|(_, at)| *at > desk.now);
    let doubt = |(key, at): (String, jiff::civil::DateTime)| {
        let when = words::time(at);
        Text::new(format!("{key}({})はまだ来ていません。", when.ja), format!("{key} ({}) is still ahead.", when.en))
    };
    late.map(doubt).collect()
}

/// Lets somebody say that it is so.
pub fn settle(desk: &Desk<'_>, doubts: &[Text]) -> Result<(), Failure> {
    if doubts.is_empty() || desk.options.yes {
        return Ok(());
    }
    for doubt in doubts {
        desk.ask.say(&Text::new(format!("？ {}", doubt.ja), format!("? {}", doubt.en)))?;
    }
    if desk.ask.is_possible && desk.ask.yes(&Text::fixed("このまま記録しますか", "Record it as it stands?"), false)?
    {
        return Ok(());
    }
    Err(Failure::Because(Text::fixed(
        "何も書いていません。確かめて直すか、事実のとおりなら --yes を付けてください。",
        "nothing was written; correct it, or add --yes if it is so.",
    )))
}
