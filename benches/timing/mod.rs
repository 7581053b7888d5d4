//! Some runs of the same work, and what is told of them beside a floor measured in the same way.

use std::time::{Duration, Instant};

pub const RUNS: usize = 15;

/// The least and the median time of some runs.
pub fn timed(mut work: impl FnMut()) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times[0], times[RUNS / 2])
}

/// The least and the median in milliseconds, and the median as a ratio to the floor's.
pub fn show(name: &str, (least, median): (Duration, Duration), floor: (Duration, Duration)) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{name:>26}: {:7.1} ms {:7.1} ms  {:5.1} x", ms(least), ms(median), ms(median) / ms(floor.1));
}
