use super::*;
use crate::report::{Mark, Tone};

fn html(rendered: &Rendered<'_>) -> String {
    rendered.pieces.iter().map(|piece| piece.html.as_str()).collect()
}

fn ids(body: &str) -> Vec<String> {
    let html = html(&render(body, &[]));
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
    let odd = "## 第4294967299条\n\n## 第99999999999999条\n\n## 第条\n\n## 第十十条\n\n## 第3条\n\n## 第3条\n\n1. 甲\n";
    assert_eq!(ids(odd), ["art-3"]);
}

/// The states in the order of the text: `art-3` beside its words, `(art-8-1)` where it has none.
fn placed(body: &str, ids: &[&str]) -> Vec<String> {
    let states: Vec<StateLine> = ids.iter().map(|id| line(id)).collect();
    let rendered = render(body, &states);
    let placed = rendered.pieces.iter().flat_map(|piece| &piece.states);
    placed.map(|own| if own.at_home { own.it.id.clone() } else { format!("({})", own.it.id) }).collect()
}

fn line(id: &str) -> StateLine {
    StateLine {
        id: id.to_owned(),
        label: String::new(),
        mark: Mark::new(Tone::None, String::new()),
        note: None,
        cells: Vec::new(),
        open: 0,
        waived: 0,
        traced: String::new(),
        catalogue: String::new(),
        rules: Vec::new(),
        duties: Vec::new(),
        word: None,
        is_sum: false,
    }
}

#[test]
fn each_part_has_its_state_beside_its_words() {
    let body = "## 第3条 業務\n\n次のとおり。\n\n1) 甲\n2) 乙\n\n## 第5条\n\n1. 丙\n\n   1) 丁\n";
    let ids = ["art-3", "art-3-item-1", "art-3-item-2", "art-5", "art-5-1", "art-5-1-item-1"];
    assert_eq!(placed(body, &ids), ids);
    let states = ids.map(line);
    let rendered = render(body, &states);
    let before = |id: &str| {
        let at = rendered.pieces.iter().position(|piece| piece.states.iter().any(|own| own.it.id == id)).unwrap();
        (rendered.pieces[at].html.clone(), rendered.pieces[at + 1].html.clone())
    };
    let (text, next) = before("art-3-item-1");
    assert!(text.ends_with("甲") && next.starts_with("</li>"), "{text:?} {next:?}");
    let (text, next) = before("art-5-1");
    assert!(text.contains("丙") && !text.contains("丁") && next.contains("<ol>"), "{text:?} {next:?}");
}

#[test]
fn every_citation_leads_somewhere() {
    let body = "## 第3条 業務\n\n本文\n\n## 別表\n\n本文\n";
    let ids = ["art-3", "art-3-item-9", "art-8-1", "table", "table-server-5"];
    assert_eq!(placed(body, &ids), ["art-3", "(art-3-item-9)", "table", "(table-server-5)", "(art-8-1)"]);
    assert_eq!(placed("", &["art-1"]), ["(art-1)"]);
}
