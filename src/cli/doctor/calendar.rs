//! The clock, and how far the calendar reaches.

use jiff::Timestamp;

use crate::history;
use crate::load::Loaded;
use crate::model::text::Text;
use crate::rules::words;

use super::super::args::CALENDAR;
use super::super::world::{self, World};
use super::Point;

pub fn known(loaded: &Loaded) -> Point {
    let (what, last) = (Text::fixed("暦", "calendar"), CALENDAR.end().year());
    let told = Text::new(
        format!("祝日は{last}年まで計算できます(春分・秋分は見込み)"),
        format!("holidays are known to {last} (the equinoxes by computation)"),
    );
    let near = world::as_of(None, loaded).year() >= last;
    let todo = Text::fixed("新しい版の daicho を入れてください。", "install a newer daicho.");
    if near { Point::look(what, told, todo) } else { Point::good(what, told) }
}

/// A clock that is behind the last commit is wrong, or that commit's was.
pub fn clock(world: &World, loaded: &Loaded) -> Point {
    let what = Text::fixed("時計", "clock");
    let timezone = loaded.ledger.settings.timezone.clone();
    let now = Timestamp::now();
    let local = words::time(now.to_zoned(timezone).datetime());
    let last = world.repo.as_ref().zip(world.commit).and_then(|(repo, head)| history::committed_at(repo, head));
    if last.is_some_and(|last| last - now.as_second() > 3600) {
        return Point::look(
            what,
            Text::new(
                format!("{}。最後のコミットの時刻がこれより1時間以上後です", local.ja),
                format!("{}; the last commit is dated more than an hour later", local.en),
            ),
            Text::fixed("この端末の時計を合わせてください。", "set this terminal's clock."),
        );
    }
    Point::good(what, local)
}
