//! Media put away. Whether where they lie is a rack is for the rules to tell.

use super::super::resolve::Referent;
use super::super::table::Table;
use super::super::value::{any_text, date, id_of, time};
use super::MEDIUM;
use crate::model::record::{Media, Stored};

pub fn media(table: &mut Table<'_>) -> Media {
    table.demand("stored");
    let stored = table.tables("stored", |table| Stored {
        span: table.span,
        medium: table.need("medium", id_of(MEDIUM)),
        stored_at: table.need("stored_at", time),
        // No rack, or nothing that is registered: `media-not-in-rack` speaks of it.
        location: table.need("location", any_text),
        by: table.need("by", id_of(Referent::PersonOrAgency)),
        backup_until: table.need("backup_until", date),
    });
    Media { stored }
}
