//! Makes the repository of an example, in a folder that is thrown away.
//!
//! Deliberately absent: signing, which would need a secret key. A signature in an example is a text that was made elsewhere.

use std::fs;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, RepositoryInitOptions};
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::history::chronicle::digest_of;

use super::overlay::Texts;

/// A commit to be made, with all files of the ledger.
pub struct Planned {
    pub email: String,
    /// In Japan.
    pub at: DateTime,
    /// Places of earlier ones.
    pub parents: Vec<usize>,
    pub signature: Option<String>,
    pub texts: Texts,
}

/// Makes the commits, says of some that what came before them was left behind, and loses some. Gives their ids.
pub fn replay(
    commits: &[Planned],
    cut: &[usize],
    lost: &[usize],
    folder: &Path,
) -> Result<Vec<Oid>, Box<dyn std::error::Error>> {
    let mut options = RepositoryInitOptions::new();
    options.bare(true).external_template(false).initial_head("main");
    let repo = Repository::init_opts(folder, &options)?;
    let mut ids: Vec<Oid> = Vec::new();
    for commit in commits {
        let mut text = format!("tree {}\n", tree(&repo, &commit.texts)?);
        for parent in &commit.parents {
            text += &format!("parent {}\n", ids[*parent]);
        }
        let japan = TimeZone::fixed(Offset::constant(9));
        let who = format!("<{}> {} +0900", commit.email, commit.at.to_zoned(japan)?.timestamp().as_second());
        let signature = commit.signature.as_ref().map(|text| text.trim_end().replace('\n', "\n "));
        let signature = signature.map(|text| format!("gpgsig {text}\n")).unwrap_or_default();
        text += &format!("author {who}\ncommitter {who}\n{signature}\n");
        ids.push(repo.odb()?.write(ObjectType::Commit, text.as_bytes())?);
    }
    if !cut.is_empty() {
        fs::write(folder.join("shallow"), cut.iter().map(|at| format!("{}\n", ids[*at])).collect::<String>())?;
    }
    for at in lost {
        let hex = ids[*at].to_string();
        fs::remove_file(folder.join("objects").join(&hex[..2]).join(&hex[2..]))?;
    }
    Ok(ids)
}

fn tree(repo: &Repository, texts: &Texts) -> Result<Oid, git2::Error> {
    let mut update = TreeUpdateBuilder::new();
    for (path, text) in texts {
        update.upsert(format!("records/{path}"), repo.blob(text.as_bytes())?, FileMode::Blob);
    }
    let nothing = repo.find_tree(repo.treebuilder(None)?.write()?)?;
    update.create_updated(repo, &nothing)
}

/// Puts the digest of its folder where a sign-off says `{digest}`.
pub fn fill_digests(texts: &mut Texts) -> Result<(), git2::Error> {
    const WANTED: &str = "{digest}";
    let wanting: Vec<String> = texts.iter().filter(|it| it.1.contains(WANTED)).map(|it| it.0.clone()).collect();
    for path in wanting {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut files = Vec::new();
        for (other, text) in texts.iter() {
            if let Some((_, name)) = other.rsplit_once('/').filter(|(own, _)| *own == folder) {
                files.push((name.into(), Oid::hash_object(ObjectType::Blob, text.as_bytes())?.to_string()));
            }
        }
        if let Some(text) = texts.get_mut(&path) {
            *text = text.replace(WANTED, &digest_of(files));
        }
    }
    Ok(())
}
