//! A page of help: what a command is for, how it is written, and each of its arguments.

use clap::{Arg, ArgAction, Command};
use unicode_width::UnicodeWidthStr;

use crate::model::text::{Lang, Text};

use super::{words_told, wrap};

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// How far names reach to the right at most before what they mean goes to a line of its own.
const WIDEST_NAME: usize = 32;

/// What is named, and what is said of it.
type Item = (String, String);

pub fn page(path: &[&Command], lang: Lang, width: usize) -> String {
    let Some(command) = path.last() else { return String::new() };
    let mut page = String::new();
    if let Some(about) = command.get_about() {
        page.push_str(&wrap::lines(&about.to_string(), width).join("\n"));
        page.push_str("\n\n");
    }
    page.push_str(&usage(path, lang, width));
    let arguments = |wanted: &dyn Fn(&Arg) -> bool| {
        let shown = command.get_arguments().filter(|arg| !arg.is_hide_set() && wanted(arg));
        shown.map(|arg| item(arg, lang)).collect::<Vec<Item>>()
    };
    let commands = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let commands =
        commands.map(|sub| (sub.get_name().to_owned(), sub.get_about().map(ToString::to_string).unwrap_or_default()));
    let everywhere = path.first().into_iter().flat_map(|root| root.get_arguments()).filter(|arg| arg.is_global_set());
    let sections = [
        (Text::fixed("コマンド", "Commands"), commands.collect()),
        (Text::fixed("引数", "Arguments"), arguments(&|arg| arg.is_positional())),
        (Text::fixed("オプション", "Options"), arguments(&|arg| !arg.is_positional() && !arg.is_global_set())),
        (Text::fixed("どのコマンドにも", "With any command"), everywhere.map(|arg| item(arg, lang)).collect()),
    ];
    for (heading, items) in sections {
        section(&mut page, heading.get(lang), &items, width);
    }
    page
}

/// `使い方: daicho check [オプション] [パス]...`
pub fn usage(path: &[&Command], lang: Lang, width: usize) -> String {
    let Some(command) = path.last() else { return String::new() };
    let mut written: Vec<String> = path.iter().map(|command| command.get_name().to_owned()).collect();
    let (required, optional): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|arg| !arg.is_positional()).partition(|arg| arg.is_required_set());
    written.extend(required.into_iter().map(|arg| name(arg).trim_start().to_owned()));
    if !optional.is_empty() || path.len() > 1 {
        written.push(Text::fixed("[オプション]", "[OPTIONS]").get(lang).to_owned());
    }
    written.extend(command.get_positionals().map(positional));
    if command.has_subcommands() {
        written.push(Text::fixed("<コマンド>", "<COMMAND>").get(lang).to_owned());
    }
    let heading = Text::fixed("使い方", "Usage");
    let heading = heading.get(lang);
    let lines = wrap::lines(&written.join(" "), width - heading.width() - 2);
    format!("{BOLD}{heading}:{PLAIN} {}\n", lines.join(&format!("\n{}", " ".repeat(heading.width() + 2))))
}

fn section(page: &mut String, heading: &str, items: &[Item], width: usize) {
    if items.is_empty() {
        return;
    }
    page.push_str(&format!("\n{BOLD}{heading}:{PLAIN}\n"));
    let reach = items.iter().map(|(name, _)| name.width()).filter(|reach| *reach <= WIDEST_NAME).max();
    let indent = reach.map_or(10, |reach| reach + 4);
    for (name, told) in items {
        let lines = wrap::lines(told, width - indent);
        let gap = " ".repeat(indent);
        let apart = match (indent - 2).checked_sub(name.width()) {
            Some(apart) if apart >= 2 => " ".repeat(apart),
            _ => format!("\n{gap}"),
        };
        page.push_str(&format!("  {name}{apart}{}\n", lines.join(&format!("\n{gap}"))));
    }
}

fn item(arg: &Arg, lang: Lang) -> Item {
    let name = if arg.is_positional() { positional(arg) } else { name(arg) };
    (name, told(arg, lang))
}

/// What an argument means, with its words where its name does not hold them.
fn told(arg: &Arg, lang: Lang) -> String {
    let mut told = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if !arg.get_action().takes_values() {
        return told;
    }
    let words = words_told(arg, lang);
    let rest = arg.get_possible_values().len() > words.len();
    if rest && !spelt_out(arg) {
        let words: Vec<String> = arg.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect();
        told.push_str(&format!(": {}", words.join(", ")));
    }
    for (word, means) in words {
        told.push_str(&format!("\n{word}: {means}"));
    }
    told
}

/// Whether the words that may be written stand in the argument's name already.
fn spelt_out(arg: &Arg) -> bool {
    arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.contains('|')))
        || arg.get_possible_values().len() == 1
}

/// `-q, --quiet`, `    --format <human|json>`: the long ones stand below each other.
fn name(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names = match (short, long) {
        (Some(short), Some(long)) => format!("{short}, {long}"),
        (Some(short), None) => short,
        (None, Some(long)) => format!("    {long}"),
        (None, None) => String::new(),
    };
    if arg.get_action().takes_values() { format!("{names} {}", values(arg, '<', '>')) } else { names }
}

/// `<DIR>`, `[PATH]...`
fn positional(arg: &Arg) -> String {
    let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
    let more = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
    format!("{}{more}", values(arg, open, close))
}

fn values(arg: &Arg, open: char, close: char) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().map(|name| format!("{open}{name}{close}")).collect::<Vec<_>>().join(" ")
}
