//! Work at a management terminal or in the data centre: asked for, done on a rack, or any other.

use jiff::civil::DateTime;

use crate::model::id::Id;
use crate::model::source::{At, Field};

/// request: work asked for by a municipality (関係町村からの依頼, 第3条).
#[derive(Clone, Debug)]
pub struct Request {
    pub received_at: Field<DateTime>,
    /// The municipality's reference number.
    pub document: Field<String>,
    /// The legal basis.
    pub basis: Field<String>,
    pub content: Field<String>,
    pub operator: Field<Id>,
    pub terminal: Field<Id>,
    pub done_at: Field<DateTime>,
    pub outcome: Field<String>,
}

/// maintenance: work on a rack that was unlocked and locked (保守作業, 別表 サーバ(3)).
#[derive(Clone, Debug)]
pub struct Maintenance {
    pub equipment: Vec<At<Id>>,
    /// Company and role.
    pub worker: Field<String>,
    pub unlocked_at: Field<DateTime>,
    /// `None` where the rack was left open: an honest record of that must be possible.
    pub locked_at: Field<DateTime>,
    pub work: Field<String>,
    pub reported_at: Field<DateTime>,
    pub reported_to: Field<Id>,
    pub attended_by: Field<Id>,
}

/// operation: any other use of a management terminal (管理用端末機の操作, 第7条第4項).
#[derive(Clone, Debug)]
pub struct Operation {
    pub terminal: Field<Id>,
    pub operator: Field<Id>,
    pub started_at: Field<DateTime>,
    pub ended_at: Field<DateTime>,
    /// Why it was necessary; may be blank here, for `operation-without-need` to say so.
    pub need: Field<String>,
    /// The id of the record it served.
    pub served: Field<String>,
    pub places: Option<Vec<At<Id>>>,
}
