//! Ids: new ones, and those of things that are registered elsewhere.

use super::{Value, text};
use crate::load::reading::shorten;
use crate::load::resolve::Referent;
use crate::load::shape::ID;
use crate::model::id::Id;
use crate::model::text::Text;

/// A new id, of the entry in which it stands.
pub fn own_id(value: &Value<'_>) -> Option<Id> {
    value.wants(|| ID);
    let written = value.string()?;
    let id = Id::parse(written);
    if id.is_none() {
        value.bad(Text::new(
            format!(
                "識別子「{}」は使えません。英小文字・数字・ハイフンで{}字までにします。",
                shorten(written),
                Id::LONGEST
            ),
            format!(
                "`{}` cannot be an id: use lower-case letters, digits and hyphens, at most {}.",
                shorten(written),
                Id::LONGEST
            ),
        ));
    }
    id
}

/// The id of something that is registered elsewhere.
pub fn id_of(wanted: Referent) -> impl Fn(&Value<'_>) -> Option<Id> {
    move |value| Id::parse(&name_of(wanted)(value)?)
}

/// The same, as it was written.
pub fn name_of(wanted: Referent) -> impl Fn(&Value<'_>) -> Option<String> {
    move |value| {
        value.wants(|| wanted.form());
        let name = text(value)?;
        value.reading.mention(wanted, &name, value.span);
        Some(name)
    }
}
