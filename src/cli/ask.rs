//! Questions on a terminal: a line each. Where there is none, nothing is asked, and whoever needs an answer names the flag.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::model::text::{Lang, Text};
use crate::print::visible;

use super::failure::Failure;

pub struct Ask {
    lang: Lang,
    pub is_possible: bool,
}

impl Ask {
    pub fn new(lang: Lang) -> Ask {
        Ask { lang, is_possible: io::stdin().is_terminal() && io::stdout().is_terminal() }
    }

    pub fn say(&self, text: &Text) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        Ok(writeln!(out, "{}", visible(text.get(self.lang)))?)
    }

    /// A line, without the blanks around it.
    pub fn line(&self, question: &Text) -> Result<String, Failure> {
        let mut out = anstream::stdout().lock();
        write!(out, "{} ", visible(question.get(self.lang)))?;
        out.flush()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
            return Err(Failure::Because(Text::fixed(
                "答えの途中で入力が終わりました。何も書いていません。",
                "the input ended before the answer; nothing was written.",
            )));
        }
        Ok(answer.trim().to_owned())
    }

    /// Yes or no; an empty line means `silence`.
    pub fn yes(&self, question: &Text, silence: bool) -> Result<bool, Failure> {
        let choice = if silence { "[Y/n]" } else { "[y/N]" };
        let question = Text::new(format!("{} {choice}", question.ja), format!("{} {choice}", question.en));
        loop {
            match self.line(&question)?.to_lowercase().as_str() {
                "" => return Ok(silence),
                "y" | "yes" | "はい" => return Ok(true),
                "n" | "no" | "いいえ" => return Ok(false),
                _ => {}
            }
        }
    }
}
