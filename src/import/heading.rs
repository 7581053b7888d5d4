//! The headings of a sheet: of several rows one name a column, each name once.

use std::collections::BTreeMap;

use super::book::Sheet;
use super::cell::{folded, letters, plain};

pub struct Headings {
    names: Vec<Name>,
    /// Of all rows, those below the headings too.
    widest: usize,
}

struct Name {
    whole: String,
    /// Of the lowest row alone.
    last: String,
}

impl Headings {
    /// `バックアップ 結果` where 結果 stands below a merged バックアップ; the second 備考 is `備考 (2)`.
    pub fn of(sheet: &Sheet, (first, last): (usize, usize)) -> Headings {
        let rows = sheet.rows.iter().take(last + 1).skip(first);
        let wide = rows.map(Vec::len).max().unwrap_or_default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut name = |column: usize| {
            let mut parts: Vec<String> = Vec::new();
            for row in first..=last {
                let part = plain(&sheet.merged(row, column).shown()).split_whitespace().collect::<Vec<_>>().join(" ");
                if !part.is_empty() && parts.last() != Some(&part) {
                    parts.push(part);
                }
            }
            let whole = parts.join(" ");
            let twins = known.entry(folded(&whole)).or_default();
            *twins += 1;
            let whole = if *twins > 1 && !whole.is_empty() { format!("{whole} ({twins})") } else { whole };
            Name { whole, last: parts.pop().unwrap_or_default() }
        };
        let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
        Headings { names: (0..wide).map(&mut name).collect(), widest }
    }

    /// By its name, by its lowest part where only one has it, or as `[C]`.
    pub fn column(&self, name: &str) -> Option<usize> {
        let lettered = (0..self.widest).find(|column| name == format!("[{}]", letters(*column)));
        let wanted = folded(name);
        let named = || self.names.iter().position(|own| !own.whole.is_empty() && folded(&own.whole) == wanted);
        let lowest = || {
            let mut found =
                self.names.iter().enumerate().filter(|(_, own)| !own.last.is_empty() && folded(&own.last) == wanted);
            found.next().map(|(column, _)| column).filter(|_| found.next().is_none())
        };
        lettered.or_else(named).or_else(lowest)
    }

    /// Those that say something, with their columns.
    pub fn named(&self) -> impl Iterator<Item = (usize, &str)> {
        let names = self.names.iter().map(|name| name.whole.as_str()).enumerate();
        names.filter(|(_, name)| !name.is_empty())
    }

    /// How many cells the rows of headings have.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", |name| &name.whole)
    }
}
