//! Writes a ledger down as the files of its folder `records/`, in memory.

use std::fmt::Write as _;

use daicho::model::file::{File, Mode};
use daicho::model::{Cadence, Word};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::ledger::*;

pub fn files(ledger: &Ledger) -> Vec<File> {
    let mut folder = Folder::default();
    folder.add("records/ledger.toml", settings(ledger));
    folder.add("records/regulation.md", REGULATION.into());
    folder.add("records/register/municipalities.toml", municipalities(ledger));
    folder.add("records/register/people.toml", people(ledger));
    folder.add("records/register/agencies.toml", AGENCIES.into());
    folder.add("records/register/equipment.toml", equipment(ledger));
    folder.add("records/register/documents.toml", documents(ledger));
    for check in &ledger.checks {
        folder.record(check.town, check.at.date(), "check", self::check(check));
    }
    for inspection in &ledger.inspections {
        folder.record(TRUSTEE, inspection.at.date(), "inspection", self::inspection(inspection));
    }
    for instruction in &ledger.instructions {
        let (matters, at) = (&instruction.matters, time(instruction.at));
        let text = format!(
            "to = \"{FACILITY_MANAGER}\"\nmatters = {matters:?}\ninstructed_at = {at}\n\
             by = \"tanaka\"\ndocument = \"doc\"\ncontent = \"x\"\n"
        );
        folder.record(TRUSTEE, instruction.at.date(), "instruction", text);
    }
    for report in &ledger.reports {
        let (from, at, day) = (report.from, time(report.at), report.at.date());
        let text = format!(
            "from = \"{from}\"\nreceived_at = {at}\nreceived_by = \"tanaka\"\nperiod_from = {day}\nperiod_until = {day}\n\
             matters = [\"entry-control\"]\ncompliance = \"full\"\ncontent = \"x\"\n"
        );
        folder.record(TRUSTEE, day, "report", text);
    }
    for stored in &ledger.stored {
        let (at, day) = (time(stored.at), stored.at.date());
        let text = format!(
            "[[stored]]\nmedium = \"{MEDIUM}\"\nstored_at = {at}\nlocation = \"{RACK}\"\nby = \"{FACILITY_MANAGER}\"\n\
             backup_until = {day}\n"
        );
        folder.record(stored.town, day, "media", text);
    }
    for event in &ledger.passwords {
        let (kind, holder, action, at) = (event.kind, event.holder, event.action, time(event.at));
        let whose = if kind == "boot" { "equipment" } else { "person" };
        let text = format!(
            "[[event]]\nkind = \"{kind}\"\n{whose} = \"{holder}\"\naction = \"{action}\"\nat = {at}\nby = \"tanaka\"\n"
        );
        folder.record(TRUSTEE, event.at.date(), "password", text);
    }
    for close in &ledger.closes {
        let path = format!("records/{}/{}/close.toml", close.place, month(close.month));
        let digest = "0".repeat(64);
        let text = format!("closed_at = {}\nby = \"tanaka\"\ndigest = \"sha256:{digest}\"\n", time(close.at));
        folder.add(&path, text);
    }
    folder.files
}

const REGULATION: &str = "+++\ntitle = \"要領\"\nnumber = \"平成30年要領第3号\"\nauthority = \"蘭越町\"\n\
                          enforced = 2018-03-12\namended = []\n+++\n\n## 第1条 趣旨\n";

const AGENCIES: &str = "[[agency]]\nid = \"datacenter\"\nname = \"x\"\nrole = \"facility-manager\"\n\n\
                        [[agency]]\nid = \"vendor\"\nname = \"x\"\nrole = \"vendor\"\n";

#[derive(Default)]
struct Folder {
    files: Vec<File>,
}

impl Folder {
    fn add(&mut self, path: &str, text: String) {
        self.files.push(File {
            path: path.into(),
            lossy: false,
            mode: Mode::Plain,
            size: text.len() as u64,
            bytes: text.into_bytes(),
        });
    }

    /// A record of a day; the second one of its kind that day is numbered 2.
    fn record(&mut self, place: &str, day: Date, kind: &str, text: String) {
        let stem = format!("records/{place}/{}/{:02}-{kind}", month(day), day.day());
        let path = (1..)
            .map(|number| match number {
                1 => format!("{stem}.toml"),
                _ => format!("{stem}-{number}.toml"),
            })
            .find(|path| !self.files.iter().any(|file| file.path == *path));
        self.add(&path.unwrap(), text);
    }
}

fn month(day: Date) -> String {
    format!("{:04}/{:02}", day.year(), day.month())
}

/// A local time, or the same moment with an offset: which one is drawn from the time itself.
fn time(at: DateTime) -> String {
    match at.second() % 4 {
        0 => format!("{at}+09:00"),
        1 => format!("{}Z", at - 9.hours()),
        _ => at.to_string(),
    }
}

fn settings(ledger: &Ledger) -> String {
    let mut text = format!(
        "title = \"x\"\ntrustee = \"{TRUSTEE}\"\nlanguage = \"ja\"\ntimezone = \"Asia/Tokyo\"\nstarts = {}\n",
        ledger.starts
    );
    for (index, standards) in ledger.standards.iter().enumerate() {
        let within = if index == 0 {
            // The numbers that nothing here depends on.
            text += "[deadline]\nnotify_minutes = 60\nprevention_days = 30\nmaintenance_report_days = 3\n\
                     commit_business_days = 1\nescalate_after_failures = 2\nbackup_size_percent = 50\n";
            write_deadlines(&mut text, &standards.deadline);
            ""
        } else {
            write!(text, "[[amended]]\nfrom = {}\n[amended.deadline]\n", standards.from).unwrap();
            write_deadlines(&mut text, &standards.deadline);
            "amended."
        };
        writeln!(text, "[{within}schedule]").unwrap();
        for (key, cadence) in &standards.schedule {
            writeln!(text, "{key} = \"{}\"", Cadence::word(*cadence)).unwrap();
        }
        writeln!(text, "[{within}calendar]").unwrap();
        if let Some(closed) = &standards.closed {
            writeln!(text, "closed = {:?}", yearly(closed)).unwrap();
        }
        for (key, days) in [("also_closed", &standards.also_closed), ("also_open", &standards.also_open)] {
            if let Some(days) = days {
                let days: Vec<String> = days.iter().map(Date::to_string).collect();
                writeln!(text, "{key} = [{}]", days.join(", ")).unwrap();
            }
        }
    }
    for Waiver { rule, place, from, until } in &ledger.waivers {
        write!(
            text,
            "[[waiver]]\nrule = \"{rule}\"\nplace = \"{place}\"\nfrom = {from}\nuntil = {until}\nreason = \"x\"\n\
             approved_by = \"tanaka\"\napproved_at = {from}\n"
        )
        .unwrap();
    }
    text
}

fn write_deadlines(text: &mut String, deadlines: &[(&str, u32)]) {
    for (key, number) in deadlines {
        writeln!(text, "{key} = {number}").unwrap();
    }
}

fn yearly(days: &[Yearly]) -> Vec<String> {
    let written = |((month, day), (last_month, last_day)): &Yearly| {
        if (month, day) == (last_month, last_day) {
            format!("{month:02}-{day:02}")
        } else {
            format!("{month:02}-{day:02}/{last_month:02}-{last_day:02}")
        }
    };
    days.iter().map(written).collect()
}

fn term(term: Term, from: &str, until: &str) -> String {
    let until = term.until.map(|day| format!("{until} = {day}\n"));
    format!("{from} = {}\n{}", term.from, until.unwrap_or_default())
}

fn municipalities(ledger: &Ledger) -> String {
    let mut text = String::new();
    for town in &ledger.towns {
        let (id, name, code) = TOWNS.iter().find(|(id, ..)| *id == town.id).unwrap();
        write!(text, "[[municipality]]\nid = \"{id}\"\nname = \"{name}\"\nname_en = \"x\"\ncode = \"{code}\"\n")
            .unwrap();
        if town.id != TRUSTEE {
            text += &term(town.entrusted, "entrusted_from", "entrusted_until");
            text += "basis = \"x\"\n";
        }
        for (days, own) in &town.closed {
            let own = term(*own, "from", "until");
            write!(text, "[[municipality.closed]]\ndays = {:?}\n{own}", yearly(days)).unwrap();
        }
    }
    text
}

fn people(ledger: &Ledger) -> String {
    let mut text = String::new();
    for id in PEOPLE {
        writeln!(text, "[[person]]\nid = \"{id}\"\nname = \"x\"\nemails = [\"{id}@town.example\"]").unwrap();
    }
    for appointment in &ledger.appointments {
        let person = appointment.person;
        let post = match &appointment.post {
            Post::Manager { acting } => format!("role = \"manager\"\ntitle = \"戸籍主管課長\"\nacting = {acting}\n"),
            Post::Handler { servers: None } => "role = \"server-handler\"\n".into(),
            Post::Handler { servers: Some(servers) } => format!("role = \"server-handler\"\nequipment = {servers:?}\n"),
        };
        let held = term(appointment.term, "from", "until");
        write!(text, "[[appointment]]\nperson = \"{person}\"\ndocument = \"x\"\n{post}{held}").unwrap();
    }
    for designation in &ledger.designations {
        let person = designation.person;
        let held = term(designation.term, "from", "until");
        write!(
            text,
            "[[designation]]\nperson = \"{person}\"\nduties = [\"check\"]\nby = \"tanaka\"\ndocument = \"x\"\n{held}"
        )
        .unwrap();
    }
    text
}

fn equipment(ledger: &Ledger) -> String {
    let entries = EQUIPMENT.iter().zip(&ledger.in_use).map(|((id, kind), in_use)| {
        let in_use = term(*in_use, "in_use_from", "in_use_until");
        format!("[[equipment]]\nid = \"{id}\"\nname = \"x\"\nkind = \"{kind}\"\nlocation = \"x\"\n{in_use}")
    });
    entries.collect()
}

fn documents(ledger: &Ledger) -> String {
    let entries = ledger.documents.iter().enumerate().map(|(number, document)| {
        let (kind, held) = (document.kind, term(document.term, "from", "until"));
        format!("[[document]]\nid = \"d-{number}\"\nkind = \"{kind}\"\ntitle = \"x\"\ndocument = \"x\"\n{held}")
    });
    entries.collect()
}

fn check(check: &Check) -> String {
    let mut text = format!("operator = \"sato\"\nterminal = \"{}\"\nchecked_at = {}\n", TERMINALS[0], time(check.at));
    for (table, ended, entries) in
        [("backup", "finished_at", &check.backups), ("transmission", "sent_at", &check.transmissions)]
    {
        for Entry { run, result } in entries {
            writeln!(text, "[[{table}]]\nrun = {run}\nresult = \"{result}\"").unwrap();
            if ["ok", "warning", "partial"].contains(result) {
                writeln!(text, "{ended} = {run}T00:30:00").unwrap();
            }
        }
    }
    text
}

fn inspection(inspection: &Inspection) -> String {
    let items: &[&str] = match inspection.subject {
        "terminal" => &["theft", "destruction", "fire", "flood", "earthquake", "other-disaster", "placement"],
        "equipment" => &["server-1", "server-2", "server-3", "server-4", "server-5", "media", "program"],
        _ => &["entry-control", "unattended-lock", "fire-prevention", "earthquake"],
    };
    let items = if inspection.whole { items } else { &items[..1] };
    let (subject, target, at) = (inspection.subject, inspection.target, time(inspection.at));
    let mut text = format!(
        "subject = \"{subject}\"\ntarget = \"{target}\"\ninspected_at = {at}\ninspector = \"{FACILITY_MANAGER}\"\n"
    );
    for item in items {
        writeln!(text, "[[item]]\nid = \"{item}\"\nresult = \"good\"").unwrap();
    }
    text
}
