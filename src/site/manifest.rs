//! `site.json`: what the site was made from, and the SHA-256 of each of its files. It also tells a folder that daicho made from any other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::digest::sha256;
use crate::report::Masthead;

use super::SiteError;

pub const NAME: &str = "site.json";
const GENERATOR: &str = "daicho";

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'static str,
    version: &'a str,
    as_of: &'a str,
    commit: Option<&'a str>,
    files: BTreeMap<&'a str, String>,
}

/// What is asked of a folder's `site.json` before the folder is replaced.
#[derive(Deserialize)]
struct Signature {
    generator: String,
}

pub fn manifest(masthead: &Masthead, files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, SiteError> {
    let manifest = Manifest {
        generator: GENERATOR,
        version: &masthead.version,
        as_of: &masthead.as_of_iso,
        commit: masthead.commit.as_deref(),
        files: files.iter().map(|(path, bytes)| (path.as_str(), sha256(bytes))).collect(),
    };
    let mut json = serde_json::to_vec_pretty(&manifest).map_err(SiteError::json)?;
    json.push(b'\n');
    Ok(json)
}

/// Whether daicho made what is in the folder.
pub fn is_ours(folder: &Path) -> bool {
    let json = fs::read(folder.join(NAME)).unwrap_or_default();
    serde_json::from_slice::<Signature>(&json).is_ok_and(|signature| signature.generator == GENERATOR)
}
