//! Text to model: every file under `records/`, from a work tree or a git tree alike, with all faults of all files.
//!
//! A bad file is a fault, never an error, and hides no other file's faults. Deliberately absent: judging. Whether what was read
//! meets a duty is for `rules`.

mod assemble;
mod content;
mod doc;
pub mod form;
mod path;
mod reading;
pub mod recent;
mod record;
mod register;
mod regulation;
mod resolve;
mod settings;
pub mod shape;
pub mod sheet;
mod sketch;
mod syntax;
mod table;
mod text;
mod value;
pub mod worktree;

use rayon::prelude::*;

use crate::model::file::File;
use crate::model::finding::Fault;
use crate::model::ledger::Ledger;
use content::{Context, Read};
use doc::Doc;

pub use reading::{by_likeness, nearest, shorten};
pub use syntax::explained;

/// What was read, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Loaded {
    pub ledger: Ledger,
    pub faults: Vec<Fault>,
}

/// Reads the files of a ledger.
pub fn load(files: &[File]) -> Loaded {
    load_among(files, &|_| false)
}

/// Reads some files of a ledger, of which it is known which other records exist, by their ids.
pub fn load_among(files: &[File], exists: &dyn Fn(&str) -> bool) -> Loaded {
    let docs: Vec<Doc> = files.par_iter().map(Doc::open).collect();
    let context = Context::of(&docs);
    let read: Vec<Read> = docs.par_iter().map(|doc| context.read(doc)).collect();
    assemble::assemble(docs, read, context, exists)
}
