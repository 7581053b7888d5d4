//! A month of a place: its findings, its runs, what was owed each period, its records, corrections and sign-off, row by row.

use jiff::civil::Date;

use crate::report::brief::Brief;
use crate::report::month::{DayRow, MonthReport, OwedRow, RunRow, SignOff, Table, TableRow};
use crate::report::past::corrections::CorrectionRow;

use super::incident::marked;
use super::{Entry, Group, Said, finding};

pub fn entries(brief: &Brief<'_>, month: &MonthReport) -> Vec<Entry> {
    let page = Page { brief, month };
    let findings = finding::entries(brief, &month.href, &month.place.text, &month.findings);
    let days = month.days.iter().filter(|day| !is_told_above(day));
    let tables = month.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    findings
        .chain(month.exceptions.iter().map(|row| page.exception(row)))
        .chain(days.map(|day| page.day(day)))
        .chain(month.scheduled.iter().map(|row| page.owed(row)))
        .chain(tables.map(|(table, row)| page.row(table, row)))
        .chain(month.corrections.iter().map(|row| page.correction(row)))
        .chain([page.sign_off(&month.sign_off)])
        .collect()
}

/// A day of which every run stands among the exceptions, where more is told.
fn is_told_above(day: &DayRow) -> bool {
    day.runs.iter().all(|run| run.more.is_some())
}

struct Page<'a> {
    brief: &'a Brief<'a>,
    month: &'a MonthReport,
}

impl Page<'_> {
    fn entry(&self, anchor: &str, group: Group, on: Date, title: String, text: Vec<Said>) -> Entry {
        Entry {
            page: self.month.href.clone(),
            anchor: anchor.to_owned(),
            group,
            kind: self.brief.word("確認", "Check"),
            place: self.month.place.text.clone(),
            on: Some(on),
            date: self.brief.date(on),
            title,
            text,
        }
    }

    fn exception(&self, row: &RunRow) -> Entry {
        let mut text = Said::all([&row.date, &row.duty]);
        text.push(marked(&row.mark));
        if row.seen.is_empty() {
            text.push(Said::Plain(self.brief.word("確認の記録なし", "no record")));
        }
        for seen in &row.seen {
            text.extend(Said::all([&seen.record.text, &seen.who]));
            text.extend(seen.mark.as_ref().map(marked));
            text.extend(Said::all([&seen.facts]));
            text.extend(Said::all(seen.incident.iter().map(|incident| &incident.text).chain(&seen.note)));
        }
        text.extend(Said::all([&row.due]));
        text.extend(row.waiver.iter().map(|waiver| finding::waiver_said(self.brief, waiver)));
        let title = format!("{} {} {}", row.duty, row.mark.sign, row.mark.word);
        self.entry(&row.anchor, Group::Record, row.on, title, text)
    }

    fn day(&self, day: &DayRow) -> Entry {
        let mut text = Said::all([&day.day].into_iter().chain(&day.closed));
        for run in &day.runs {
            text.push(marked(&run.mark));
            text.extend(Said::all([&run.facts]));
            let confirmed = run.confirmed.iter().filter(|_| !run.same);
            text.extend(Said::all(confirmed.flat_map(|confirmed| [&confirmed.text, &run.who])));
        }
        let title = self.brief.word("バックアップと副本データの送信", "Backup and transmission");
        self.entry(&day.anchor, Group::Run, day.on, title, text)
    }

    fn owed(&self, row: &OwedRow) -> Entry {
        let mut text = Said::all([&row.duty].into_iter().chain(&row.subject).chain([&row.period]));
        text.push(marked(&row.mark));
        text.extend(Said::all(row.evidence.iter().map(|record| &record.text)));
        let waiver = row.waiver.iter().filter(|_| row.evidence.is_empty());
        text.extend(waiver.map(|waiver| finding::waiver_said(self.brief, waiver)));
        let title =
            [Some(&row.duty), row.subject.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let kind = self.brief.word("期間ごとの義務", "Owed each period");
        Entry { kind, ..self.entry(&row.anchor, Group::Record, row.on, title, text) }
    }

    fn row(&self, table: &Table, row: &TableRow) -> Entry {
        let said = row
            .cells
            .iter()
            .map(|cell| if cell.md { Said::Markdown(cell.text.clone()) } else { Said::Plain(cell.text.clone()) });
        // The first cell is when, the next one what or whose.
        let title = row.cells.get(1).filter(|cell| !cell.md).map(|cell| format!("{} {}", table.title, cell.text));
        let title = title.unwrap_or_else(|| table.title.clone());
        let entry = self.entry(&row.anchor, Group::Record, row.on, title, said.collect());
        Entry { kind: table.title.clone(), ..entry }
    }

    fn correction(&self, row: &CorrectionRow) -> Entry {
        let mut text = Said::all([&row.record.text]);
        text.extend(row.keys.iter().flat_map(finding::key));
        text.extend(row.reasons.iter().flat_map(|reason| Said::all([&reason.by, &reason.at, &reason.reason])));
        text.extend(Said::all(row.commit.iter().map(|commit| &commit.short)));
        let kind = self.brief.word("訂正", "Correction");
        let title = format!("{} {kind}", row.record.text);
        Entry { kind, ..self.entry(&row.anchor, Group::Record, row.on, title, text) }
    }

    fn sign_off(&self, sign_off: &SignOff) -> Entry {
        let mut text = vec![marked(&sign_off.mark)];
        match &sign_off.at {
            Some(at) => text.extend(Said::all([at].into_iter().chain(&sign_off.by))),
            None => text.extend(Said::all(&sign_off.due)),
        }
        text.extend(Said::all(&sign_off.comment));
        let vouched = if sign_off.declared.is_empty() { &sign_off.unseen } else { &sign_off.declared };
        text.extend(Said::all(vouched.iter().map(|citation| &citation.text)));
        text.extend(Said::all(&sign_off.digest));
        let title = self.brief.word("月の締め", "Sign-off");
        let date = self.brief.month(self.month.month);
        let kind = format!("{} {}", sign_off.mark.sign, sign_off.mark.word);
        let entry = self.entry("sign-off", Group::Record, self.month.month.period().last, title, text);
        Entry { date, kind, ..entry }
    }
}
