//! What of a text is not its values: comments, line ends, quotes, order. In these histories a line is a line.

use std::collections::BTreeSet;

/// Versions of a file beside one parent.
#[derive(Clone)]
pub struct Texts {
    pub before: String,
    pub after: String,
    /// Of each other parent: where the two parted, and its own.
    pub others: Vec<(String, String)>,
}

/// Whether what a side has stays as it is written.
pub fn stays(texts: &Texts, grows: bool) -> bool {
    let (old, new) = (lines(&texts.before), lines(&texts.after));
    let wrote: Vec<_> = texts.others.iter().filter(|(base, theirs)| base != theirs).collect();
    if wrote.is_empty() {
        return Strike { old: &old, new: &new, grows, failed: BTreeSet::new() }.from(0, 0, Run::None);
    }
    let times = |line: &str, text: &str| lines(text).iter().filter(|own| **own == line).count();
    let all: BTreeSet<&str> = old.iter().chain(&new).copied().collect();
    all.into_iter().filter(|line| !line.trim().is_empty()).all(|line| {
        let (had, has) = (times(line, &texts.before), times(line, &texts.after));
        let by_others = |more: bool| -> usize {
            let own = |(base, theirs): &&(String, String)| {
                let (base, theirs) = (times(line, base), times(line, theirs));
                if more { theirs.saturating_sub(base) } else { base.saturating_sub(theirs) }
            };
            wrote.iter().map(own).sum()
        };
        had <= has + by_others(false) && (has <= had + by_others(true) || grows && !line.contains('#'))
    })
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Run {
    None,
    Blank,
    Gain,
}

/// Strikes runs of lines out of the new text until the old one is left; each must hold something that was gained.
struct Strike<'t> {
    old: &'t [&'t str],
    new: &'t [&'t str],
    grows: bool,
    failed: BTreeSet<(usize, usize, Run)>,
}

impl Strike<'_> {
    fn from(&mut self, old: usize, new: usize, run: Run) -> bool {
        if self.failed.contains(&(old, new, run)) {
            return false;
        }
        let Some(line) = self.new.get(new) else { return old == self.old.len() && run != Run::Blank };
        let keeps = run != Run::Blank && self.old.get(old) == Some(line) && self.from(old + 1, new + 1, Run::None);
        let struck = match (line.trim().is_empty(), run) {
            (true, Run::Gain) => Run::Gain,
            (true, Run::None | Run::Blank) => Run::Blank,
            (false, _) => Run::Gain,
        };
        let may_go = self.grows && !line.contains('#');
        let good = keeps || may_go && self.from(old, new + 1, struck);
        if !good {
            self.failed.insert((old, new, run));
        }
        good
    }
}
