//! Walking through the events of the text: which of them are articles, paragraphs, items and rows, and where each ends.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Heading, heading};
use crate::model::heading::{TABLE, id, row};

/// What one event of the Markdown comes to.
pub enum Step<'e> {
    Text(Event<'e>),
    /// What has this id begins here.
    Begins(String),
    /// What has this id ends here, as far as its own words go.
    State {
        id: String,
        is_heading: bool,
    },
}

/// Which heading we are under, and whether anything stood between it and the list that comes.
#[derive(Default)]
pub struct Walk {
    pub ids: BTreeSet<String>,
    pub contents: Vec<Heading>,
    /// The id of the heading or of the items that are being told, until their state is.
    heading: Option<String>,
    items: Vec<Option<String>>,
    /// The id of the last heading: `art-3`, `table-server`.
    under: Option<String>,
    /// Text came between the heading and the list.
    lead: bool,
    lists: Vec<List>,
}

struct List {
    prefix: Option<String>,
    next: u64,
}

impl Walk {
    pub fn step<'e>(&mut self, events: &[Event<'e>], at: usize) -> Vec<Step<'e>> {
        match &events[at] {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = self.heading_id(heading::text(&events[at..]));
                let id = self.heading.clone();
                let begins = id.clone().map(Step::Begins);
                let id = id.map(Into::into);
                let heading = Event::Start(Tag::Heading { level: *level, id, classes: Vec::new(), attrs: Vec::new() });
                begins.into_iter().chain([Step::Text(heading)]).collect()
            }
            Event::End(TagEnd::Heading(_)) => {
                let state = self.heading.take().map(|id| Step::State { id, is_heading: true });
                [Step::Text(events[at].clone())].into_iter().chain(state).collect()
            }
            Event::Start(Tag::List(start)) => {
                // What an item says of itself ends where a list within it begins.
                let state = self.item_told();
                let prefix = self.prefix();
                self.lists.push(List { prefix, next: start.unwrap_or(1) });
                state.into_iter().chain([Step::Text(events[at].clone())]).collect()
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                text(events[at].clone())
            }
            Event::Start(Tag::Item) => {
                let item = self.item();
                let begins = self.items.last().cloned().flatten().map(Step::Begins);
                begins.into_iter().chain([Step::Text(item)]).collect()
            }
            Event::End(TagEnd::Item) => {
                let state = self.item_told();
                self.items.pop();
                state.into_iter().chain([Step::Text(events[at].clone())]).collect()
            }
            Event::Start(Tag::Paragraph) if self.lists.is_empty() => {
                self.lead = true;
                text(events[at].clone())
            }
            other => text(other.clone()),
        }
    }

    /// The state of the innermost item, once.
    fn item_told<'e>(&mut self) -> Option<Step<'e>> {
        let id = self.items.last_mut()?.take()?;
        Some(Step::State { id, is_heading: false })
    }

    /// The id of a heading that names one, and what follows is under it. A second one of that name has none.
    fn heading_id(&mut self, title: String) -> Option<String> {
        let named = id(&title).or_else(|| self.row_heading(&title))?;
        self.under = self.claim(named);
        self.lead = false;
        let id = self.under.clone()?;
        self.contents.push(Heading { id: id.clone(), title });
        Some(id)
    }

    /// What the numbers of a list that begins here are numbers of.
    fn prefix(&self) -> Option<String> {
        let under = self.under.as_deref()?;
        let outer = self.lists.last().map(|list| (list.prefix.as_deref(), list.next - 1));
        match outer {
            Some((Some(prefix), number)) => Some(format!("{prefix}{number}-item-")),
            Some((None, _)) => None,
            None if under == "table-server" => Some("table-server-".to_owned()),
            None if !under.starts_with("art-") => None,
            None if self.lead => Some(format!("{under}-item-")),
            None => Some(format!("{under}-")),
        }
    }

    /// `<li>` with its id. It is written as HTML because Markdown's own event has no place for one.
    fn item<'e>(&mut self) -> Event<'e> {
        let id = self.lists.last_mut().and_then(|list| {
            let number = list.next;
            list.next += 1;
            list.prefix.as_ref().map(|prefix| format!("{prefix}{number}"))
        });
        let id = id.and_then(|id| self.claim(id));
        self.items.push(id.clone());
        match id {
            Some(id) => Event::Html(format!("<li id=\"{id}\">").into()),
            None => Event::Start(Tag::Item),
        }
    }

    /// The parts of the appended table, which are such only below its heading.
    fn row_heading(&self, title: &str) -> Option<String> {
        row(title).filter(|_| self.ids.contains(TABLE)).map(str::to_owned)
    }

    /// An id once: a second heading of the same name goes without.
    fn claim(&mut self, id: String) -> Option<String> {
        self.ids.insert(id.clone()).then_some(id)
    }
}

fn text(event: Event<'_>) -> Vec<Step<'_>> {
    vec![Step::Text(event)]
}
