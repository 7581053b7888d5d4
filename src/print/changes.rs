//! What differs between two versions, for whoever reviews it.

use std::io::{self, Write};

use crate::model::text::{Lang, Text};
use crate::report::changes::Changes;
use crate::report::findings::FindingRow;

use super::{past, visible};

/// Writes the records, the findings new and resolved, and the duties that stand otherwise.
///
/// # Errors
/// The output cannot be written.
pub fn changes(out: &mut impl Write, changes: &Changes, lang: Lang) -> io::Result<()> {
    let title = |ja: String, en: String| Text::new(ja, en).get(lang).to_owned();
    let number = changes.files.len();
    writeln!(out, "{}", title(format!("記録と登録簿 ({number})"), format!("Records and registers ({number})")))?;
    for file in &changes.files {
        past::deed(out, file, lang)?;
    }
    let number = changes.new.len();
    writeln!(out, "\n{}", title(format!("新しい指摘 ({number})"), format!("New findings ({number})")))?;
    findings(out, &changes.new)?;
    let number = changes.resolved.len();
    writeln!(out, "\n{}", title(format!("なくなった指摘 ({number})"), format!("Findings resolved ({number})")))?;
    findings(out, &changes.resolved)?;
    let number = changes.duties.len();
    writeln!(
        out,
        "\n{}",
        title(format!("変わった義務 ({number})"), format!("Duties that stand otherwise ({number})"))
    )?;
    for duty in &changes.duties {
        let word = |mark: &Option<crate::report::mark::Mark>| {
            mark.as_ref().map_or_else(|| "ー".to_owned(), |mark| format!("{} {}", mark.sign, mark.word))
        };
        writeln!(out, "  {}: {} → {}", visible(&duty.what), word(&duty.before), word(&duty.after))?;
    }
    let (before, after) = (changes.before, changes.after);
    let sum = Text::new(
        format!(
            "\n誤り {}→{}、違反 {}→{}、注意 {}→{}",
            before.errors, after.errors, before.violations, after.violations, before.warnings, after.warnings
        ),
        format!(
            "\nerrors {} → {}, violations {} → {}, warnings {} → {}",
            before.errors, after.errors, before.violations, after.violations, before.warnings, after.warnings
        ),
    );
    writeln!(out, "{}", sum.get(lang))
}

fn findings(out: &mut impl Write, rows: &[FindingRow]) -> io::Result<()> {
    for row in rows {
        let words = [row.place.as_deref(), row.date.as_deref(), Some(&row.message)];
        let told: Vec<String> = words.into_iter().flatten().map(visible).collect();
        writeln!(out, "  {} {} {}", row.mark.sign, row.mark.word, told.join(" "))?;
    }
    Ok(())
}
