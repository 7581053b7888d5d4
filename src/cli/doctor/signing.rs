//! The key with which git signs, beside the register.

use std::fs;
use std::path::PathBuf;

use crate::history::Repo;
use crate::load::Loaded;
use crate::model::PublicKey;
use crate::model::text::Text;
use crate::rules::history::before::people;
use crate::rules::history::signatures::public;

use super::super::hook::pre_commit;
use super::Point;

pub fn key(repo: &Repo, loaded: &Loaded) -> Point {
    let what = Text::fixed("署名", "signature");
    let required = loaded.ledger.settings.git.require_signatures;
    let signs = repo.setting("commit.gpgsign").as_deref() == Some("true");
    let todo =
        Text::same("git config gpg.format ssh && git config commit.gpgsign true && git config user.signingkey …");
    if !signs {
        let told = Text::fixed("git は署名しません", "git does not sign");
        return if required { Point::look(what, told, todo) } else { Point::good(what, told) };
    }
    if repo.setting("gpg.format").as_deref() != Some("ssh") {
        return Point::look(what, Text::fixed("SSH の署名ではありません", "it is not by SSH"), todo);
    }
    let Some(key) = repo.setting("user.signingkey").and_then(|written| read(&written)) else {
        return Point::look(
            what,
            Text::fixed("user.signingkey の公開鍵を読めません", "the public key of user.signingkey cannot be read"),
            todo,
        );
    };
    let print = key.fingerprint();
    let email = pre_commit::email(repo);
    let own = people(&loaded.ledger, &email);
    let mut keys = loaded.ledger.people.iter().filter(|person| own.contains(&&person.id.value)).flat_map(|it| &it.keys);
    let today = super::super::world::as_of(None, loaded);
    if keys.any(|own| own.term.holds(today) && public(own).as_ref() == Some(&key)) {
        return Point::good(what, Text::same(print));
    }
    Point::look(
        what,
        Text::new(
            format!("{print} は、本日有効なあなたの鍵として登録されていません"),
            format!("{print} is not registered as a key of yours that holds today"),
        ),
        Text::fixed(
            "管理者に people.toml への登録を頼んでください([[person.key]])。",
            "ask the manager to register it in people.toml ([[person.key]]).",
        ),
    )
}

/// The key as git has it: written out, or the name of a file, whose public half lies beside it.
fn read(written: &str) -> Option<PublicKey> {
    let literal = written.strip_prefix("key::").unwrap_or(written);
    if let Ok(key) = literal.parse() {
        return Some(key);
    }
    let path = match (written.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(written),
    };
    let public = if path.extension().is_some_and(|ending| ending == "pub") {
        path
    } else {
        let mut name = path.into_os_string();
        name.push(".pub");
        PathBuf::from(name)
    };
    fs::read_to_string(public).ok()?.lines().next()?.parse().ok()
}
