//! A mapping drafted from the headings and from what stands below them: a beginning, for a clerk to complete. What cannot be told is
//! left as `…`, which a mapping that is used must not hold.

mod column;
mod context;
mod line;
mod said;
mod told;
mod words;

use super::book::Sheet;
use super::cell::folded;
use super::fit::is_in_another_unit;
use super::heading::Headings;
use super::keys::{self, Target};
use crate::model::{Kind, Lang, Ledger};
use crate::report::values;

use column::Columns;
use words::KINDS;

/// Sheets of one form: twelve months have the same headings.
struct Form<'s> {
    kind: Kind,
    header: (usize, usize),
    sheets: Vec<&'s Sheet>,
    headings: Headings,
    /// Keys with their labels and the columns that are likely to be theirs.
    found: Vec<Found>,
}

struct Found {
    target: Target,
    label: String,
    column: usize,
}

/// The text of the mapping; `None` where no heading was understood.
pub fn guess(sheets: &[Sheet], ledger: &Ledger, file: &str, lang: Lang) -> Option<String> {
    let mut forms: Vec<Form<'_>> = Vec::new();
    let mut unknown = Vec::new();
    let lexicons = lexicons();
    for sheet in sheets {
        let Some(form) = form(sheet, &lexicons) else {
            unknown.push(sheet.name.as_str());
            continue;
        };
        match forms.iter_mut().find(|own| own.is_like(&form)) {
            Some(own) => own.sheets.push(sheet),
            None => forms.push(form),
        }
    }
    let mut text = told::head(file, lang);
    for form in &forms {
        text.push_str(&told::table(form, &Columns::of(form), ledger, file, lang));
    }
    text.push_str(&told::unknown(&unknown, lang));
    (!forms.is_empty()).then_some(text)
}

impl Form<'_> {
    fn is_like(&self, other: &Form<'_>) -> bool {
        let names = |form: &Form<'_>| form.headings.named().map(|(_, name)| folded(name)).collect::<Vec<_>>();
        self.kind == other.kind && self.header == other.header && names(self) == names(other)
    }
}

/// How far down headings are looked for, and over how many rows they may go.
const DEEPEST: usize = 12;
const ROWS: usize = 3;

/// The kind and the rows of headings that explain most of a sheet; `None` where little is explained.
fn form<'s>(sheet: &'s Sheet, lexicons: &[Lexicon]) -> Option<Form<'s>> {
    let rows =
        (0..sheet.rows.len().min(DEEPEST)).flat_map(|first| (first..first + ROWS).map(move |last| (first, last)));
    let mut best: Option<(usize, Form<'_>)> = None;
    for header in rows.filter(|(_, last)| last + 1 < sheet.rows.len().max(2)) {
        let headings = Headings::of(sheet, header);
        let names: Vec<(usize, String)> = headings.named().map(|(column, name)| (column, folded(name))).collect();
        for lexicon in lexicons {
            let found = found(lexicon, &names);
            let is_title = |title: &&str| sheet.name.contains(*title) || stands_above(sheet, header.0, title);
            // A title is worth a column and a half, a row less of headings is better by a little.
            let titled = if found.len() >= 3 && lexicon.titles.iter().any(is_title) { 15 } else { 0 };
            let score = (found.len() * 10 + titled).saturating_sub(header.1 - header.0);
            if found.len() >= 3 && best.as_ref().is_none_or(|(most, _)| score > *most) {
                let headings = Headings::of(sheet, header);
                best = Some((score, Form { kind: lexicon.kind, header, sheets: vec![sheet], headings, found }));
            }
        }
    }
    best.map(|(_, form)| form)
}

fn stands_above(sheet: &Sheet, row: usize, title: &&str) -> bool {
    sheet.rows.iter().take(row).flatten().any(|cell| cell.shown().contains(*title))
}

/// What a heading may be called, and the key that it is then likely to be.
struct Called {
    target: Target,
    label: &'static str,
    /// All of them stand in the heading.
    needles: Vec<String>,
    /// It is the heading.
    is_whole: bool,
}

/// A kind, what its sheets are called, and its headings: by our own names first, then by those of town halls.
struct Lexicon {
    kind: Kind,
    titles: &'static [&'static str],
    called: Vec<Called>,
}

fn lexicons() -> Vec<Lexicon> {
    let lexicon = |(kind, titles, words): &(Kind, &'static [&'static str], words::Words)| {
        let mut called: Vec<Called> = Vec::new();
        let tops = keys::shape(*kind).keys.iter();
        for (target, key) in tops.filter_map(|key| Some((Target::of(*kind, None, key.name)?, key.name))) {
            let label = values::label("", key);
            let names = [folded(&label.ja), folded(&label.en)];
            called.extend(names.map(|name| Called { target, label: "", needles: vec![name], is_whole: true }));
        }
        let known = words.iter().filter_map(|(needles, path)| {
            let (target, label) = target(*kind, path)?;
            Some(Called { target, label, needles: needles.split('+').map(folded).collect(), is_whole: false })
        });
        called.extend(known);
        let results = keys::tables(*kind).filter_map(|table| Target::of(*kind, Some(table.name), "result"));
        let label = values::label("", "result");
        let names = [folded(&label.ja), folded(&label.en)];
        let of = |target: Target| {
            names.clone().map(|name| Called { target, label: "", needles: vec![name], is_whole: true })
        };
        called.extend(results.flat_map(of));
        Lexicon { kind: *kind, titles, called }
    };
    KINDS.iter().map(lexicon).collect()
}

/// Each key with the first column that is likely to be its own.
fn found(lexicon: &Lexicon, names: &[(usize, String)]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for called in &lexicon.called {
        let fits = |name: &str| match called.is_whole {
            true => called.needles.iter().any(|needle| name == needle),
            false => called.needles.iter().all(|needle| name.contains(needle.as_str())),
        };
        // 18 of 容量(GB) would be written as so many megabytes.
        let fits = |name: &str| fits(name) && !(called.target.is_in_mb() && is_in_another_unit(name));
        let is_taken = |own: &Found| own.target.path() == called.target.path() && own.label == called.label;
        let is_free = |column: usize| found.iter().all(|own| own.column != column);
        // A heading that says no more than 結果 is of what the headings beside it speak.
        let is_beside = |own: &Found| own.label.is_empty() && own.target.is_beside(&called.target);
        if called.is_whole && called.target.table.is_some() && !found.iter().any(is_beside) {
            continue;
        }
        let column = names.iter().find(|(column, name)| fits(name) && is_free(*column)).map(|(column, _)| *column);
        if let Some(column) = column.filter(|_| !found.iter().any(is_taken)) {
            found.push(Found { target: called.target, label: called.label.to_owned(), column });
        }
    }
    found
}

/// `backup.run`, `item.theft.result`
fn target(kind: Kind, path: &'static str) -> Option<(Target, &'static str)> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts[..] {
        [key] => Target::of(kind, None, key).map(|target| (target, "")),
        [table, key] => Target::of(kind, Some(table), key).map(|target| (target, "")),
        [table, label, key] => Target::of(kind, Some(table), key).map(|target| (target, label)),
        _ => None,
    }
}
