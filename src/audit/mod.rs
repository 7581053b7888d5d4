//! The audit pack (監査資料): one file with all that an auditor needs, to be verified with git, ssh-keygen and sha256sum alone.
//!
//! ```text
//! VERIFY.txt        one page: what to type, and what it proves
//! SHA256SUMS        of every other file
//! ledger.bundle     the whole history, receipts included
//! allowed_signers   the registered keys with their days, as git and ssh-keygen read them
//! keys.pub          the same keys, for their fingerprints
//! sign-offs         commit, folder and digest of each month's sign-off
//! sample            records drawn by the head's own id
//! site/             what the manager sees
//! ```
//!
//! The same head, as of the same day, gives the same bytes. Deliberately absent: any claim of its own that those tools cannot check.

mod page;
mod sample;
mod signers;

use std::collections::BTreeMap;

use crate::history::chronicle::{Chronicle, What};
use crate::history::{self, GitError, History, Oid, Repo};
use crate::model::digest::sha256;
use crate::model::ledger::Ledger;
use crate::model::path::{Kind, Slot};
use crate::site::Site;

/// What a pack is made from.
pub struct Evidence<'e> {
    pub repo: &'e Repo,
    pub head: Oid,
    pub ledger: &'e Ledger,
    pub history: &'e History,
    pub chronicle: &'e Chronicle,
    pub site: &'e Site,
    /// How many records are drawn.
    pub sample: usize,
}

/// A pack could not be made.
pub enum PackError {
    Git(GitError),
    Writing(std::io::Error),
}

impl From<GitError> for PackError {
    fn from(error: GitError) -> PackError {
        PackError::Git(error)
    }
}

impl From<std::io::Error> for PackError {
    fn from(error: std::io::Error) -> PackError {
        PackError::Writing(error)
    }
}

/// Everything in one archive.
///
/// # Errors
/// The repository cannot be read.
pub fn pack(evidence: &Evidence<'_>) -> Result<Vec<u8>, PackError> {
    let files = files(evidence)?;
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in &files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        archive.append_data(&mut header, format!("audit/{path}"), bytes.as_slice())?;
    }
    Ok(archive.into_inner()?)
}

fn files(evidence: &Evidence<'_>) -> Result<BTreeMap<String, Vec<u8>>, PackError> {
    let Evidence { repo, head, ledger, site, .. } = evidence;
    let branch = &ledger.settings.git.branch;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert("ledger.bundle".to_owned(), history::bundle(repo, branch, *head)?);
    files.insert("allowed_signers".to_owned(), signers::allowed(ledger).into_bytes());
    files.insert("keys.pub".to_owned(), signers::keys(ledger).into_bytes());
    files.insert("sign-offs".to_owned(), sign_offs(evidence).into_bytes());
    let paths = history::versions(repo, *head)?.into_keys().collect::<Vec<_>>();
    files.insert("sample".to_owned(), sample::drawn(&head.to_string(), &paths, evidence.sample).into_bytes());
    files.insert("VERIFY.txt".to_owned(), page::page(evidence).into_bytes());
    files.extend(site.files.iter().map(|(path, bytes)| (format!("site/{path}"), bytes.clone())));
    let sums: String = files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes))).collect();
    files.insert("SHA256SUMS".to_owned(), sums.into_bytes());
    Ok(files)
}

/// `<commit> <folder> <digest as written>`, a line for each sign-off that a commit brought.
fn sign_offs(evidence: &Evidence<'_>) -> String {
    let mut lines = Vec::new();
    for deed in &evidence.chronicle.deeds {
        let is_close = matches!(Slot::parse(&deed.path), Some(Slot::Record(record)) if record.kind == Kind::Close);
        let brings = deed.sides.iter().all(|side| matches!(side.what, What::Added | What::Mended));
        let digest = deed.brought.iter().find_map(|(way, value)| match value {
            history::chronicle::Value::Text(text) if history::chronicle::diff::name(way) == "digest" => Some(text),
            _ => None,
        });
        if let (true, Some(digest), Some((folder, _))) = (is_close && brings, digest, deed.path.rsplit_once('/')) {
            lines.push(format!(
                "{} {folder} {}\n",
                evidence.history.commits[deed.commit].id,
                digest.trim_start_matches("sha256:")
            ));
        }
    }
    lines.reverse();
    lines.concat()
}
