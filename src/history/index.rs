//! What is staged: git's index, read as it lies on disk.
//!
//! libgit2 takes half a second to open an index of a hundred thousand files; only names, modes and ids are wanted here. The format
//! is gitformat-index(5), versions 2 to 4. Deliberately absent: times and sizes of files, extensions, and writing. An index that
//! is split or sparse is refused by name.

use std::collections::BTreeMap;
use std::fs;

use git2::{ObjectFormat, Oid};

use super::entries::Node;
use super::provenance::Version;
use super::{GitError, Repo};
use crate::model::text::Text;

/// What is staged under `records/`.
#[derive(Default)]
pub struct Staged {
    /// By path. During a merge the side that is ours stands for a file that is in conflict.
    pub files: BTreeMap<String, Version>,
    /// Folders that are staged just as a tree that git knows already: what lies below them need not be compared.
    pub folders: BTreeMap<String, Oid>,
}

/// Reads what is staged.
pub fn staged(repo: &Repo) -> Result<Staged, GitError> {
    let path = repo.git().path().join("index");
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        // Nothing was staged yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Staged::default()),
        Err(error) => return Err(unreadable(repo, &error.to_string())),
    };
    let (entries, folders) = parse(&bytes, repo.git().object_format()).map_err(|why| unreadable(repo, why))?;
    let mut staged = Staged { files: BTreeMap::new(), folders };
    for (name, node, stage) in entries {
        if let Some(below) = name.strip_prefix(b"records/").filter(|_| matches!(stage, 0 | 2)) {
            let path = format!("records/{}", String::from_utf8_lossy(below));
            staged.files.insert(path, Version { id: node.id, mode: node.mode() });
        }
    }
    Ok(staged)
}

fn unreadable(repo: &Repo, why: &str) -> GitError {
    let at = repo.git().path().join("index");
    let at = at.display();
    GitError {
        text: Text::new(
            format!("{at} を読めません。git status が通るか確かめ、git update-index --no-split-index を試してください"),
            format!(
                "cannot read {at} ({why}). See whether git status works, and try git update-index --no-split-index"
            ),
        ),
    }
}

type Entry = (Vec<u8>, Node, u8);

fn parse(bytes: &[u8], format: ObjectFormat) -> Result<(Vec<Entry>, BTreeMap<String, Oid>), &'static str> {
    let mut reader = Reader { bytes, at: 0 };
    if reader.take(4)? != b"DIRC" {
        return Err("it is no index");
    }
    let (version, count) = (reader.number()?, reader.number()?);
    if !(2..=4).contains(&version) {
        return Err("its version is not known");
    }
    let mut entries: Vec<Entry> = Vec::new();
    for _ in 0..count {
        let before = entries.last().map(|(name, ..)| name.clone()).unwrap_or_default();
        entries.push(reader.entry(version, format, &before)?);
    }
    let checksum = if format == ObjectFormat::Sha1 { 20 } else { 32 };
    let folders = reader.extensions(bytes.len().saturating_sub(checksum), checksum)?;
    Ok((entries, folders))
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

const SHORT: &str = "it ends too soon";
const EXTENDED: u16 = 0x4000;

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], &'static str> {
        let end = self.at.checked_add(count).ok_or(SHORT)?;
        let taken = self.bytes.get(self.at..end).ok_or(SHORT)?;
        self.at = end;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, &'static str> {
        Ok(self.take(4)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    fn short(&mut self) -> Result<u16, &'static str> {
        Ok(self.take(2)?.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)))
    }

    fn entry(&mut self, version: u32, format: ObjectFormat, before: &[u8]) -> Result<Entry, &'static str> {
        let start = self.at;
        // Times of the file, its device and number.
        self.take(24)?;
        let raw_mode = self.number()?;
        // Its owner, group and size.
        self.take(12)?;
        let id = self.take(if format == ObjectFormat::Sha1 { 20 } else { 32 })?;
        let id = Oid::from_bytes(id).map_err(|_| "an id in it cannot be read")?;
        let flags = self.short()?;
        if flags & EXTENDED != 0 {
            self.take(2)?;
        }
        let mut name = Vec::new();
        if version == 4 {
            let kept = before.len().checked_sub(self.varint()?).ok_or("a name in it cannot be read")?;
            name.extend_from_slice(&before[..kept]);
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| *byte == 0).ok_or(SHORT)?;
        name.extend_from_slice(self.take(length)?);
        if version == 4 {
            self.take(1)?;
        } else {
            // One to eight NULs, up to a multiple of eight from where the entry began.
            self.take(8 - (self.at - start) % 8)?;
        }
        let stage = u8::try_from(flags >> 12 & 3).unwrap_or_default();
        Ok((name, Node { raw_mode, id }, stage))
    }

    /// A number as pack files write offsets: seven bits a byte, the highest first, each further byte adding one.
    fn varint(&mut self) -> Result<usize, &'static str> {
        let mut byte = self.take(1)?[0];
        let mut number = usize::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            byte = self.take(1)?[0];
            let next = number.checked_add(1).and_then(|number| number.checked_mul(128)).ok_or(SHORT)?;
            number = next + usize::from(byte & 0x7f);
        }
        Ok(number)
    }

    /// Entries may be kept elsewhere (`link`), or folders stand for them (`sdir`): those are refused. `TREE` tells which folders are
    /// trees that git has.
    fn extensions(&mut self, end: usize, id_length: usize) -> Result<BTreeMap<String, Oid>, &'static str> {
        let mut folders = BTreeMap::new();
        while self.at + 8 <= end {
            let name = self.take(4)?;
            if name == b"link" || name == b"sdir" {
                return Err("it is split or sparse");
            }
            let size = self.number()?;
            let body = self.take(usize::try_from(size).map_err(|_| SHORT)?)?;
            if name == b"TREE" {
                let mut trees = Reader { bytes: body, at: 0 };
                // Of a damaged one nothing is believed: then every folder is compared.
                if trees.tree(String::new(), id_length, &mut folders, 0).is_err() {
                    folders.clear();
                }
            }
        }
        Ok(folders)
    }

    /// One folder of `TREE` and those below it: its name, how many entries it has (-1 where it changed), how many folders, its id.
    fn tree(
        &mut self,
        parent: String,
        id_length: usize,
        folders: &mut BTreeMap<String, Oid>,
        depth: usize,
    ) -> Result<(), &'static str> {
        if depth > super::tree::DEPTH {
            return Err("folders lie too deep");
        }
        let name = String::from_utf8_lossy(self.until(0)?).into_owned();
        let path = if parent.is_empty() { name } else { format!("{parent}/{name}") };
        let unchanged = !self.until(b' ')?.starts_with(b"-");
        let below =
            str::from_utf8(self.until(b'\n')?).ok().and_then(|digits| digits.parse::<usize>().ok()).ok_or(SHORT)?;
        if unchanged {
            let id = Oid::from_bytes(self.take(id_length)?).map_err(|_| SHORT)?;
            folders.insert(path.clone(), id);
        }
        for _ in 0..below {
            self.tree(path.clone(), id_length, folders, depth + 1)?;
        }
        Ok(())
    }

    fn until(&mut self, end: u8) -> Result<&'b [u8], &'static str> {
        let length = self.bytes[self.at..].iter().position(|byte| *byte == end).ok_or(SHORT)?;
        let taken = self.take(length)?;
        self.take(1)?;
        Ok(taken)
    }
}
