//! What the words of the records' vocabularies are called.

use jiff::civil::Date;

use crate::model::record::{
    Category, Compliance, Gravity, ItemResult, Matter, Means, PasswordAction, PasswordKind, Sort, Subject,
};
use crate::model::settings::Owed;
use crate::model::{Cadence, Kind, Text};
use crate::rules::Duty;

use super::brief::Brief;

pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Check => Text::fixed("確認", "Check"),
        Kind::Incident => Text::fixed("事故等", "Incident"),
        Kind::Request => Text::fixed("依頼", "Request"),
        Kind::Maintenance => Text::fixed("保守作業", "Maintenance"),
        Kind::Operation => Text::fixed("端末の操作", "Operation"),
        Kind::Inspection => Text::fixed("点検", "Inspection"),
        Kind::Instruction => Text::fixed("指示", "Instruction"),
        Kind::Report => Text::fixed("報告", "Report"),
        Kind::Media => Text::fixed("記録媒体の格納", "Media stored"),
        Kind::Password => Text::fixed("パスワードの管理", "Password event"),
        Kind::Close => Text::fixed("月の締め", "Sign-off"),
    }
}

pub fn category(category: Category) -> Text {
    match category {
        Category::Backup => Text::fixed("バックアップ", "Backup"),
        Category::Transmission => Text::fixed("送信", "Transmission"),
        Category::Server => Text::fixed("サーバ", "Server"),
        Category::Network => Text::fixed("回線", "Network"),
        Category::Facility => Text::fixed("施設", "Facility"),
        Category::Terminal => Text::fixed("端末", "Terminal"),
        Category::Security => Text::fixed("保安", "Security"),
        Category::National => Text::fixed("全国の障害", "National"),
        Category::Other => Text::fixed("その他", "Other"),
    }
}

pub fn gravity(gravity: Gravity) -> Text {
    match gravity {
        Gravity::Minor => Text::fixed("軽微", "minor"),
        Gravity::Major => Text::fixed("重大", "major"),
        Gravity::Critical => Text::fixed("極めて重大", "critical"),
    }
}

pub fn means(means: Means) -> Text {
    match means {
        Means::Phone => Text::fixed("電話", "phone"),
        Means::Mail => Text::fixed("電子メール", "mail"),
        Means::Fax => Text::fixed("ファクス", "fax"),
        Means::Visit => Text::fixed("訪問", "visit"),
        Means::Other => Text::fixed("その他", "other"),
    }
}

pub fn sort(sort: Sort) -> Text {
    match sort {
        Sort::Difference => Text::fixed("差分", "difference"),
        Sort::Full => Text::fixed("全件", "full"),
        Sort::Again => Text::fixed("再送", "again"),
    }
}

pub fn subject(subject: Subject) -> Text {
    match subject {
        Subject::Terminal => Text::fixed("管理用端末機", "management terminal"),
        Subject::Equipment => Text::fixed("機器等", "equipment"),
        Subject::Facility => Text::fixed("施設", "facility"),
    }
}

pub fn item_result(result: ItemResult) -> Text {
    match result {
        ItemResult::Good => Text::fixed("良", "good"),
        ItemResult::Deficient => Text::fixed("不良", "deficient"),
        ItemResult::NotApplicable => Text::fixed("該当なし", "not applicable"),
    }
}

pub fn matter(matter: Matter) -> Text {
    match matter {
        Matter::EntryControl => Text::fixed("入退室の管理", "entry control"),
        Matter::AppendedTable => Text::fixed("別表による管理", "appended table"),
        Matter::FireAndEarthquake => Text::fixed("火災・地震対策", "fire and earthquakes"),
        Matter::Recovery => Text::fixed("復旧", "recovery"),
        Matter::RecurrencePrevention => Text::fixed("再発防止", "recurrence prevention"),
    }
}

pub fn compliance(compliance: Compliance) -> Text {
    match compliance {
        Compliance::Full => Text::fixed("守られている", "full"),
        Compliance::Partial => Text::fixed("一部守られていない", "partial"),
        Compliance::None => Text::fixed("守られていない", "none"),
    }
}

pub fn password_kind(kind: PasswordKind) -> Text {
    match kind {
        PasswordKind::Individual => Text::fixed("個別パスワード", "individual password"),
        PasswordKind::Management => Text::fixed("管理パスワード", "management password"),
        PasswordKind::Boot => Text::fixed("起動用パスワード", "boot password"),
    }
}

pub fn password_action(action: PasswordAction) -> Text {
    match action {
        PasswordAction::Issued => Text::fixed("設定", "issued"),
        PasswordAction::Changed => Text::fixed("変更", "changed"),
        PasswordAction::Revoked => Text::fixed("失効", "revoked"),
    }
}

pub fn cadence(cadence: Cadence) -> Text {
    match cadence {
        Cadence::Daily => Text::fixed("毎日", "daily"),
        Cadence::BusinessDay => Text::fixed("開庁日ごと", "each business day"),
        Cadence::Weekly => Text::fixed("毎週", "weekly"),
        Cadence::Monthly => Text::fixed("毎月", "monthly"),
        Cadence::Quarterly => Text::fixed("四半期ごと", "quarterly"),
        Cadence::HalfYearly => Text::fixed("半期ごと", "half-yearly"),
        Cadence::Yearly => Text::fixed("毎年度", "yearly"),
        Cadence::None => Text::fixed("定めなし", "none"),
    }
}

/// How often a duty is owed, by the house's standards of a day.
pub fn cadence_of(brief: &Brief<'_>, duty: Duty, day: Date) -> String {
    match owed(duty) {
        Some(owed) => brief.say(&cadence(brief.ledger.settings.on(day).cadence(owed))),
        None => brief.word("毎月", "monthly"),
    }
}

/// Whether the house's standards of the as-of date owe it at no interval.
pub fn is_unscheduled(brief: &Brief<'_>, duty: Duty) -> bool {
    owed(duty).is_some_and(|owed| brief.ledger.settings.on(brief.as_of()).cadence(owed) == Cadence::None)
}

/// The key of `[schedule]` that says how often; `None` for the sign-off, which each month has.
pub fn owed(duty: Duty) -> Option<Owed> {
    match duty {
        Duty::Backup => Some(Owed::BackupRun),
        Duty::Transmission => Some(Owed::TransmissionRun),
        Duty::TerminalInspection => Some(Owed::TerminalInspection),
        Duty::EntryControlInstruction | Duty::AppendedTableInstruction | Duty::SafetyInstruction => {
            Some(Owed::Instruction)
        }
        Duty::FacilityReport => Some(Owed::FacilityReport),
        Duty::FacilityInspection => Some(Owed::FacilityInspection),
        Duty::EquipmentInspection => Some(Owed::EquipmentInspection),
        Duty::MediaStorage => Some(Owed::MediaStorage),
        Duty::MonthClose => None,
    }
}
