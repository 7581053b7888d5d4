//! What `daicho import` tells: the records and problems, then in a sentence each what a clerk should know of the whole.

use std::collections::BTreeSet;
use std::io::Write;

use jiff::civil::Date;

use crate::history::Repo;
use crate::history::chronicle::digest;
use crate::import::{Draft, Judged, Problem, records_are};
use crate::model::file::File;
use crate::model::text::{Lang, Text};
use crate::model::{Kind, Ledger};
use crate::print::visible;

use super::super::args::ImportOptions;
use super::super::failure::Failure;
use super::super::world::World;

pub fn records(out: &mut impl Write, drafts: &[Draft], is_written: bool) -> Result<(), Failure> {
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

pub fn problem(out: &mut impl Write, problem: &Problem, lang: Lang) -> Result<(), Failure> {
    writeln!(out, "{}: {}", visible(&problem.origin.to_string()), visible(problem.message.get(lang)))?;
    if let Some(line) = &problem.line {
        writeln!(out, "    {}", visible(line))?;
    }
    Ok(())
}

pub fn finished_first(file: &String) -> Text {
    Text::new(
        format!("前に途中で止まった記録を書き終えました: {file}"),
        format!("finished what an earlier record began: {file}"),
    )
}

pub fn passed_over((sheet, rows): &(String, Vec<usize>)) -> Text {
    let ((ja, more), (en, _)) = (ranges(rows, "〜"), ranges(rows, "–"));
    let (ja, en) = (ja.join("、"), en.join(", "));
    let (ja, en) = match more {
        0 => (format!("{ja}行目"), en),
        _ => (format!("{ja}行目のほか{more}行"), format!("{en} and {more} more")),
    };
    Text::new(
        format!("{sheet}: 読まなかった行: {ja}(読む列に日付しかない行か skip の行)"),
        format!("{sheet}: rows passed over (only a date in the columns read, or `skip`): {en}"),
    )
}

/// 3–9, 12, 13: the first ten of them, and how many rows there are more.
fn ranges(rows: &[usize], to: &str) -> (Vec<String>, usize) {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let runs: Vec<&[usize]> = runs.flat_map(|run| run.chunks(if run.len() < 3 { 1 } else { run.len() })).collect();
    let named = runs.iter().take(10).map(|run| match run {
        [first, .., last] => format!("{first}{to}{last}"),
        own => own.iter().map(ToString::to_string).collect(),
    });
    (named.collect(), runs.iter().skip(10).map(|run| run.len()).sum())
}

pub fn unused(sheets: &[String]) -> Option<Text> {
    let list = sheets.join(", ");
    (!sheets.is_empty())
        .then(|| Text::new(format!("使わないシート: {list}"), format!("Sheets that are not used: {list}")))
}

/// Of an export the sheets of days.
pub fn for_reading(sheets: &[String]) -> Option<Text> {
    (!sheets.is_empty()).then_some(Text::fixed(
        "月ごとのシートは見るためのものなので、読んでいません。値は種類ごとのシートにあります。",
        "The sheets of months are for reading and are left out; the values are those of the sheets of kinds.",
    ))
}

/// What is of days kept in git looks as if it had been recorded late.
pub fn recent(drafts: &[Draft], ledger: &Ledger) -> Option<Text> {
    let adopted: Option<Date> = ledger.settings.adopted;
    let is_recent = |draft: &&Draft| adopted.is_some_and(|adopted| draft.day.is_some_and(|day| day >= adopted));
    let count = drafts.iter().filter(is_recent).count();
    let first = adopted.filter(|_| count > 0)?;
    Some(Text::new(
        format!("{count}件は採用日(adopted = {first})以後の日です。移行ではなく、遅れた記録と見なされます。"),
        format!(
            "{} dated on or after the adoption (adopted = {first}): recorded late, not migrated.",
            records_are(count)
        ),
    ))
}

/// An export's own records are a ledger's already, whatever is wrong with them.
pub fn kept(errors: &[Problem]) -> Option<Text> {
    (!errors.is_empty()).then_some(Text::fixed(
        "上の誤りは、書き出した台帳の記録にもあるものです。書く妨げにはなりませんが、daicho check が指摘し、フックは受け付けません。",
        "These errors are in the records of the ledger that was exported. They keep nothing from being written, but `daicho check` tells of them and the hooks refuse them.",
    ))
}

/// A sign-off vouches for the files of its month, and these are others than those that were signed off.
pub fn signed(world: &World, files: &[File], drafts: &[Draft]) -> Result<Option<Text>, Failure> {
    let Some(repo) = &world.repo else { return Ok(None) };
    let mut months = BTreeSet::new();
    for draft in drafts.iter().filter(|draft| draft.kind == Kind::Close) {
        let Some((folder, _)) = draft.path.as_deref().and_then(|path| path.rsplit_once('/')) else { continue };
        if !draft.text().contains(&digest(repo, folder, files, drafts)?) {
            months.extend(folder.get(folder.len().saturating_sub(7)..).map(|month| month.replace('/', "-")));
        }
    }
    let list = months.into_iter().collect::<Vec<_>>().join(", ");
    Ok((!list.is_empty()).then(|| {
        Text::new(
            format!(
                "締め({list})の digest は、ここに書くファイルのものではありません。このまま登録すると違反(changed-after-close)になり、後から消せません。登録する前に close.toml を消し、取り込んだ記録を登録してから、管理者が daicho close で締め直してください。"
            ),
            format!(
                "The digests of the sign-offs ({list}) are not of the files as written here. Committed as they are, they stand as violations (changed-after-close) for good. Delete these close.toml files before you commit; once the records are committed, the manager signs off again with `daicho close`."
            ),
        )
    }))
}

/// Of a month's folder as it will be.
fn digest(repo: &Repo, folder: &str, files: &[File], drafts: &[Draft]) -> Result<String, Failure> {
    let name = |path: &str| path.strip_prefix(folder)?.strip_prefix('/').map(|name| name.as_bytes().to_vec());
    let old = files.iter().filter_map(|file| Some((name(&file.path)?, file.bytes.clone())));
    let new = drafts.iter().filter_map(|draft| Some((name(draft.path.as_deref()?)?, draft.text().into_bytes())));
    let mut ids = Vec::new();
    for (name, bytes) in old.chain(new) {
        ids.push((name, repo.blob_id(&bytes)?.to_string()));
    }
    Ok(digest::digest(ids))
}

pub fn done(judged: &Judged, options: &ImportOptions) -> Vec<Text> {
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
