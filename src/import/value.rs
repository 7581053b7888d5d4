//! A cell as a value of TOML, or what is wrong with it.

use jiff::civil::{Date, DateTime};

use super::cell::{Cell, folded, plain};
use super::fit::is_in_another_unit;
use super::keys::Target;
use super::moment::ahead;
use super::names::Names;
use super::time::{self, Days};
use crate::draft::shape::Form;
use crate::draft::value::text as quoted;
use crate::load::shorten;
use crate::model::Text;
use crate::report::tables::EMPTY;

/// How a sheet is to be read.
pub struct How<'h> {
    pub names: &'h Names,
    pub days: Days,
    /// Nothing was done after it.
    pub today: Date,
    /// An export's: texts are kept to the letter, and ids are ids.
    pub is_exact: bool,
}

/// A cell holds no more UTF-16 units.
const LONGEST: usize = 32_767;

/// What stands between several of a list.
pub const BETWEEN: &[char] = &['、', ',', '，', '/', ';', '\n', '\r', '+'];

/// What is added to a day: days, and an hour before noon is of the next one.
#[derive(Clone, Copy, Default)]
pub struct Shift {
    pub days: i64,
    pub overnight: bool,
}

pub struct Made {
    pub literal: String,
    pub time: Option<DateTime>,
}

/// What is wrong, and with which cell: of a day that has its hour beside it, either may be.
pub struct Wrong {
    pub message: Text,
    pub is_of_hour: bool,
    /// A name or word that nobody knows: it is mended in the registers or the mapping, for every cell that has it.
    pub is_of_mapping: bool,
}

impl Wrong {
    fn of_mapping(message: Text) -> Wrong {
        Wrong { is_of_mapping: true, ..message.into() }
    }
}

impl From<Text> for Wrong {
    fn from(message: Text) -> Wrong {
        Wrong { message, is_of_hour: false, is_of_mapping: false }
    }
}

impl How<'_> {
    /// The value that goes to a key; of a day with its hour beside it `hour`.
    pub fn value(&self, target: Target, cell: &Cell, hour: Option<&Cell>, shift: Shift) -> Result<Made, Wrong> {
        let is_fault = |cell: &&Cell| matches!(cell, Cell::Fault(_));
        if let Some(fault) = Some(cell).filter(is_fault) {
            return Err(spoilt(fault).into());
        }
        if let Some(fault) = hour.filter(is_fault) {
            return Err(Wrong { is_of_hour: true, ..spoilt(fault).into() });
        }
        let made = self.made(target, cell, hour, shift)?;
        match self.ahead(target, &made) {
            Some(day) => Err(ahead(cell, day).into()),
            None => Ok(made),
        }
    }

    fn made(&self, target: Target, cell: &Cell, hour: Option<&Cell>, shift: Shift) -> Result<Made, Wrong> {
        let plain = |literal: String| Ok(Made { literal, time: None });
        let named = |message: Text| if target.is_name() { Wrong::of_mapping(message) } else { message.into() };
        match &target.key.form {
            Form::Date => self.day(cell, shift),
            Form::Time => self.time(cell, hour, shift),
            Form::Number { .. } => plain(number(target, cell)?),
            Form::Flag => plain(flag(cell)?.to_string()),
            Form::Words(words) => plain(self.word(target, cell, words).map_err(Wrong::of_mapping)?),
            Form::Text { .. } | Form::Pattern(_) | Form::Table(_) | Form::Tables(_) => {
                plain(self.text(target, cell).map_err(named)?)
            }
            Form::List { .. } => plain(self.texts(target, cell).map_err(named)?),
        }
    }

    fn word(&self, target: Target, cell: &Cell, words: &[&str]) -> Result<String, Text> {
        let written = cell.shown();
        let found =
            words.iter().find(|word| if self.is_exact { **word == written } else { folded(&written) == **word });
        found.map(|word| quoted(word)).ok_or_else(|| {
            let (shown, key, list) = (shown(cell), target.path(), words.join(", "));
            Text::new(
                format!("「{shown}」の意味が分かりません。対応表の {key} の words に書きます。書ける語: {list}"),
                format!("what `{shown}` means is not known; say it in `words` of {key} in the mapping. Words: {list}"),
            )
        })
    }

    fn text(&self, target: Target, cell: &Cell) -> Result<String, Text> {
        if self.is_exact {
            let text = cell.shown();
            if text.encode_utf16().count() >= LONGEST && text.ends_with('…') {
                return Err(Text::fixed(
                    "文がセルに入りきらず、書き出したときに切られています。",
                    "the text was too long for a cell and was cut when it was exported.",
                ));
            }
            return Ok(quoted(if text == EMPTY { "" } else { &text }));
        }
        if let Cell::At(_) | Cell::Clock(_) = cell {
            return Err(Text::new(
                format!(
                    "番号や文が日付「{}」になっています。Excel が変えたものなら、文字列として入れ直してください。",
                    shown(cell)
                ),
                format!(
                    "`{}` is a date where a text belongs; if Excel made it one, enter it again as text.",
                    shown(cell)
                ),
            ));
        }
        let text = cell.shown().replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        if target.is_name() { self.id(&text).map(|id| quoted(&id)) } else { Ok(quoted(&text)) }
    }

    fn texts(&self, target: Target, cell: &Cell) -> Result<String, Text> {
        let text = cell.shown();
        if !self.is_exact && target.is_name() {
            let ids: Vec<String> = self.ids(&text)?.iter().map(|id| quoted(id)).collect();
            return Ok(format!("[{}]", ids.join(", ")));
        }
        let between: &[char] = if self.is_exact { &[' '] } else { BETWEEN };
        let parts: Vec<String> = text.split(between).flat_map(str::split_whitespace).map(quoted).collect();
        Ok(format!("[{}]", parts.join(", ")))
    }
}

fn number(target: Target, cell: &Cell) -> Result<String, Text> {
    if let Some(count) = time::count(cell) {
        return Ok(count.to_string());
    }
    let (written, shown) = (plain(&cell.shown()).replace(',', ""), shown(cell));
    Err(match written.parse::<f64>() {
        Ok(_) => Text::new(
            format!("「{shown}」は書けません。0以上の整数にしてください。"),
            format!("`{shown}` will not do; write a whole number, 0 or more."),
        ),
        Err(_) => unread(cell, Text::fixed("数", "a number"), unit(target, cell)),
    })
}

fn flag(cell: &Cell) -> Result<bool, Text> {
    match plain(&cell.shown()).to_lowercase().as_str() {
        "true" | "○" | "◯" | "〇" | "有" | "はい" | "1" => Ok(true),
        "false" | "×" | "無" | "いいえ" | "0" => Ok(false),
        _ => Err(unread(cell, Text::fixed("はい・いいえ(true、false)", "true or false"), Text::default())),
    }
}

/// What Excel could not work out.
fn spoilt(cell: &Cell) -> Text {
    let fault = cell.shown();
    Text::new(
        format!("セルが Excel のエラー({fault})になっています。元のブックで式を直してください。"),
        format!("the cell holds an error ({fault}); correct the formula in the workbook."),
    )
}

pub fn unread(cell: &Cell, wanted: Text, why: Text) -> Text {
    let shown = shown(cell);
    Text::new(
        format!("「{shown}」を{}として読めません。{}", wanted.ja, why.ja),
        format!("`{shown}` cannot be read as {}.{}", wanted.en, why.en),
    )
}

/// 18GB where megabytes are counted.
fn unit(target: Target, cell: &Cell) -> Text {
    let is_other = target.is_in_mb() && is_in_another_unit(&cell.shown());
    if is_other { Text::fixed("MB に直して書きます。", " Give it in MB.") } else { Text::default() }
}

pub fn shown(cell: &Cell) -> String {
    shorten(&cell.shown())
}
