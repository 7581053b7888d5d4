//! Names for ids: one, or several in a cell; and what to do about a name that no register has.

use super::names::Named;
use super::value::{BETWEEN, How};
use crate::load::shorten;
use crate::model::Text;

/// What stands between names too, but may stand within one.
const WITHIN: [&str; 2] = ["・", "及び"];

impl How<'_> {
    /// The id that a name stands for.
    pub fn id(&self, name: &str) -> Result<String, Text> {
        let shown = shorten(name);
        match self.names.find(name) {
            Named::As(id) => Ok(id),
            Named::Several(ids) => {
                let list = ids.join(", ");
                Err(Text::new(
                    format!("「{shown}」だけでは決まりません({list})。対応表の words で識別子に読み替えてください。"),
                    format!("`{shown}` may be any of {list}; say which in `words` in the mapping."),
                ))
            }
            Named::Nobody => {
                let todo = self.unknown(name);
                Err(Text::new(
                    format!("「{shown}」は登録(records/register)にありません。{}", todo.ja),
                    format!("`{shown}` is in no register; {}", todo.en),
                ))
            }
        }
    }

    fn unknown(&self, name: &str) -> Text {
        let near: Vec<&(String, String)> = self.names.beginning(name).take(3).collect();
        let list = |open: &str, close: &str| {
            near.iter().map(|(name, id)| format!("{name}{open}{id}{close}")).collect::<Vec<_>>()
        };
        let Some((first, _)) = near.first() else {
            return Text::fixed(
                "先に登録するか、対応表の words で識別子に読み替えてください。",
                "register it first, or say its id in `words` in the mapping.",
            );
        };
        let (ja, en) = (list("(", ")").join("、"), list(" (", ")").join(", "));
        let name = name.trim();
        let rest = first.strip_prefix(name).filter(|rest| !rest.contains(char::is_whitespace));
        match rest.filter(|rest| !rest.is_empty() && name.chars().count() > 1) {
            Some(rest) => Text::new(
                format!(
                    "「{name}」で始まる人: {ja}。people.toml の氏名を「{name} {rest}」と空けて書くと、名字でも分かります。"
                ),
                format!(
                    "people whose names begin so: {en}; with a blank after the surname in people.toml (`{name} {rest}`) the surname alone is understood."
                ),
            ),
            None => Text::new(format!("「{name}」で始まる人: {ja}。"), format!("people whose names begin so: {en}.")),
        }
    }

    /// Of several names in a cell.
    pub fn ids(&self, text: &str) -> Result<Vec<String>, Text> {
        let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
        let ids: Result<Vec<Vec<String>>, Text> = parts.map(|part| self.part(part)).collect();
        Ok(ids?.concat())
    }

    fn part(&self, part: &str) -> Result<Vec<String>, Text> {
        let whole = match self.id(part) {
            Ok(id) => return Ok(vec![id]),
            Err(whole) => whole,
        };
        if let Some((one, more)) = WITHIN.iter().find_map(|within| part.split_once(within)) {
            return self.ids(&[one, more].join("、"));
        }
        // 佐藤 花子 is one name, 佐藤 伊藤 are two.
        match part.split_whitespace().count() {
            0 | 1 => Err(whole),
            _ => part.split_whitespace().map(|name| self.id(name)).collect(),
        }
    }
}
