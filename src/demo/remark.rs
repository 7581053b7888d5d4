//! Comments that tell of a later day than that on which their file began: nobody could have written them yet.

use jiff::civil::Date;

use super::blocks::Part;
use super::event::{AFTERNOON, Change, Event, Story, What};

impl Story<'_> {
    /// A comment that names a later day than its block's comes with what the block gains later; if it gains nothing, on that
    /// day.
    pub fn remarks(&mut self) {
        let comments: Vec<Part> = self.blocks.comments().collect();
        for comment in comments {
            let block = self.blocks.around(comment.clone().into());
            let brought = |event: &&Event<'_>| event.part() == Some(&block);
            let Some(first) = self.events.iter().find(brought).or(self.events.first()) else {
                return;
            };
            let words = self.text[comment.clone()].trim_start_matches(['#', ' ']).trim_end();
            let Some(day) = latest_day(words, first.at.date()) else {
                continue;
            };
            let within = |part: &Part| block.start <= part.start && part.end <= block.end && *part != block;
            let gains = self.events.iter().filter(|event| event.part().is_some_and(within));
            let (at, by, what) = match gains.max_by_key(|event| event.at) {
                Some(gain) => (gain.at, gain.by, gain.what),
                None => (day.to_datetime(AFTERNOON), first.by, What::Remark(words)),
            };
            self.add(Change::Part(comment), at, by, what);
        }
    }
}

/// The latest day after `first` that the words name, as 10月5日 of the same year.
fn latest_day(words: &str, first: Date) -> Option<Date> {
    let days = words.split('月').zip(words.split('月').skip(1)).filter_map(|(before, after)| {
        let month = before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let (day, _) = after.split_once('日')?;
        Date::new(first.year(), month.parse().ok()?, day.parse().ok()?).ok()
    });
    days.filter(|day| *day > first).max()
}
