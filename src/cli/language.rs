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
    let at = words.iter().position(|word| word.to_str().is_some_and(|word| word.starts_with(option)))?;
    match words[at].to_str()?.strip_prefix(option)? {
        "" => words.get(at + 1).map(|word| (*word).to_owned()),
        attached => Some(attached.strip_prefix('=').unwrap_or(attached).into()),
    }
}
