//! `daicho import`: a ledger kept in Excel or CSV becomes records; first shown, then written, all of it or nothing.

mod guess;
mod ledger;
mod told;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use jiff::civil::DateTime;

use crate::import::{self, Draft, Names, Sheet, mapping};
use crate::model::text::{Lang, Text};
use crate::print::visible;
use crate::rules::errors_of_part;

use super::Ended;
use super::args::{Args, ImportOptions};
use super::failure::Failure;
use super::progress::{self, Phase};
use super::record::{Page, write};
use super::world::{self, World};

pub fn run(args: &Args, options: &ImportOptions, lang: Lang) -> Result<Ended, Failure> {
    let shown = progress::during(Phase::Reading);
    let sheets = sheets(args, options)?;
    let name = names(options).join(" ");
    if options.guess {
        drop(shown);
        return guess::guess(args, options, &sheets, &name, lang);
    }
    let world = World::find(&args.directory, None)?;
    if world.reads_commit() {
        return Err(Failure::Because(Text::fixed(
            "作業用のファイルがないリポジトリには取り込めません。clone した方で実行してください。",
            "nothing can be imported into a bare repository; run this in a clone.",
        )));
    }
    let tables = tables(args, options, &sheets)?;
    // What an earlier writing left half moved is finished first, and counts as being there.
    let finished = if options.write { write::finish(&world.root)? } else { Vec::new() };
    let files = world.files()?;
    let loaded = world.read(&files)?;
    let today = world::as_of(options.now.map(DateTime::date), &loaded);
    let ledger = ledger::readable(loaded.ledger)?;
    let names = Names::of(&ledger);
    let constants = import::constants(&tables, &names);
    if let (Some(map), false) = (&options.map, constants.is_empty()) {
        return Err(faulty(map, &constants));
    }
    let drafted = import::draft(&sheets, &tables, &names, today);
    let mut notes: Vec<Text> = finished.iter().map(told::finished_first).collect();
    notes.extend(drafted.passed_over.iter().map(told::passed_over));
    notes.extend(if options.map.is_none() {
        told::for_reading(&drafted.unused)
    } else {
        told::unused(&drafted.unused)
    });
    let judged = import::judge(&files, drafted, &|loaded| errors_of_part(loaded, today));
    notes.extend(told::recent(&judged.drafts, &ledger));
    notes.extend(told::kept(&judged.errors));
    notes.extend(told::signed(&world, &files, &judged.drafts)?);
    drop(shown);

    let is_sound = judged.problems.is_empty();
    if options.write && is_sound {
        let page = |draft: &Draft| Some(Page { path: draft.path.clone()?, text: draft.text() });
        write::write(&world.root, &judged.drafts.iter().filter_map(page).collect::<Vec<_>>(), false)?;
    }
    let mut out = anstream::stdout().lock();
    if !args.quiet {
        told::records(&mut out, &judged.drafts, options.write && is_sound)?;
    }
    let told = judged.problems.iter().chain(&judged.errors);
    told.into_iter().try_for_each(|problem| told::problem(&mut out, problem, lang))?;
    for text in notes.into_iter().chain(told::done(&judged, options)) {
        writeln!(out, "{}", visible(text.get(lang)))?;
    }
    Ok(if is_sound && judged.errors.is_empty() { Ended::NothingOpen } else { Ended::FindingsOpen })
}

fn names(options: &ImportOptions) -> Vec<String> {
    let name = |at: &std::path::PathBuf| at.file_name().unwrap_or_default().to_string_lossy().into_owned();
    options.files.iter().map(name).collect()
}

fn sheets(args: &Args, options: &ImportOptions) -> Result<Vec<Sheet>, Failure> {
    let mut sheets = Vec::new();
    let mut known = BTreeSet::new();
    for (at, name) in options.files.iter().zip(names(options)) {
        let at = args.directory.join(at);
        // A file that is named twice says no more.
        if !known.insert(at.canonicalize().unwrap_or_else(|_| at.clone())) {
            continue;
        }
        let size = fs::metadata(&at).map_err(|error| Failure::reading(&at, &error))?.len();
        if size > import::MOST_BYTES {
            return Err(about(&at, &import::too_large()));
        }
        sheets.extend(import::read(&name, &bytes(&at)?).map_err(|text| about(&at, &text))?);
    }
    if known.len() > 1 {
        sheets.iter_mut().for_each(|sheet| sheet.label = sheet.cited.clone());
    }
    Ok(sheets)
}

fn bytes(at: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(at).map_err(|error| Failure::reading(at, &error))
}

fn about(at: &Path, text: &Text) -> Failure {
    let at = at.display();
    Failure::Because(Text::new(format!("{at}: {}", text.ja), format!("{at}: {}", text.en)))
}

/// The mapping given; without one our own, where the workbook is of an export.
fn tables(args: &Args, options: &ImportOptions, sheets: &[Sheet]) -> Result<Vec<mapping::Table>, Failure> {
    let Some(map) = &options.map else {
        return mapping::own(sheets).ok_or_else(|| {
            Failure::Because(Text::fixed(
                "列の意味が分かりません。--guess で対応表を下書きし、直してから --map で示してください。",
                "what the columns mean is not known; draft a mapping with --guess, complete it, and give it with --map.",
            ))
        });
    };
    let at = args.directory.join(map);
    let text = String::from_utf8(bytes(&at)?)
        .map_err(|_| about(&at, &Text::fixed("UTF-8 で保存し直してください。", "save it again as UTF-8.")))?;
    mapping::read(&text).map_err(|faults| faulty(map, &faults))
}

fn faulty(map: &Path, faults: &[mapping::Fault]) -> Failure {
    let told = |lang: Lang| {
        let line = |fault: &mapping::Fault| format!("{}:{}: {}", map.display(), fault.line, fault.message.get(lang));
        faults.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    Failure::Because(Text::new(
        format!("対応表を直してください。\n{}", told(Lang::Ja)),
        format!("correct the mapping:\n{}", told(Lang::En)),
    ))
}
