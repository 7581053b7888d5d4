//! Marks (○ △ × ー ？): how a thing stands, never told by colour alone.

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::record::{BackupResult, TransmissionResult};
use crate::model::rule::Severity;
use crate::rules::Standing;

use super::brief::Brief;
use super::labels;

/// How good a mark is, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// ー: nothing was owed.
    None,
    /// ○
    Good,
    /// ？: nobody can tell yet.
    Wait,
    /// △
    Look,
    /// ×
    Bad,
}

/// A sign and the word that goes with it.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub tone: Tone,
    pub sign: &'static str,
    pub word: String,
}

impl Mark {
    pub fn new(tone: Tone, word: String) -> Mark {
        let sign = match tone {
            Tone::None => "ー",
            Tone::Good => "○",
            Tone::Wait => "？",
            Tone::Look => "△",
            Tone::Bad => "×",
        };
        Mark { tone, sign, word }
    }
}

impl Brief<'_> {
    pub fn mark(&self, tone: Tone, ja: &'static str, en: &'static str) -> Mark {
        Mark::new(tone, self.word(ja, en))
    }

    pub fn standing(&self, standing: Standing) -> Mark {
        match standing {
            Standing::Met => self.mark(Tone::Good, "正常", "met"),
            Standing::Late => self.mark(Tone::Look, "遅れ", "late"),
            Standing::Failed => self.mark(Tone::Bad, "異常", "failed"),
            Standing::Missing => self.mark(Tone::Bad, "未確認", "missing"),
            Standing::Pending => self.mark(Tone::Wait, "期限前", "pending"),
            Standing::Waived => self.mark(Tone::Look, "承認済", "waived"),
            Standing::NotOwed => self.mark(Tone::None, "対象外", "not owed"),
        }
    }

    pub fn backup_result(&self, result: BackupResult) -> Mark {
        let tone = match result {
            BackupResult::Ok => Tone::Good,
            BackupResult::Warning => Tone::Look,
            BackupResult::Failed | BackupResult::NotRun => Tone::Bad,
            BackupResult::Unverifiable => Tone::Wait,
        };
        Mark::new(tone, self.say(&labels::backup_result(result)))
    }

    pub fn transmission_result(&self, result: TransmissionResult) -> Mark {
        let tone = match result {
            TransmissionResult::Ok => Tone::Good,
            TransmissionResult::Failed | TransmissionResult::Partial | TransmissionResult::NotSent => Tone::Bad,
            TransmissionResult::Unverifiable => Tone::Wait,
        };
        Mark::new(tone, self.say(&labels::transmission_result(result)))
    }

    pub fn severity(&self, severity: Severity) -> Mark {
        let tone = match severity {
            Severity::Error | Severity::Violation => Tone::Bad,
            Severity::Warning => Tone::Look,
        };
        Mark::new(tone, self.say(&severity.label()))
    }

    /// A whole month by what is open in it and by how its duties stand.
    pub fn month_mark<'f>(
        &self,
        open: impl Iterator<Item = &'f Finding>,
        standings: impl Iterator<Item = Standing> + Clone,
        under_way: bool,
    ) -> Mark {
        let worst = open.map(Finding::severity).min();
        let any = |wanted: &[Standing]| standings.clone().any(|standing| wanted.contains(&standing));
        match worst {
            Some(Severity::Error | Severity::Violation) => self.mark(Tone::Bad, "要対応", "act"),
            Some(Severity::Warning) => self.mark(Tone::Look, "要確認", "look"),
            None if any(&[Standing::Failed, Standing::Late, Standing::Waived]) => {
                self.mark(Tone::Look, "異常あり", "trouble seen")
            }
            None if under_way => self.mark(Tone::Good, "適正(途中)", "good so far"),
            None => self.mark(Tone::Good, "適正", "good"),
        }
    }
}
