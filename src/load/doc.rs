//! A file with its text, and what its name, its sort and its bytes have against it.

use std::sync::Arc;

use super::form::{self, NOT_A_FILE, SYNTAX, TOO_LARGE};
use super::{path, syntax, text};
use crate::model::file::{File, LIMIT, Mode};
use crate::model::finding::Fault;
use crate::model::path::Slot;
use crate::model::rule::Rule;
use crate::model::source::{Source, Span};
use crate::model::text::Text;

/// A file with its text, before its content is looked at.
pub struct Doc {
    pub source: Arc<Source>,
    pub slot: Option<Slot>,
    /// Whether there is a text to read.
    pub readable: bool,
    pub faults: Vec<Fault>,
}

impl Doc {
    pub fn open(file: &File) -> Doc {
        let name = text::inspect_name(&file.path);
        let (source, encoding) = syntax::decode(&file.path, &file.bytes);
        let slot = Slot::parse(&file.path).filter(|_| !file.lossy);
        let mut doc = Doc { slot, readable: true, faults: Vec::new(), source };
        // The sort of an entry says why the layout does not know it.
        if doc.slot.is_none() && file.mode.is_regular() {
            doc.fault(&form::BAD_PATH, None, path::unknown(&file.path));
        }
        for (rule, message) in name {
            doc.fault(rule, None, message);
        }
        if file.mode != Mode::Plain {
            doc.fault(&NOT_A_FILE, None, odd(file.mode));
            doc.readable = file.mode == Mode::Executable;
        }
        if doc.readable && file.size > LIMIT {
            doc.fault(&TOO_LARGE, None, too_large(file.size));
            doc.readable = false;
        }
        if let Some((span, message)) = encoding
            && doc.readable
            && doc.slot.is_some()
        {
            doc.fault(&SYNTAX, Some(span), message);
            doc.readable = false;
        }
        doc
    }

    fn fault(&mut self, rule: &'static Rule, span: Option<Span>, message: Text) {
        self.faults.push(Fault { rule, source: self.source.clone(), span, message, entry_day: None });
    }
}

fn odd(mode: Mode) -> Text {
    match mode {
        Mode::Plain => Text::default(),
        Mode::Executable => {
            Text::fixed("実行可能になっています(chmod -x で直せます)。", "the file is executable (chmod -x mends it).")
        }
        Mode::Link => Text::fixed("シンボリックリンクです。", "this is a symbolic link."),
        Mode::Submodule => Text::fixed("サブモジュールです。", "this is a submodule."),
        Mode::Other => Text::fixed("普通のファイルではありません。", "this is not a plain file."),
    }
}

fn too_large(size: u64) -> Text {
    Text::new(
        format!("{size}バイトあります。{LIMIT}バイト(64 KiB)までです。"),
        format!("{size} bytes; at most {LIMIT} (64 KiB) are read."),
    )
}
