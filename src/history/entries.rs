//! A tree object, entry by entry: `<octal mode> <name>\0<raw id>`, over and over.
//!
//! Parsed here rather than by libgit2, which allocates each name and refuses trees that a forger may well have written:
//! those must be shown, not turned away. Nothing about an entry is judged here but whether it can be told from the next.

use std::cmp::Ordering;

use git2::Oid;

use crate::model::file::Mode;

/// What an entry points at: its raw mode, and the id of a blob, a tree, or a submodule's commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub raw_mode: u32,
    pub id: Oid,
}

const SORT: u32 = 0o170000;
const FOLDER: u32 = 0o040000;

impl Node {
    pub(super) fn is_folder(self) -> bool {
        self.raw_mode & SORT == FOLDER
    }

    /// As git reads modes: the sort, and of a regular file whether its owner may execute it (0100664 is an old `Plain`).
    pub(super) fn mode(self) -> Mode {
        match self.raw_mode & SORT {
            0o100000 if self.raw_mode & 0o100 == 0 => Mode::Plain,
            0o100000 => Mode::Executable,
            0o120000 => Mode::Link,
            0o160000 => Mode::Submodule,
            _ => Mode::Other,
        }
    }
}

/// Equal when mode, name and id are: one comparison of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    raw_mode: u32,
    /// `<name>\0<raw id>`
    line: &'t [u8],
    name_len: usize,
}

impl<'t> Entry<'t> {
    pub(super) fn name(&self) -> &'t [u8] {
        &self.line[..self.name_len]
    }

    pub(super) fn node(&self) -> Node {
        // The line was cut to the length of the tree's own id, and a length is all that can be wrong with one.
        let id = Oid::from_bytes(&self.line[self.name_len + 1..]).expect("an id of the repository's own length");
        Node { raw_mode: self.raw_mode, id }
    }

    /// Git's order: by bytes, a folder as if its name ended in `/`.
    pub(super) fn order(&self, other: &Entry<'_>) -> Ordering {
        let (own, others) = (self.name(), other.name());
        let common = own.len().min(others.len());
        let end = |entry: &Entry<'_>| match entry.name().get(common) {
            Some(byte) => *byte,
            None if entry.raw_mode & SORT == FOLDER => b'/',
            None => 0,
        };
        own[..common].cmp(&others[..common]).then_with(|| end(self).cmp(&end(other))).then(own.len().cmp(&others.len()))
    }

    /// Whether a folder can hold the name: a forged tree may say `a/b`, `..` or nothing at all, and so pass for another path.
    pub(super) fn has_plain_name(&self) -> bool {
        !matches!(self.name(), b"" | b"." | b"..") && !self.name().contains(&b'/')
    }
}

/// The entries of a tree in the order in which they stand.
pub(super) struct Entries<'t> {
    rest: &'t [u8],
    id_len: usize,
}

impl<'t> Entries<'t> {
    /// `id` is the tree's own: an entry's ids are of its length.
    pub(super) fn of(bytes: &'t [u8], id: Oid) -> Entries<'t> {
        Entries { rest: bytes, id_len: id.as_bytes().len() }
    }

    fn split(&self) -> Option<(Entry<'t>, &'t [u8])> {
        let (mode, rest) = cut(self.rest, b' ')?;
        let name_len = rest.iter().position(|byte| *byte == 0)?;
        let (line, rest) = rest.split_at_checked(name_len + 1 + self.id_len)?;
        Some((Entry { raw_mode: octal(mode)?, line, name_len }, rest))
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = Result<Entry<'t>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let Some((entry, rest)) = self.split() else {
            self.rest = &[];
            return Some(Err("an entry of it cannot be read"));
        };
        self.rest = rest;
        Some(Ok(entry))
    }
}

fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == at)?;
    Some((&bytes[..at], &bytes[at + 1..]))
}

fn octal(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0, |sum, digit| matches!(digit, b'0'..=b'7').then(|| sum * 8 + u32::from(digit - b'0')))
}

/// A tree parsed once and compared often: where its entries lie, in git's order whatever order they came in.
pub(super) struct Tree {
    bytes: Box<[u8]>,
    id_len: usize,
    slots: Vec<Slot>,
    /// Its entries came in git's order.
    in_order: bool,
}

/// So many bytes of two trees are compared at once.
const PIECE: usize = 64;

struct Slot {
    raw_mode: u32,
    name: usize,
    name_len: usize,
}

impl Tree {
    /// With what is wrong with it, if anything: the entries that can be told apart are there all the same.
    pub(super) fn parse(bytes: &[u8], id: Oid) -> (Tree, Option<&'static str>) {
        let id_len = id.as_bytes().len();
        // An entry has a mode, a name of a few letters and an id: room for all at once.
        let slots = Vec::with_capacity(bytes.len() / (id_len + 10));
        let mut tree = Tree { bytes: bytes.into(), id_len, slots, in_order: true };
        let mut fault = None;
        let mut before: Option<Entry<'_>> = None;
        let mut entries = Entries::of(bytes, id);
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(why) => {
                    fault = Some(why);
                    break;
                }
            };
            let name = bytes.len() - entries.rest.len() - entry.line.len();
            tree.slots.push(Slot { raw_mode: entry.raw_mode, name, name_len: entry.name_len });
            if !entry.has_plain_name() {
                fault = Some("it holds a name that no folder can");
            }
            if before.is_some_and(|before| before.order(&entry).is_ge()) {
                fault = Some("its entries are out of order, or two have one name");
                tree.in_order = false;
            }
            before = Some(entry);
        }
        if !tree.in_order {
            tree.sort();
        }
        (tree, fault)
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// How many entries at least stand at the beginning of both trees: whole pieces of bytes are compared at once, because most
    /// commits add a file to many that are there. None of a tree whose entries are not where its bytes have them.
    pub(super) fn alike(&self, other: &Tree) -> usize {
        if !(self.in_order && other.in_order) {
            return 0;
        }
        let pieces = self.bytes.chunks_exact(PIECE).zip(other.bytes.chunks_exact(PIECE));
        let same = PIECE * pieces.take_while(|(own, others)| own == others).count();
        self.slots.partition_point(|slot| slot.name + slot.name_len + 1 + self.id_len <= same)
    }

    pub(super) fn get(&self, at: usize) -> Option<Entry<'_>> {
        Some(self.entry(self.slots.get(at)?))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        self.slots.iter().map(|slot| self.entry(slot))
    }

    fn entry(&self, slot: &Slot) -> Entry<'_> {
        let Slot { raw_mode, name, name_len } = *slot;
        Entry { raw_mode, line: &self.bytes[name..name + name_len + 1 + self.id_len], name_len }
    }

    fn sort(&mut self) {
        let mut slots = std::mem::take(&mut self.slots);
        slots.sort_by(|a, b| self.entry(a).order(&self.entry(b)));
        self.slots = slots;
    }
}
