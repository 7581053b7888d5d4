//! A ledger that begins: its settings, its registers and the frame of its regulation, made from the little that is known on the first day.
//!
//! What nobody has said yet stands as «to be filled in» (要記入), in so many words, until somebody writes what is so. Deliberately absent:
//! anything that would count as evidence. Which documents were laid down, which instructions given, is for whoever did so.

mod frame;
mod objection;
mod registers;

use jiff::civil::Date;

use crate::load::load;
use crate::model::file::{File, Mode};
use crate::model::finding::Fault;
use crate::model::text::{Lang, Text};

pub use objection::{code, email, id, likely_codes};

/// What stands where something is still to be said.
pub static TO_FILL_IN: Text = Text::fixed("要記入", "TO FILL IN");

/// What is known of a town that begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub lang: Lang,
    pub trustee: Town,
    pub entrusting: Vec<Entrusting>,
    pub manager: Manager,
    pub operators: Vec<Person>,
    /// Of the appointment and the designations.
    pub document: Option<String>,
    pub starts: Date,
    /// From when on the history is judged: no earlier than it is kept.
    pub adopted: Date,
    pub branch: String,
}

#[derive(Clone, Debug)]
pub struct Town {
    pub id: String,
    pub name: String,
    pub code: String,
}

#[derive(Clone, Debug)]
pub struct Entrusting {
    pub town: Town,
    pub from: Date,
    pub basis: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
}

#[derive(Clone, Debug)]
pub struct Manager {
    pub person: Person,
    pub title: String,
}

/// A file below the ledger's root.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: String,
    pub text: String,
}

impl Page {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Page {
        Page { path: path.into(), text: text.into() }
    }
}

/// Every file under `records/`, by path.
pub fn records(beginning: &Beginning) -> Vec<Page> {
    vec![
        Page::new("records/ledger.toml", frame::settings(beginning)),
        Page::new("records/register/agencies.toml", frame::agencies(beginning.lang)),
        Page::new("records/register/documents.toml", frame::documents(beginning.lang)),
        Page::new("records/register/equipment.toml", registers::equipment(beginning)),
        Page::new("records/register/municipalities.toml", registers::municipalities(beginning)),
        Page::new("records/register/people.toml", registers::people(beginning)),
        Page::new("records/regulation.md", frame::regulation(beginning)),
    ]
}

/// What git is told of the ledger: line ends stay, the site is not kept.
pub fn beside() -> Vec<Page> {
    vec![Page::new(".gitattributes", include_str!("gitattributes")), Page::new(".gitignore", include_str!("gitignore"))]
}

/// What the reader would say of the files.
pub fn faults(pages: &[Page]) -> Vec<Fault> {
    load(&pages.iter().map(file).collect::<Vec<_>>()).faults
}

fn file(page: &Page) -> File {
    File {
        path: page.path.clone(),
        lossy: false,
        mode: Mode::Plain,
        size: page.text.len() as u64,
        bytes: page.text.clone().into_bytes(),
    }
}

/// How many lines of a text are still to be filled in.
pub fn to_fill_in(text: &str) -> usize {
    text.lines().filter(|line| line.contains(&*TO_FILL_IN.ja) || line.contains(&*TO_FILL_IN.en)).count()
}
