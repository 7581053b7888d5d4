//! What happened to passwords (パスワードの管理, 第8条).

use jiff::civil::DateTime;

use crate::model::id::Id;
use crate::model::source::{Field, Span};
use crate::model::word::words;

words! {
    /// Whose password an event is about.
    PasswordKind {
        /// 個別パスワード
        Individual = "individual",
        /// 管理パスワード
        Management = "management",
        /// 起動用パスワード
        Boot = "boot",
    }
}

words! {
    /// What was done to a password.
    PasswordAction {
        Issued = "issued",
        Changed = "changed",
        Revoked = "revoked",
    }
}

/// An event of a password, never its value.
#[derive(Clone, Debug)]
pub struct PasswordEvent {
    pub span: Span,
    pub kind: Field<PasswordKind>,
    pub person: Field<Id>,
    pub equipment: Field<Id>,
    pub action: Field<PasswordAction>,
    pub at: Field<DateTime>,
    pub by: Field<Id>,
    pub reason: Field<String>,
}

/// password: events of passwords (第8条).
#[derive(Clone, Debug)]
pub struct Password {
    pub events: Vec<PasswordEvent>,
}
