//! Where a moment stands on the picture: the day of the detection by the clock, the rest by days, so that minutes and weeks can both
//! be read.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::model::Text;
use crate::report::brief::{Brief, clock};

/// Left of it stand the names of the lanes.
pub const LEFT: i64 = 128;
pub const RIGHT: i64 = 948;
/// Of the first day where other days follow, and the gap behind it.
const FIRST: i64 = 380;
const GAP: i64 = 28;
/// More marks than that on one axis would run into each other.
const TICKS: i64 = 8;
const HALF_HOUR: i64 = 30;

/// A stretch of time, in minutes from the first day's midnight, and where it is drawn.
#[derive(Clone, Debug)]
pub struct Panel {
    pub from: i64,
    pub until: i64,
    pub left: i64,
    pub right: i64,
}

/// A mark on an axis.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    pub x: i64,
    pub label: String,
}

pub struct Scale {
    first: Date,
    pub clock: Panel,
    /// `None` where everything was done on the first day.
    pub days: Option<Panel>,
}

impl Scale {
    /// From the first of these moments to the last; what has no time on the first day does not stretch it.
    pub fn of(detected: DateTime, timed: impl Iterator<Item = DateTime> + Clone, last: Date) -> Scale {
        let first = detected.date();
        let on_it = timed.filter(|at| at.date() == first).chain([detected]).map(|at| minutes(first, at));
        let from = on_it.clone().min().unwrap_or(0) / HALF_HOUR * HALF_HOUR;
        let until = (on_it.max().unwrap_or(0) / HALF_HOUR + 1) * HALF_HOUR;
        let more = first < last;
        let clock = Panel { from, until, left: LEFT, right: if more { LEFT + FIRST } else { RIGHT } };
        let days = more.then(|| Panel {
            from: DAY,
            until: minutes(first, last.to_datetime(jiff::civil::Time::midnight())) + DAY,
            left: LEFT + FIRST + GAP,
            right: RIGHT,
        });
        Scale { first, clock, days }
    }

    pub fn x(&self, at: DateTime) -> i64 {
        let minutes = minutes(self.first, at);
        match &self.days {
            Some(days) if minutes >= DAY => days.x(minutes),
            Some(_) | None => self.clock.x(minutes),
        }
    }

    /// Round times of the first day, then round days of the rest.
    pub fn ticks(&self, brief: &Brief<'_>) -> Vec<Tick> {
        let steps = [5, 10, 15, 30, 60, 120, 180, 360];
        let of_clock = self
            .clock
            .ticks(&steps)
            .map(|at| Tick { x: self.clock.x(at), label: self.at(at).map_or_else(|| "24:00".to_owned(), clock) });
        let of_days = self.days.iter().flat_map(|days| {
            let steps = [1, 2, 5, 7, 14, 28, 56, 112, 364, 728, 3640, 36400].map(|step| step * DAY);
            let ticks: Vec<i64> = days.ticks(&steps).collect();
            ticks.into_iter().map(|at| Tick { x: days.x(at), label: self.day(brief, at) })
        });
        of_clock.chain(of_days).collect()
    }

    fn at(&self, minutes: i64) -> Option<DateTime> {
        (minutes < DAY).then(|| self.first.to_datetime(jiff::civil::Time::midnight()).saturating_add(minutes.minutes()))
    }

    fn day(&self, brief: &Brief<'_>, minutes: i64) -> String {
        let day = self.first.saturating_add((minutes / DAY).days());
        brief.say(&Text::new(format!("{}/{}", day.month(), day.day()), format!("{:02}-{:02}", day.month(), day.day())))
    }
}

impl Panel {
    pub fn width(&self) -> i64 {
        self.right - self.left
    }

    pub fn x(&self, minutes: i64) -> i64 {
        let (past, whole) = (minutes.clamp(self.from, self.until) - self.from, (self.until - self.from).max(1));
        self.left + past * self.width() / whole
    }

    /// Multiples of the first step of which there are few enough.
    fn ticks(&self, steps: &[i64]) -> impl Iterator<Item = i64> + use<> {
        let whole = self.until - self.from;
        let step = steps.iter().copied().find(|step| whole / step <= TICKS).unwrap_or(whole).max(1);
        let (from, until) = (self.from, self.until);
        (0..).map(move |at| (from + step - 1) / step * step + at * step).take_while(move |at| *at < until)
    }
}

const DAY: i64 = 1440;

fn minutes(first: Date, at: DateTime) -> i64 {
    super::super::timeline::minutes(first.to_datetime(jiff::civil::Time::midnight()), at)
}
