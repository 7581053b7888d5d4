//! Whether the history that is there is the whole one, and the one that was there before.

use crate::history::{Commit, Incomplete, Why};
use crate::model::citation::Citation;
use crate::model::finding::Finding;
use crate::model::rule::{Basis, Rule, Severity};
use crate::model::text::Text;
use crate::rules::bench::Docket;
use crate::rules::words;

use super::{Hearing, short};

pub static INCOMPLETE: Rule = Rule {
    id: "history-incomplete",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Error,
    title: Text::fixed("git の履歴が完全ではありません", "the history is not complete"),
    why: Text::fixed(
        "欠けたところで何があったかは分かりません。監査できるのは残りの部分だけです。",
        "What happened in the missing part cannot be known; only the rest can be audited.",
    ),
    remedy: Text::fixed(
        "完全な複製を取り直すか、控えから戻してください(git fetch --unshallow、git fsck)。",
        "Take a whole clone, or restore from a copy (git fetch --unshallow, git fsck).",
    ),
};

pub static REPLACED: Rule = Rule {
    id: "history-replaced",
    citation: Citation::Ledger,
    basis: Basis::Ledger,
    severity: Severity::Violation,
    title: Text::fixed("履歴が取り替えられています", "the history was replaced"),
    why: Text::fixed(
        "前に公開した版が、いまの履歴にありません。履歴が作り直されています。",
        "A version that was published before is not part of this history: it has been made anew.",
    ),
    remedy: Text::fixed(
        "公開した版を含む複製を探し、だれがいつ取り替えたかを調べてください。",
        "Find a copy that holds the published version, and find out who replaced it and when.",
    ),
};

pub fn judge(hearing: &Hearing<'_>, docket: &mut Docket) {
    let causes: Vec<&Incomplete> = hearing.history.incomplete.iter().chain(&hearing.chronicle.incomplete).collect();
    if let Some(message) = incompleteness(&causes) {
        docket.findings.push(about_head(hearing, &INCOMPLETE, message));
    }
    let branch = format!("refs/heads/{}", hearing.bench.ledger.settings.git.branch);
    for receipt in hearing.history.receipts.iter().filter(|receipt| receipt.is_lost && receipt.reference == branch) {
        let (id, day) = (short(&receipt.new), hearing.local(receipt.seconds).map(words::time).unwrap_or_default());
        let message = Text::new(
            format!("{}にサーバーが受け取った版 {id} は、いまの履歴にありません。", day.ja),
            format!("the version {id}, which the server received on {}, is not in this history.", day.en),
        );
        docket.findings.push(about_head(hearing, &REPLACED, message));
    }
    for anchor in hearing.anchors {
        if !hearing.history.commits.iter().any(|commit| commit.id.starts_with(anchor.as_str())) {
            let anchor = short(anchor);
            let message = Text::new(
                format!("前に公開した版 {anchor} は、いまの履歴にありません。"),
                format!("the version {anchor}, which was published before, is not in this history."),
            );
            docket.findings.push(about_head(hearing, &REPLACED, message));
        }
    }
}

/// Of the head's day.
fn about_head(hearing: &Hearing<'_>, rule: &'static Rule, message: Text) -> Finding {
    match hearing.history.commits.first() {
        Some(head) => hearing.of_commit(rule, head, message),
        None => hearing.of_commit(rule, &Commit::default(), message),
    }
}

/// All that is missing, in one sentence a sort.
pub fn incompleteness(causes: &[&Incomplete]) -> Option<Text> {
    let mut said: Vec<Text> = causes.iter().filter_map(|cause| of_the_clone(cause)).collect();
    let objects: Vec<_> = causes
        .iter()
        .filter_map(|cause| match cause {
            Incomplete::Object(fault) => Some(fault),
            Incomplete::Shallow { .. }
            | Incomplete::Partial
            | Incomplete::Grafts { .. }
            | Incomplete::Replaced { .. } => None,
        })
        .collect();
    if let Some(first) = objects.first() {
        let (kind, id, number) = (first.kind.name(), &first.id, objects.len());
        let (ja, en) = match first.why {
            Why::Missing => ("ありません", "missing"),
            Why::Damaged(_) => ("壊れています", "damaged"),
        };
        said.push(Text::new(
            format!("{kind} {id} が{ja}(ほか合わせて{number}件)。"),
            format!("{kind} {id} is {en} ({number} objects in all)."),
        ));
    }
    let join = |pick: fn(&Text) -> &str, gap: &str| said.iter().map(pick).collect::<Vec<_>>().join(gap);
    (!said.is_empty()).then(|| Text::new(join(|text| &text.ja, ""), join(|text| &text.en, " ")))
}

fn of_the_clone(cause: &Incomplete) -> Option<Text> {
    match cause {
        Incomplete::Shallow { .. } => Some(Text::fixed("浅い複製です。", "this is a shallow clone.")),
        Incomplete::Partial => Some(Text::fixed("一部だけの複製です。", "this is a partial clone.")),
        Incomplete::Grafts { commits } => Some(Text::new(
            format!("info/grafts が{commits}件のコミットの親を変えています。"),
            format!("info/grafts gives {commits} commits other parents."),
        )),
        Incomplete::Replaced { objects } => Some(Text::new(
            format!("refs/replace が{objects}件あります。"),
            format!("there are {objects} refs/replace."),
        )),
        Incomplete::Object(_) => None,
    }
}
