//! The slip (締めの控え) for the paper binder: what was signed off, and the commit that proves it later.

use std::io::{self, Write};

use crate::model::id::Id;
use crate::model::ledger::Ledger;
use crate::model::text::{Lang, Text};
use crate::rules::{Standing, Verdict, words};

use super::super::args::CloseOptions;
use super::SignOff;

pub struct Slip<'s> {
    pub ledger: &'s Ledger,
    pub verdict: &'s Verdict,
    pub options: &'s CloseOptions,
    pub offs: &'s [SignOff],
    pub head: &'s str,
    pub by: &'s Id,
}

pub fn write(out: &mut impl Write, slip: &Slip<'_>, lang: Lang) -> io::Result<()> {
    let month = slip.options.month;
    if slip.offs.is_empty() {
        let none =
            Text::new(format!("{month} は、すべて締められています。"), format!("{month} is signed off everywhere."));
        return writeln!(out, "{}", none.get(lang));
    }
    let name = words::name(slip.ledger, slip.by);
    let title =
        Text::new(format!("月の締め {month}  管理者 {}", name.ja), format!("Sign-off of {month} by {}", name.en));
    writeln!(out, "{}\n", title.get(lang))?;
    for off in slip.offs {
        place(out, slip, off, lang)?;
    }
    let anchor = if slip.options.commit {
        Text::new(
            format!("版(この控えの番号): {}\n後で確かめるには: daicho check --anchor {}", slip.head, slip.head),
            format!(
                "Commit (the number of this slip): {}\nTo verify later: daicho check --anchor {}",
                slip.head, slip.head
            ),
        )
    } else {
        Text::fixed(
            "まだ登録していません。git commit した後の版の番号を控えに書いてください(--commit で登録までします)。",
            "Not committed yet; write the commit's id on the slip once it is (--commit does it at once).",
        )
    };
    writeln!(out, "{}", anchor.get(lang))
}

/// One place: its records, how its duties stand, what is open, and the digest.
fn place(out: &mut impl Write, slip: &Slip<'_>, off: &SignOff, lang: Lang) -> io::Result<()> {
    let period = slip.options.month.period();
    let records = slip.ledger.records.values().filter(|record| {
        record.path.place == off.place && record.path.month == slip.options.month && record.path.day.is_some()
    });
    let owed: Vec<Standing> = slip
        .verdict
        .obligations
        .iter()
        .filter(|owed| {
            owed.place == off.place && period.contains(owed.period.last) && owed.standing != Standing::NotOwed
        })
        .map(|owed| owed.standing)
        .collect();
    let met = owed.iter().filter(|standing| matches!(standing, Standing::Met | Standing::Late)).count();
    let open = slip.verdict.findings.iter().filter(|finding| {
        finding.is_open()
            && finding.place.as_ref() == Some(&off.place)
            && finding.date.is_some_and(|date| period.contains(date))
    });
    let (name, records, owed, open) = (words::name(slip.ledger, &off.place), records.count(), owed.len(), open.count());
    let line = Text::new(
        format!("{}  記録{records}件  義務{owed}件のうち{met}件  未解決の指摘{open}件", name.ja),
        format!("{}: {records} records, {met} of {owed} duties, {open} open findings", name.en),
    );
    writeln!(out, "{}\n  {}\n", line.get(lang), off.digest)
}
