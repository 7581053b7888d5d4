//! How a case differs from the ledger that it spoils: the steps of `tests/cases`, as far as examples take them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A case. What it expects is the tests' concern: here it is judged again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub as_of: Option<Days>,
    #[serde(rename = "expect", default)]
    _expect: Vec<String>,
    #[serde(default)]
    delete: Vec<String>,
    #[serde(default)]
    rename: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    edit: Vec<Edit>,
    #[serde(default)]
    pad: BTreeMap<String, usize>,
    #[serde(default)]
    executable: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Days {
    One(toml::value::Datetime),
    Many(Vec<toml::value::Datetime>),
}

/// A replacement of what stands exactly once in the file; without `find`, at its end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: Option<String>,
    #[serde(default)]
    replace: String,
}

/// One step on one file, by its path below `records/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    pub step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Removed,
    /// To this path.
    Renamed(String),
    /// A new file, whole.
    Added(String),
    Edited(Hunk),
    /// Filled up with a comment to so many bytes.
    Padded(usize),
    Executable,
}

/// Whole lines, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// The texts of a ledger, by path below `records/`.
pub type Texts = BTreeMap<String, String>;

impl Case {
    /// Spoils the texts, and tells each step taken; `None` where a step does not fit them.
    pub fn spoil(&self, texts: &mut Texts) -> Option<Vec<Change>> {
        let mut changes = Vec::new();
        let mut told = |path: &str, step| changes.push(Change { path: path.to_owned(), step });
        for path in &self.delete {
            texts.remove(path)?;
            told(path, Step::Removed);
        }
        for (from, to) in &self.rename {
            let text = texts.remove(from)?;
            texts.insert(to.clone(), text);
            told(from, Step::Renamed(to.clone()));
        }
        for (path, text) in &self.files {
            texts.insert(path.clone(), text.clone());
            told(path, Step::Added(text.clone()));
        }
        for edit in &self.edit {
            told(&edit.file, Step::Edited(edit.apply(texts.get_mut(&edit.file)?)?));
        }
        for (path, size) in &self.pad {
            let text = texts.get_mut(path)?;
            let room = size.checked_sub(text.len() + "\n#\n".len())?;
            text.push_str(&format!("\n#{}\n", "-".repeat(room)));
            told(path, Step::Padded(*size));
        }
        for path in &self.executable {
            texts.get(path)?;
            told(path, Step::Executable);
        }
        Some(changes)
    }
}

impl Edit {
    fn apply(&self, text: &mut String) -> Option<Hunk> {
        let at = match &self.find {
            Some(find) => text.find(find)?..text.find(find)? + find.len(),
            None => text.len()..text.len(),
        };
        let lines_from = text[..at.start].rfind('\n').map_or(0, |newline| newline + 1);
        let lines_to = text[at.end..].find('\n').map_or(text.len(), |newline| at.end + newline);
        let before = text[lines_from..lines_to].to_owned();
        let after = [&text[lines_from..at.start], &self.replace, &text[at.end..lines_to]].concat();
        text.replace_range(at, &self.replace);
        Some(Hunk::of(&before, &after))
    }
}

impl Hunk {
    /// The lines that differ, without those that both begin or end with.
    fn of(before: &str, after: &str) -> Hunk {
        let lines = |text: &str| text.trim_matches('\n').lines().map(str::to_owned).collect();
        let (mut before, mut after): (Vec<String>, Vec<String>) = (lines(before), lines(after));
        while before.last().is_some_and(|last| after.last() == Some(last)) {
            before.pop();
            after.pop();
        }
        let same = before.iter().zip(&after).take_while(|(before, after)| before == after).count();
        before.drain(..same);
        after.drain(..same);
        Hunk { before, after }
    }
}
