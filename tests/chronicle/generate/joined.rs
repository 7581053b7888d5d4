//! What a merge makes of the files of its sides, and how a version is written.

use super::*;

/// The files of a merge.
pub fn joined(ours: &Files, theirs: &Files, base: &Files, join: Join) -> Files {
    let paths: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut files = Files::new();
    for (number, path) in paths.into_iter().enumerate() {
        let (own, other, old) = (ours.get(path), theirs.get(path), base.get(path));
        let taken = match join {
            Join::Ours => own.cloned(),
            Join::Theirs => other.cloned(),
            Join::Either(bits) if bits >> (number % 16) & 1 == 0 => own.cloned(),
            Join::Either(_) => other.cloned(),
            Join::Honest if own == other || other == old => own.cloned(),
            Join::Honest if own == old => other.cloned(),
            Join::Honest => both(own, other, old),
        };
        files.extend(taken.map(|text| (path.clone(), text)));
    }
    files
}

/// What both sides wrote, as a careful person joins it; ours where that cannot be.
fn both(own: Option<&String>, other: Option<&String>, old: Option<&String>) -> Option<String> {
    let table = |text: Option<&String>| text.and_then(|text| text.parse::<Table>().ok());
    let theirs = other;
    let (Some(mut joined), Some(other)) = (table(own), table(other)) else { return own.or(other).cloned() };
    let old = table(old).unwrap_or_default();
    for (key, value) in other.iter().filter(|(key, value)| old.get(*key) != Some(*value)) {
        match (joined.get_mut(key), value) {
            (Some(Value::Array(list)), Value::Array(theirs)) if theirs.iter().all(Value::is_table) => {
                let known = old.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
                let words: Vec<Option<Value>> = list.iter().map(|entry| entry.get("note").cloned()).collect();
                let is_new = |entry: &&Value| !known.contains(entry) && !words.contains(&entry.get("note").cloned());
                list.extend(theirs.iter().filter(is_new).cloned());
            }
            (Some(own), _) if old.get(key) != Some(own) => {}
            _ => drop(joined.insert(key.clone(), value.clone())),
        }
    }
    let texts: Vec<&str> = [own, theirs].into_iter().flatten().map(String::as_str).collect();
    Some(dressed(&joined, &texts, Dress::Kept, 0))
}

/// The values as text: with the comments, the line ends and the quotes of versions that were there, or otherwise.
pub fn dressed(table: &Table, versions: &[&str], dress: Dress, number: usize) -> String {
    let mut text = table.to_string();
    let comments = versions.iter().flat_map(|version| version.lines().filter(|line| line.starts_with('#')));
    let mut kept: Vec<String> = comments.map(|line| format!("{line}\n")).collect();
    let mut seen = BTreeSet::new();
    kept.retain(|comment| seen.insert(comment.clone()));
    let has = |part: &str| versions.first().is_some_and(|version| version.contains(part));
    let (mut quotes, mut ends) = (has("'"), has("\r"));
    match dress {
        Dress::Kept => {}
        Dress::Plain => (kept, quotes, ends) = (Vec::new(), false, false),
        Dress::Comment => kept.push(format!("# {number}\n")),
        Dress::Ends => ends = !ends,
        Dress::Quotes => quotes = !quotes,
        Dress::Order => {
            let keys = text.split_inclusive('\n').take_while(|line| line.contains('='));
            let (upto, keys) =
                keys.fold((0, String::new()), |(upto, keys), line| (upto + line.len(), line.to_owned() + &keys));
            text.replace_range(..upto, &keys);
        }
        Dress::Blank => text.push('\n'),
    }
    if quotes {
        text = text.replace('"', "'");
    }
    text = kept.concat() + &text;
    if ends { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}
