//! The other records of the month, a table a kind: requests, maintenance, operations, inspections, instructions, reports, media and
//! password events.

use serde::Serialize;

use crate::model::record::{
    Content, Inspection, Instruction, Maintenance, Media, Operation, Password, Record, Report, Request,
};
use crate::model::source::{At, Field};
use crate::model::{Id, Kind, Text};
use crate::report::address;
use crate::report::brief::{Brief, dash, written};
use crate::report::labels;
use crate::report::slices::Slice;

#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Of the first row of each record.
    pub anchor: Option<String>,
    pub cells: Vec<Cell>,
    /// Of the record's row in the provenance.
    pub record: String,
}

/// Plain text or Markdown.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    pub text: String,
    pub md: bool,
}

/// `t-21-maintenance`
pub fn anchor(record: &Record) -> String {
    format!("t-{}", record.id.rsplit('/').next().unwrap_or(&record.id))
}

/// The kinds in the order in which they are shown.
const KINDS: [Kind; 8] = [
    Kind::Request,
    Kind::Maintenance,
    Kind::Inspection,
    Kind::Instruction,
    Kind::Report,
    Kind::Media,
    Kind::Operation,
    Kind::Password,
];

pub fn tables(brief: &Brief<'_>, slice: &Slice<'_>) -> Vec<Table> {
    let of = |kind: Kind| slice.records.iter().copied().filter(move |record| record.kind() == kind);
    let present = KINDS.into_iter().filter(|kind| of(*kind).next().is_some());
    present
        .map(|kind| Table {
            title: brief.say(&labels::kind(kind)),
            columns: columns(kind).iter().map(|column| brief.say(column)).collect(),
            rows: of(kind).flat_map(|record| rows(brief, record)).collect(),
        })
        .collect()
}

const DATE: Text = Text::fixed("日時", "When");

fn columns(kind: Kind) -> &'static [Text] {
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

fn rows(brief: &Brief<'_>, record: &Record) -> Vec<Row> {
    let entries = match &record.content {
        Content::Request(request) => vec![brief.request(request)],
        Content::Maintenance(maintenance) => vec![brief.maintenance(maintenance)],
        Content::Inspection(inspection) => vec![brief.inspection(inspection)],
        Content::Instruction(instruction) => vec![brief.instruction(instruction)],
        Content::Report(report) => vec![brief.report(report)],
        Content::Media(media) => brief.media(media),
        Content::Operation(operation) => vec![brief.operation(operation)],
        Content::Password(password) => brief.password(password),
        Content::Check(_) | Content::Incident(_) | Content::Close(_) => Vec::new(),
    };
    let row = |(at, cells): (usize, Vec<Cell>)| Row {
        anchor: (at == 0).then(|| anchor(record)),
        cells,
        record: address::record_anchor(record),
    };
    entries.into_iter().enumerate().map(row).collect()
}

fn text(text: String) -> Cell {
    Cell { text, md: false }
}

fn markdown(field: &Field<String>) -> Cell {
    Cell { text: written(field), md: true }
}

/// Several things on one line, without those that are not known.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Cell {
    text(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

impl Brief<'_> {
    fn at(&self, field: &Field<jiff::civil::DateTime>) -> Cell {
        text(field.as_ref().map_or_else(dash, |at| self.day_and_clock(at.value)))
    }

    fn who(&self, field: &Field<Id>) -> Cell {
        text(self.named(field))
    }

    fn labels<T: Copy>(&self, words: &[At<T>], label: fn(T) -> Text) -> String {
        let labels: Vec<String> = words.iter().map(|word| self.say(&label(word.value))).collect();
        labels.join(self.comma())
    }

    fn names(&self, ids: &[At<Id>]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(&id.value)).collect();
        names.join(self.comma())
    }

    pub(in crate::report) fn comma(&self) -> &'static str {
        match self.lang() {
            crate::model::Lang::Ja => "、",
            crate::model::Lang::En => ", ",
        }
    }

    fn request(&self, request: &Request) -> Vec<Cell> {
        let done = request.done_at.as_ref().map(|at| self.day_and_clock(at.value));
        let undone = || Some(self.word("未完了", "not done yet"));
        vec![
            self.at(&request.received_at),
            joined([Some(written(&request.document)), Some(written(&request.basis))]),
            text(written(&request.content)),
            self.who(&request.operator),
            joined([done.or_else(undone), request.outcome.as_ref().map(|outcome| outcome.value.clone())]),
        ]
    }

    fn maintenance(&self, maintenance: &Maintenance) -> Vec<Cell> {
        let reported = maintenance.reported_at.as_ref().map(|at| self.day_and_clock(at.value));
        vec![
            self.at(&maintenance.unlocked_at),
            self.at(&maintenance.locked_at),
            text(self.names(&maintenance.equipment)),
            text(written(&maintenance.worker)),
            markdown(&maintenance.work),
            joined([
                reported.or_else(|| Some(dash())),
                maintenance.reported_to.as_ref().map(|to| self.name(&to.value)),
            ]),
        ]
    }

    /// What is good is counted, what is not is told.
    fn inspection(&self, inspection: &Inspection) -> Vec<Cell> {
        use crate::model::record::ItemResult;
        let good = inspection
            .items
            .iter()
            .filter(|item| item.result.as_ref().is_some_and(|result| result.value == ItemResult::Good));
        let (good, all) = (good.count(), inspection.items.len());
        let summary = self.say(&Text::new(format!("{all}項目中 良{good}"), format!("{good} of {all} good")));
        let others = inspection.items.iter().filter_map(|item| {
            let result = item.result.as_ref().filter(|result| result.value != ItemResult::Good)?;
            Some(format!(
                "{}: {} {}",
                written(&item.id),
                self.say(&labels::item_result(result.value)),
                written(&item.note)
            ))
        });
        let subject = inspection.subject.as_ref().map(|subject| self.say(&labels::subject(subject.value)));
        vec![
            self.at(&inspection.inspected_at),
            joined([subject, Some(self.named(&inspection.target))]),
            self.who(&inspection.inspector),
            joined(std::iter::once(summary).chain(others).map(Some)),
        ]
    }

    fn instruction(&self, instruction: &Instruction) -> Vec<Cell> {
        let acknowledged = instruction.acknowledged_at.as_ref();
        vec![
            self.at(&instruction.instructed_at),
            self.who(&instruction.to),
            text(self.labels(&instruction.matters, labels::matter)),
            Cell { text: format!("{}\n\n{}", written(&instruction.document), written(&instruction.content)), md: true },
            text(acknowledged.map_or_else(dash, |day| self.day(day.value))),
        ]
    }

    fn report(&self, report: &Report) -> Vec<Cell> {
        let day = |field: &Field<jiff::civil::Date>| field.as_ref().map_or_else(dash, |day| self.date(day.value));
        let period = format!("{} – {}", day(&report.period_from), day(&report.period_until));
        let compliance = report.compliance.as_ref();
        vec![
            self.at(&report.received_at),
            self.who(&report.from),
            joined([Some(period), Some(self.labels(&report.matters, labels::matter))]),
            text(compliance.map_or_else(dash, |word| self.say(&labels::compliance(word.value)))),
            markdown(&report.content),
        ]
    }

    fn media(&self, media: &Media) -> Vec<Vec<Cell>> {
        let location = |field: &Field<String>| {
            let rack = field.as_ref().and_then(|text| Id::parse(&text.value));
            rack.map_or_else(|| written(field), |rack| self.name(&rack))
        };
        let row = |stored: &crate::model::record::Stored| {
            vec![
                self.at(&stored.stored_at),
                self.who(&stored.medium),
                text(location(&stored.location)),
                self.who(&stored.by),
                text(stored.backup_until.as_ref().map_or_else(dash, |day| self.day(day.value))),
            ]
        };
        media.stored.iter().map(row).collect()
    }

    fn operation(&self, operation: &Operation) -> Vec<Cell> {
        vec![
            self.at(&operation.started_at),
            self.who(&operation.terminal),
            self.who(&operation.operator),
            text(written(&operation.need)),
        ]
    }

    fn password(&self, password: &Password) -> Vec<Vec<Cell>> {
        let row = |event: &crate::model::record::PasswordEvent| {
            let of = event.person.as_ref().or(event.equipment.as_ref());
            vec![
                self.at(&event.at),
                text(event.kind.as_ref().map_or_else(dash, |kind| self.say(&labels::password_kind(kind.value)))),
                text(of.map_or_else(dash, |of| self.name(&of.value))),
                text(event.action.as_ref().map_or_else(dash, |act| self.say(&labels::password_action(act.value)))),
                joined([Some(self.named(&event.by)), event.reason.as_ref().map(|reason| reason.value.clone())]),
            ]
        };
        password.events.iter().map(row).collect()
    }
}
