//! The timeline as a picture: a lane each for what was seen, told, done, mended and prevented, every moment with its number in the table
//! below. Deliberately absent: colours, and any word that the table does not have.

mod scale;

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::model::Text;
use crate::model::record::Incident;
use crate::report::brief::Brief;
use crate::report::mark::Tone;

use super::contacts::ContactRow;
use super::timeline::{self, Lane, Moment};
use scale::{LEFT, RIGHT, Scale, Tick};

#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    pub title: String,
    /// The whole course in a sentence.
    pub told: String,
    pub height: i64,
    /// Where the lanes end, and how far that is from where they begin.
    pub bottom: i64,
    pub drawn: i64,
    pub panels: Vec<Panel>,
    pub ticks: Vec<Tick>,
    pub lanes: Vec<LaneRow>,
    /// From the detection to the closing, from the demand to the recovery.
    pub spans: Vec<Span>,
    pub limit: Option<Limit>,
    pub points: Vec<Point>,
}

/// A part of the time axis, by the clock or by days.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    pub title: String,
    pub left: i64,
    pub width: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct LaneRow {
    pub name: String,
    pub y: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct Span {
    pub from: i64,
    pub until: i64,
    pub y: i64,
    /// It still goes on.
    pub is_open: bool,
}

/// Until when those concerned are to be told.
#[derive(Clone, Debug, Serialize)]
pub struct Limit {
    pub x: i64,
    pub y: i64,
    pub label: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// In the table.
    pub number: usize,
    pub x: i64,
    pub y: i64,
    /// Of the number: beside its neighbours, not over them.
    pub label_x: i64,
    pub label_y: i64,
    pub tone: Tone,
}

/// The first lane's line, and from one lane's to the next one's.
const TOP: i64 = 80;
/// What stands above the lanes.
const HEAD: i64 = 52;
const LANE: i64 = 44;
/// Of a number, and how far above its point it stands.
const WIDE: i64 = 20;
const ABOVE: i64 = 11;

/// `None` where nothing came after the detection. `told_by` is when those concerned were to be told at the latest.
pub fn picture(
    brief: &Brief<'_>,
    incident: &Incident,
    moments: &[Moment],
    contacts: &[ContactRow],
    told_by: Option<DateTime>,
) -> Option<Picture> {
    let detected = incident.detected_at.as_ref()?.value;
    if moments.len() < 2 {
        return None;
    }
    let is_open = super::is_open(brief, incident);
    let now = is_open.then(|| brief.as_of());
    let last = moments.iter().map(|moment| moment.at.date()).chain(now).max()?;
    let told_by = told_by.filter(|_| moments.iter().any(|moment| moment.lane == Lane::Told));
    let timed = moments.iter().filter(|moment| moment.timed).map(|moment| moment.at).chain(told_by);
    let scale = Scale::of(detected, timed, last);
    let lanes: Vec<Lane> =
        Lane::ALL.into_iter().filter(|lane| moments.iter().any(|moment| moment.lane == *lane)).collect();
    let ys: Vec<i64> = (0..).map(|at| TOP + LANE * at).take(lanes.len()).collect();
    let y = |lane: Lane| lanes.iter().zip(&ys).find(|(known, _)| **known == lane).map_or(TOP, |(_, y)| *y);
    let bottom = ys.last().copied().unwrap_or(TOP) + LANE / 2;
    Some(Picture {
        title: brief.word("経過の図", "The course as a picture"),
        told: told(brief, incident, detected, moments),
        height: bottom + 2,
        bottom,
        drawn: bottom - HEAD,
        panels: panels(brief, &scale, detected.date()),
        ticks: scale.ticks(brief),
        lanes: lanes.iter().map(|lane| LaneRow { name: lane.name(brief), y: y(*lane) }).collect(),
        spans: spans(&scale, moments, now, y),
        limit: told_by.map(|at| Limit {
            x: scale.x(at),
            y: y(Lane::Told),
            label: brief.word("連絡の期限", "to be told by"),
        }),
        points: lanes.iter().flat_map(|lane| points(&scale, moments, contacts, *lane, y(*lane))).collect(),
    })
}

fn panels(brief: &Brief<'_>, scale: &Scale, first: Date) -> Vec<Panel> {
    let of_clock = Panel { title: brief.date(first), left: scale.clock.left, width: scale.clock.width() };
    let of_days = scale.days.as_ref().map(|days| Panel {
        title: brief.word("翌日から", "the days after"),
        left: days.left,
        width: days.width(),
    });
    [Some(of_clock), of_days].into_iter().flatten().collect()
}

fn spans(scale: &Scale, moments: &[Moment], now: Option<Date>, y: impl Fn(Lane) -> i64) -> Vec<Span> {
    let of = |lane: Lane| moments.iter().filter(move |moment| moment.lane == lane).map(|moment| scale.x(moment.at));
    let span =
        |lane: Lane| Some(Span { from: of(lane).next()?, until: of(lane).next_back()?, y: y(lane), is_open: false });
    let still = |mut span: Span| {
        if let Some(now) = now {
            span.until = span.until.max(scale.x(now.to_datetime(jiff::civil::Time::MAX)));
            span.is_open = true;
        }
        span
    };
    [span(Lane::Course).map(still), span(Lane::Mended)]
        .into_iter()
        .flatten()
        .filter(|span| span.from < span.until)
        .collect()
}

/// The moments of a lane in their order, their numbers moved apart where they would stand on each other.
fn points(scale: &Scale, moments: &[Moment], contacts: &[ContactRow], lane: Lane, y: i64) -> Vec<Point> {
    let numbered = (1..).zip(moments).filter(|(_, moment)| moment.lane == lane);
    // Both are in the order of time.
    let in_time = contacts.iter().filter(|row| row.time.is_some()).map(|row| row.mark.as_ref().map(|mark| mark.tone));
    let mut tones = in_time.filter(|_| lane == Lane::Told);
    let mut points: Vec<Point> = numbered
        .map(|(number, moment)| {
            let x = scale.x(moment.at);
            Point { number, x, y, label_x: x, label_y: y - ABOVE, tone: tones.next().flatten().unwrap_or(Tone::None) }
        })
        .collect();
    let wide = WIDE.min((RIGHT - LEFT) / i64::try_from(points.len()).unwrap_or(i64::MAX).max(1));
    let mut least = LEFT;
    for point in &mut points {
        point.label_x = point.label_x.max(least);
        least = point.label_x + wide;
    }
    let mut most = RIGHT;
    for point in points.iter_mut().rev() {
        point.label_x = point.label_x.min(most);
        most = point.label_x - wide;
    }
    points
}

fn told(brief: &Brief<'_>, incident: &Incident, detected: DateTime, moments: &[Moment]) -> String {
    let found = brief.time(detected);
    let mut words = vec![brief.say(&Text::new(format!("{found}に発見"), format!("Detected {found}")))];
    let later = |at: DateTime| timeline::elapsed(brief, detected, at);
    if let Some(first) = moments.iter().find(|moment| moment.lane == Lane::Told) {
        let later = later(first.at);
        words.push(brief.say(&Text::new(format!("最初の連絡は{later}後"), format!("first contact after {later}"))));
    }
    if let Some(at) = incident.recovery.as_ref().and_then(|recovery| recovery.restored_at.as_ref()) {
        let later = later(at.value);
        words.push(brief.say(&Text::new(format!("復旧は{later}後"), format!("restored after {later}"))));
    }
    words.push(match incident.closed.as_ref().and_then(|closed| closed.at.as_ref()) {
        Some(at) if !super::is_open(brief, incident) => {
            let later = later(at.value);
            brief.say(&Text::new(format!("終結は{later}後"), format!("closed after {later}")))
        }
        Some(_) | None => brief.word("終結していない", "not closed"),
    });
    let stop = brief.word("。番号は下の表の番号", ". The numbers are those of the table below");
    words.join(brief.comma()) + &stop
}
