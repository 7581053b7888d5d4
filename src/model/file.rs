//! A file of the ledger as it was found, before anyone reads what it says.
//!
//! The same value comes from a work tree and from a git tree, so that loading knows of neither. Odd entries (links,
//! submodules, names that are not UTF-8) are kept rather than dropped: whoever judges must see them to name them.
//! No I/O here, and no judgement.

/// The size above which a file's bytes are not kept: no record comes near it, and one huge file must not cost memory.
pub const LIMIT: u64 = 64 * 1024;

/// What sort of entry stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A regular file: the only sort that a record may be.
    Plain,
    /// A regular file that may be executed.
    Executable,
    /// A symbolic link. It is never followed.
    Link,
    /// Another repository's commit in place of a folder.
    Submodule,
    /// Anything else: a device, an unknown git mode, a name that no folder can hold, a second entry of one name.
    Other,
}

impl Mode {
    /// Whether the entry has bytes of its own, be they a record or not.
    pub fn is_regular(self) -> bool {
        matches!(self, Mode::Plain | Mode::Executable)
    }
}

/// One entry under `records/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Below the ledger's root, `/`-separated: `records/PLACE/2026/10/05-check.toml`.
    pub path: String,
    /// The name is not UTF-8, and `path` shows U+FFFD in place of what cannot be shown.
    pub lossy: bool,
    pub mode: Mode,
    /// In bytes, of a regular file even when it is over [`LIMIT`]; 0 of any other sort.
    pub size: u64,
    /// Empty when the entry is not a regular file, or larger than [`LIMIT`].
    pub bytes: Vec<u8>,
}
