//! What no flag said, asked for line by line. An answer that the reader would not take is told so and asked for again.

use jiff::civil::Date;

use crate::draft::begin::{Beginning, Entrusting, Manager, Person, Town};
use crate::model::text::Text;

use super::super::ask::Ask;
use super::super::failure::Failure;
use super::ground::Ground;
use super::known::{Known, Sort};
use super::said::Said;
use super::value;

pub fn fill(ask: &Ask, said: &mut Said, today: Date) -> Result<(), Failure> {
    let is_new = said.name.is_none();
    if is_new {
        ask.say(&Text::fixed(
            "受託する町村の台帳を作ります。終わりに確かめるまで何も書きません。あとから直せます。",
            "This begins the ledger of a municipality that does the work for others. Nothing is written before the end.",
        ))?;
    }
    if said.name.is_none() {
        said.name = Some(until(ask, &Text::fixed("受託する町村の名前:", "Name of the trustee:"), value::name)?);
    }
    if said.id.is_none() {
        said.id = Some(id_of_town(ask, said)?);
    }
    if said.code.is_none() {
        said.code = Some(code(ask, said)?);
    }
    if said.entrusting.is_empty() {
        entrusting(ask, said)?;
    }
    if said.manager.is_none() {
        let question = Text::fixed("管理者(第5条)の氏名(姓と名の間を空ける):", "Name of the manager (Art. 5):");
        let name = until(ask, &question, value::name)?;
        let person = person(ask, name, said)?;
        let title = until(ask, &Text::fixed("職名(住民課長など):", "Title:"), value::title)?;
        said.manager = Some(Manager { person, title });
    }
    if said.operators.is_empty() {
        let next =
            Text::fixed("操作者(第7条)の氏名(終わりなら Enter):", "Name of an operator (Art. 7; Enter when done):");
        loop {
            let name = ask.line(&next)?;
            if name.is_empty() {
                break;
            }
            let operator = person(ask, name, said)?;
            said.operators.push(operator);
        }
    }
    if said.document.is_none() {
        let question = Text::fixed(
            "任命と指定の文書番号(分からなければ Enter):",
            "Number of the document that appoints and designates them (Enter if unknown):",
        );
        said.document = Some(ask.line(&question)?).filter(|typed| !typed.is_empty());
    }
    if said.starts.is_none() {
        let question =
            Text::new(format!("記録を始める日(Enter で {today}):"), format!("First day recorded (Enter: {today}):"));
        let first = |typed: &str| if typed.is_empty() { Ok(today) } else { value::day(typed) };
        said.starts = Some(until(ask, &question, first)?);
    }
    Ok(())
}

/// The municipalities, until nobody names another; one there must be.
fn entrusting(ask: &Ask, said: &mut Said) -> Result<(), Failure> {
    loop {
        let question =
            Text::fixed("関係町村の名前(終わりなら Enter):", "Name of an entrusting municipality (Enter when done):");
        let name = ask.line(&question)?;
        if name.is_empty() && !said.entrusting.is_empty() {
            return Ok(());
        }
        if name.is_empty() {
            ask.say(&Text::fixed("一つは要ります。", "there must be one."))?;
            continue;
        }
        let town = Town { name, id: id_of_town(ask, said)?, code: code(ask, said)? };
        let from = until(
            ask,
            &Text::fixed("受託を始めた日(2026-04-01 など):", "Entrusted since (such as 2026-04-01):"),
            value::day,
        )?;
        let basis = basis(ask, said)?;
        said.entrusting.push(Entrusting { town, from, basis });
    }
}

/// Enter means unknown each time: what held for the municipality before is not taken to hold for the next without a word.
fn basis(ask: &Ask, said: &Said) -> Result<Option<String>, Failure> {
    let before = said.entrusting.last().and_then(|own| own.basis.clone());
    let question = match &before {
        Some(basis) => Text::new(
            format!("委託の根拠(前と同じ {basis} なら =、分からなければ Enter):"),
            format!("By which notice (= for {basis} again, Enter if unknown):"),
        ),
        None => Text::fixed("委託の根拠(告示の番号など。分からなければ Enter):", "By which notice (Enter if unknown):"),
    };
    Ok(match ask.line(&question)?.as_str() {
        "" => None,
        "=" | "＝" if before.is_some() => before,
        typed => Some(typed.to_owned()),
    })
}

fn person(ask: &Ask, name: String, said: &Said) -> Result<Person, Failure> {
    let known = Known::of(said);
    let new_id = |typed: &str| known.free(Sort::PersonsId, value::id(typed)?);
    let id = until(ask, &Text::fixed("識別子(姓のローマ字など):", "Id (small letters):"), new_id)?;
    let new_email = |typed: &str| known.free(Sort::Email, value::email(typed)?);
    let question = Text::fixed("メールアドレス(git に設定するもの):", "E-mail address (as git has it):");
    let email = until(ask, &question, new_email)?;
    Ok(Person { id, name, email })
}

fn id_of_town(ask: &Ask, said: &Said) -> Result<String, Failure> {
    let known = Known::of(said);
    let question = Text::fixed(
        "識別子(町村名のローマ字など。フォルダーの名前になる):",
        "Id (small letters; it becomes a folder's name):",
    );
    until(ask, &question, |typed| known.free(Sort::TownsId, value::id(typed)?))
}

fn code(ask: &Ask, said: &Said) -> Result<String, Failure> {
    let known = Known::of(said);
    loop {
        let typed = ask.line(&Text::fixed("団体コード(6桁):", "Local government code (six digits):"))?;
        match value::code(ask, &typed)?.and_then(|code| known.free(Sort::Code, code)) {
            Ok(code) => return Ok(code),
            Err(how) => ask.say(&how)?,
        }
    }
}

fn until<T>(ask: &Ask, question: &Text, read: impl Fn(&str) -> Result<T, Text>) -> Result<T, Failure> {
    loop {
        match read(&ask.line(question)?) {
            Ok(value) => return Ok(value),
            Err(how) => ask.say(&how)?,
        }
    }
}

/// Shows what was said, and asks whether it is so.
pub fn is_right(ask: &Ask, beginning: &Beginning, ground: &Ground) -> Result<bool, Failure> {
    let town = |town: &Town| format!("{} ({}, {})", town.name, town.id, town.code);
    let person = |person: &Person| format!("{} ({}, {})", person.name, person.id, person.email);
    ask.say(&Text::same(""))?;
    let row =
        |ja: &str, en: &str, told: String| ask.say(&Text::new(format!("  {ja} {told}"), format!("  {en} {told}")));
    row("受託町村", "trustee", town(&beginning.trustee))?;
    for own in &beginning.entrusting {
        let basis = own.basis.as_deref().unwrap_or_default();
        row("関係町村", "entrusting", format!("{} {} {basis}", town(&own.town), own.from))?;
    }
    row("管理者　", "manager", format!("{} {}", person(&beginning.manager.person), beginning.manager.title))?;
    for operator in &beginning.operators {
        row("操作者　", "operator", person(operator))?;
    }
    let at = ground.target.folder.display();
    let starts = beginning.starts;
    ask.yes(
        &Text::new(
            format!("{starts} から記録する台帳を {at} に作りますか"),
            format!("Begin a ledger from {starts} at {at}?"),
        ),
        true,
    )
}
