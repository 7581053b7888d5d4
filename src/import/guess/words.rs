//! What town halls call the columns of their ledgers, and what stands in them.

use crate::model::Kind;

/// What a heading holds (`+`: all of them) and the key that it is likely to be; the more telling first.
pub type Words = &'static [(&'static str, &'static str)];

/// By kind: what a sheet of it is called, then its columns.
pub const KINDS: &[(Kind, &[&str], Words)] = &[
    (Kind::Check, &["確認", "バックアップ", "副本", "日次", "日誌"], CHECK),
    (Kind::Incident, &["障害", "事故", "トラブル"], INCIDENT),
    (Kind::Request, &["依頼", "受付"], REQUEST),
    (Kind::Maintenance, &["保守"], MAINTENANCE),
    (Kind::Operation, &["操作", "使用", "利用"], OPERATION),
    (Kind::Inspection, &["点検"], INSPECTION),
    (Kind::Instruction, &["指示"], INSTRUCTION),
    (Kind::Report, &["報告"], REPORT),
    (Kind::Media, &["媒体", "テープ", "保管"], MEDIA),
    (Kind::Password, &["パスワード", "暗証"], PASSWORD),
];

const CHECK: Words = &[
    ("バックアップ+結果", "backup.result"),
    ("バックアップ+時", "backup.finished_at"),
    ("バックアップ+容量", "backup.size_mb"),
    ("バックアップ+サイズ", "backup.size_mb"),
    ("バックアップ+媒体", "backup.medium"),
    ("副本+結果", "transmission.result"),
    ("送信+結果", "transmission.result"),
    ("副本+時", "transmission.sent_at"),
    ("送信+時", "transmission.sent_at"),
    ("送信+件数", "transmission.items"),
    ("副本+件数", "transmission.items"),
    ("受付件数", "transmission.accepted"),
    ("残件", "transmission.pending"),
    ("確認者", "operator"),
    ("点検者", "operator"),
    ("操作者", "operator"),
    ("実施者", "operator"),
    ("担当", "operator"),
    ("確認+時", "checked_at"),
    ("確認+日", "checked_at"),
    ("端末", "terminal"),
    ("バックアップ", "backup.result"),
    ("副本", "transmission.result"),
    ("送信", "transmission.result"),
    ("終了", "backup.finished_at"),
    ("容量", "backup.size_mb"),
    ("媒体", "backup.medium"),
    ("テープ", "backup.medium"),
    ("件数", "transmission.items"),
    ("備考", "backup.note"),
    ("特記", "backup.note"),
];

const INCIDENT: Words = &[
    ("件名", "title"),
    ("事象", "title"),
    ("障害名", "title"),
    ("分類", "category"),
    ("区分", "category"),
    ("種別", "category"),
    ("重大", "severity"),
    ("程度", "severity"),
    ("影響", "affects"),
    ("発見者", "detected_by"),
    ("発見+日", "detected_at"),
    ("発生+日", "detected_at"),
    ("発見", "detected_at"),
    ("発生", "detected_at"),
    ("連絡+時", "contact.at"),
    ("連絡+日", "contact.at"),
    ("連絡先", "contact.to"),
    ("連絡者", "contact.by"),
    ("連絡+方法", "contact.means"),
    ("連絡+手段", "contact.means"),
    ("復旧", "recovery.restored_at"),
    ("原因", "prevention.cause"),
    ("再発防止", "prevention.measure"),
    ("防止策", "prevention.measure"),
    ("状況", "narrative"),
    ("概要", "narrative"),
    ("内容", "narrative"),
    ("完了", "closed.at"),
    ("終結", "closed.at"),
];

const REQUEST: Words = &[
    ("受付+日", "received_at"),
    ("依頼+日", "received_at"),
    ("収受+日", "received_at"),
    ("文書", "document"),
    ("番号", "document"),
    ("根拠", "basis"),
    ("依頼+内容", "content"),
    ("内容", "content"),
    ("用件", "content"),
    ("担当", "operator"),
    ("処理者", "operator"),
    ("操作者", "operator"),
    ("端末", "terminal"),
    ("完了", "done_at"),
    ("処理+日", "done_at"),
    ("結果", "outcome"),
    ("受付", "received_at"),
];

const MAINTENANCE: Words = &[
    ("対象+機器", "equipment"),
    ("機器", "equipment"),
    ("作業者", "worker"),
    ("業者", "worker"),
    ("会社", "worker"),
    ("開錠", "unlocked_at"),
    ("解錠", "unlocked_at"),
    ("開始", "unlocked_at"),
    ("施錠", "locked_at"),
    ("終了", "locked_at"),
    ("報告先", "reported_to"),
    ("報告+日", "reported_at"),
    ("報告", "reported_at"),
    ("立会", "attended_by"),
    ("作業+内容", "work"),
    ("内容", "work"),
    ("作業+日", "unlocked_at"),
];

const OPERATION: Words = &[
    ("端末", "terminal"),
    ("操作者", "operator"),
    ("使用者", "operator"),
    ("利用者", "operator"),
    ("氏名", "operator"),
    ("開始", "started_at"),
    ("終了", "ended_at"),
    ("理由", "need"),
    ("目的", "need"),
    ("用務", "need"),
    ("内容", "need"),
    ("町村", "places"),
];

const INSPECTION: Words = &[
    ("点検者", "inspector"),
    ("点検+日", "inspected_at"),
    ("実施+日", "inspected_at"),
    ("対象", "target"),
    ("端末", "target"),
    ("機器", "target"),
    ("施設", "target"),
    ("盗難", "item.theft.result"),
    ("破壊", "item.destruction.result"),
    ("損壊", "item.destruction.result"),
    ("火災", "item.fire.result"),
    ("水", "item.flood.result"),
    ("地震", "item.earthquake.result"),
    ("耐震", "item.earthquake.result"),
    ("その他+災害", "item.other-disaster.result"),
    ("設置", "item.placement.result"),
    ("配置", "item.placement.result"),
    ("入退室", "item.entry-control.result"),
    ("無人", "item.unattended-lock.result"),
    ("防火", "item.fire-prevention.result"),
];

const INSTRUCTION: Words = &[
    ("指示先", "to"),
    ("相手", "to"),
    ("指示+日", "instructed_at"),
    ("指示者", "by"),
    ("事項", "matters"),
    ("文書", "document"),
    ("番号", "document"),
    ("内容", "content"),
    ("了知", "acknowledged_at"),
];

const REPORT: Words = &[
    ("報告者", "from"),
    ("報告元", "from"),
    ("受領者", "received_by"),
    ("受理者", "received_by"),
    ("受領+日", "received_at"),
    ("受理+日", "received_at"),
    ("報告+日", "received_at"),
    ("期間+自", "period_from"),
    ("期間+至", "period_until"),
    ("初日", "period_from"),
    ("末日", "period_until"),
    ("事項", "matters"),
    ("遵守", "compliance"),
    ("文書", "document"),
    ("内容", "content"),
];

const MEDIA: Words = &[
    ("格納者", "stored.by"),
    ("保管者", "stored.by"),
    ("担当", "stored.by"),
    ("場所", "stored.location"),
    ("媒体", "stored.medium"),
    ("テープ", "stored.medium"),
    ("最終", "stored.backup_until"),
    ("収録", "stored.backup_until"),
    ("格納", "stored.stored_at"),
    ("保管+日", "stored.stored_at"),
    ("日付", "stored.stored_at"),
];

const PASSWORD: Words = &[
    ("種類", "event.kind"),
    ("種別", "event.kind"),
    ("対象者", "event.person"),
    ("職員", "event.person"),
    ("氏名", "event.person"),
    ("使用者", "event.person"),
    ("機器", "event.equipment"),
    ("端末", "event.equipment"),
    ("処理者", "event.by"),
    ("管理者", "event.by"),
    ("発行者", "event.by"),
    ("処理+日", "event.at"),
    ("年月日", "event.at"),
    ("日付", "event.at"),
    ("理由", "event.reason"),
    ("処理", "event.action"),
    ("区分", "event.action"),
    ("内容", "event.action"),
];

/// What is written in place of the words of a record.
const MEANT: &[(&[&str], &[&str])] = &[
    (
        &["○", "◯", "〇", "o", "良", "正常", "ok", "済", "異常なし", "完了", "適", "可", "✓", "レ"],
        &["ok", "good", "full"],
    ),
    (&["×", "x", "異常", "失敗", "ng", "エラー", "否", "不良", "不適"], &["failed", "deficient", "none"]),
    (&["△", "警告", "注意", "一部"], &["warning", "partial"]),
    (&["未実施", "未実行", "停止"], &["not-run", "not-sent"]),
    (&["未送信"], &["not-sent"]),
    (&["不明", "確認不可"], &["unverifiable"]),
    (&["該当なし"], &["not-applicable"]),
    (&["電話", "tel"], &["phone"]),
    (&["メール", "電子メール"], &["mail"]),
    (&["fax", "ファックス", "ファクス"], &["fax"]),
    (&["訪問", "来庁"], &["visit"]),
    (&["軽微", "軽"], &["minor"]),
    (&["重大", "中", "重"], &["major"]),
    (&["極めて重大", "大"], &["critical"]),
    (&["バックアップ"], &["backup"]),
    (&["送信", "副本", "副本送信"], &["transmission"]),
    (&["サーバ", "サーバー"], &["server"]),
    (&["回線", "ネットワーク", "通信"], &["network"]),
    (&["施設", "設備"], &["facility"]),
    (&["端末"], &["terminal"]),
    (&["その他"], &["other"]),
    (&["個人"], &["individual"]),
    (&["管理"], &["management"]),
    (&["起動", "bios"], &["boot"]),
    (&["発行", "付与", "交付"], &["issued"]),
    (&["変更", "更新"], &["changed"]),
    (&["廃止", "失効", "返却"], &["revoked"]),
    (&["機器"], &["equipment"]),
];

/// Nothing was owed that day.
const NOTHING: &[&str] = &["-", "ー", "―", "－", "−", "/", "対象外", "休", "閉庁", "なし", "休日", "祝"];

/// The word of a key that something stands for; `""` for nothing, `None` where it is to be asked.
pub fn meant(written: &str, words: &[&'static str]) -> Option<&'static str> {
    let written = super::super::cell::folded(written);
    if let Some(word) = words.iter().find(|word| **word == written) {
        return Some(word);
    }
    let is_written = |known: &&str| super::super::cell::folded(known) == written;
    let known = MEANT.iter().filter(|(known, _)| known.iter().any(is_written));
    let meant = known.flat_map(|(_, meant)| meant.iter()).find(|word| words.contains(word));
    let nothing = NOTHING.iter().any(is_written).then_some("");
    meant.copied().or(nothing)
}
