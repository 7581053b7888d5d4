//! What the words of the records' vocabularies are called.

use jiff::civil::Date;

use crate::model::record::{
    BackupResult, Category, Compliance, Gravity, ItemResult, Matter, Means, PasswordAction, PasswordKind, Sort,
    Subject, TransmissionResult,
};
use crate::model::settings::Owed;
use crate::model::{Cadence, Kind, Text, Word};
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

/// What a word is called that a key of a record holds; `None` where the word is a name of its own.
pub fn word(table: &str, key: &str, word: &str) -> Option<Text> {
    match (table, key) {
        ("backup", "result") => BackupResult::from_word(word).map(backup_result),
        ("transmission", "result") => TransmissionResult::from_word(word).map(transmission_result),
        ("item", "result") => ItemResult::from_word(word).map(item_result),
        ("event", "kind") => PasswordKind::from_word(word).map(password_kind),
        ("event", "action") => PasswordAction::from_word(word).map(password_action),
        (_, "category") => Category::from_word(word).map(category),
        (_, "severity") => Gravity::from_word(word).map(gravity),
        (_, "means") => Means::from_word(word).map(means),
        (_, "sort") => Sort::from_word(word).map(sort),
        (_, "subject") => Subject::from_word(word).map(subject),
        (_, "matters") => Matter::from_word(word).map(matter),
        (_, "compliance") => Compliance::from_word(word).map(compliance),
        _ => None,
    }
}

pub fn backup_result(result: BackupResult) -> Text {
    match result {
        BackupResult::Ok => Text::fixed("正常", "ok"),
        BackupResult::Warning => Text::fixed("警告あり", "warning"),
        BackupResult::Failed => Text::fixed("失敗", "failed"),
        BackupResult::NotRun => Text::fixed("未実行", "not run"),
        BackupResult::Unverifiable => Text::fixed("確認不能", "unverifiable"),
    }
}

pub fn transmission_result(result: TransmissionResult) -> Text {
    match result {
        TransmissionResult::Ok => Text::fixed("正常", "ok"),
        TransmissionResult::Failed => Text::fixed("失敗", "failed"),
        TransmissionResult::Partial => Text::fixed("一部未送信", "partial"),
        TransmissionResult::NotSent => Text::fixed("未送信", "not sent"),
        TransmissionResult::Unverifiable => Text::fixed("確認不能", "unverifiable"),
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

/// What is looked at in an inspection.
pub fn item(id: &str) -> Text {
    match id {
        "theft" => Text::fixed("盗難", "theft"),
        "destruction" => Text::fixed("破壊", "destruction"),
        "fire" => Text::fixed("火災", "fire"),
        "flood" => Text::fixed("水害", "flood"),
        "earthquake" => Text::fixed("地震", "earthquake"),
        "other-disaster" => Text::fixed("その他の災害", "other disasters"),
        "placement" => Text::fixed("設置場所", "placement"),
        "server-1" => Text::fixed("専用ラックへの設置と施錠", "locked rack"),
        "server-2" => Text::fixed("ラックの鍵の保管", "keeping of the rack's key"),
        "server-3" => Text::fixed("保守作業の記録と報告", "records and reports of maintenance"),
        "server-4" => Text::fixed("起動用パスワードと取扱職員", "boot password and handler"),
        "server-5" => Text::fixed("使用者の記録", "record of users"),
        "media" => Text::fixed("記録媒体の格納", "storage of media"),
        "program" => Text::fixed("プログラムの複写・変更の防止", "no copying or changing of programs"),
        "entry-control" => Text::fixed("入退室の管理", "entry control"),
        "unattended-lock" => Text::fixed("無人時の施錠", "lock when unattended"),
        "fire-prevention" => Text::fixed("防火", "fire prevention"),
        _ => Text::same(id),
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
