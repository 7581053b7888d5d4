//! Files that are no table, told apart before they are taken for one.

use crate::model::Text;

/// What a file is instead, and what to do.
pub fn other(name: &str, bytes: &[u8]) -> Option<Text> {
    if name.starts_with("~$") {
        return Some(Text::fixed(
            "Excel が開いている間の作業ファイルです。~$ のない方を示してください。",
            "Excel's lock file; name the one without ~$.",
        ));
    }
    match bytes {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Text::fixed(
            "古い形式(.xls)かパスワード付きのブックです。Excel で開き、パスワードなしの .xlsx で保存し直してください。",
            "a workbook of the old form (.xls), or one with a password; open it in Excel and save it as .xlsx without a password.",
        )),
        [b'%', b'P', b'D', b'F', ..] => Some(Text::fixed(
            "PDF は読めません。元の Excel のファイルを示してください。",
            "a PDF cannot be read; name the workbook that it was made from.",
        )),
        bytes if is_markup(bytes) => Some(Text::fixed(
            "ブックでも CSV でもなく、HTML か XML です。Excel で開いて .xlsx で保存し直してください。",
            "HTML or XML, neither a workbook nor CSV; open it in Excel and save it as .xlsx.",
        )),
        _ => None,
    }
}

/// What other programs write under the name of `.xls`.
fn is_markup(bytes: &[u8]) -> bool {
    let (text, _, _) = encoding_rs::UTF_8.decode(&bytes[..bytes.len().min(1_000)]);
    let text = text.trim_start().to_ascii_lowercase();
    ["<?xml", "<!doctype", "<html", "<head", "<meta", "<table", "<workbook"].iter().any(|tag| text.starts_with(tag))
}
