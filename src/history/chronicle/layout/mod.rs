//! Whether a version is written as the one before was, beside what it gained: its lines stay, with their comments, quotes and ends, and
//! in their order.
//!
//! A line ends where the file's syntax has one end, so a text of several lines is one. What is gained are lines of its own with the
//! blank ones beside them, or words within a line (a key of an inline table); a comment is nothing that a record gains. Of a merge that
//! joins what several sides wrote the order of lines is not asked. Deliberately absent: whether a record may gain what it gained.

mod line;

use std::collections::BTreeMap;

use line::{Line, lines};

/// What the other sides of a merge wrote: a version where the sides parted, and theirs.
pub type Others<'t> = Vec<(&'t str, &'t str)>;

/// Whether all that stood in a version still does, as it was written; `grows` where there are values that were not there.
pub fn is_kept(before: &str, after: &str, grows: bool, others: &Others<'_>) -> bool {
    let others: Vec<_> = others.iter().filter(|(base, theirs)| base != theirs).collect();
    if others.is_empty() {
        let (old, new) = (lines(before), lines(after));
        return has_bom(before) == has_bom(after) && grew(&old, &new, grows);
    }
    let mut brought = Counts::new();
    for (base, theirs) in others {
        for (line, count) in difference(&count(&lines(base)), &count(&lines(theirs))) {
            let (gone, came) = brought.entry(line).or_default();
            *gone += (-count).max(0);
            *came += count.max(0);
        }
    }
    is_joined(&lines(before), &lines(after), grows, &brought)
}

fn has_bom(text: &str) -> bool {
    text.starts_with('\u{feff}')
}

/// Beyond so many steps it is asked of single lines alone, not of their order: a file made so must not hold us up.
const MOST: usize = 1_000_000;

/// What a run of new lines holds so far.
const NOTHING: u8 = 1;
const BLANKS: u8 = 2;
const GAIN: u8 = 4;

/// Whether the old lines are the new ones without some, and each run of those gains something.
fn grew(old: &[Line<'_>], new: &[Line<'_>], grows: bool) -> bool {
    let Some(more) = new.len().checked_sub(old.len()) else { return false };
    if (more + 1).saturating_mul(new.len()) > MOST {
        return is_joined(old, new, grows, &Counts::new());
    }
    // At each count of old lines found so far: what the run of new ones since then may hold.
    let mut found: Vec<u8> = vec![0; old.len() + 1];
    found[0] = NOTHING;
    for (at, line) in new.iter().enumerate() {
        let mut next = vec![0; old.len() + 1];
        for seen in at.saturating_sub(more)..=at.min(old.len()) {
            let runs = found[seen];
            let fits = |old: &Line<'_>| line.is_still(old, grows) || grows && line.grew_from(old);
            if runs & (NOTHING | GAIN) != 0 && old.get(seen).is_some_and(fits) {
                next[seen + 1] |= NOTHING;
            }
            if runs == 0 || !grows {
                continue;
            }
            if line.is_blank() {
                next[seen] |= if runs & GAIN != 0 { GAIN } else { 0 };
                next[seen] |= if runs & (NOTHING | BLANKS) != 0 { BLANKS } else { 0 };
            } else if !line.has_comment() {
                next[seen] |= GAIN;
            }
        }
        found = next;
    }
    found[old.len()] & (NOTHING | GAIN) != 0
}

/// Of each line how often others took it away and brought it.
type Counts<'t> = BTreeMap<(&'t str, &'t str), (i64, i64)>;

/// Whether no line is missing but those that another side took away, and no comment new but those that another side brought.
fn is_joined(old: &[Line<'_>], new: &[Line<'_>], grows: bool, brought: &Counts<'_>) -> bool {
    let is_fine = |((text, end), more): ((&str, &str), i64)| {
        let line = Line::of(text, end);
        let (gone, came) = brought.get(&(text, end)).copied().unwrap_or_default();
        let became = || grows && new.iter().any(|new| new.grew_from(&line));
        let may_come = grows && !line.has_comment();
        line.is_blank() || more >= -gone && (more <= came || may_come) || more < 0 && became()
    };
    difference(&count(old), &count(new)).into_iter().all(is_fine)
}

fn count<'t>(lines: &[Line<'t>]) -> BTreeMap<(&'t str, &'t str), i64> {
    let usual = lines.first().map_or("\n", |first| first.end);
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry((line.text, if line.end.is_empty() { usual } else { line.end })).or_default() += 1;
    }
    counts
}

/// How much oftener each line is in the other.
fn difference<'t>(
    one: &BTreeMap<(&'t str, &'t str), i64>,
    other: &BTreeMap<(&'t str, &'t str), i64>,
) -> BTreeMap<(&'t str, &'t str), i64> {
    let mut more = other.clone();
    for (line, count) in one {
        *more.entry(*line).or_default() -= count;
    }
    more.retain(|_, count| *count != 0);
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(before: &str, after: &str) -> bool {
        is_kept(before, after, true, &Vec::new())
    }

    #[test]
    fn lines_and_words_may_come() {
        let old = "a = 1 # one\n\n[[e]]\nat = 1\nnote = \"\"\"\n# text\n\"\"\"\n";
        assert!(kept(old, &format!("{old}\n[[e]]\nat = 2\nnote = '''\n# more\n'''\n")));
        assert!(kept(old, &old.replace("\n\n[[e]]", "\nb = 2\n\n\n[[e]]")));
        assert!(kept(old, &format!("[[e]]\nat = 0\n\n{old}")));
        assert!(kept("a = 1", "a = 1\nb = 2"));
        assert!(kept("a = [\n  { b = 1 }\n]\n", "a = [\n  { b = 1, c = 2 },\n  { d = 1 }\n]\n"));
    }

    #[test]
    fn comments_ends_quotes_and_order_may_not() {
        let old = "a = 1 # one\n\nb = \"x\"\n[e]\nat = 1\n";
        let new = format!("{old}to = 2\n");
        assert!(kept(old, &new));
        let spoiled = [
            new.replace(" # one", ""),
            new.replace("# one", "# two"),
            new.replace("b =", "# b\nb ="),
            new.replace("to = 2", "to = 2 # two"),
            new.replace('\n', "\r\n"),
            new.replace('"', "'"),
            new.replace("a =", "a  ="),
            new.replace("\n\n", "\n"),
            new.replace("\n\n", "\n\n\n"),
            format!("\u{feff}{new}"),
            "b = \"x\"\n\na = 1 # one\n[e]\nat = 1\nto = 2\n".to_owned(),
        ];
        for text in spoiled {
            assert!(!kept(old, &text), "{text:?}");
        }
        assert!(!is_kept(old, &format!("{old}\n"), false, &Vec::new()));
        assert!(!is_kept("a = 1", "a = 1\n", false, &Vec::new()));
    }

    #[test]
    fn what_another_side_wrote_is_no_merges_doing() {
        let (base, ours) = ("# x\na = 1\n", "# x\na = 1\nb = 2\n");
        let theirs = "# y\na = 1\nc = 3\n";
        let both = |text: &str| is_kept(ours, text, true, &vec![(base, theirs)]);
        assert!(both("# y\na = 1\nb = 2\nc = 3\n"));
        assert!(!both("# z\na = 1\nb = 2\nc = 3\n"));
        assert!(!both("# y\n# y\na = 1\nb = 2\nc = 3\n"));
        assert!(!both("# y\na = 0x1\nb = 2\nc = 3\n"));
    }
}
