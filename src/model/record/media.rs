//! Backup media put away (記録媒体の格納, 別表).

use jiff::civil::{Date, DateTime};

use crate::model::id::Id;
use crate::model::source::{Field, Span};

/// One medium put away.
#[derive(Clone, Debug)]
pub struct Stored {
    pub span: Span,
    pub medium: Field<Id>,
    pub stored_at: Field<DateTime>,
    /// A rack's id, or whatever else was written, for `media-not-in-rack` to say so.
    pub location: Field<String>,
    pub by: Field<Id>,
    /// The last run it holds.
    pub backup_until: Field<Date>,
}

/// media: backup media put into a lockable rack (記録媒体の格納, 別表).
#[derive(Clone, Debug)]
pub struct Media {
    pub stored: Vec<Stored>,
}
