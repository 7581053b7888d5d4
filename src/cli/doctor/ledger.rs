//! The ledger itself, and who is at the terminal by its register.

use crate::draft::begin;
use crate::history::Repo;
use crate::load::Loaded;
use crate::model::path::Slot;
use crate::model::text::Text;
use crate::rules::history::before::people;
use crate::rules::words;

use super::super::hook::pre_commit;
use super::super::record::PENDING;
use super::super::world::World;
use super::Point;

pub fn found(world: &World, loaded: &Loaded) -> Point {
    let (at, number, faults) = (world.root.display(), loaded.ledger.record_files, loaded.faults.len());
    let what = Text::fixed("台帳", "ledger");
    let told = Text::new(format!("{at} 記録{number}件"), format!("{at}, {number} records"));
    if faults == 0 {
        return Point::good(what, told);
    }
    let told = Text::new(format!("{} 様式の誤り{faults}件", told.ja), format!("{}, {faults} errors of form", told.en));
    Point::look(what, told, Text::same("daicho check --only records"))
}

/// The settings and registers in which something still waits to be said; nothing where all is said.
pub fn to_fill_in(world: &World) -> Option<Point> {
    let is_register = |path: &str| Slot::parse(path).is_some_and(|slot| !matches!(slot, Slot::Record(_)));
    let files = world.files().ok()?.into_iter().filter(|file| is_register(&file.path));
    let lines = files.map(|file| (begin::to_fill_in(&String::from_utf8_lossy(&file.bytes)), file.path));
    let told: Vec<String> =
        lines.filter(|(lines, _)| *lines > 0).map(|(lines, path)| format!("{path} ({lines})")).collect();
    let (ja, en) = (&begin::TO_FILL_IN.ja, &begin::TO_FILL_IN.en);
    (!told.is_empty()).then(|| {
        Point::look(
            Text::fixed("未記入", "not filled in"),
            Text::same(told.join(", ")),
            Text::new(
                format!("「{ja}」とある行に、実際のことを書いてください。要領は自分の町村の言葉にします。"),
                format!("say what is so in the lines with «{en}»; the regulation in your own words."),
            ),
        )
    })
}

/// What a machine that stopped left of a record.
pub fn unfinished(world: &World) -> Option<Point> {
    world.root.join(PENDING).exists().then(|| {
        Point::look(
            Text::fixed("書きかけ", "unfinished"),
            Text::same(PENDING),
            Text::fixed(
                "daicho record check --all を実行すると、途中で止まった記録を書き終えます。",
                "daicho record check --all finishes what was being written.",
            ),
        )
    })
}

/// Whether git's e-mail address belongs to a registered person.
pub fn identity(repo: &Repo, loaded: &Loaded) -> Point {
    let what = Text::fixed("操作者", "author");
    let email = pre_commit::email(repo);
    if email.is_empty() {
        return Point::look(
            what,
            Text::fixed("git のメールアドレスが設定されていません", "git has no e-mail address"),
            Text::same("git config user.email …"),
        );
    }
    let shown = crate::load::shorten(&email);
    match people(&loaded.ledger, &email).first() {
        Some(person) => {
            let name = words::name(&loaded.ledger, person);
            Point::good(what, Text::new(format!("{}({shown})", name.ja), format!("{} ({shown})", name.en)))
        }
        None => Point::look(
            what,
            Text::new(format!("{shown} はどの職員のものでもありません"), format!("{shown} is no registered person's")),
            Text::fixed(
                "git config user.email を直すか、管理者に people.toml への登録を頼んでください。",
                "correct git config user.email, or ask the manager to add it to people.toml.",
            ),
        ),
    }
}
