//! The program: one file a command, each a paragraph that reads as the pipeline.
//!
//! Deliberately absent: anything a user of the library would want. What is here knows arguments, the clock, the working directory
//! and the terminal, and nothing else does.

mod args;
mod ask;
mod audit_pack;
mod build;
mod check;
mod close;
mod completions;
mod demo;
mod diff;
mod doctor;
mod explain;
mod export;
mod failure;
mod git;
mod help;
mod history;
mod hook;
mod import;
mod init;
mod language;
mod man;
mod place;
mod progress;
mod recent;
mod record;
mod schema;
mod serve;
mod status;
mod workshop;
mod world;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::model::text::Lang;

use args::{Args, Command};
use failure::Failure;

/// How a command ended, when it could do its work.
enum Ended {
    NothingOpen,
    FindingsOpen,
}

/// Shows some of the findings of a verdict, before an error that comes of them.
fn print_findings(
    ledger: &crate::model::Ledger,
    verdict: &crate::rules::Verdict,
    wanted: impl Fn(&crate::model::Finding) -> bool,
    lang: crate::model::Lang,
) -> Result<(), Failure> {
    let shown = verdict.clone().only(wanted);
    let mut out = anstream::stderr().lock();
    crate::print::human::verdict(&mut out, &shown, ledger, lang, crate::print::human::Detail::Open)?;
    Ok(())
}

pub use help::command;

/// Runs the program.
pub fn main() -> ExitCode {
    let argv: Vec<OsString> = std::env::args_os().collect();
    let lang = language::spoken(&argv);
    match help::parse(&argv, lang) {
        Ok(args) => run(&args, lang),
        Err(reply) => reply.tell(&argv),
    }
}

fn run(args: &Args, lang: Lang) -> ExitCode {
    args.color.write_global();
    // A preview tells each building by itself.
    if !args.quiet && !matches!(args.command, Command::Serve(_)) {
        progress::may_be_shown(lang);
    }
    let ended = match &args.command {
        Command::Init(options) => init::run(args, options, lang),
        Command::Status(options) => status::run(args, options, lang),
        Command::Record(options) => record::run(args, options, lang),
        Command::Check(options) => check::run(args, options, lang),
        Command::Build(options) => build::run(args, options, lang),
        Command::Serve(options) => serve::run(args, options, lang),
        Command::Demo(options) => demo::run(args, options, lang),
        Command::Explain(options) => explain::run(args, options, lang),
        Command::History(options) => history::run(args, options, lang),
        Command::Diff(options) => diff::run(args, options, lang),
        Command::Doctor => doctor::run(args, lang),
        Command::AuditPack(options) => audit_pack::run(args, options, lang),
        Command::Import(options) => import::run(args, options, lang),
        Command::Export(options) => export::run(args, options, lang),
        Command::Close(options) => close::run(args, options, lang),
        Command::Hook(options) => hook::run(args, options, lang),
        Command::Schema(options) => schema::run(args, options, lang),
        Command::Completions(options) => completions::run(options, lang),
        Command::Man(options) => man::run(args, options, lang),
        Command::Help(options) => return help::of(&options.command, lang),
    };
    match ended {
        Ok(Ended::NothingOpen) => ExitCode::SUCCESS,
        Ok(Ended::FindingsOpen) => ExitCode::from(1),
        // Whoever closed the pipe has seen enough.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody may be listening; it ends with 2 all the same.
            let _ = writeln!(anstream::stderr(), "daicho: {}", crate::print::visible(failure.text().get(lang)));
            ExitCode::from(2)
        }
    }
}
