//! Objects read raw from the object database, as the sort they must be.
//!
//! Each object's bytes are compared with its id (`verified`), and that is the point of reading raw: libgit2's own commits take their
//! parents from grafts and commit-graph files, which anyone with access to the disk can write.

use git2::{ErrorCode, ObjectFormat, ObjectType, Odb, OdbObject, Oid};

use super::commit::{self, Header};
use super::entries::{Entries, Node, Tree};
use super::loose::Loose;
use super::{GitError, Repo, verified};

/// The sorts of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Commit,
    Tree,
    Blob,
    Tag,
}

impl Kind {
    /// Git's own word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Commit => "commit",
            Kind::Tree => "tree",
            Kind::Blob => "blob",
            Kind::Tag => "tag",
        }
    }
}

/// An object that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In hexadecimal.
    pub id: String,
    /// What it should have been.
    pub kind: Kind,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The repository does not have it.
    Missing,
    /// It is there, but cannot be read, is not what its id says, or is not as git writes such an object.
    Damaged(String),
}

impl Fault {
    pub(super) fn damaged(id: Oid, kind: Kind, why: impl Into<String>) -> Fault {
        Fault { id: id.to_string(), kind, why: Why::Damaged(why.into()) }
    }
}

pub(super) struct Objects<'r> {
    format: ObjectFormat,
    odb: Odb<'r>,
    loose: Loose,
}

impl<'r> Objects<'r> {
    pub(super) fn of(repo: &'r Repo) -> Result<Objects<'r>, GitError> {
        Ok(Objects { format: repo.git().object_format(), odb: repo.objects()?, loose: Loose::of(repo.git()) })
    }

    /// How long ids are.
    pub(super) fn format(&self) -> ObjectFormat {
        self.format
    }

    pub(super) fn commit(&self, id: Oid) -> Result<OdbObject<'_>, Fault> {
        self.read(id, Kind::Commit)
    }

    /// The commit that an object is, or that it stands for as a tag; `None` when it is neither.
    pub(super) fn commit_at(&self, id: Oid) -> Result<Option<Oid>, Fault> {
        let mut id = id;
        loop {
            // Of a loose object this reads the beginning alone, so that one cut short does no harm here.
            let (_, kind) = self.odb.read_header(id).map_err(|cause| fault(id, Kind::Commit, &cause))?;
            match kind {
                ObjectType::Commit => return Ok(Some(id)),
                ObjectType::Tag => id = self.tagged(id)?,
                _ => return Ok(None),
            }
        }
    }

    fn tagged(&self, tag: Oid) -> Result<Oid, Fault> {
        let object = self.read(tag, Kind::Tag)?;
        commit::tagged(object.data(), tag).ok_or_else(|| Fault::damaged(tag, Kind::Tag, "it names no object"))
    }

    pub(super) fn tree(&self, id: Oid) -> Result<OdbObject<'_>, Fault> {
        self.read(id, Kind::Tree)
    }

    /// A blob's bytes, or `None` where there are more of them than `limit`, and its size in any case.
    pub(super) fn blob(&self, id: Oid, limit: u64) -> Result<(u64, Option<Vec<u8>>), Fault> {
        let (size, _) = self.odb.read_header(id).map_err(|cause| fault(id, Kind::Blob, &cause))?;
        let size = size as u64;
        let bytes = if size > limit { None } else { Some(self.read(id, Kind::Blob)?.data().to_vec()) };
        Ok((size, bytes))
    }

    /// What stands at `records` in the tree of a commit.
    pub(super) fn records(&self, root: Oid) -> Result<Option<Node>, Fault> {
        let tree = self.tree(root)?;
        for entry in Entries::of(tree.data(), root) {
            let entry = entry.map_err(|why| Fault::damaged(root, Kind::Tree, why))?;
            if entry.name() == b"records" {
                return Ok(Some(entry.node()));
            }
        }
        Ok(None)
    }

    /// What stands at a path below `records` in a commit, unless that is a folder.
    pub(super) fn node(&self, commit: Oid, path: &str) -> Result<Option<Node>, Fault> {
        let names = path.strip_prefix("records").unwrap_or(path).split('/').filter(|name| !name.is_empty());
        let mut found = self.records(self.root(commit)?)?;
        for name in names {
            let Some(folder) = found.filter(|node| node.is_folder()) else { return Ok(None) };
            let object = self.tree(folder.id)?;
            let (tree, _) = Tree::parse(object.data(), folder.id);
            let mut entries = tree.iter();
            found = entries.find(|entry| String::from_utf8_lossy(entry.name()) == name).map(|entry| entry.node());
        }
        Ok(found.filter(|node| !node.is_folder()))
    }

    /// The tree of a commit.
    pub(super) fn root(&self, commit: Oid) -> Result<Oid, Fault> {
        let object = self.commit(commit)?;
        let header = Header::parse(object.data(), commit).map_err(|why| Fault::damaged(commit, Kind::Commit, why))?;
        Ok(header.tree)
    }

    fn read(&self, id: Oid, kind: Kind) -> Result<OdbObject<'_>, Fault> {
        if let Some(cause) = self.loose.fault(id) {
            return Err(Fault::damaged(id, kind, cause.to_string()));
        }
        let object = self.odb.read(id).map_err(|cause| fault(id, kind, &cause))?;
        let expected = match kind {
            Kind::Commit => ObjectType::Commit,
            Kind::Tree => ObjectType::Tree,
            Kind::Blob => ObjectType::Blob,
            Kind::Tag => ObjectType::Tag,
        };
        if object.kind() != expected {
            return Err(Fault::damaged(id, kind, format!("it is a {}", object.kind().str())));
        }
        match verified::unlike(object.data(), kind, id) {
            None => Ok(object),
            Some(why) => Err(Fault::damaged(id, kind, why)),
        }
    }
}

fn fault(id: Oid, kind: Kind, cause: &git2::Error) -> Fault {
    let why = match cause.code() {
        ErrorCode::NotFound => Why::Missing,
        _ => Why::Damaged(cause.message().to_owned()),
    };
    Fault { id: id.to_string(), kind, why }
}
