//! The mark of a citation or a chapter, and what there is to know before its figures.

use crate::model::Citation;
use crate::model::rule::Severity;
use crate::report::brief::Brief;
use crate::report::mark::{Mark, Tone};
use crate::report::month::Counts;

use super::nature::Nature;
use super::word::ManagersWord;

/// What a mark is drawn from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standings {
    /// Of what is open.
    pub worst: Option<Severity>,
    pub counts: Counts,
    /// Findings that the manager accepts.
    pub waived: usize,
    /// Records and register entries that are evidence.
    pub records: usize,
}

/// What is open weighs most, then how the obligations stand. Where nothing was recorded, nothing is called good.
pub fn mark(brief: &Brief<'_>, nature: Nature, standings: &Standings, word: Option<&ManagersWord>) -> Mark {
    match standings.worst {
        Some(Severity::Error | Severity::Violation) => return brief.mark(Tone::Bad, "要対応", "act"),
        Some(Severity::Warning) => return brief.mark(Tone::Look, "要確認", "look"),
        None => {}
    }
    match nature {
        Nature::Definition => brief.mark(Tone::None, "定義", "definition"),
        Nature::Municipalities => brief.mark(Tone::None, "関係町村の責務", "the municipalities' own care"),
        Nature::Whole => brief.mark(Tone::None, "各項による", "told by its paragraphs"),
        Nature::Word => {
            word.map_or_else(|| brief.mark(Tone::Look, "申告なし", "not declared"), |word| word.mark.clone())
        }
        Nature::Judged | Nature::Partly => judged(brief, standings),
    }
}

fn judged(brief: &Brief<'_>, standings: &Standings) -> Mark {
    let Standings { counts, waived, records, worst: _ } = *standings;
    let due = counts.owed - counts.pending;
    match () {
        () if brief.ledger.settings.unread => brief.mark(Tone::Wait, "判定できません", "cannot be judged"),
        () if counts.failed + counts.late > 0 => brief.mark(Tone::Look, "異常・遅れあり", "trouble seen"),
        () if counts.waived + waived > 0 => brief.mark(Tone::Look, "承認あり", "waived in part"),
        () if counts.owed > 0 && due == 0 => brief.mark(Tone::Wait, "期限前", "not due yet"),
        () if due == 0 && records == 0 => brief.mark(Tone::None, "記録なし", "nothing recorded"),
        () => brief.mark(Tone::Good, "適正", "good"),
    }
}

pub fn note(brief: &Brief<'_>, nature: Nature, citation: Citation) -> Option<String> {
    match (nature, citation) {
        (Nature::Definition, Citation::Article { item: None, .. }) => Some(brief.word(
            "言葉の意味を定めるもので、義務の定めはありません。",
            "It says what words mean; nothing is owed by it.",
        )),
        (Nature::Word, _) => Some(brief.word("機械では確かめられません。", "No machine can see it.")),
        (Nature::Partly, _) => Some(brief.word(
            "記録に表れた漏えいのほかは、機械では確かめられません。",
            "Beyond what the records show to have leaked, no machine can see it.",
        )),
        (Nature::Municipalities, _) => Some(brief.word(
            "端末機の管理は関係町村が行い、受託町は記録しません。",
            "The municipalities see to their own terminals; the trustee keeps no record of them.",
        )),
        (Nature::Judged, Citation::Article { article: 1, .. }) => Some(brief.word(
            "趣旨を定めるもので、受託の期間の外の記録がないかを確かめます。",
            "It says what the regulation is for; judged is that no record lies outside the entrustment.",
        )),
        (Nature::Judged, Citation::Supplementary) => Some(
            brief.word("施行前の記録がないかを確かめます。", "Judged is that no record is older than the regulation."),
        ),
        (Nature::Definition | Nature::Judged | Nature::Whole, _) => None,
    }
}
