//! What each file is for, and what its keys are called. The keys of records are called as in the report.

use crate::load::sheet::Sheet;
use crate::model::path::Kind;
use crate::model::register::Register;
use crate::model::text::Text;
use crate::report::values;

pub fn sheet(sheet: Sheet) -> Text {
    match sheet {
        Sheet::Ledger => Text::fixed("台帳の設定", "Settings of the ledger"),
        Sheet::Register(Register::Municipalities) => {
            Text::fixed("受託町と関係町村の登録簿", "Register of the trustee and the municipalities")
        }
        Sheet::Register(Register::People) => {
            Text::fixed("職員、任命、指定の登録簿", "Register of people, appointments and designations")
        }
        Sheet::Register(Register::Agencies) => Text::fixed("関係機関の登録簿", "Register of agencies"),
        Sheet::Register(Register::Equipment) => Text::fixed("機器等の登録簿", "Register of equipment"),
        Sheet::Register(Register::Documents) => Text::fixed("基準文書の登録簿", "Register of standards"),
        Sheet::Record(kind) => record(kind),
    }
}

fn record(kind: Kind) -> Text {
    match kind {
        Kind::Check => Text::fixed(
            "バックアップと送信の確認(第3条第1号、第2号)",
            "Check of backups and transmissions (Art. 3, items 1 and 2)",
        ),
        Kind::Incident => Text::fixed("事故等(第3条第3号、第6条第4項)", "Incident (Art. 3, item 3; Art. 6(4))"),
        Kind::Request => Text::fixed("町村からの依頼(第3条)", "Request of a municipality (Art. 3)"),
        Kind::Maintenance => Text::fixed("保守作業(別表)", "Maintenance (appended table)"),
        Kind::Operation => Text::fixed("管理用端末機の操作(第7条第4項)", "Use of a management terminal (Art. 7(4))"),
        Kind::Inspection => Text::fixed("点検(第4条、第6条第2項、第3項)", "Inspection (Art. 4; Art. 6(2) and (3))"),
        Kind::Instruction => Text::fixed("施設管理者への指示(第6条)", "Instruction to the facility manager (Art. 6)"),
        Kind::Report => Text::fixed("施設管理者からの報告(第6条第3項)", "Facility manager's report (Art. 6(3))"),
        Kind::Media => Text::fixed("記録媒体の格納(別表)", "Storage of backup media (appended table)"),
        Kind::Password => Text::fixed("パスワードの管理(第8条)", "Issue, change or revocation of passwords (Art. 8)"),
        Kind::Close => Text::fixed("月の締め(管理者)", "The manager's sign-off of a month"),
    }
}

/// What a key is called in a table of such a file; `""` is the top of the file.
pub fn key(sheet: Sheet, table: &str, key: &str) -> Text {
    let own = match sheet {
        Sheet::Ledger => SETTINGS,
        Sheet::Register(_) => REGISTERS,
        Sheet::Record(_) => TABLES,
    };
    let found = |of: &str| own.iter().find(|((table, own), _)| *own == key && *table == of);
    match (found(table).map(|(_, text)| text), sheet) {
        (Some(text), _) => text.clone(),
        (None, Sheet::Record(_)) => values::label(table, key),
        (None, Sheet::Ledger | Sheet::Register(_)) => found("*").map_or(Text::same(key), |(_, text)| text.clone()),
    }
}

/// By table and key; `*` is any table of which no other line speaks.
type Words = &'static [((&'static str, &'static str), Text)];

/// The tables of records.
const TABLES: Words = &[
    (("", "backup"), Text::fixed("自動バックアップ(一回ごと)", "Nightly backups, one a run")),
    (("", "transmission"), Text::fixed("副本データの送信(一回ごと)", "Transmissions, one a run")),
    (("", "contact"), Text::fixed("関係町村・関係機関への連絡", "Contacts with municipalities and agencies")),
    (("", "action"), Text::fixed("対応", "Actions")),
    (("", "recovery"), Text::fixed("復旧の要求と復旧", "Demand for recovery, and recovery")),
    (("", "prevention"), Text::fixed("再発防止策", "Prevention of recurrence")),
    (("", "closed"), Text::fixed("終結", "Closing")),
    (("", "item"), Text::fixed("点検の項目", "Items inspected")),
    (("", "stored"), Text::fixed("格納した記録媒体", "Media stored")),
    (("", "event"), Text::fixed("パスワードの発行・変更・失効", "Passwords issued, changed and revoked")),
    (("", "correction"), Text::fixed("訂正(登録した記録を直したとき)", "Corrections of what was committed")),
];

const SETTINGS: Words = &[
    (("", "title"), Text::fixed("台帳の名前", "Name of the ledger")),
    (("", "trustee"), Text::fixed("受託町の識別子", "Id of the trustee")),
    (("", "language"), Text::fixed("ページの言語", "Language of the pages")),
    (("", "timezone"), Text::fixed("時間帯(例: Asia/Tokyo)", "Time zone, such as Asia/Tokyo")),
    (("", "starts"), Text::fixed("証拠を求める最初の日", "First day for which evidence is owed")),
    (("", "adopted"), Text::fixed("git で記録し始めた日", "First day kept in git")),
    (
        ("", "section_head_titles"),
        Text::fixed("戸籍主管課長にあたるほかの職名", "Other titles of the head of the section in charge"),
    ),
    (("", "calendar"), Text::fixed("閉庁日と開庁日", "Closure days and open days")),
    (("*", "closed"), Text::fixed("毎年の閉庁日(例: 12-29/01-03)", "Closed each year, such as 12-29/01-03")),
    (("*", "also_closed"), Text::fixed("ほかに閉庁する日", "Closed on these days too")),
    (("*", "also_open"), Text::fixed("休日でも開庁する日", "Open on these days all the same")),
    (("*", "schedule"), Text::fixed("頻度(運用基準)", "How often each is owed (the house's standard)")),
    (("*", "backup_run"), Text::fixed("自動バックアップの確認(第3条第1号)", "Backups (Art. 3, item 1)")),
    (("*", "transmission_run"), Text::fixed("副本データの送信の確認(第3条第2号)", "Transmissions (Art. 3, item 2)")),
    (("*", "terminal_inspection"), Text::fixed("管理用端末機の点検(第4条)", "Inspection of terminals (Art. 4)")),
    (
        ("*", "equipment_inspection"),
        Text::fixed("機器等の点検(第6条第2項、別表)", "Inspection of equipment (Art. 6(2), appended table)"),
    ),
    (("*", "facility_report"), Text::fixed("遵守状況の報告(第6条第3項)", "Facility manager's report (Art. 6(3))")),
    (("*", "facility_inspection"), Text::fixed("施設の点検(第6条第3項)", "Inspection of the facility (Art. 6(3))")),
    (("*", "instruction"), Text::fixed("施設管理者への指示(第6条)", "Instructions to the facility manager (Art. 6)")),
    (("*", "media_storage"), Text::fixed("記録媒体の格納(別表)", "Storage of backup media (appended table)")),
    (("*", "deadline"), Text::fixed("期限と基準の数(運用基準)", "Deadlines and limits (the house's standard)")),
    (
        ("*", "confirm_business_days"),
        Text::fixed("確認の期限(開庁日)", "A run is confirmed by the Nth business day after it"),
    ),
    (
        ("*", "notify_minutes"),
        Text::fixed("連絡の期限(発見から、分)", "Minutes from detection to the first contact with each"),
    ),
    (("*", "prevention_days"), Text::fixed("再発防止策の期限(日)", "Days to a decided prevention")),
    (("*", "maintenance_report_days"), Text::fixed("保守作業の報告の期限(日)", "Days to the report of maintenance")),
    (("*", "revoke_days"), Text::fixed("失効の期限(日)", "Days to the revocation of a password")),
    (
        ("*", "password_max_age_days"),
        Text::fixed("パスワードの有効日数(0: 定期変更なし)", "Days that a password may be unchanged; 0: no limit"),
    ),
    (
        ("*", "commit_business_days"),
        Text::fixed("git への登録の期限(開庁日)", "Business days from the day recorded to the commit"),
    ),
    (("*", "close_business_days"), Text::fixed("月の締めの期限(開庁日)", "Business days to the sign-off of a month")),
    (
        ("*", "escalate_after_failures"),
        Text::fixed("法務局に連絡する連続失敗の回数", "Failures running after which the legal affairs bureau is told"),
    ),
    (
        ("*", "backup_size_percent"),
        Text::fixed("容量の差の目安(中央値から、%)", "Per cent from the median beyond which a size is suspect"),
    ),
    (("", "amended"), Text::fixed("ある日から変わる設定", "Settings from a day on")),
    (("amended", "from"), Text::fixed("この日から", "From this day on")),
    (("amended", "calendar"), Text::fixed("閉庁日と開庁日", "Closure days and open days")),
    (("", "git"), Text::fixed("git の決まり", "Rules of git")),
    (("*", "branch"), Text::fixed("台帳のブランチ", "The ledger's branch")),
    (("*", "require_signatures"), Text::fixed("署名を求めるか", "Whether each commit is to be signed")),
    (("", "waiver"), Text::fixed("管理者が期間を限って認める指摘", "Findings that the manager accepts for a while")),
    (("waiver", "rule"), Text::fixed("規則の名前", "Name of the rule")),
    (("waiver", "place"), Text::fixed("町村", "Place")),
    (("waiver", "from"), Text::fixed("初日", "First day")),
    (("waiver", "until"), Text::fixed("末日", "Last day")),
    (("waiver", "reason"), Text::fixed("理由", "Reason")),
    (("waiver", "approved_by"), Text::fixed("認めた管理者", "The manager who accepts it")),
    (("waiver", "approved_at"), Text::fixed("認めた日", "Day on which it was accepted")),
];

const REGISTERS: Words = &[
    (("", "municipality"), Text::fixed("受託町または関係町村", "The trustee, or an entrusting municipality")),
    (("*", "id"), Text::fixed("識別子(英小文字・数字・ハイフン)", "Id: lower-case letters, digits, hyphens")),
    (("*", "name"), Text::fixed("名前", "Name")),
    (("*", "name_en"), Text::fixed("英語での名前", "Name in English")),
    (("*", "code"), Text::fixed("全国地方公共団体コード(6桁)", "Code of the municipality, six digits")),
    (("*", "entrusted_from"), Text::fixed("受託の初日(受託町にはない)", "First day of the entrustment")),
    (("*", "entrusted_until"), Text::fixed("受託の末日", "Last day of the entrustment")),
    (("*", "basis"), Text::fixed("受託の根拠(告示など。受託町にはない)", "What the entrustment rests on")),
    (("municipality", "closed"), Text::fixed("この町村の閉庁日", "This town's own closure days")),
    (("*", "days"), Text::fixed("毎年の閉庁日(例: 12-31/01-05)", "Closed each year, such as 12-31/01-05")),
    (("*", "from"), Text::fixed("初日", "First day")),
    (("*", "until"), Text::fixed("末日", "Last day")),
    (("", "person"), Text::fixed("職員", "A person")),
    (("*", "emails"), Text::fixed("コミットに使うメールアドレス", "E-mail addresses that commits bear")),
    (("person", "key"), Text::fixed("署名に使う SSH の鍵", "SSH keys for signing")),
    (("*", "public"), Text::fixed("公開鍵(ssh-ed25519 など)", "Public key, such as ssh-ed25519 …")),
    (("", "appointment"), Text::fixed("任命(第5条、別表)", "An appointment (Art. 5, appended table)")),
    (("*", "role"), Text::fixed("役割", "Role")),
    (("*", "person"), Text::fixed("職員の識別子", "The person's id")),
    (("*", "agency"), Text::fixed("関係機関の識別子(職員の代わりに)", "An agency's id, in place of a person's")),
    (("*", "title"), Text::fixed("職名", "Title")),
    (("*", "acting"), Text::fixed("職務代理か", "Whether a deputy")),
    (("appointment", "equipment"), Text::fixed("サーバ(なければすべて)", "Servers; absent: all")),
    (("*", "document"), Text::fixed("文書番号", "Number of the document")),
    (("", "designation"), Text::fixed("指定(第7条)", "A designation (Art. 7)")),
    (("*", "duties"), Text::fixed("行える業務", "Duties that it covers")),
    (("*", "places"), Text::fixed("町村(なければすべて)", "Municipalities; absent: all")),
    (("*", "by"), Text::fixed("指定した管理者", "The manager who designates")),
    (("", "agency"), Text::fixed("関係機関", "An agency")),
    (("", "equipment"), Text::fixed("機器等", "A piece of equipment")),
    (("*", "kind"), Text::fixed("種類", "Kind")),
    (("*", "location"), Text::fixed("設置場所", "Where it stands")),
    (("*", "in_use_from"), Text::fixed("使用の初日", "First day of use")),
    (("*", "in_use_until"), Text::fixed("使用の末日", "Last day of use")),
    (("", "document"), Text::fixed("基準文書", "A written standard")),
    (("document", "title"), Text::fixed("題名", "Title")),
];
