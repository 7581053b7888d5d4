//! The regulation's text with an anchor for each article, paragraph, item and row of the appended table, and how each stands beside it.
//!
//! The text shipped with daicho is regular: a list directly under an article's heading holds its paragraphs, one after a lead sentence
//! its items. A town's official text may be less so. Its articles are then found by their headings all the same, and whatever cannot
//! be found is shown at the nearest heading that can, with its anchor, so that every citation leads somewhere.
//!
//! The text comes out in pieces of HTML, each followed by the states that belong there: the template shows those, and nothing of a
//! record is ever joined to HTML by hand.

mod heading;
mod walk;

use pulldown_cmark::{Event, HeadingLevel, html};
use serde::Serialize;

use super::markdown;
use crate::model::heading::TABLE;
use crate::report::StateLine;

use walk::{Step, Walk};

pub struct Rendered<'s> {
    pub pieces: Vec<Piece<'s>>,
    pub contents: Vec<Heading>,
    pub passages: Vec<Passage>,
}

/// The words from one anchor to the next.
#[derive(Debug)]
pub struct Passage {
    pub id: String,
    pub words: String,
}

/// Some of the text, and how what it ends with stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Piece<'s> {
    pub html: String,
    pub states: Vec<Placed<'s>>,
    /// The id of the heading that it ends with.
    #[serde(skip)]
    under: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Placed<'s> {
    pub it: &'s StateLine,
    /// Its words stand here and have its anchor; else it is told by its name, and is the anchor itself.
    pub at_home: bool,
}

/// A line of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    pub id: String,
    pub title: String,
}

/// Renders the body; `states` are those of all that pages may lead to.
pub fn render<'s>(body: &str, states: &'s [StateLine]) -> Rendered<'s> {
    let events: Vec<Event<'_>> = markdown::events(body, HeadingLevel::H2).collect();
    let mut walk = Walk::default();
    let mut pieces = vec![Piece::default()];
    let mut text: Vec<Event<'_>> = Vec::new();
    let mut passages: Vec<Passage> = Vec::new();
    for at in 0..events.len() {
        for step in walk.step(&events, at) {
            match step {
                Step::Begins(id) => passages.push(Passage { id, words: String::new() }),
                Step::Text(event) => {
                    if let Some(passage) = passages.last_mut() {
                        markdown::push_plain(&mut passage.words, &event);
                    }
                    text.push(event);
                }
                Step::State { id, is_heading } => {
                    let own = states.iter().filter(|state| state.id == id);
                    let states = own.map(|it| Placed { it, at_home: true }).collect();
                    let piece = Piece { html: pushed(&mut text), states, under: is_heading.then_some(id) };
                    pieces.push(piece);
                }
            }
        }
    }
    pieces.push(Piece { html: pushed(&mut text), ..Piece::default() });
    for state in states.iter().filter(|state| !walk.ids.contains(&state.id)) {
        place_nearby(&mut pieces, state);
    }
    pieces.retain(|piece| !(piece.html.is_empty() && piece.states.is_empty()));
    Rendered { pieces, contents: walk.contents, passages }
}

fn pushed(text: &mut Vec<Event<'_>>) -> String {
    let mut html = String::new();
    html::push_html(&mut html, text.drain(..));
    html
}

/// Puts a state that has no place of its own behind those of its article or table, else at the end.
fn place_nearby<'s>(pieces: &mut Vec<Piece<'s>>, it: &'s StateLine) {
    let id = it.id.as_str();
    let article: String = id.splitn(3, '-').take(2).collect::<Vec<_>>().join("-");
    let parents = [article.as_str(), TABLE].into_iter().filter(|parent| id.starts_with(parent));
    let headed = |parent: &str| pieces.iter().position(|piece| piece.under.as_deref() == Some(parent));
    let placed = Placed { it, at_home: false };
    match parents.filter_map(headed).next() {
        Some(at) => pieces[at].states.push(placed),
        None => match pieces.last_mut() {
            Some(last) => last.states.push(placed),
            None => pieces.push(Piece { states: vec![placed], ..Piece::default() }),
        },
    }
}

#[cfg(test)]
mod tests;
