//! A rule or a part of the regulation explained, for a person at a terminal.
//!
//! Deliberately absent: words of its own about any rule. What stands here are the headings between the words of others.

use std::io::{self, Write};

use crate::explain::example::{Example, Examples, Told};
use crate::explain::part::Part;
use crate::explain::passage::passage;
use crate::explain::{Change, Committed, Deed, Hunk, Step};
use crate::model::text::{Lang, Text};
use crate::model::{Finding, Ledger, Rule};
use crate::rules::history::short;
use crate::rules::{catalogue, words};

use super::visible;

/// Whose words of the regulation are told.
pub struct Book<'b> {
    pub body: &'b str,
    /// The ledger's own, or the sample's where there is no ledger.
    pub is_own: bool,
}

/// Every rule, a line each, by the part of the regulation that it rests on.
///
/// # Errors
/// The output cannot be written.
pub fn list(out: &mut impl Write, lang: Lang) -> io::Result<()> {
    for (at, part) in Part::chapters().filter(|part| part.rules().next().is_some()).enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{}", part.label().get(lang))?;
        rules(out, part, lang)?;
    }
    Ok(())
}

/// A part of the regulation, and the rules that rest on it.
///
/// # Errors
/// The output cannot be written.
pub fn part(out: &mut impl Write, part: Part, book: &Book<'_>, lang: Lang) -> io::Result<()> {
    writeln!(out, "{}", part.label().get(lang))?;
    quote(out, part, book, lang)?;
    section(out, &Text::fixed("ここに基づく規則", "Rules that rest on it"), lang)?;
    if part.rules().next().is_none() {
        let none = Text::fixed("  ありません(機械では確かめられません)。", "  None: no machine can see it.");
        writeln!(out, "{}", none.get(lang))?;
    }
    rules(out, part, lang)
}

fn rules(out: &mut impl Write, part: Part, lang: Lang) -> io::Result<()> {
    // Ids and English labels are ASCII, and the Japanese labels are all two characters: counting characters aligns them.
    let width = |of: fn(&Rule, Lang) -> usize| catalogue::all().map(|rule| of(rule, lang)).max().unwrap_or_default();
    let (id, label) = (width(|rule, _| rule.id.len()), width(|rule, lang| severity(rule, lang).chars().count()));
    for rule in part.rules() {
        writeln!(out, "  {:label$}  {:id$}  {}", severity(rule, lang), rule.id, rule.title.get(lang))?;
    }
    Ok(())
}

fn severity(rule: &Rule, lang: Lang) -> String {
    rule.severity.label().get(lang).to_owned()
}

/// A rule: what it rests on, why it matters, what to do, and its examples.
///
/// # Errors
/// The output cannot be written.
pub fn rule(
    out: &mut impl Write,
    rule: &Rule,
    book: &Book<'_>,
    examples: Option<&Examples>,
    lang: Lang,
) -> io::Result<()> {
    let (severity, basis, cited) = (rule.severity.label(), rule.basis.label(), rule.citation.label());
    writeln!(out, "{}: {}", rule.id, rule.title.get(lang))?;
    let (ja, en) = (
        format!("{}・{}・{}({})", severity.ja, basis.ja, cited.ja, rule.citation),
        format!("{}, {}, {} ({})", severity.en, basis.en, cited.en, rule.citation),
    );
    writeln!(out, "{}", Text::new(ja, en).get(lang))?;
    quote(out, Part::of(rule.citation), book, lang)?;
    section(out, &Text::fixed("なぜ", "Why it matters"), lang)?;
    writeln!(out, "  {}", rule.why.get(lang))?;
    section(out, &Text::fixed("どうするか", "What to do"), lang)?;
    writeln!(out, "  {}", rule.remedy.get(lang))?;
    if let Some(Examples { fires, passes }) = examples {
        example(out, &Text::fixed("所見となる例", "An example that fires it"), rule, fires, lang)?;
        example(out, &Text::fixed("所見とならない例", "An example that passes"), rule, passes, lang)?;
    }
    Ok(())
}

/// The regulation's own words, which are told apart from ours by a bar.
fn quote(out: &mut impl Write, part: Part, book: &Book<'_>, lang: Lang) -> io::Result<()> {
    let Some(words) = passage(book.body, part) else { return Ok(()) };
    let whose = if book.is_own {
        Text::fixed("要領(この台帳の regulation.md)", "The regulation (this ledger's regulation.md)")
    } else {
        Text::fixed("要領(見本の regulation.md)", "The regulation (the sample's regulation.md)")
    };
    section(out, &whose, lang)?;
    for line in words.lines() {
        writeln!(out, "  │ {}", visible(line.trim_start_matches('#').trim()))?;
    }
    Ok(())
}

fn section(out: &mut impl Write, title: &Text, lang: Lang) -> io::Result<()> {
    writeln!(out, "\n{}", title.get(lang))
}

fn example(out: &mut impl Write, title: &Text, rule: &Rule, example: &Example, lang: Lang) -> io::Result<()> {
    let day = words::date(example.as_of);
    let heading = Text::new(format!("{}({}現在)", title.ja, day.ja), format!("{} (as of {})", title.en, day.en));
    section(out, &heading, lang)?;
    match &example.told {
        Told::Changes(changes) if changes.is_empty() => {
            let none = Text::fixed("  何も変えない台帳", "  a ledger in which nothing is changed");
            writeln!(out, "{}", none.get(lang))?;
        }
        Told::Changes(changes) => steps(out, changes, lang)?,
        Told::Past(deeds) => past(out, deeds, &example.ledger, lang)?,
    }
    let own: Vec<&Finding> = example.findings.iter().filter(|finding| finding.rule == rule).collect();
    for finding in &own {
        writeln!(out, "  → {}", told(finding, example, lang))?;
    }
    if own.is_empty() {
        writeln!(out, "  → {}", Text::fixed("所見はありません。", "nothing is found.").get(lang))?;
    }
    Ok(())
}

fn told(finding: &Finding, example: &Example, lang: Lang) -> String {
    let place = finding.place.as_ref().map(|place| words::name(&example.ledger, place).get(lang).to_owned());
    let day = finding.date.map(|day| words::date(day).get(lang).to_owned());
    let whose: Vec<String> = place.into_iter().chain(day).collect();
    visible(&format!("{}: {}", whose.join(" "), finding.message.get(lang)))
}

/// A history: each commit with its number, when and by whom, and what it changed.
fn past(out: &mut impl Write, deeds: &[Deed], ledger: &Ledger, lang: Lang) -> io::Result<()> {
    for (at, deed) in deeds.iter().enumerate() {
        match deed {
            Deed::Commit(commit) => committed(out, at + 1, commit, ledger, lang)?,
            Deed::CutOff(number) => {
                let cut = Text::new(
                    format!("  そのあと、コミット{number}より前を除いて複製(浅い複製)"),
                    format!("  then the repository is cloned without what came before commit {number}"),
                );
                writeln!(out, "{}", cut.get(lang))?;
            }
        }
    }
    Ok(())
}

fn committed(out: &mut impl Write, number: usize, commit: &Committed, ledger: &Ledger, lang: Lang) -> io::Result<()> {
    let is_theirs = |email: &String| email.eq_ignore_ascii_case(&commit.email);
    let known = ledger.people.iter().find(|person| person.emails.iter().any(|own| is_theirs(&own.value)));
    let name = known.map(|person| words::name(ledger, &person.id.value)).unwrap_or_default();
    let (at, id) = (words::time(commit.at), short(&commit.id));
    let (ja, en) = match commit.at.second() {
        0 => (String::new(), String::new()),
        second => (format!("{second}秒"), format!(":{second:02}")),
    };
    let by = |name: &str| visible(format!("{name} <{}>", commit.email).trim_start());
    let mut heading = Text::new(
        format!("  コミット{number}({id}) {}{ja} {}", at.ja, by(&name.ja)),
        format!("  commit {number} ({id}), {}{en}, {}", at.en, by(&name.en)),
    );
    let mut note =
        |ja: String, en: String| heading = Text::new(format!("{}{ja}", heading.ja), format!("{}{en}", heading.en));
    if let Some(after) = commit.after {
        note(format!("(コミット{after}の次に)"), format!(" (following commit {after})"));
    }
    if commit.is_published {
        note("(この版の番号を控えた)".into(), " (its id was written down)".into());
    }
    if commit.is_left_behind {
        note("(いまの履歴にない)".into(), " (no part of the history now)".into());
    }
    writeln!(out, "{}", heading.get(lang))?;
    if let Some(signature) = &commit.signature {
        let signed = Text::fixed("  署名", "  signature");
        writeln!(out, "{}", signed.get(lang))?;
        lines(out, '+', signature.lines())?;
    }
    if number == 1 {
        let whole = Text::fixed("  台帳の全体", "  the whole ledger");
        writeln!(out, "{}", whole.get(lang))?;
    }
    steps(out, &commit.changes, lang)
}

fn steps(out: &mut impl Write, changes: &[Change], lang: Lang) -> io::Result<()> {
    let mut before = "";
    for change in changes {
        step(out, change, before, lang)?;
        before = &change.path;
    }
    Ok(())
}

/// A step on a file, as a patch would show it; the file is named once for all edits of it.
fn step(out: &mut impl Write, Change { path, step }: &Change, before: &str, lang: Lang) -> io::Result<()> {
    let what = match step {
        Step::Removed => Text::fixed("(削除)", " (removed)"),
        Step::Renamed(to) => Text::new(format!(" → records/{to}"), format!(" → records/{to}")),
        Step::Added(_) => Text::fixed("(追加)", " (added)"),
        Step::Edited(_) => Text::default(),
        Step::Padded(size) => Text::new(format!("({size}バイトにする)"), format!(" (made {size} bytes long)")),
        Step::Executable => Text::fixed("(実行可能にする)", " (made executable)"),
    };
    if before != path || !matches!(step, Step::Edited(_)) {
        writeln!(out, "  records/{}{}", visible(path), visible(what.get(lang)))?;
    }
    match step {
        Step::Added(text) => lines(out, '+', text.lines()),
        Step::Edited(Hunk { before, after }) => {
            lines(out, '-', before.iter().map(String::as_str))?;
            lines(out, '+', after.iter().map(String::as_str))
        }
        Step::Removed | Step::Renamed(_) | Step::Padded(_) | Step::Executable => Ok(()),
    }
}

fn lines<'l>(out: &mut impl Write, sign: char, lines: impl Iterator<Item = &'l str>) -> io::Result<()> {
    for line in lines {
        writeln!(out, "    {sign} {}", visible(line))?;
    }
    Ok(())
}
