//! The registered keys as git and ssh-keygen read them (ssh-keygen(1), ALLOWED SIGNERS).

use jiff::civil::Date;

use crate::model::ledger::Ledger;
use crate::model::register::{Person, SigningKey};

/// A line for each key of each person: their e-mail addresses, the namespace of git, and from when until when.
pub fn allowed(ledger: &Ledger) -> String {
    let line = |person: &Person, key: &SigningKey| {
        let public = two_words(key)?;
        let principals: Vec<&str> =
            person.emails.iter().map(|email| email.value.as_str()).filter(|email| is_plain(email)).collect();
        let mut options = "namespaces=\"git\"".to_owned();
        let first = key.term.from.as_ref().and_then(|from| moment(ledger, from.value));
        // The last day is included.
        let last = key.term.until.as_ref().and_then(|until| moment(ledger, until.value.tomorrow().ok()?));
        options.extend(first.map(|first| format!(",valid-after=\"{first}\"")));
        options.extend(last.map(|last| format!(",valid-before=\"{last}\"")));
        (!principals.is_empty()).then(|| format!("{} {options} {public}\n", principals.join(",")))
    };
    each(ledger, line)
}

/// A line a key, with whose it is.
pub fn keys(ledger: &Ledger) -> String {
    each(ledger, |person, key| Some(format!("{} {}\n", two_words(key)?, person.id.value)))
}

fn each(ledger: &Ledger, line: impl Fn(&Person, &SigningKey) -> Option<String>) -> String {
    let keys = ledger.people.iter().flat_map(|person| person.keys.iter().map(move |key| (person, key)));
    keys.filter_map(|(person, key)| line(person, key)).collect()
}

/// Algorithm and key, without the comment: what a register says must not become an option or a second line.
fn two_words(key: &SigningKey) -> Option<String> {
    let text = key.public.as_ref()?;
    text.value.parse::<crate::model::PublicKey>().ok()?;
    let mut words = text.value.split_ascii_whitespace();
    Some(format!("{} {}", words.next()?, words.next()?))
}

/// An address that can stand in a list of patterns and mean itself.
fn is_plain(email: &str) -> bool {
    email.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@._+-".contains(&byte))
}

/// The first moment of a day in the ledger's time zone, as ssh-keygen writes UTC.
fn moment(ledger: &Ledger, day: Date) -> Option<String> {
    let start = day.to_zoned(ledger.settings.timezone.clone()).ok()?.timestamp();
    Some(start.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y%m%d%H%M%SZ").to_string())
}
