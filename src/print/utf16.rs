//! Where a finding stands, as editors and code hosts count: lines from 1, columns from 1 in UTF-16 units.

use crate::model::finding::Finding;
use crate::model::source::Source;

/// A span of a file's text; its end lies behind its last character.
#[derive(Clone, Copy)]
pub struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// `None` of a finding about a whole file, or about none.
pub fn region(finding: &Finding) -> Option<Region> {
    let (source, span) = (finding.source.as_ref()?, finding.span?);
    let (line, column) = place(source, span.start);
    let (end_line, end_column) = place(source, span.end.max(span.start));
    Some(Region { line, column, end_line, end_column })
}

fn place(source: &Source, offset: usize) -> (usize, usize) {
    let offset = source.text.floor_char_boundary(offset);
    let start = source.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    (source.position(offset).line, source.text[start..offset].encode_utf16().count() + 1)
}

/// A path as a relative URI: whatever a hostile file name holds, it leads nowhere else.
pub fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let written = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(written).collect()
}
