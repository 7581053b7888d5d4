//! What is wrong with the arguments, in our own words: what was written, what may be written, and where to read on.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::model::text::{Lang, Text};

use super::{both, page, wrap};

pub fn told(error: &Error, path: &[&Command], lang: Lang, width: usize) -> String {
    let what = format!("daicho: {}", crate::print::visible(what(error).get(lang)));
    let names: Vec<&str> = path.iter().map(|command| command.get_name()).collect();
    let more = format!("{} --help", names.join(" "));
    let more = Text::new(format!("詳しくは {more}"), format!("more: {more}"));
    format!("{}\n{}{}\n", wrap::lines(&what, width).join("\n"), page::usage(path, lang, width), more.get(lang))
}

fn what(error: &Error) -> Text {
    let arg = joined(error, ContextKind::InvalidArg);
    let value = joined(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => and(
            Text::new(format!("「{arg}」というオプションはありません。"), format!("there is no option `{arg}`.")),
            meant(error, ContextKind::SuggestedArg),
        ),
        ErrorKind::UnknownArgument => {
            Text::new(format!("「{arg}」は余分です。"), format!("`{arg}` is one argument too many."))
        }
        ErrorKind::InvalidSubcommand => {
            let name = joined(error, ContextKind::InvalidSubcommand);
            and(
                Text::new(format!("「{name}」というコマンドはありません。"), format!("there is no command `{name}`.")),
                meant(error, ContextKind::SuggestedSubcommand),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => and(without_value(&arg), allowed(error)),
        ErrorKind::InvalidValue => {
            and(not_a_value(&value, &arg), and(meant(error, ContextKind::SuggestedValue), allowed(error)))
        }
        ErrorKind::ValueValidation => and(not_a_value(&value, &arg), reason(error)),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => without_value(&arg),
        ErrorKind::NoEquals => Text::new(
            format!("「{arg}」の値は = で続けて書きます。"),
            format!("the value of `{arg}` is written after `=`."),
        ),
        ErrorKind::TooManyValues => {
            Text::new(format!("{arg} に値は書けません。"), format!("{arg} takes no value, and `{value}` is one."))
        }
        ErrorKind::ArgumentConflict => conflict(error, &arg),
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("次の引数が必要です: {arg}"), format!("an argument is missing: {arg}"))
        }
        ErrorKind::InvalidUtf8 => {
            Text::fixed("引数に UTF-8 でない文字があります。", "an argument holds characters that are not UTF-8.")
        }
        _ => Text::fixed("引数を読めません。", "the arguments cannot be read."),
    }
}

/// Two sentences, one after the other.
fn and(first: Text, second: Text) -> Text {
    let gap = if first.en.is_empty() || second.en.is_empty() { "" } else { " " };
    Text::new(format!("{}{}", first.ja, second.ja), format!("{}{gap}{}", first.en, second.en))
}

fn not_a_value(value: &str, arg: &str) -> Text {
    Text::new(format!("「{value}」は {arg} に書けません。"), format!("`{value}` is not a value for {arg}."))
}

fn without_value(arg: &str) -> Text {
    Text::new(format!("{arg} に値がありません。"), format!("{arg} lacks its value."))
}

fn meant(error: &Error, kind: ContextKind) -> Text {
    // Of several the last one is the likest.
    let all = joined(error, kind);
    match all.rsplit(", ").next().unwrap_or_default() {
        "" => Text::default(),
        near => Text::new(format!("「{near}」のことですか。"), format!("Did you mean `{near}`?")),
    }
}

fn allowed(error: &Error) -> Text {
    let words = joined(error, ContextKind::ValidValue);
    match words.as_str() {
        "" => Text::default(),
        words => Text::new(format!("次のいずれかを書きます: {words}"), format!("Write one of: {words}")),
    }
}

/// Ours are said in both languages where they are found (`args`); of the library's there are those of numbers.
fn reason(error: &Error) -> Text {
    let Some(source) = error.source() else { return Text::default() };
    let told = source.to_string();
    if let Some(both) = both(&told) {
        return Text::new(format!("{}。", both.ja), format!("Write {}.", both.en.trim_start_matches("write ")));
    }
    let range = told.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    match range {
        Some((low, high)) => Text::new(
            format!("{low} から {high} までの数を書きます。"),
            format!("Write a number from {low} to {high}."),
        ),
        None if source.is::<ParseIntError>() => Text::fixed("数を書きます。", "Write a number."),
        // A list of words, the same in both languages.
        None => Text::same(told),
    }
}

fn conflict(error: &Error, arg: &str) -> Text {
    let other = joined(error, ContextKind::PriorArg);
    if other.is_empty() || other == arg {
        return Text::new(format!("{arg} は一度だけ書けます。"), format!("{arg} can be written once only."));
    }
    Text::new(format!("{arg} と {other} は一緒に使えません。"), format!("{arg} cannot be used with {other}."))
}

fn joined(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(_) | None => String::new(),
    }
}
