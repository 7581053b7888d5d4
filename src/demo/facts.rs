//! What no record tells (記録にない事情) of how the sample was committed: the seeds of the keys, what stood in a record before
//! it was put right, who wrote in another's stead, when the server could not be reached.
//!
//! Few, and each said in words in `examples/facts.toml`. Deliberately absent: everything that a record says of itself.

use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer};
use toml::value::Datetime;

/// As they were when the program was built.
static TEXT: &str = include_str!("../../examples/facts.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The texts of which secret keys are made.
    pub keys: Vec<String>,
    #[serde(rename = "slip")]
    pub slips: Vec<Slip>,
    #[serde(rename = "proxy")]
    pub proxies: Vec<Proxy>,
    #[serde(rename = "outage")]
    pub outages: Vec<Outage>,
}

/// Text of a record that was wrong for a while, until the record's last correction.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The record's id.
    pub record: String,
    /// What stands there in the end, once in the file.
    pub now: String,
    pub was: String,
    /// When it came in, if it was not there from the beginning.
    #[serde(default, deserialize_with = "some_moment")]
    pub since: Option<DateTime>,
    /// By whom it came in.
    pub by: Option<String>,
}

/// A record's first text was committed by another than who acted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    pub record: String,
    pub by: String,
}

/// The server could not be reached: what was committed meanwhile was pushed after.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    #[serde(deserialize_with = "moment")]
    pub from: DateTime,
    #[serde(deserialize_with = "moment")]
    pub until: DateTime,
}

/// The sample's own; `None` where the program was built of a broken file.
pub fn facts() -> Option<Facts> {
    toml::from_str(TEXT).ok()
}

fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
    Datetime::deserialize(from)?.to_string().parse().map_err(serde::de::Error::custom)
}

fn some_moment<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime>, D::Error> {
    moment(from).map(Some)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::sample;

    #[test]
    fn each_speaks_of_a_record_that_is_there() {
        let files = sample::files();
        let text = |id: &str| {
            let path = format!("records/{id}.toml");
            String::from_utf8(files.iter().find(|file| file.path == path).unwrap().bytes.clone())
        };
        let facts = facts().unwrap();
        for slip in &facts.slips {
            let text = text(&slip.record).unwrap();
            assert_eq!(text.matches(&slip.now).count(), 1, "{}: {}", slip.record, slip.now);
            assert!(text.contains("[[correction]]"), "{}", slip.record);
            assert_eq!(slip.since.is_some(), slip.by.is_some());
        }
        for proxy in &facts.proxies {
            text(&proxy.record).unwrap();
        }
        assert!(facts.outages.iter().all(|outage| outage.from < outage.until));
        assert_eq!(facts.keys.iter().collect::<BTreeSet<_>>().len(), facts.keys.len(), "a seed twice");
    }
}
