//! Whatever stands in the files, judging and telling end in findings: never a panic, and the same words each time.
//!
//! The sample ledger's files (one town's and the trustee's, of October) are damaged in a few ways at once; the small base of
//! `tests/cases` takes arbitrary bytes and hostile paths.

use std::path::Path;
use std::sync::LazyLock;

use daicho::load::{self, worktree};
use daicho::model::file::{File, Mode};
use daicho::model::text::Lang;
use daicho::print;
use daicho::rules::judge;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{Index, select};

static SAMPLE: LazyLock<Vec<File>> = LazyLock::new(|| {
    let kept = |path: &str| {
        let town = path.starts_with("records/mukawa/") || path.starts_with("records/rankoshi/");
        !town && path.matches('/').count() <= 2 || town && path.contains("/2026/10/")
    };
    files(".").into_iter().filter(|file| kept(&file.path)).collect()
});

static BASE: LazyLock<Vec<File>> = LazyLock::new(|| files("tests/cases/base"));

fn files(ledger: &str) -> Vec<File> {
    worktree::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(ledger)).expect("a readable ledger")
}

/// One way to damage a ledger. Indices are taken modulo what is there.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, Index, u8),
    Cut(Index, Index),
    DeleteLine(Index, Index),
    DoubleLine(Index, Index),
    SwapLines(Index, Index, Index),
    /// What stands after `=` on a line of one file, and on a line of another, change places.
    SwapValues(Index, Index, Index, Index),
    Value(Index, Index, &'static str),
    Insert(Index, Index, String),
    Replace(Index, Vec<u8>),
    Move(Index, String),
    Mode(Index, Mode),
    Delete(Index),
}

/// Values that some code may not expect.
const VALUES: [&str; 24] = [
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e400",
    "nan",
    "true",
    "''",
    "[]",
    "[[]]",
    "{}",
    "'\u{0}'",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:60Z",
    "0000-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "24:00:00",
    "1994-11-30",
    "'１２３４５６７８９０１８'",
    "'パスワードは１２３４'",
    "'mukawa/2026/10/05-check'",
    "'../../etc/passwd'",
    "['rankoshi', 'rankoshi']",
];

const PARTS: [&str; 26] = [
    "..",
    ".",
    "",
    "mukawa",
    "Mukawa",
    "ｍｕｋａｗａ",
    "rankoshi",
    "register",
    "ledger.toml",
    "people.toml",
    "2026",
    "10",
    "00",
    "99",
    "14-check.toml",
    "14-check-2.toml",
    "14-check-99999999999999999999.toml",
    "-check.toml",
    "31-close.toml",
    "close.toml",
    "con",
    "a:b ",
    "\u{202e}x",
    "１４-check.toml",
    "123456789018",
    "\u{fffd}",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        (at(), at(), any::<u8>()).prop_map(|(file, byte, by)| Damage::Flip(file, byte, by)),
        (at(), at()).prop_map(|(file, byte)| Damage::Cut(file, byte)),
        (at(), at()).prop_map(|(file, line)| Damage::DeleteLine(file, line)),
        (at(), at()).prop_map(|(file, line)| Damage::DoubleLine(file, line)),
        (at(), at(), at()).prop_map(|(file, a, b)| Damage::SwapLines(file, a, b)),
        (at(), at(), at(), at()).prop_map(|(file, line, other, its)| Damage::SwapValues(file, line, other, its)),
        (at(), at(), select(&VALUES[..])).prop_map(|(file, line, value)| Damage::Value(file, line, value)),
        (at(), at(), "\\PC{0,12}").prop_map(|(file, byte, text)| Damage::Insert(file, byte, text)),
        (at(), prop::collection::vec(any::<u8>(), 0..64)).prop_map(|(file, bytes)| Damage::Replace(file, bytes)),
        (at(), path()).prop_map(|(file, path)| Damage::Move(file, path)),
        (at(), mode()).prop_map(|(file, mode)| Damage::Mode(file, mode)),
        at().prop_map(Damage::Delete),
    ]
}

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![4 => select(&PARTS[..]).prop_map(str::to_owned), 1 => "\\PC{0,9}"];
    prop::collection::vec(part, 0..6).prop_map(|parts| format!("records/{}", parts.join("/")))
}

fn mode() -> impl Strategy<Value = Mode> {
    select(&[Mode::Executable, Mode::Link, Mode::Submodule, Mode::Other][..])
}

impl Damage {
    fn apply(&self, files: &mut Vec<File>) {
        match self {
            Damage::DeleteLine(of, line) => edit(files, of, line, |lines, at| drop(lines.remove(at))),
            Damage::DoubleLine(of, line) => edit(files, of, line, |lines, at| lines.insert(at, lines[at].clone())),
            Damage::SwapLines(of, line, other) => edit(files, of, line, |lines, at| {
                let other = other.index(lines.len());
                lines.swap(at, other);
            }),
            Damage::Value(of, line, value) => edit(files, of, line, |lines, at| set(&mut lines[at], value.as_bytes())),
            Damage::SwapValues(of, line, other, its) => {
                let mut value = Vec::new();
                edit(files, of, line, |lines, at| value = value_of(&lines[at]).to_vec());
                edit(files, other, its, |lines, at| {
                    let there = value_of(&lines[at]).to_vec();
                    set(&mut lines[at], &std::mem::replace(&mut value, there));
                });
                edit(files, of, line, |lines, at| set(&mut lines[at], &value));
            }
            Damage::Flip(of, byte, by) => bytes(files, of, byte, |bytes, at| bytes[at] ^= by),
            Damage::Cut(of, byte) => bytes(files, of, byte, |bytes, at| bytes.truncate(at)),
            Damage::Insert(of, byte, text) => {
                bytes(files, of, byte, |bytes, at| drop(bytes.splice(at..at, text.bytes())))
            }
            Damage::Replace(of, with) => file(files, of).bytes.clone_from(with),
            Damage::Move(of, path) => file(files, of).path.clone_from(path),
            Damage::Mode(of, mode) => {
                let file = file(files, of);
                file.mode = *mode;
                if !mode.is_regular() {
                    file.bytes.clear();
                }
            }
            Damage::Delete(of) => drop(files.remove(of.index(files.len()))),
        }
        for file in files {
            file.size = file.bytes.len() as u64;
        }
    }
}

fn file<'f>(files: &'f mut [File], of: &Index) -> &'f mut File {
    let at = of.index(files.len());
    &mut files[at]
}

fn bytes(files: &mut [File], of: &Index, byte: &Index, change: impl FnOnce(&mut Vec<u8>, usize)) {
    let bytes = &mut file(files, of).bytes;
    if !bytes.is_empty() {
        let at = byte.index(bytes.len());
        change(bytes, at);
    }
}

fn edit(files: &mut [File], of: &Index, line: &Index, change: impl FnOnce(&mut Vec<Vec<u8>>, usize)) {
    let bytes = &mut file(files, of).bytes;
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if !lines.is_empty() {
        let at = line.index(lines.len());
        change(&mut lines, at);
        *bytes = lines.concat();
    }
}

/// Where what follows the `=` of a line begins.
fn value_at(line: &[u8]) -> usize {
    line.iter().position(|byte| *byte == b'=').map_or(line.len(), |at| at + 1)
}

fn value_of(line: &[u8]) -> &[u8] {
    line[value_at(line)..].trim_ascii_end()
}

fn set(line: &mut Vec<u8>, to: &[u8]) {
    line.truncate(value_at(line));
    line.extend(to);
    line.push(b'\n');
}

/// Reads, judges and tells it all, twice.
fn judged(files: &mut [File], (as_of, lang): (Date, Lang)) {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(told(files, as_of, lang), told(files, as_of, lang), "the same files, other words");
}

fn told(files: &[File], as_of: Date, lang: Lang) -> String {
    let loaded = load::load(files);
    let verdict = judge(&loaded, as_of);
    let mut out = Vec::new();
    print::human::verdict(&mut out, &verdict, &loaded.ledger, lang, print::human::Detail::All).expect("writes");
    print::json::verdict(&mut out, &verdict, None, lang).expect("writes");
    String::from_utf8(out).expect("UTF-8")
}

/// Some day of October, and a language.
fn seen() -> impl Strategy<Value = (Date, Lang)> {
    (1i8..=31, any::<bool>()).prop_map(|(day, ja)| (date(2026, 10, day), if ja { Lang::Ja } else { Lang::En }))
}

/// Few, so that all tests stay quick; `PROPTEST_CASES=5000` for a long look.
fn so_many(cases: u32) -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(so_many(12))]

    #[test]
    fn a_damaged_sample(all in prop::collection::vec(damage(), 1..12), seen in seen()) {
        let mut files = SAMPLE.clone();
        all.iter().for_each(|damage| damage.apply(&mut files));
        judged(&mut files, seen);
    }
}

proptest! {
    #![proptest_config(so_many(48))]

    #[test]
    fn a_damaged_base(all in prop::collection::vec(damage(), 1..24), seen in seen()) {
        let mut files = BASE.clone();
        all.iter().for_each(|damage| damage.apply(&mut files));
        judged(&mut files, seen);
    }

    #[test]
    fn bytes_for_a_file(of in any::<Index>(), content in prop::collection::vec(any::<u8>(), 0..300), seen in seen()) {
        let mut files = BASE.clone();
        Damage::Replace(of, content).apply(&mut files);
        judged(&mut files, seen);
    }

    #[test]
    fn toml_for_a_file(of in any::<Index>(), lines in prop::collection::vec(line(), 0..30), seen in seen()) {
        let mut files = BASE.clone();
        Damage::Replace(of, lines.concat().into_bytes()).apply(&mut files);
        judged(&mut files, seen);
    }

    #[test]
    fn hostile_paths(paths in prop::collection::vec(path(), 1..20), content in ".{0,80}", seen in seen()) {
        let mut files = BASE.clone();
        files.extend(paths.into_iter().map(|path| File {
            path,
            lossy: false,
            mode: Mode::Plain,
            size: content.len() as u64,
            bytes: content.clone().into_bytes(),
        }));
        judged(&mut files, seen);
    }
}

/// A line of TOML with a key that some kind has and a value that it may not.
fn line() -> impl Strategy<Value = String> {
    let lines: Vec<String> = BASE
        .iter()
        .flat_map(|file| String::from_utf8_lossy(&file.bytes).lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    prop_oneof![
        3 => select(lines.clone()).prop_map(|line| format!("{line}\n")),
        1 => (select(lines), select(&VALUES[..])).prop_map(|(line, value)| {
            format!("{} = {value}\n", line.split('=').next().unwrap_or_default())
        }),
    ]
}
