//! The commits and receipts as git's objects, all in memory.

use git2::build::TreeUpdateBuilder;
use git2::{Buf, FileMode, ObjectType, Odb, Oid, Repository, Signature, Tree};

use super::plan::{Commit, Plan};
use super::push::Push;
use super::replay::branch;
use super::sign::signed;
use crate::model::receipt;

/// What was made in memory.
pub struct Made {
    pub commits: Vec<Oid>,
    /// The last receipt.
    pub receipt: Option<Oid>,
    /// All objects.
    pub pack: Buf,
}

/// Makes the commits, each the next one's parent, and the receipts of them.
///
/// They are made in memory: thousands of small files, or a look at the disk for each object, would cost more than all else.
pub fn make_all(repo: &Repository, plan: &Plan) -> Result<Made, git2::Error> {
    let odb = Odb::new()?;
    let memory = odb.add_new_mempack_backend(1)?;
    repo.set_odb(&odb)?;
    let mut tree = repo.find_tree(odb.write(ObjectType::Tree, &[])?)?;
    let mut commits = Vec::with_capacity(plan.commits.len());
    for commit in &plan.commits {
        tree = grown(repo, &odb, &tree, commit)?;
        commits.push(commit_one(repo, &odb, &tree, commit, commits.last().copied())?);
    }
    let receipt = receive_all(repo, &odb, &plan.pushes, &commits)?;
    // Which objects the library would store as differences of which is not the same twice: none is to be. It means the first
    // key and reads the second.
    let mut config = repo.config()?;
    config.set_i64("core.bigFileThreshold", 1)?;
    config.set_i64("pack.deltaCacheSize", 1)?;
    let mut pack = Buf::new();
    memory.dump(repo, &mut pack)?;
    Ok(Made { commits, receipt, pack })
}

fn commit_one(
    repo: &Repository,
    odb: &Odb<'_>,
    tree: &Tree<'_>,
    commit: &Commit,
    parent: Option<Oid>,
) -> Result<Oid, git2::Error> {
    let parent = parent.map(|id| repo.find_commit(id)).transpose()?;
    let parents: Vec<_> = parent.iter().collect();
    let author = signature(commit)?;
    let unsigned = repo.commit_create_buffer(&author, &author, &commit.message, tree, &parents)?;
    match &commit.signer {
        Some(signer) => odb.write(ObjectType::Commit, &signed(&unsigned, signer)),
        None => odb.write(ObjectType::Commit, &unsigned),
    }
}

/// Writes the chain of receipts, as the server's hook does.
fn receive_all(repo: &Repository, odb: &Odb<'_>, pushes: &[Push], commits: &[Oid]) -> Result<Option<Oid>, git2::Error> {
    let nothing = repo.find_tree(odb.write(ObjectType::Tree, &[])?)?;
    let mut last: Option<Oid> = None;
    let mut old = "0".repeat(40);
    for push in pushes {
        let Some(new) = commits.get(push.head).map(ToString::to_string) else { continue };
        let message = receipt::message(&branch(), &old, &new, &push.pusher);
        let time = git2::Time::new(push.at.timestamp().as_second(), 0);
        let who = Signature::new(receipt::NAME, receipt::EMAIL, &time)?;
        let parent = last.map(|id| repo.find_commit(id)).transpose()?;
        let parents: Vec<_> = parent.iter().collect();
        last = Some(repo.commit(None, &who, &who, &message, &nothing, &parents)?);
        old = new;
    }
    Ok(last)
}

/// The tree with what a commit writes. Only the folders above it are made anew.
fn grown<'r>(repo: &'r Repository, odb: &Odb<'_>, tree: &Tree<'_>, commit: &Commit) -> Result<Tree<'r>, git2::Error> {
    let mut update = TreeUpdateBuilder::new();
    for (path, bytes) in &commit.files {
        update.upsert(path.as_str(), odb.write(ObjectType::Blob, bytes)?, FileMode::Blob);
    }
    repo.find_tree(update.create_updated(repo, tree)?)
}

fn signature(commit: &Commit) -> Result<Signature<'static>, git2::Error> {
    let minutes = commit.time.offset().seconds() / 60;
    let time = git2::Time::new(commit.time.timestamp().as_second(), minutes);
    Signature::new(&commit.author.name, &commit.author.email, &time)
}
