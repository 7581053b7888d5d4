//! What a page says in numbers, read from its HTML as it stands and from nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

/// How many obligations stand how, zeros left out.
pub type Counts = BTreeMap<String, usize>;
/// By rule or citation: how many findings are open, and how many waived.
pub type Sorted = BTreeMap<String, (usize, usize)>;

/// Open findings by severity, and the waived ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub open: BTreeMap<String, usize>,
    pub waived: usize,
}

/// All that is counted of a verdict.
#[derive(Default)]
pub struct Tally {
    pub found: Found,
    pub by_rule: Sorted,
    pub by_citation: Sorted,
    pub counts: Counts,
}

impl Found {
    pub fn count(&mut self, severity: &str, is_open: bool) {
        if is_open {
            *self.open.entry(severity.to_owned()).or_default() += 1;
        } else {
            self.waived += 1;
        }
    }

    pub fn plus(self, other: Found) -> Found {
        Found { open: plus(self.open, other.open), waived: self.waived + other.waived }
    }
}

impl Tally {
    pub fn plus(self, other: Tally) -> Tally {
        Tally { found: self.found.plus(other.found), counts: plus(self.counts, other.counts), ..Tally::default() }
    }
}

pub fn plus(mut one: Counts, other: Counts) -> Counts {
    for (key, number) in other {
        *one.entry(key).or_default() += number;
    }
    one
}

pub fn add(sorted: &mut Sorted, key: &str, is_open: bool) {
    let entry = sorted.entry(key.to_owned()).or_default();
    if is_open { entry.0 += 1 } else { entry.1 += 1 }
}

pub fn without_none(sorted: &Sorted) -> Sorted {
    sorted.iter().filter(|(_, found)| **found != (0, 0)).map(|(key, found)| (key.clone(), *found)).collect()
}

/// The findings told on a page, one list item each.
pub fn findings(html: &str) -> Found {
    static ITEM: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<li class="finding [^>]* data-severity="([a-z]+)"( data-open)?>"#).unwrap());
    let mut found = Found::default();
    for item in ITEM.captures_iter(html) {
        found.count(&item[1], item.get(2).is_some());
    }
    assert_eq!(html.matches("<li class=\"finding ").count(), ITEM.find_iter(html).count());
    found
}

/// The table of the duties of a month.
pub fn duties(html: &str) -> Counts {
    let rows = html.split("<tr data-duty=\"").skip(1).map(|rest| rest.split("</tr>").next().unwrap());
    rows.map(cells).fold(Counts::new(), plus)
}

/// The line of each year of a place.
pub fn sums_of_years(html: &str) -> Counts {
    let years = html.split("<tr data-year=").skip(1).map(|rest| rest.split("</tbody>").next().unwrap());
    years.map(cells).fold(Counts::new(), plus)
}

/// Seven figures in the order of the columns.
fn cells(row: &str) -> Counts {
    static CELL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<td(?: class="?[a-z ]+"?)?>(?:<a [^>]*>)?([0-9]+)"#).unwrap());
    let columns = ["owed", "met", "late", "failed", "missing", "waived", "pending"];
    let numbers: Vec<usize> = CELL.captures_iter(row).map(|cell| cell[1].parse().unwrap()).collect();
    assert!(numbers.len() >= columns.len(), "{row}");
    let some = columns.into_iter().zip(numbers).filter(|(_, number)| *number > 0);
    some.map(|(column, number)| (column.to_owned(), number)).collect()
}

/// The rules of the catalogue that found something.
pub fn rules(html: &str) -> Sorted {
    static RULE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<article class="rule" id="[^"]*" data-rule="([^"]*)" data-open="(\d+)" data-waived="(\d+)"[ >]"#)
            .unwrap()
    });
    let all = RULE.captures_iter(html).map(|rule| (rule[1].to_owned(), numbers(&rule[2], &rule[3])));
    without_none(&all.collect())
}

fn numbers(open: &str, waived: &str) -> (usize, usize) {
    (open.parse().unwrap(), waived.parse().unwrap())
}

/// What is told at each citation, from where such an element opens to where the next one does.
pub fn citations(html: &str, opens: &str) -> (Sorted, BTreeMap<String, Counts>) {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"data-citation="([^"]*)"( data-sum)? data-open="(\d+)" data-waived="(\d+)""#).unwrap()
    });
    static COUNT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"data-count="([a-z-]+)">[^<]*?([0-9]+)</a>"#).unwrap());
    let (mut found, mut counts) = (Sorted::new(), BTreeMap::new());
    for part in html.split(opens).skip(1) {
        let Some(head) = HEAD.captures(part.split('>').next().unwrap()) else {
            continue;
        };
        let key = if head.get(2).is_some() { format!("{} in sum", &head[1]) } else { head[1].to_owned() };
        let own =
            COUNT.captures_iter(part).map(|count| Counts::from([(count[1].to_owned(), count[2].parse().unwrap())]));
        counts.insert(key.clone(), own.fold(Counts::new(), plus));
        assert!(found.insert(key, numbers(&head[3], &head[4])).is_none(), "told twice: {}", &head[1]);
    }
    (found, counts)
}

/// Beside each article stands the sum of its rows of the matrix, beside each of its parts that part's row.
pub fn agrees_with_matrix(at: usize, html: &str, cited: &Sorted, counts: &BTreeMap<String, Counts>) {
    let (told, told_counts) = citations(html, "<div class=\"st ");
    assert!(told.len() > 30, "ledger {at}: {} states", told.len());
    for (key, found) in &told {
        let of_chapter = |id: &str| key.strip_suffix(" in sum").is_some_and(|whole| is_within(id, whole));
        let rows = || cited.keys().filter(|id| *id == key || of_chapter(id));
        let sum = rows().map(|id| cited[id]).fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        assert_eq!(*found, sum, "ledger {at}: findings at {key}");
        let sum = rows().map(|id| counts[id].clone()).fold(Counts::new(), plus);
        assert_eq!(told_counts[key], sum, "ledger {at}: obligations at {key}");
    }
    let is_told = |id: &String| told.contains_key(id) || told.contains_key(&format!("{id} in sum"));
    assert!(cited.keys().all(is_told), "ledger {at}: a row of the matrix without a state");
}

fn is_within(id: &str, whole: &str) -> bool {
    id == whole || id.starts_with(&format!("{whole}-"))
}

/// What the first page says is open: in one number, and group by group.
pub fn overview(html: &str) -> (usize, usize) {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"<b id="open-findings">(\d+)</b>"#).unwrap());
    static GROUP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<td class="n"><a href="rules\.html#[^"]*">(\d+)</a></td>"#).unwrap());
    let number = |text: &str| text.parse::<usize>().unwrap();
    let open = OPEN.captures(html).map_or(0, |open| number(&open[1]));
    (open, GROUP.captures_iter(html).map(|group| number(&group[1])).sum())
}

/// The findings as a terminal shows them, without its colours.
pub fn terminal(text: &str) -> Found {
    static COLOUR: LazyLock<Regex> = LazyLock::new(|| Regex::new("\x1b\\[[0-9;]*m").unwrap());
    static TITLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^(waived )?(error|violation|warning)\[[a-z-]+\]: ").unwrap());
    let plain = COLOUR.replace_all(text, "");
    let mut found = Found::default();
    for title in TITLE.captures_iter(&plain) {
        found.count(&title[2], title.get(1).is_none());
    }
    found
}
