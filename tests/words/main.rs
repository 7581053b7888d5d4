//! What the program says of itself, in one language at a time: help and mistakes in the arguments, at every width.

mod generated;
mod help;
mod language;
mod mistakes;
mod pipes;

use std::path::Path;
use std::process::{Command, Output};

use daicho::model::Lang;
use unicode_width::UnicodeWidthStr;

const LANGS: [Lang; 2] = [Lang::Ja, Lang::En];

/// The program, with nothing about it in the environment.
fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daicho"));
    program.env_clear().env("HOME", folder).current_dir(folder);
    program
}

fn run(args: &[&str], lang: Lang, columns: usize) -> Output {
    let mut program = program(Path::new(env!("CARGO_TARGET_TMPDIR")));
    program.args(args).env("DAICHO_LANG", lang.tag()).env("COLUMNS", columns.to_string());
    program.output().expect("the program runs")
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// What is not of the language, and what is too wide. An English phrase is three words of it in a row, or one that clap says.
fn faults(text: &str, lang: Lang, columns: usize) -> Vec<String> {
    const CLAPS: &[&str] = &[
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "Commands",
        "COMMAND",
        "Print",
        "default",
        "possible",
        "error:",
        "tip:",
        "For more",
        "invalid",
        "unexpected",
        "required",
    ];
    let phrase = regex::Regex::new("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}").expect("a pattern");
    let command = regex::Regex::new("daicho( [a-z-]+)+").expect("a pattern");
    let mut faults = Vec::new();
    for line in text.lines() {
        // Commands are written alike in both languages.
        let words = command.replace_all(line, "");
        let is_foreign = match lang {
            Lang::Ja => phrase.is_match(&words) || CLAPS.iter().any(|word| line.contains(word)),
            Lang::En => line.chars().any(is_japanese) || line.contains("error:") || line.contains("tip:"),
        };
        if is_foreign {
            faults.push(format!("{}: {line}", lang.tag()));
        }
        if line.width() > columns {
            faults.push(format!("wider than {columns}: {line}"));
        }
    }
    faults
}
