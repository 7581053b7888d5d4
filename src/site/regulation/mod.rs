//! The regulation's text with an anchor for each article, paragraph, item and row of the appended table.
//!
//! The text shipped with daicho is regular: a list directly under an article's heading holds its paragraphs, one after a lead sentence
//! its items. A town's official text may be less so. Its articles are then found by their headings all the same, and whatever cannot
//! be found gets its anchor at the nearest place that can, so that every citation leads somewhere.

mod heading;

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html};
use serde::Serialize;

use super::markdown;
use crate::model::heading::{TABLE, id, row};

pub struct Rendered {
    pub html: String,
    pub contents: Vec<Heading>,
}

/// A line of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    pub id: String,
    pub title: String,
}

/// Renders the body; `citations` are the ids that pages may lead to.
pub fn render(body: &str, citations: &[(String, String)]) -> Rendered {
    let events: Vec<Event<'_>> = markdown::events(body, HeadingLevel::H2).collect();
    let mut walk = Walk::default();
    let mut marked = Vec::with_capacity(events.len());
    for at in 0..events.len() {
        walk.step(&events, at, &mut marked);
    }
    let mut html = String::with_capacity(body.len() * 2);
    html::push_html(&mut html, marked.into_iter());
    for (id, _) in citations.iter().filter(|(id, _)| !walk.ids.contains(id)) {
        anchor_nearby(&mut html, id);
    }
    Rendered { html, contents: walk.contents }
}

/// Which heading we are under, and whether anything stood between it and the list that comes.
#[derive(Default)]
struct Walk {
    ids: BTreeSet<String>,
    contents: Vec<Heading>,
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
    fn step<'e>(&mut self, events: &[Event<'e>], at: usize, out: &mut Vec<Event<'e>>) {
        match &events[at] {
            Event::Start(Tag::Heading { level, .. }) => {
                let id = self.heading(heading::text(&events[at..])).map(Into::into);
                out.push(Event::Start(Tag::Heading { level: *level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::Start(Tag::List(start)) => {
                let prefix = self.prefix();
                self.lists.push(List { prefix, next: start.unwrap_or(1) });
                out.push(events[at].clone());
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                out.push(events[at].clone());
            }
            Event::Start(Tag::Item) => out.push(self.item()),
            Event::Start(Tag::Paragraph) if self.lists.is_empty() => {
                self.lead = true;
                out.push(events[at].clone());
            }
            other => out.push(other.clone()),
        }
    }

    /// The id of a heading that names one, and what follows is under it. A second one of that name has none.
    fn heading(&mut self, title: String) -> Option<String> {
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
        match id.and_then(|id| self.claim(id)) {
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

/// Puts a bare anchor where the citation would be: in its article's heading, else at the end.
fn anchor_nearby(html: &mut String, id: &str) {
    let anchor = format!("<a id=\"{id}\"></a>");
    let article: String = id.splitn(3, '-').take(2).collect::<Vec<_>>().join("-");
    let parents = [article.as_str(), TABLE].into_iter().filter(|parent| id.starts_with(parent));
    let behind = |parent| {
        let heading = format!(" id=\"{parent}\">");
        html.find(&heading).map(|at| at + heading.len())
    };
    let place = parents.filter_map(behind).next();
    match place {
        Some(at) => html.insert_str(at, &anchor),
        None => html.push_str(&anchor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(body: &str) -> Vec<String> {
        let html = render(body, &[]).html;
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    #[test]
    fn lists_are_paragraphs_or_items_by_where_they_stand() {
        assert_eq!(ids("## 第5条 管理者\n\n1. 甲\n2. 乙\n"), ["art-5", "art-5-1", "art-5-2"]);
        assert_eq!(ids("## 第3条\n\n次のとおり。\n\n1) 甲\n2) 乙\n"), ["art-3", "art-3-item-1", "art-3-item-2"]);
        assert_eq!(
            ids("## 別表\n\n### サーバ\n\n1) 甲\n\n### バックアップ用記録媒体\n\n### プログラム\n"),
            ["table", "table-server", "table-server-1", "table-media", "table-program"]
        );
    }

    #[test]
    fn an_irregular_text_has_its_articles() {
        assert_eq!(
            ids("# 要領\n\n第1章\n\n## 第三条　業務\n\n### 第十二条\n\n## 第３条の２\n\n## 附則\n"),
            ["art-3", "art-12", "art-3-no-2", "supplementary"]
        );
    }

    #[test]
    fn odd_numbers_are_no_articles() {
        let odd =
            "## 第4294967299条\n\n## 第99999999999999条\n\n## 第条\n\n## 第十十条\n\n## 第3条\n\n## 第3条\n\n1. 甲\n";
        assert_eq!(ids(odd), ["art-3"]);
    }

    #[test]
    fn every_citation_leads_somewhere() {
        let citations = ["art-3-item-9", "art-8-1", "table-server-5"].map(|id| (id.to_owned(), String::new()));
        let html = render("## 第3条 業務\n\n本文\n", &citations).html;
        assert!(html.contains("<h2 id=\"art-3\"><a id=\"art-3-item-9\"></a>"), "{html}");
        assert!(html.contains("id=\"art-8-1\"") && html.contains("id=\"table-server-5\""), "{html}");
    }
}
