//! `daicho import`: a ledger kept in Excel or CSV becomes records; first shown, then written, all of it or nothing.

use std::fs;
use std::io::Write;
use std::path::Path;

use jiff::civil::Date;

use crate::import::{self, Draft, Judged, Names, Problem, Sheet, mapping};
use crate::model::Ledger;
use crate::model::text::{Lang, Text};
use crate::print::visible;

use super::Ended;
use super::args::{Args, ImportOptions};
use super::failure::Failure;
use super::progress::{self, Phase};
use super::record::{Page, write};
use super::world::World;

pub fn run(args: &Args, options: &ImportOptions, lang: Lang) -> Result<Ended, Failure> {
    let shown = progress::during(Phase::Reading);
    let sheets = sheets(args, options)?;
    let name = names(options).join(" ");
    if options.guess {
        drop(shown);
        return guess(args, options, &sheets, &name, lang);
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
    let ledger = world.load()?.ledger;
    let drafted = import::draft(&sheets, &tables, &Names::of(&ledger));
    let mut notes: Vec<Text> = finished.iter().map(finished_first).collect();
    notes.extend(drafted.passed_over.iter().map(passed_over));
    notes.extend(if options.map.is_none() { for_reading(&drafted.unused) } else { unused(&drafted.unused) });
    let judged = import::judge(&files, drafted);
    notes.extend(recent(&judged.drafts, &ledger));
    drop(shown);

    let is_sound = judged.problems.is_empty();
    if options.write && is_sound {
        let page = |draft: &Draft| Some(Page { path: draft.path.clone()?, text: draft.text() });
        write::write(&world.root, &judged.drafts.iter().filter_map(page).collect::<Vec<_>>(), false)?;
    }
    let mut out = anstream::stdout().lock();
    if !args.quiet {
        records(&mut out, &judged.drafts, options.write && is_sound)?;
    }
    judged.problems.iter().try_for_each(|problem| tell(&mut out, problem, lang))?;
    for text in notes.into_iter().chain(done(&judged, options)) {
        writeln!(out, "{}", visible(text.get(lang)))?;
    }
    Ok(if is_sound { Ended::NothingOpen } else { Ended::FindingsOpen })
}

fn names(options: &ImportOptions) -> Vec<String> {
    let name = |at: &std::path::PathBuf| at.file_name().unwrap_or_default().to_string_lossy().into_owned();
    options.files.iter().map(name).collect()
}

fn sheets(args: &Args, options: &ImportOptions) -> Result<Vec<Sheet>, Failure> {
    let mut sheets = Vec::new();
    for (at, name) in options.files.iter().zip(names(options)) {
        let at = args.directory.join(at);
        let size = fs::metadata(&at).map_err(|error| Failure::reading(&at, &error))?.len();
        if size > import::MOST_BYTES {
            return Err(about(&at, &import::too_large()));
        }
        sheets.extend(import::read(&name, &bytes(&at)?).map_err(|text| about(&at, &text))?);
    }
    if options.files.len() > 1 {
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
    mapping::read(&text).map_err(|faults| {
        let told = |lang: Lang| {
            let line =
                |fault: &mapping::Fault| format!("{}:{}: {}", map.display(), fault.line, fault.message.get(lang));
            faults.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        Failure::Because(Text::new(
            format!("対応表を直してください。\n{}", told(Lang::Ja)),
            format!("the mapping is to be mended.\n{}", told(Lang::En)),
        ))
    })
}

fn guess(args: &Args, options: &ImportOptions, sheets: &[Sheet], name: &str, lang: Lang) -> Result<Ended, Failure> {
    // Without a ledger nearby no place's name is known, and it is left to be said.
    let ledger = World::find(&args.directory, None).and_then(|world| world.load()).map(|loaded| loaded.ledger);
    let drafted = import::guess::guess(sheets, &ledger.unwrap_or_default(), name, lang);
    let Some(out) = &options.out else {
        write!(anstream::stdout().lock(), "{}", visible(&drafted))?;
        return Ok(Ended::NothingOpen);
    };
    let at = args.directory.join(out);
    let mut file = fs::File::create_new(&at).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            about(&at, &Text::fixed("もうあります。書き換えません。", "is there already and is not touched."))
        }
        _ => error.into(),
    })?;
    file.write_all(drafted.as_bytes())?;
    if !args.quiet {
        let (at, name) = (at.display(), out.display());
        let done = Text::new(
            format!("{at} に下書きしました。「…」を埋めてから: daicho import {} --map {name}", shell(options)),
            format!("drafted {at}. Fill in every `…`, then: daicho import {} --map {name}", shell(options)),
        );
        writeln!(anstream::stdout().lock(), "{}", visible(done.get(lang)))?;
    }
    Ok(Ended::NothingOpen)
}

fn shell(options: &ImportOptions) -> String {
    options.files.iter().map(|at| at.display().to_string()).collect::<Vec<_>>().join(" ")
}

fn records(out: &mut impl Write, drafts: &[Draft], is_written: bool) -> Result<(), Failure> {
    for draft in drafts {
        let path = draft.path.as_deref().unwrap_or("?");
        writeln!(out, "{} ← {}", visible(path), visible(&draft.origin.to_string()))?;
        if !is_written {
            for line in &draft.lines {
                let shown = visible(&line.shown()).replace('\n', "\n    ");
                writeln!(out, "{}", format!("    {shown}").trim_end())?;
            }
        }
    }
    Ok(())
}

fn tell(out: &mut impl Write, problem: &Problem, lang: Lang) -> Result<(), Failure> {
    writeln!(out, "{}: {}", visible(&problem.origin.to_string()), visible(problem.message.get(lang)))?;
    if let Some(line) = &problem.line {
        writeln!(out, "    {}", visible(line))?;
    }
    Ok(())
}

fn finished_first(file: &String) -> Text {
    Text::new(
        format!("前に途中で止まった記録を書き終えました: {file}"),
        format!("finished what an earlier record began: {file}"),
    )
}

fn passed_over((sheet, rows): &(String, usize)) -> Text {
    Text::new(
        format!("{sheet}: 日付のほかに何も書いていない行か skip の行で、読まなかったもの: {rows}行"),
        format!("{sheet}: rows that say nothing but a day or are left out by `skip`: {rows}"),
    )
}

fn unused(sheets: &[String]) -> Option<Text> {
    let list = sheets.join(", ");
    (!sheets.is_empty())
        .then(|| Text::new(format!("使わないシート: {list}"), format!("Sheets that are not used: {list}")))
}

/// Of an export the sheets of days.
fn for_reading(sheets: &[String]) -> Option<Text> {
    (!sheets.is_empty()).then_some(Text::fixed(
        "月ごとのシートは見るためのものなので、読んでいません。値は種類ごとのシートにあります。",
        "The sheets of months are for reading and are left out; the values are those of the sheets of kinds.",
    ))
}

/// What is of days kept in git looks as if it had been recorded late.
fn recent(drafts: &[Draft], ledger: &Ledger) -> Option<Text> {
    let adopted: Option<Date> = ledger.settings.adopted;
    let is_recent = |draft: &&Draft| adopted.is_some_and(|adopted| draft.day.is_some_and(|day| day >= adopted));
    let count = drafts.iter().filter(is_recent).count();
    let first = adopted.filter(|_| count > 0)?;
    Some(Text::new(
        format!("{count}件は採用日(adopted = {first})以後の日です。移行ではなく、遅れた記録と見なされます。"),
        format!(
            "{count} are of days since the adoption (adopted = {first}): they count as recorded late, not as migrated."
        ),
    ))
}

fn done(judged: &Judged, options: &ImportOptions) -> Vec<Text> {
    let (records, problems, there) = (judged.drafts.len(), judged.problems.len(), judged.there.len());
    let already = (there > 0).then(|| {
        Text::new(
            format!("{there}件は同じ内容でもうあります。"),
            format!("Already there with the same values: {there}."),
        )
    });
    let last = match (options.write, problems) {
        (_, 1..) => Text::new(
            format!("問題が{problems}件あります。何も書いていません。"),
            format!("Problems: {problems}. Nothing is written."),
        ),
        (_, 0) if records == 0 => Text::fixed("新しく書く記録はありません。", "There is no record to be written."),
        (true, 0) => Text::new(
            format!("{records}件の記録を書きました。daicho check で確かめ、git に登録してください。"),
            format!("Records written: {records}. Look at them with `daicho check`, then commit them."),
        ),
        (false, 0) => Text::new(
            format!("{records}件の記録になります。まだ何も書いていません(--write で書きます)。"),
            format!("Records that would be written: {records}. None is yet (--write does)."),
        ),
    };
    already.into_iter().chain([last]).collect()
}
