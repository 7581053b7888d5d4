//! What `status` tells of a long ledger without reading all of it is what it would tell after reading all.

use std::path::Path;

use daicho::load::{self, Loaded, recent, worktree};
use daicho::model::file::File;
use daicho::model::{Id, Lang};
use daicho::report::status::Status;
use daicho::report::{Brief, Origin};
use daicho::rules::judge;
use jiff::civil::{Date, date};

/// The sample told again three and two years before, with registers and settings of then.
fn years() -> Vec<File> {
    let sample = worktree::files(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut files = Vec::new();
    for file in sample {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        if !file.path.contains("/2026/") {
            let earlier =
                text.replace("from = 20", "from = 2019-01-01 # 20").replace("starts   = 2026", "starts   = 2023");
            files.push(with(file.path, earlier));
            continue;
        }
        for year in ["2023", "2024", "2026"] {
            let told = text.replace("2026-", &format!("{year}-")).replace("/2026/", &format!("/{year}/"));
            files.push(with(file.path.replace("/2026/", &format!("/{year}/")), told));
        }
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    files
}

fn with(path: String, text: String) -> File {
    File {
        path,
        lossy: false,
        mode: daicho::model::file::Mode::Plain,
        size: text.len() as u64,
        bytes: text.into_bytes(),
    }
}

/// Changes a file: of an old record what makes it matter today.
fn edit(files: &mut [File], path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(from), "{path}: {text}");
    file.bytes = text.replacen(from, to, 1).into_bytes();
    file.size = file.bytes.len() as u64;
}

fn told(mut loaded: Loaded, as_of: Date) -> serde_json::Value {
    recent::from_then_on(&mut loaded, as_of);
    loaded.ledger.settings.language = Lang::En;
    let verdict = judge(&loaded, as_of);
    let brief = Brief {
        ledger: &loaded.ledger,
        verdict: &verdict,
        history: None,
        chronicle: None,
        origin: &Origin::Folder,
        version: "",
        scope: None,
    };
    let everywhere: [Id; 0] = [];
    let mut told = serde_json::to_value(Status::of(&brief, recent::since(as_of), &everywhere)).unwrap();
    // An error is told of any day; of old files that are not opened it is for `check` to tell.
    let overdue = told["overdue"].as_array_mut().unwrap();
    overdue.retain(|line| {
        daicho::rules::catalogue::all()
            .all(|rule| rule.id != line["id"] || rule.severity != daicho::model::rule::Severity::Error)
    });
    told
}

#[test]
fn what_is_not_read_would_have_told_nothing() {
    let mut files = years();
    let place = |name: &str| format!("records/rankoshi/2023/{name}.toml");
    // A deficiency that nobody mended, of a thing that is inspected no more; and one that only an old inspection found mended.
    let deficient = "result     = \"deficient\"\nnote = \"x\"\nremedy_due = 2026-11-10";
    for (name, target) in
        [("11/10-inspection", "mt-old"), ("09/10-inspection", "mt-mended"), ("10/13-inspection", "mt-mended")]
    {
        edit(&mut files, &place(name), "target       = \"sv-mukawa\"", &format!("target       = \"{target}\""));
    }
    for name in ["11/10-inspection", "09/10-inspection"] {
        edit(&mut files, &place(name), "result = \"good\"", deficient);
    }
    let mut differs = 0;
    for as_of in [date(2026, 9, 30), date(2026, 11, 11), date(2026, 11, 20), date(2026, 12, 15)] {
        let (read, others): (Vec<File>, Vec<File>) =
            files.iter().cloned().partition(|file| recent::matters(&file.path, as_of));
        let mut others: Vec<String> = others.into_iter().map(|file| file.path).collect();
        let before = others.len();
        let (read, settled) = recent::without_settled(read, as_of);
        differs += settled.len();
        others.extend(settled);
        assert!(before > 500, "{before}");
        let (few, all) = (told(recent::load(&read, &others), as_of), told(load::load(&files), as_of));
        assert_eq!(few, all, "{as_of}");
        assert!(
            all["incidents"].as_array().unwrap().iter().any(|line| line["id"].as_str().unwrap().contains("/2023/")),
            "{all}"
        );
        let remedies = all["overdue"].to_string();
        assert_eq!(remedies.contains("remedy-overdue"), as_of > date(2026, 11, 10), "{remedies}");
    }
    assert!(differs > 50, "{differs} are settled");
}
