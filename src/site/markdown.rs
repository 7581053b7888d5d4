//! Markdown from records, as HTML that can do nothing: raw HTML becomes the text that it is, links lead only where a reader expects,
//! and there are no pictures. Nothing needs cleaning, because nothing is let through.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The HTML of a narrative. Its headings come below the page's own, h1 and h2.
pub fn render(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events(text, HeadingLevel::H3));
    out
}

/// The words of a text, as `render` shows them.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    events(text, HeadingLevel::H3).for_each(|event| push_plain(&mut out, &event));
    out
}

/// Adds what an event shows. What is not within a line ends a word.
pub fn push_plain(out: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::Start(tag) if is_within_a_line(&tag.to_end()) => {}
        Event::End(tag) if is_within_a_line(tag) => {}
        _ => out.push(' '),
    }
}

fn is_within_a_line(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// The harmless events of a text, whose highest heading is to be `top`.
pub fn events(text: &str, top: HeadingLevel) -> impl Iterator<Item = Event<'_>> {
    let mut sieve = Sieve { top, in_bad_link: false };
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        .filter_map(move |event| sieve.harmless(event))
}

struct Sieve {
    top: HeadingLevel,
    /// Within a link that leads where none may: its words stay. Links do not nest.
    in_bad_link: bool,
}

impl Sieve {
    fn harmless<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            Event::Start(tag) => self.start(tag).map(Event::Start),
            Event::End(TagEnd::Link) if std::mem::take(&mut self.in_bad_link) => None,
            // The alternative text of a picture stays.
            Event::End(TagEnd::Image | TagEnd::HtmlBlock) => None,
            Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(level.max(self.top)))),
            event => Some(event),
        }
    }

    fn start<'e>(&mut self, tag: Tag<'e>) -> Option<Tag<'e>> {
        match tag {
            Tag::Image { .. } | Tag::HtmlBlock => None,
            // No id and no class from a record: they could stand in the way of the page's own.
            Tag::Heading { level, .. } => {
                Some(Tag::Heading { level: level.max(self.top), id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Tag::Link { dest_url, .. } if !is_expected(&dest_url) => {
                self.in_bad_link = true;
                None
            }
            tag => Some(tag),
        }
    }
}

/// `https`, `http`, `mailto`, or a path: a colon before any slash makes a scheme, whatever characters a browser would skip in it.
fn is_expected(url: &str) -> bool {
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        Some((scheme, _)) => ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => !url.starts_with("//") && !url.contains(['\\', '\t', '\n', '\r']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_text() {
        let html = render("<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b\n\n<div onclick=x>\n");
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<div"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn links_lead_only_where_expected() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "java\tscript:x",
            "//evil.example/",
            "vbscript:x",
        ] {
            assert!(!is_expected(bad), "{bad}");
        }
        for good in ["https://example.jp/", "mailto:a@example.jp", "../a.html#b", "#c", "2026/10:30.html"] {
            assert!(is_expected(good), "{good}");
        }
        assert_eq!(render("[x](javascript:alert(1))"), "<p>x</p>\n");
    }

    #[test]
    fn pictures_leave_their_words() {
        assert_eq!(render("![写真](https://example.jp/a.png)"), "<p>写真</p>\n");
    }
}
