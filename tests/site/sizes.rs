//! How large what a reader loads may be, in bytes before compression: with the history, since that is how it is read.

use super::*;

/// The site of the demo, with its operators' history.
static DEMO: LazyLock<Files> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_daicho"));
    succeeds(demo.arg("demo").arg(folder.path().join("demo")));
    files(&folder.path().join("demo/site"))
});

fn largest(site: &Files, is_meant: impl Fn(&str) -> bool) -> (&str, usize) {
    let sizes = site.iter().map(|(path, bytes)| (path.as_str(), bytes.len()));
    sizes.filter(|(path, _)| is_meant(path)).max_by_key(|(_, size)| *size).unwrap()
}

#[test]
fn a_month_fits_in_30_kilobytes() {
    let is_month = |path: &str| path.contains("/2026-") && !path.starts_with("history/");
    let (path, size) = largest(&DEMO, is_month);
    assert!(size <= 30_000, "{path} has {size} bytes");
}

#[test]
fn stylesheet_and_scripts_fit_in_40_kilobytes() {
    let is_code = |path: &str| [".css", ".js"].iter().any(|end| path.ends_with(end)) && !path.starts_with("data/");
    let code = DEMO.iter().filter(|(path, _)| is_code(path));
    let size: usize = code.map(|(_, bytes)| bytes.len()).sum();
    assert!(size > 0 && size < 40_000, "{size} bytes");
}

/// Nine places of which nothing was recorded in all those months: nothing makes the first page longer.
#[test]
fn the_first_page_stops_growing_with_the_months() {
    let since = |starts: &str| {
        let ledger = copy_of_sample();
        replace(&ledger.path().join("records/ledger.toml"), "starts   = 2026-09-01", &format!("starts   = {starts}"));
        build(ledger.path())["index.html"].len()
    };
    let (fourteen, seventeen) = (since("2025-10-01"), since("2025-07-01"));
    assert!(fourteen < 60_000 && seventeen < 60_000, "{fourteen} and {seventeen} bytes");
    assert!(seventeen.abs_diff(fourteen) < 200, "{fourteen} bytes of 14 months, {seventeen} of 17");
}
