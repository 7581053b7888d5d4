//! The pictures say what the tables and the verdict say: every square and every mark is counted again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::{SITE, pages, text};

/// A day and the sign that stands for it, the worst last.
type Days = BTreeMap<String, usize>;

const SIGNS: [&str; 5] = ["ー", "○", "？", "△", "×"];
const PATTERNS: [&str; 5] = ["hr", "hg", "hw", "hl", "hb"];
const WORDS: [&str; 5] = ["記録のみ", "正常", "期限前・確認不能", "注意", "異常・未了"];

#[test]
fn the_year_shows_each_day_as_its_month_does() {
    let (mut months, mut seen) = (0, BTreeSet::new());
    for (path, html) in pages(&SITE).filter(|(path, _)| is_place(path)) {
        let place = path.split('/').next().unwrap();
        for month in MONTH.captures_iter(&html) {
            let name = &month["month"];
            let drawn = drawn(&month["strokes"], name);
            let expected = expected(place, name);
            assert_eq!(drawn, expected, "{place} {name}");
            assert_eq!(&month["told"], told(&expected), "{place} {name}");
            seen.extend(expected.values().copied());
            months += 1;
        }
    }
    assert_eq!(months, SITE.keys().filter(|path| path.contains("/2026-") && !path.starts_with("history/")).count());
    assert!(seen.len() >= 4, "the sample shows most of what there is: {seen:?}");
}

#[test]
fn closed_days_are_hatched_and_others_are_not() {
    let html = text(&SITE, "mukawa/index.html");
    let october = MONTH.captures_iter(&html).find(|month| &month["month"] == "2026-10").unwrap();
    let hatched = days_of(&october["strokes"], "hc", "2026-10");
    // Saturdays, Sundays, and Sports Day on the 12th.
    let closed = [3, 4, 10, 11, 12, 17, 18, 24, 25, 31].map(|day| format!("2026-10-{day:02}"));
    assert_eq!(hatched, BTreeSet::from(closed));
}

#[test]
fn a_year_in_figures_is_the_sum_of_its_months() {
    for (path, html) in pages(&SITE).filter(|(path, _)| is_place(path)) {
        let numbers = |row: &str| -> Vec<usize> {
            static NUMBER: LazyLock<Regex> =
                LazyLock::new(|| Regex::new(r"<td(?: class=[a-z]+)?>(?:<a [^>]*>)?([0-9]+)([.0-9]*%)?").unwrap());
            let cells = NUMBER.captures_iter(row).filter(|cell| cell.get(2).is_none());
            cells.map(|cell| cell[1].parse().unwrap()).collect()
        };
        let year = html.split("<tr data-year=").nth(1).unwrap().split("</tbody>").next().unwrap();
        let year = numbers(year);
        let months = html.split("id=\"months\"").nth(1).unwrap().split("</table>").next().unwrap();
        let rows: Vec<Vec<usize>> = months.split("<tr>").skip(2).map(numbers).collect();
        // Owed to pending; a month has its findings and incidents before them.
        let sums: Vec<usize> = (0..7).map(|at| rows.iter().map(|row| row[at + 2]).sum()).collect();
        assert_eq!(year[..7], sums[..], "{path}");
        assert_eq!(year[7], rows.iter().map(|row| row[0]).sum::<usize>(), "{path}: findings");
    }
}

#[test]
fn an_incidents_picture_has_every_line_of_its_table() {
    let incidents: Vec<_> = pages(&SITE).filter(|(path, _)| path.ends_with("-incident.html")).collect();
    assert!(incidents.len() >= 5);
    for (path, html) in incidents {
        let section = html.split("id=\"timeline\"").nth(1).unwrap().split("</section>").next().unwrap();
        let all = |pattern: &str| -> BTreeSet<usize> {
            let numbers = Regex::new(pattern).unwrap();
            numbers.captures_iter(section).map(|found| found[1].parse().unwrap()).collect()
        };
        let (drawn, listed) = (all(r#"class="no"[^>]*>(\d+)<"#), all(r#"<td class="n nr">(\d+)</td>"#));
        assert_eq!(drawn, listed, "{path}");
        assert_eq!(listed, (1..=listed.len()).collect(), "{path}");

        let contacts = html.split("id=\"contacts\"").nth(1).unwrap().split("</section>").next().unwrap();
        for tone in ["good", "look", "bad"] {
            let judged = contacts.matches(&format!("class=\"m {tone}\"")).count();
            assert_eq!(section.matches(&format!("class=\"at {tone}\"")).count(), judged, "{path}: {tone}");
        }
        within_the_picture(path, section);
    }
}

#[test]
fn every_picture_is_told_in_words_or_stands_beside_them() {
    for (path, html) in pages(&SITE) {
        for svg in html.split("<svg").skip(1) {
            let svg = svg.split("</svg>").next().unwrap();
            let (tag, inside) = svg.split_once('>').unwrap();
            let hidden = tag.contains("aria-hidden=\"true\"");
            let named = (tag.contains("role=img") || tag.contains("role=\"img\"")) && inside.starts_with("<title");
            assert!(hidden != named, "{path}: <svg{tag}>");
            assert!(hidden || !inside.contains("<title></title>"), "{path}: an empty title");
        }
    }
}

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    let link = r#"<a href="(?P<month>\d{4}-\d\d)\.html">[^<]*<span class="m [a-z]+">[^<]*</span>"#;
    Regex::new(&format!(r"<li>{link}<svg[^>]*><title>(?P<told>[^<]*)</title>(?P<strokes>.*?)</svg>")).unwrap()
});

fn is_place(path: &str) -> bool {
    path.ends_with("/index.html")
        && path.matches('/').count() == 1
        && !["incidents/", "history/"].iter().any(|own| path.starts_with(own))
}

/// Which days stand how by the strokes; no day is drawn twice.
fn drawn(strokes: &str, month: &str) -> Days {
    let mut all = Days::new();
    for (at, pattern) in PATTERNS.into_iter().enumerate() {
        for day in days_of(strokes, pattern, month) {
            assert!(all.insert(day.clone(), at).is_none(), "{day} is drawn twice");
        }
    }
    let empty = days_of(strokes, "h0", month);
    assert!(empty.iter().all(|day| !all.contains_key(day)), "{month}");
    let last: jiff::civil::Date = format!("{month}-01").parse().unwrap();
    assert_eq!(
        all.len() + empty.len(),
        usize::from(last.last_of_month().day().unsigned_abs()),
        "{month}: every day is drawn"
    );
    all
}

/// The days under the strokes of a pattern: along a row from its middle, or down a column.
fn days_of(strokes: &str, pattern: &str, month: &str) -> BTreeSet<String> {
    static RUN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"M(\d)(\.5)? ?(-?[\d.]+)([hv])(\d+)").unwrap());
    let stroke = Regex::new(&format!("stroke=\"url\\(#{pattern}\\)\" d=\"([^\"]*)\"")).unwrap();
    let Some(stroke) = stroke.captures(strokes) else {
        return BTreeSet::new();
    };
    let first: jiff::civil::Date = format!("{month}-01").parse().unwrap();
    let before = i64::from(first.weekday().to_sunday_zero_offset());
    let mut days = BTreeSet::new();
    for run in RUN.captures_iter(&stroke[1]) {
        let (column, long): (i64, i64) = (run[1].parse().unwrap(), run[5].parse().unwrap());
        let y: f64 = run[3].parse().unwrap();
        for step in 0..long {
            let (column, row) =
                if &run[4] == "h" { (column + step, y as i64) } else { (column, (y + 0.5) as i64 + step) };
            days.insert(format!("{month}-{:02}", row * 7 + column - before + 1));
        }
    }
    days
}

/// From the month's calendar, its list of records and the findings.
fn expected(place: &str, month: &str) -> Days {
    static RUNS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r##"<a href="#d-(\d\d)">(.*?)</a>"##).unwrap());
    static RECORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#" id="r-(\d\d)-"#).unwrap());
    let html = text(&SITE, &format!("{place}/{month}.html"));
    let mut days = Days::new();
    let mut worst = |day: String, at: usize| {
        let known = days.entry(day).or_default();
        *known = at.max(*known);
    };
    for record in RECORD.captures_iter(&html) {
        worst(format!("{month}-{}", &record[1]), 0);
    }
    let calendar = html.split("id=\"calendar\"").nth(1).unwrap().split("</table>").next().unwrap();
    for runs in RUNS.captures_iter(calendar) {
        for (at, _) in SIGNS.iter().enumerate().filter(|(_, sign)| runs[2].contains(**sign)) {
            worst(format!("{month}-{}", &runs[1]), at);
        }
    }
    let json: serde_json::Value = serde_json::from_slice(&SITE["data/findings.json"]).unwrap();
    for row in json["findings"].as_array().unwrap() {
        let date = row["date"].as_str().unwrap_or_default();
        if row["state"] == "open" && row["place"] == place && date.starts_with(month) {
            worst(date.to_owned(), if row["severity"] == "warning" { 3 } else { 4 });
        }
    }
    days
}

/// 注意 2日、正常 29日
fn told(days: &Days) -> String {
    let count = |at: usize| days.values().filter(|tone| **tone == at).count();
    let words = (0..5).rev().filter(|at| count(*at) > 0).map(|at| format!("{} {}日", WORDS[at], count(at)));
    words.collect::<Vec<_>>().join("、")
}

/// Nothing is drawn outside of the picture, and no number of a lane stands on another.
fn within_the_picture(path: &str, section: &str) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"class="no" x="(-?\d+)" y="(-?\d+)""#).unwrap());
    let height: i64 = section.split("viewBox=\"0 0 960 ").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    let mut lanes: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for number in NUMBER.captures_iter(section) {
        let (x, y): (i64, i64) = (number[1].parse().unwrap(), number[2].parse().unwrap());
        assert!((128..=948).contains(&x) && (0..height).contains(&y), "{path}: a number at {x} {y}");
        lanes.entry(y).or_default().push(x);
    }
    for (y, xs) in lanes {
        assert!(xs.windows(2).all(|pair| pair[1] - pair[0] >= 20), "{path}: numbers at {y} stand at {xs:?}");
    }
}
