//! Which language is spoken. It is known before the arguments are read, for what is wrong with them is told in it: what `--lang`
//! says, else `DAICHO_LANG`, else the locale, else the ledger at hand, else Japanese.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::load;
use crate::model::text::Lang;

use super::world::World;

pub fn spoken(argv: &[OsString]) -> Lang {
    let here = || ledgers(Path::new(&said(argv, "-C").unwrap_or_else(|| ".".into())));
    told(argv).or_else(locales).or_else(here).unwrap_or_default()
}

/// What is said outright, in the arguments or for all commands of this terminal.
fn told(argv: &[OsString]) -> Option<Lang> {
    let tag = |value: OsString| Lang::from_tag(value.to_str()?);
    said(argv, "--lang").and_then(tag).or_else(|| std::env::var_os("DAICHO_LANG").and_then(tag))
}

/// The first that is set decides, as everywhere; `C`, and a language that we do not speak, say nothing.
fn locales() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let locale = set.into_iter().find(|value| !value.is_empty())?;
    Lang::from_tag(locale.split(['_', '.', '@', '-']).next()?)
}

fn ledgers(directory: &Path) -> Option<Lang> {
    let file = World::find(directory, None).ok()?.settings().ok()??;
    Some(load::load(&[file]).ledger.settings.language)
}

/// The value of an option, found without knowing the others: `--lang en`, `--lang=en`, `-C folder`, `-Cfolder`.
pub fn said(argv: &[OsString], option: &str) -> Option<OsString> {
    let words: Vec<&OsStr> = argv.iter().skip(1).map(OsString::as_os_str).take_while(|word| *word != "--").collect();
    // `--language` is another option than `--lang`.
    let rest = |word: &OsStr| word.to_str()?.strip_prefix(option).map(str::to_owned);
    let is_it = |rest: &str| rest.is_empty() || rest.starts_with('=') || !option.starts_with("--");
    let at = words.iter().position(|word| rest(word).is_some_and(|rest| is_it(&rest)))?;
    match rest(words[at])?.as_str() {
        "" => words.get(at + 1).map(|word| (*word).to_owned()),
        attached => Some(attached.strip_prefix('=').unwrap_or(attached).into()),
    }
}
