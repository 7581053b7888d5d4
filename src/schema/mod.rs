//! The schema (様式) of every file under `records/`, as JSON Schema, for editors that complete and check TOML while it is written.
//!
//! Made from what the readers say they read, so that no editor knows a key that the reader does not. Deliberately absent: files,
//! and the regulation's front matter, which no editor finds in Markdown.

mod draft07;
mod editors;
mod words;

use crate::load::sheet::Sheet;
use crate::model::text::Text;

pub use editors::editors;

/// The folder, beside `records/`, in which editors look for the schemas.
pub const FOLDER: &str = "schema";

/// A schema by its name, such as `check`.
pub struct Schema {
    pub name: &'static str,
    /// What it is for.
    pub title: Text,
    /// JSON Schema, draft-07.
    pub text: String,
}

impl Schema {
    fn of(sheet: Sheet) -> Schema {
        let title = words::sheet(sheet);
        let text = format!("{:#}\n", draft07::document(sheet, &title));
        Schema { name: sheet.name(), title, text }
    }

    /// `check.json`
    pub fn file(&self) -> String {
        format!("{}.json", self.name)
    }
}

/// The schema of that name, and no other's.
pub fn named(name: &str) -> Option<Schema> {
    Sheet::all().find(|sheet| sheet.name() == name).map(Schema::of)
}

/// All of them: the settings, the registers, and each kind of record.
pub fn all() -> Vec<Schema> {
    Sheet::all().map(Schema::of).collect()
}
