//! What a name on the command line means.

use crate::load::nearest;
use crate::model::Rule;
use crate::rules::catalogue;

use super::part::Part;

/// What is to be explained.
#[derive(Clone, Copy, Debug)]
pub enum Topic {
    Rule(&'static Rule),
    Part(Part),
}

/// The topic of a name: a rule's id, a citation's id or words, an article's number.
///
/// # Errors
/// Nothing has this name; the nearest name is given where one is near.
pub fn topic(name: &str) -> Result<Topic, Option<String>> {
    let rule = || catalogue::rule(&name.trim().to_lowercase()).map(Topic::Rule);
    let part = || Part::parse(name).map(Topic::Part);
    rule().or_else(part).ok_or_else(|| neighbour(name))
}

fn neighbour(name: &str) -> Option<String> {
    let parts: Vec<String> = Part::all().flat_map(|part| part.names()).collect();
    let known = catalogue::all().map(|rule| rule.id).chain(parts.iter().map(String::as_str));
    nearest(name, known).map(str::to_owned)
}
