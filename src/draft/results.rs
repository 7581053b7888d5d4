//! The data centre's list of results, a row a run: `place,run,kind,result,at,size_mb,items,accepted,pending,…`.
//!
//! `kind` is backup or transmission, `at` the time at which it ended; every other column is a key of the entry. A cell that is empty
//! says nothing.

use std::str::FromStr;

use jiff::civil::Date;

use crate::model::Id;
use crate::model::text::Text;

use super::morning::Sort;
use super::text::Pairs;

/// What the list says of one run.
pub struct Row {
    pub place: Id,
    pub sort: Sort,
    pub run: Date,
    pub said: Pairs,
}

/// Reads the whole list; the first row that cannot be understood is named.
pub fn read(text: &str) -> Result<Vec<Row>, Text> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let heads: Vec<String> =
        reader.headers().map_err(|error| broken(1, &no_csv(&error)))?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for (number, cells) in reader.records().enumerate() {
        let line = number + 2;
        let cells = cells.map_err(|error| broken(line, &no_csv(&error)))?;
        let pairs = heads.iter().cloned().zip(cells.iter().map(str::to_owned)).filter(|(_, cell)| !cell.is_empty());
        rows.push(row(pairs.collect()).map_err(|column| broken(line, &Text::fixed(column, column)))?);
    }
    Ok(rows)
}

/// A row; the column that is missing or cannot be read.
pub fn row(pairs: Pairs) -> Result<Row, &'static str> {
    let own = |key: &str| super::text::get(&pairs, key);
    let place = own("place").and_then(Id::parse).ok_or("place")?;
    let run = own("run").and_then(|run| Date::from_str(run).ok()).ok_or("run")?;
    let sort = Sort::ALL.into_iter().find(|sort| own("kind") == Some(sort.word())).ok_or("kind")?;
    let named =
        |(key, value): (String, String)| if key == "at" { (sort.time().to_owned(), value) } else { (key, value) };
    let said = pairs.iter().filter(|(key, _)| !["place", "run", "kind"].contains(&key.as_str()));
    Ok(Row { place, run, sort, said: said.cloned().map(named).collect() })
}

fn no_csv(error: &csv::Error) -> Text {
    Text::new("CSV の形ではありません", crate::load::shorten(&error.to_string()))
}

fn broken(line: usize, what: &Text) -> Text {
    Text::new(
        format!("結果の一覧の{line}行目を読めません({})。列は place,run,kind,result,at などです。", what.ja),
        format!(
            "line {line} of the list of results cannot be read ({}); its columns are place,run,kind,result,at and so on.",
            what.en
        ),
    )
}
