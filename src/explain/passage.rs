//! The words of a part of the regulation, cut from `regulation.md` as they stand.
//!
//! The text shipped is regular; a town's official text may be less so. What cannot be found in it is told by the nearest
//! part around it that can, and by nothing rather than by other words.

use crate::model::Citation;
use crate::model::heading::{self, TABLE};

use super::part::Part;

/// The words of a part, heading first; `None` where the text has none.
pub fn passage(body: &str, part: Part) -> Option<String> {
    let lines = match part {
        Part::Article(article) => section(body, &Citation::article(article).to_string()),
        Part::Table => section(body, TABLE),
        Part::One(citation) => one(body, citation),
    };
    Some(lines?.join("\n").trim().to_owned())
}

fn one(body: &str, citation: Citation) -> Option<Vec<&str>> {
    match citation {
        Citation::Article { article, paragraph, item } => {
            let whole = section(body, &Citation::article(article).to_string())?;
            Some(item.or(paragraph).and_then(|number| numbered(&whole, number)).unwrap_or(whole))
        }
        Citation::TableServer(row) => {
            let whole = section(body, "table-server").or_else(|| section(body, TABLE))?;
            Some(numbered(&whole, row).unwrap_or(whole))
        }
        Citation::TableMedia | Citation::TableProgram => {
            section(body, &citation.to_string()).or_else(|| section(body, TABLE))
        }
        Citation::Supplementary => section(body, &citation.to_string()),
        Citation::Ledger => None,
    }
}

/// The lines from the heading of an id to the next heading of its level or above.
fn section<'b>(body: &'b str, id: &str) -> Option<Vec<&'b str>> {
    let mut level = None;
    let mut lines = Vec::new();
    let mut in_table = false;
    for line in body.lines() {
        if let Some((depth, title)) = title_of(line) {
            let own = heading::id(title).or_else(|| heading::row(title).filter(|_| in_table).map(str::to_owned));
            in_table = in_table || own.as_deref() == Some(TABLE);
            if level.is_some_and(|level| depth <= level) {
                break;
            }
            if level.is_none() && own.as_deref() == Some(id) {
                level = Some(depth);
            }
        }
        if level.is_some() {
            lines.push(line);
        }
    }
    level.map(|_| lines)
}

/// The level and the words of a heading.
fn title_of(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let depth = line.len() - title.len();
    (depth > 0).then(|| (depth, title.trim()))
}

/// The heading, what leads the list in, and the entry of a number.
fn numbered<'b>(section: &[&'b str], wanted: u8) -> Option<Vec<&'b str>> {
    let starts: Vec<usize> = (0..section.len()).filter(|at| number(section[*at]).is_some()).collect();
    let at = starts.iter().copied().find(|at| number(section[*at]) == Some(wanted))?;
    let end = starts.iter().copied().find(|next| *next > at).unwrap_or(section.len());
    let lead = &section[..*starts.first()?];
    Some(lead.iter().chain(&section[at..end]).copied().collect())
}

/// The number with which a line begins: `1. `, `1) `, `(1) `, `2 `.
fn number(line: &str) -> Option<u8> {
    let line = line.trim_start().trim_start_matches(['(', '（']);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let follows = rest.starts_with(['.', ')', '）', ' ', '　']);
    line[..line.len() - rest.len()].parse().ok().filter(|_| follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "# 要領\n\n## 第3条 業務\n\n次のとおり。\n\n1) 甲\n2) 乙\n   続き\n\n## 第5条 管理者\n\n1. 置く。\n2. 充てる。\n\n## 附則\n\n施行\n\n\
                        ## 別表\n\n### サーバ\n\n1) 鍵\n\n### バックアップ用記録媒体\n\nラック\n";

    fn said(name: &str) -> Option<String> {
        passage(BODY, Part::parse(name)?)
    }

    #[test]
    fn a_citation_has_its_own_words_and_what_leads_them_in() {
        assert_eq!(said("第3条第2号").unwrap(), "## 第3条 業務\n\n次のとおり。\n\n2) 乙\n   続き");
        assert_eq!(said("art-5-1").unwrap(), "## 第5条 管理者\n\n1. 置く。");
        assert_eq!(said("table-server-1").unwrap(), "### サーバ\n\n1) 鍵");
        assert_eq!(said("table-media").unwrap(), "### バックアップ用記録媒体\n\nラック");
        assert_eq!(said("附則").unwrap(), "## 附則\n\n施行");
    }

    #[test]
    fn what_is_not_there_is_told_by_what_is_around_it() {
        assert_eq!(said("art-5-2-"), None);
        assert_eq!(said("table-server-4").unwrap(), "### サーバ\n\n1) 鍵");
        assert!(said("table-program").unwrap().starts_with("## 別表"));
        assert_eq!(said("9"), None);
    }
}
