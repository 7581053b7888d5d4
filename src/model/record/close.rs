//! The sign-off of a month (月の締め).

use jiff::civil::DateTime;

use crate::model::citation::Citation;
use crate::model::id::Id;
use crate::model::source::{At, Field};

/// close: the manager's sign-off of a month.
#[derive(Clone, Debug)]
pub struct Close {
    pub closed_at: Field<DateTime>,
    pub by: Field<Id>,
    pub digest: Field<String>,
    /// What no machine can see and the manager vouches for.
    pub declared: Vec<At<Citation>>,
    pub comment: Field<String>,
}
