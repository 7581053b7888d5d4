//! Writes the uneventful days of the sample ledger in `records/`.
//!
//! `cargo run --example routine`, at the repository's root, makes for each entrusting town
//!
//! - one check each business day of the trustee, of every run since the check before;
//! - the storing of the week's backup medium each Friday;
//! - the data centre's monthly inspection of the town's server.
//!
//! `cargo run --example routine -- close 2026-09` makes the manager's sign-off of that month, for every place; what the
//! manager remarks in it is then written by hand.
//!
//! A file that is there is left alone. The stories (failures, outages, transfers, and all that is not listed above)
//! are written by hand, and the days they touch are kept from here by being there already. Nothing is drawn by lot:
//! the same ledger comes out on every machine.

use std::error::Error;
use std::fs;
use std::path::Path;

use daicho::calendar::holiday;
use git2::{ObjectFormat, ObjectType, Oid};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday, date};
use sha2::{Digest, Sha256};

const RECORDS: &str = "records";
const FIRST: Date = the(9, 1);
const LAST: Date = the(11, 20);

/// A story that leaves no file to be found: on the day of the typhoon nobody checked.
const UNCHECKED: [Date; 1] = [the(9, 17)];

/// The data centre inspects the servers on these days.
const INSPECTIONS: [Date; 3] = [the(9, 10), the(10, 13), the(11, 10)];

/// The days on which the manager signs a month off.
const SIGN_OFFS: [(&str, Date); 2] = [("2026-09", the(10, 14)), ("2026-10", the(11, 13))];

/// A town whose servers are in the trustee's care: about how large a backup is, and how many items a day brings.
struct Town {
    id: &'static str,
    rack: &'static str,
    backup_mb: i64,
    items: i64,
}

const fn town(id: &'static str, rack: &'static str, backup_mb: i64, items: i64) -> Town {
    Town { id, rack, backup_mb, items }
}

/// In the order of Article 1. The first four are checked at one management terminal, the others at the second.
const TOWNS: [Town; 8] = [
    town("mukawa", "rack-1", 18_230, 14),
    town("saroma", "rack-1", 11_420, 8),
    town("suttsu", "rack-1", 7_640, 4),
    town("oketo", "rack-1", 6_980, 4),
    town("shintoku", "rack-2", 13_860, 9),
    town("niseko", "rack-2", 11_910, 10),
    town("higashikawa", "rack-2", 19_740, 16),
    town("aibetsu", "rack-2", 6_150, 3),
];

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => routine(),
        [verb, month] if verb == "close" => close(month),
        _ => Err("usage: routine [close YYYY-MM]".into()),
    }
}

fn routine() -> Result<(), Box<dyn Error>> {
    let mut last_check = FIRST.yesterday()?;
    for day in FIRST.series(1.day()).take_while(|day| *day <= LAST) {
        if is_business_day(day) && !UNCHECKED.contains(&day) {
            for (nth, town) in (0..).zip(&TOWNS) {
                write(town.id, day, "check", &check(nth, town, last_check, day))?;
            }
            last_check = day;
        }
        for (nth, town) in (0..).zip(&TOWNS) {
            if day.weekday() == Weekday::Friday {
                write(town.id, day, "media", &media(nth, town, day))?;
            }
            if INSPECTIONS.contains(&day) {
                let kind = if nth == 0 { "inspection".into() } else { format!("inspection-{}", nth + 1) };
                write("rankoshi", day, &kind, &inspection(nth, town, day))?;
            }
        }
    }
    Ok(())
}

/// Confirms the runs from the day of the last check to the day before this one.
fn check(nth: i64, town: &Town, last_check: Date, day: Date) -> String {
    let (desk, turn) = (nth / 4, nth % 4);
    let minutes = desk + noise("desk", day, 4) + turn * 6 + noise(town.id, day, 4);
    let mut text = format!(
        "operator   = \"{}\"\nterminal   = \"mt-0{}\"\nchecked_at = {}\n",
        operator(desk, day),
        desk + 1,
        at(day, 8, 40) + minutes.minutes(),
    );
    let runs = || last_check.series(1.day()).take_while(|run| *run < day);
    for run in runs() {
        let grown = town.backup_mb + 3 * days_since_first(run);
        let size = grown * (985 + noise(town.id, run, 31)) / 1000;
        let seconds = size / 12 + noise(&format!("{} backup", town.id), run, 240);
        text += &format!(
            "\n[[backup]]\nrun         = {run}\nresult      = \"ok\"\nfinished_at = {}\nsize_mb     = {size}\n",
            at(run, 23, 5) + seconds.seconds(),
        );
    }
    for run in runs().filter(|run| is_business_day(*run)) {
        let items = noise(&format!("{} items", town.id), run, 2 * town.items + 1);
        text += &format!(
            "\n[[transmission]]\nrun      = {run}\nresult   = \"ok\"\nsent_at  = {}\nsort     = \"difference\"\n\
             items    = {items}\naccepted = {items}\npending  = 0\n",
            at(run, 20, 5) + noise(&format!("{} sent", town.id), run, 100).seconds(),
        );
    }
    text
}

/// The rota: who sits at the first and at the second management terminal. Kikuchi follows Ogawa, transferred on
/// 1 October.
fn operator(desk: i64, day: Date) -> &'static str {
    let newcomer = if day < the(10, 1) { "ogawa" } else { "kikuchi" };
    let (first, second) = match day.weekday() {
        Weekday::Monday => ("sato", "hasegawa"),
        Weekday::Wednesday => ("sato", "abe"),
        Weekday::Thursday => ("abe", "hasegawa"),
        _ => ("ito", newcomer),
    };
    if desk == 0 { first } else { second }
}

/// Three media a town, a week each in turn.
fn media(nth: i64, town: &Town, day: Date) -> String {
    let medium = match days_since_first(day) / 7 % 3 {
        0 => "a",
        1 => "b",
        _ => "c",
    };
    let minutes = 7 * nth + noise(town.id, day, 5);
    format!(
        "[[stored]]\nmedium       = \"lto-{}-{medium}\"\nstored_at    = {}\nlocation     = \"{}\"\n\
         by           = \"datacenter\"\nbackup_until = {}\n",
        town.id,
        at(day, 10, 15) + minutes.minutes(),
        town.rack,
        day - 1.day(),
    )
}

fn inspection(nth: i64, town: &Town, day: Date) -> String {
    let minutes = 20 * nth + noise(town.id, day, 9);
    let mut text = format!(
        "subject      = \"equipment\"\ntarget       = \"sv-{}\"\ninspected_at = {}\ninspector    = \"datacenter\"\n",
        town.id,
        at(day, 13, 15) + minutes.minutes(),
    );
    for item in ["server-1", "server-2", "server-3", "server-4", "server-5", "media", "program"] {
        text += &format!("\n[[item]]\nid     = \"{item}\"\nresult = \"good\"\n");
    }
    text
}

fn close(month: &str) -> Result<(), Box<dyn Error>> {
    let Some((_, day)) = SIGN_OFFS.iter().find(|(closed, _)| *closed == month) else {
        return Err(format!("{month}: no day of sign-off is known").into());
    };
    let places = ["rankoshi"].into_iter().chain(TOWNS.iter().map(|town| town.id));
    for (nth, place) in (0_i64..).zip(places) {
        let folder = Path::new(RECORDS).join(place).join(month.replace('-', "/"));
        let text = format!(
            "closed_at = {}\nby        = \"tanaka\"\ndigest    = \"{}\"\n\
             declared  = [\"art-7-3\", \"art-8-3\", \"art-8-4\"]\ncomment   = \"当月分の記録を確認した。\"\n",
            at(*day, 16, 0) + (2 * nth).minutes(),
            digest(&folder)?,
        );
        write_new(&folder.join("close.toml"), &text)?;
    }
    Ok(())
}

/// What the month's other files are, by name and by the id that git gives their bytes.
fn digest(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|name| format!("{}: not Unicode", name.display()))?;
        if name != "close.toml" {
            let id = Oid::hash_object_ext(ObjectType::Blob, &fs::read(entry.path())?, ObjectFormat::Sha1)?;
            lines.push(format!("{name}\t{id}\n"));
        }
    }
    lines.sort();
    Ok(format!("sha256:{:x}", Sha256::digest(lines.concat())))
}

fn write(place: &str, day: Date, kind: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let month = Path::new(RECORDS).join(place).join(day.strftime("%Y/%m").to_string());
    write_new(&month.join(format!("{}-{kind}.toml", day.strftime("%d"))), text)
}

fn write_new(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if !path.exists() {
        fs::create_dir_all(path.parent().ok_or("a path without a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn is_business_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && holiday(day).is_none()
}

const fn the(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

fn at(day: Date, hour: i8, minute: i8) -> DateTime {
    day.at(hour, minute, 0, 0)
}

fn days_since_first(day: Date) -> i64 {
    (day - FIRST).get_days().into()
}

/// A number below `bound` that looks like chance and is the same every time (FNV-1a).
fn noise(what: &str, day: Date, bound: i64) -> i64 {
    let hash = format!("{day} {what}")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash >> 20).cast_signed() % bound
}
