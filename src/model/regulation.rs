//! The regulation (要領) as the ledger keeps it: front matter and a Markdown body.

use std::sync::Arc;

use jiff::civil::Date;

use super::source::{Field, Source};

/// `regulation.md`
#[derive(Clone, Debug)]
pub struct Regulation {
    pub title: Field<String>,
    pub number: Field<String>,
    pub authority: Field<String>,
    /// The first day of enforcement (施行日).
    pub enforced: Field<Date>,
    pub amended: Vec<Date>,
    pub source: Arc<Source>,
    /// The byte at which the Markdown body begins in the source.
    pub body: usize,
}

impl Regulation {
    pub fn body(&self) -> &str {
        self.source.text.get(self.body..).unwrap_or_default()
    }
}
