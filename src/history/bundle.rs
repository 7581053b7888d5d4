//! All of a history in one file that `git clone` reads: gitformat-bundle(5).

use git2::{Buf, ObjectFormat, Oid};

use super::receipts::REFERENCE;
use super::{GitError, Repo};

/// A bundle of a branch up to a head, and of the receipts where there are any. The same objects give the same bytes.
pub fn bundle(repo: &Repo, branch: &str, head: Oid) -> Result<Vec<u8>, GitError> {
    let receipts = repo.git().refname_to_id(REFERENCE).ok();
    let pack = pack(repo, head, receipts).map_err(|cause| GitError::store(repo.root(), &cause))?;
    let mut bundle = match repo.git().object_format() {
        ObjectFormat::Sha1 => "# v2 git bundle\n".to_owned(),
        _ => "# v3 git bundle\n@object-format=sha256\n".to_owned(),
    };
    bundle.push_str(&format!("{head} refs/heads/{branch}\n{head} HEAD\n"));
    if let Some(receipts) = receipts {
        bundle.push_str(&format!("{receipts} {REFERENCE}\n"));
    }
    bundle.push('\n');
    let mut bundle = bundle.into_bytes();
    bundle.extend_from_slice(&pack);
    Ok(bundle)
}

fn pack(repo: &Repo, head: Oid, receipts: Option<Oid>) -> Result<Buf, git2::Error> {
    let mut builder = repo.git().packbuilder()?;
    // Several threads share the work out as it comes, and the pack is then another each time.
    builder.set_threads(1);
    let mut walk = repo.git().revwalk()?;
    walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::TIME)?;
    walk.push(head)?;
    if let Some(receipts) = receipts {
        walk.push(receipts)?;
    }
    builder.insert_walk(&mut walk)?;
    let mut pack = Buf::new();
    builder.write_buf(&mut pack)?;
    Ok(pack)
}
