//! The history for a person at a terminal: who recorded what when, and what changed, key by key.

use std::io::{self, Write};

use crate::model::text::{Lang, Text};
use crate::report::past::{CommitReport, DeedReport};

use super::visible;

/// Writes commits, each with its deeds.
///
/// # Errors
/// The output cannot be written.
pub fn commits(out: &mut impl Write, commits: &[CommitReport], lang: Lang) -> io::Result<()> {
    if commits.is_empty() {
        let none = Text::fixed("記録に触れたコミットはありません。", "no commit touched the records.");
        writeln!(out, "{}", none.get(lang))?;
    }
    for (at, commit) in commits.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{} {}", commit.short, visible(&commit.summary))?;
        head(out, commit, lang)?;
        if commit.is_hole {
            let hole = Text::fixed(
                "前の履歴がなく、何をしたかは分かりません。",
                "what it did cannot be told: the history before it is missing.",
            );
            writeln!(out, "  {}", hole.get(lang))?;
        }
        for deed in &commit.deeds {
            self::deed(out, deed, lang)?;
        }
        for finding in &commit.findings {
            writeln!(out, "  {} {}", finding.mark.sign, visible(&finding.message))?;
        }
    }
    Ok(())
}

fn head(out: &mut impl Write, commit: &CommitReport, lang: Lang) -> io::Result<()> {
    let line = |ja: &str, en: &str| Text::new(ja.to_owned(), en.to_owned()).get(lang).to_owned();
    let author = visible(&commit.author);
    writeln!(out, "  {}: {author}  {}", line("作成", "author"), commit.authored)?;
    let committer = commit.committer.as_deref().map(visible).unwrap_or(author);
    writeln!(out, "  {}: {committer}  {}", line("登録", "committer"), commit.committed)?;
    if let Some(received) = &commit.received {
        writeln!(out, "  {}: {received}", line("受領(サーバー)", "received (server)"))?;
    }
    let (mark, note) = (&commit.signature, visible(&commit.signature_note));
    writeln!(out, "  {}: {} {} {note}", line("署名", "signature"), mark.sign, mark.word)
}

/// Writes what became of one file.
///
/// # Errors
/// The output cannot be written.
pub fn deed(out: &mut impl Write, deed: &DeedReport, lang: Lang) -> io::Result<()> {
    let mut more: Vec<String> = deed.lag.iter().cloned().collect();
    if deed.corrected {
        more.push(Text::fixed("訂正あり", "with a correction").get(lang).to_owned());
    }
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    writeln!(out, "  {} {}{more}", deed.what, visible(&deed.path))?;
    for key in &deed.keys {
        let told = match (&key.before, &key.after) {
            (None, Some(after)) => format!("+ {}: {after}", key.key),
            (Some(before), None) => format!("- {}: {before}", key.key),
            (before, after) => {
                format!("~ {}: {} → {}", key.key, before.as_deref().unwrap_or("-"), after.as_deref().unwrap_or("-"))
            }
        };
        writeln!(out, "      {}", visible(&told))?;
    }
    Ok(())
}
