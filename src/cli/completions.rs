//! `daicho completions SHELL`: what a shell sources to complete commands, options and words.

use std::io::Write;

use crate::model::text::{Lang, Text};

use super::Ended;
use super::args::CompletionsOptions;
use super::failure::Failure;
use super::help;

pub fn run(options: &CompletionsOptions, lang: Lang) -> Result<Ended, Failure> {
    let mut command = help::written(lang);
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, "daicho", &mut script);
    // The one heading that zsh shows, which the generator writes in English.
    let heading = Text::fixed(" のコマンド' commands", " commands' commands");
    let script = String::from_utf8_lossy(&script).replace(" commands' commands", heading.get(lang));
    let mut out = std::io::stdout().lock();
    out.write_all(script.as_bytes())?;
    out.flush()?;
    Ok(Ended::NothingOpen)
}
