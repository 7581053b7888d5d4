//! The words of a heading among the events of its Markdown.

use pulldown_cmark::{Event, TagEnd};

/// The plain text of what starts here, up to where it ends.
pub fn text(events: &[Event<'_>]) -> String {
    let inside = events.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    inside
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}
