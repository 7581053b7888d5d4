//! What the columns of each kind's table are called.

use crate::model::{Kind, Text};

const DATE: Text = Text::fixed("日時", "When");

pub fn columns(kind: Kind) -> &'static [Text] {
    const REQUEST: &[Text] = &[
        Text::fixed("受付", "Received"),
        Text::fixed("文書・根拠", "Document and basis"),
        Text::fixed("依頼の内容", "Content"),
        Text::fixed("担当", "Operator"),
        Text::fixed("完了・結果", "Done, outcome"),
    ];
    const MAINTENANCE: &[Text] = &[
        Text::fixed("開錠", "Unlocked"),
        Text::fixed("施錠", "Locked"),
        Text::fixed("対象", "Equipment"),
        Text::fixed("作業者", "Worker"),
        Text::fixed("作業の内容", "Work"),
        Text::fixed("管理者への報告", "Reported"),
    ];
    const INSPECTION: &[Text] =
        &[DATE, Text::fixed("対象", "Target"), Text::fixed("点検者", "Inspector"), Text::fixed("結果", "Result")];
    const INSTRUCTION: &[Text] = &[
        DATE,
        Text::fixed("相手", "To"),
        Text::fixed("事項", "Matters"),
        Text::fixed("内容・文書", "Content, document"),
        Text::fixed("了知", "Acknowledged"),
    ];
    const REPORT: &[Text] = &[
        Text::fixed("受領", "Received"),
        Text::fixed("報告者", "From"),
        Text::fixed("対象期間・事項", "Period, matters"),
        Text::fixed("遵守", "Compliance"),
        Text::fixed("内容", "Content"),
    ];
    const MEDIA: &[Text] = &[
        Text::fixed("格納", "Stored"),
        Text::fixed("記録媒体", "Medium"),
        Text::fixed("場所", "Location"),
        Text::fixed("格納者", "By"),
        Text::fixed("収めた回", "Runs until"),
    ];
    const OPERATION: &[Text] = &[
        DATE,
        Text::fixed("端末", "Terminal"),
        Text::fixed("操作者", "Operator"),
        Text::fixed("必要とした理由", "Need"),
    ];
    const PASSWORD: &[Text] = &[
        DATE,
        Text::fixed("種類", "Kind"),
        Text::fixed("対象", "Of"),
        Text::fixed("行為", "Action"),
        Text::fixed("行った者・理由", "By, reason"),
    ];
    match kind {
        Kind::Request => REQUEST,
        Kind::Maintenance => MAINTENANCE,
        Kind::Inspection => INSPECTION,
        Kind::Instruction => INSTRUCTION,
        Kind::Report => REPORT,
        Kind::Media => MEDIA,
        Kind::Operation => OPERATION,
        Kind::Password => PASSWORD,
        // Shown elsewhere: among the runs, on pages of their own, as the sign-off.
        Kind::Check | Kind::Incident | Kind::Close => &[],
    }
}
