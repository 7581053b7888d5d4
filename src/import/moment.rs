//! Days and times as values: of one cell, or of a day with its time beside it.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::cell::Cell;
use super::keys::Target;
use super::time::{self, Hour};
use super::value::{How, Made, Shift, Wrong, shown, unread};
use crate::draft::value::written;
use crate::model::Text;

impl How<'_> {
    /// The day of something done that has not come yet.
    pub fn ahead(&self, target: Target, made: &Made) -> Option<Date> {
        let day = made.time.map_or_else(|| made.literal.parse().ok(), |time| Some(time.date()));
        day.filter(|day| target.is_of_deed() && !self.is_exact && *day > self.today)
    }

    pub fn day(&self, cell: &Cell, shift: Shift) -> Result<Made, Wrong> {
        let day = self.days.day(cell).and_then(|day| day.checked_add(shift.days.days()).ok());
        let day = day.ok_or_else(|| unread(cell, Text::fixed("日付", "a date"), self.days.why_not(cell)))?;
        Ok(Made { literal: day.to_string(), time: None })
    }

    /// What is wrong with a cell that holds no day, in a row that says nothing else.
    pub fn undated(&self, cell: &Cell) -> Option<Text> {
        if self.days.day(cell).is_some() || self.days.moment(cell).is_some() {
            return None;
        }
        let unread = unread(cell, Text::fixed("日付", "a date"), self.days.why_not(cell));
        Some(Text::new(
            format!("{}記録でない行なら、その言葉を対応表の skip に書きます。", unread.ja),
            format!("{} If the row is no record, write these words in `skip` in the mapping.", unread.en),
        ))
    }

    pub fn time(&self, cell: &Cell, hour: Option<&Cell>, shift: Shift) -> Result<Made, Wrong> {
        // What a cell of Excel cannot hold, a part of a second, stands in an export as text.
        if let (true, Cell::Text(text)) = (self.is_exact, cell)
            && let Ok(at) = text.parse::<DateTime>()
        {
            return Ok(Made { literal: at.to_string(), time: Some(at) });
        }
        let at = match hour {
            None => self.days.moment(cell).and_then(|at| at.checked_add(shift.days.days()).ok()),
            Some(hour) => self.beside(cell, hour, shift)?,
        };
        let has_day_alone = hour.is_none() && self.days.day(cell).is_some();
        // An exact midnight is a time in an export; elsewhere it is a day whose hour nobody wrote.
        let is_bare = !self.is_exact
            && hour.is_none()
            && matches!(cell, Cell::At(at) if at.time() == jiff::civil::Time::midnight());
        match at {
            Some(at) if !is_bare => Ok(Made { literal: written(at), time: Some(at) }),
            Some(_) | None if has_day_alone => Err(Text::new(
                format!(
                    "「{}」には時刻がありません。対応表の time に、時刻の列か \"17:00\" のような時刻を書きます。",
                    shown(cell)
                ),
                format!(
                    "`{}` has no time; give its column, or a time such as \"17:00\", as `time` in the mapping.",
                    shown(cell)
                ),
            )
            .into()),
            Some(_) | None => Err(unread(cell, Text::fixed("日時", "a date and time"), self.days.why_not(cell)).into()),
        }
    }

    /// A day and the time that stands in another cell, or in the mapping.
    fn beside(&self, cell: &Cell, hour: &Cell, shift: Shift) -> Result<Option<DateTime>, Wrong> {
        let seconds = match self.days.hour(hour) {
            Some(Hour::At(at)) => return Ok(Some(at)),
            Some(Hour::Of(seconds)) => Some(seconds),
            None => None,
        };
        let day =
            self.days.day(cell).ok_or_else(|| unread(cell, Text::fixed("日付", "a date"), self.days.why_not(cell)))?;
        let Some(seconds) = seconds else {
            let unread = unread(hour, Text::fixed("時刻", "a time"), time::why_no_hour(hour));
            return Err(Wrong { is_of_hour: true, ..unread.into() });
        };
        let next = i64::from(shift.overnight && seconds < 12 * 3600);
        let day = day.checked_add((shift.days + next).days()).ok();
        Ok(day.and_then(|day| time::at(day, seconds)))
    }
}

pub fn ahead(cell: &Cell, day: Date) -> Text {
    let shown = shown(cell);
    Text::new(
        format!("「{shown}」({day})は今日より後の日です。年を確かめてください。"),
        format!("`{shown}` ({day}) lies in the future; check the year."),
    )
}
