//! What the program says of itself, in one language at a time: pages of help, and what is wrong with the arguments.
//!
//! Each text of help stands once, in `args`, as `日本語 / English` beside what it is about; here one of the two is taken.
//! clap reads the arguments and nothing else: its own words are fixed in English, and it breaks lines at spaces alone.

mod mistake;
mod page;
mod wrap;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::builder::{PossibleValue, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use crate::model::text::{Lang, Text};

use super::args::Args;
use super::language::said;

/// What is answered in place of a command's work.
pub struct Reply {
    text: String,
    /// Asked for, and so no mistake.
    is_wanted: bool,
}

/// Reads the arguments.
pub fn parse(argv: &[OsString], lang: Lang) -> Result<Args, Reply> {
    // Where nothing is wrong and no help is asked for, nothing need be told in any language.
    read(silent(Args::command()), argv).or_else(|_| told(argv, lang))
}

fn read(command: Command, argv: &[OsString]) -> Result<Args, clap::Error> {
    Args::from_arg_matches(&command.try_get_matches_from(argv)?)
}

fn told(argv: &[OsString], lang: Lang) -> Result<Args, Reply> {
    let command = command(lang);
    read(command.clone(), argv).map_err(|error| {
        let path = addressed(&command, argv);
        let width = width();
        let (text, is_wanted) = match error.kind() {
            ErrorKind::DisplayHelp => (page::page(&path, lang, width), true),
            ErrorKind::DisplayVersion => (format!("{} {}\n", command.get_name(), env!("CARGO_PKG_VERSION")), true),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
                (page::page(&path, lang, width), false)
            }
            _ => (mistake::told(&error, &path, lang, width), false),
        };
        Reply { text, is_wanted }
    })
}

/// `daicho help check` is `daicho check --help`.
pub fn of(names: &[String], lang: Lang) -> ExitCode {
    let argv = ["daicho"].into_iter().chain(names.iter().map(String::as_str)).chain(["--help"]);
    let argv: Vec<OsString> = argv.map(OsString::from).collect();
    match parse(&argv, lang) {
        // `--help` ends it, whatever else is written.
        Ok(_) => ExitCode::SUCCESS,
        Err(reply) => reply.write(),
    }
}

impl Reply {
    /// In colours as they were asked for, even where the rest could not be read. Whoever has gone need not hear it.
    pub fn tell(&self, argv: &[OsString]) -> ExitCode {
        let color = said(argv, "--color")
            .and_then(|word| <super::args::Color as clap::ValueEnum>::from_str(word.to_str()?, false).ok());
        color.unwrap_or(super::args::Color::Auto).write_global();
        self.write()
    }

    fn write(&self) -> ExitCode {
        if self.is_wanted {
            let _ = anstream::stdout().lock().write_all(self.text.as_bytes());
            return ExitCode::SUCCESS;
        }
        let _ = anstream::stderr().lock().write_all(self.text.as_bytes());
        ExitCode::from(2)
    }
}

/// The arguments of the program, told in one language.
pub fn command(lang: Lang) -> Command {
    told_in(Args::command(), lang)
}

fn told_in(mut command: Command, lang: Lang) -> Command {
    if let Some(about) = command.get_about().map(|about| one(about, lang)) {
        command = command.about(about);
    }
    silent(command).mut_args(|arg| argument(arg, lang)).mut_subcommands(|sub| told_in(sub, lang))
}

/// Without what clap would add in words of its own.
fn silent(command: Command) -> Command {
    command.disable_help_subcommand(true).disable_help_flag(true).disable_version_flag(true)
}

fn argument(mut arg: Arg, lang: Lang) -> Arg {
    if let Some(help) = arg.get_help().map(|help| one(help, lang)) {
        let help = format!("{help}{}", besides(&arg).get(lang));
        arg = arg.help(help);
    }
    if !arg.get_action().takes_values() {
        return arg;
    }
    let names = value_names(&arg, lang);
    arg.hide_default_value(true).value_names(names)
}

/// Whether an argument may be repeated, and what holds without it.
fn besides(arg: &Arg) -> Text {
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && !arg.is_hide_default_value_set() {
        let value = defaults.join(", ");
        return Text::new(format!("(省略時は {value})"), format!(" (default: {value})"));
    }
    match arg.get_action() {
        ArgAction::Append if !arg.is_positional() => Text::fixed("(繰り返し可)", " (may be repeated)"),
        _ => Text::default(),
    }
}

/// The same for what is generated from it, where nobody reads arguments: its words too are told in one language.
pub fn written(lang: Lang) -> Command {
    fn words(arg: Arg, lang: Lang) -> Arg {
        if !arg.get_action().takes_values() {
            return arg;
        }
        let told = |word: PossibleValue| {
            let help = word.get_help().map(|help| one(help, lang));
            let named = PossibleValue::new(word.get_name().to_owned()).hide(word.is_hide_set());
            help.map_or(named.clone(), |help| named.help(help))
        };
        let words: Vec<PossibleValue> = arg.get_possible_values().into_iter().map(told).collect();
        let arg = arg.hide_env(true).hide_possible_values(true);
        if words.is_empty() { arg } else { arg.value_parser(words) }
    }
    fn all(command: Command, lang: Lang) -> Command {
        let heading = Text::fixed("コマンド", "COMMANDS");
        let command = command.subcommand_help_heading(heading.get(lang).to_owned());
        command.mut_args(|arg| words(arg, lang)).mut_subcommands(|sub| all(sub, lang))
    }
    all(command(lang), lang)
}

/// One language of a text that holds both.
pub fn one(text: &StyledStr, lang: Lang) -> String {
    let text = text.to_string();
    both(&text).map_or(text.clone(), |both| both.get(lang).to_owned())
}

fn both(text: &str) -> Option<Text> {
    text.split_once(" / ").map(|(ja, en)| Text::new(ja.to_owned(), en.to_owned()))
}

/// The words that may be written, where they are few; else what they are.
fn value_names(arg: &Arg, lang: Lang) -> Vec<String> {
    let words = arg.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect::<Vec<_>>().join("|");
    if !words.is_empty() && words.len() <= 40 {
        return vec![words];
    }
    let own = arg.get_value_names().map(|names| names.iter().map(ToString::to_string).collect());
    let names: Vec<String> = own.unwrap_or_else(|| vec![arg.get_id().as_str().to_uppercase().replace('_', "-")]);
    names.iter().map(|name| value_name(name, lang)).collect()
}

/// Each word in capitals by itself: `PATH|ID`, `KEY=VALUE`.
pub fn value_name(name: &str, lang: Lang) -> String {
    let parts = name.split_inclusive(|c: char| !c.is_ascii_uppercase());
    let told = parts.map(|part| {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_uppercase());
        let known = VALUE_NAMES.iter().find(|(en, _)| *en == word).filter(|_| lang == Lang::Ja);
        known.map_or_else(|| part.to_owned(), |(en, ja)| part.replacen(en, ja, 1))
    });
    told.collect()
}

/// What stands between `<` and `>`. Forms, such as `YYYY-MM`, read the same in both languages.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("ARTICLE", "条項"),
    ("BASIS", "根拠"),
    ("CITATION", "条項"),
    ("CODE", "コード"),
    ("COMMAND", "コマンド"),
    ("COMMIT", "コミット"),
    ("DATE", "日付"),
    ("DIR", "フォルダー"),
    ("EMAIL", "メールアドレス"),
    ("FILE", "ファイル"),
    ("FORM", "形"),
    ("ID", "識別子"),
    ("KEY", "キー"),
    ("KIND", "種類"),
    ("N", "数"),
    ("NAME", "名前"),
    ("OUT", "ファイル"),
    ("PART", "部分"),
    ("PATH", "パス"),
    ("PERSON", "職員"),
    ("PLACE", "町村"),
    ("REV", "版"),
    ("RULE", "規則"),
    ("SHELL", "シェル"),
    ("TABLE", "表"),
    ("TEXT", "文"),
    ("TIME", "時刻"),
    ("TITLE", "職名"),
    ("VALUE", "値"),
    ("YEAR", "年度"),
];

/// The words of an argument with what each means, where they say so.
fn words_told(arg: &Arg, lang: Lang) -> Vec<(String, String)> {
    let told = |word: &PossibleValue| Some((word.get_name().to_owned(), one(word.get_help()?, lang)));
    arg.get_possible_values().iter().filter(|word| !word.is_hide_set()).filter_map(told).collect()
}

/// The command that was meant, below all that it is under.
fn addressed<'c>(root: &'c Command, argv: &[OsString]) -> Vec<&'c Command> {
    let mut path = vec![root];
    let mut words = argv.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next().filter(|word| word != "--") {
        if path.iter().any(|command| takes_next(command, &word)) {
            words.next();
        } else if let Some(sub) = path.last().and_then(|command| command.find_subcommand(&*word)) {
            path.push(sub);
        }
    }
    path
}

fn takes_next(command: &Command, word: &str) -> bool {
    let is_meant = |arg: &&Arg| {
        word.strip_prefix("--").is_some_and(|long| arg.get_long() == Some(long))
            || word.strip_prefix('-').is_some_and(|short| arg.get_short().is_some_and(|own| short == own.to_string()))
    };
    command.get_arguments().find(is_meant).is_some_and(|arg| arg.get_action().takes_values())
}

/// As wide as the terminal, or as `COLUMNS` says; a page that is read has lines of a hundred at most.
fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let seen = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    told.or_else(seen).unwrap_or(80).clamp(40, 100)
}
