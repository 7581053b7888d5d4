//! `feed.atom`: the incidents for a feed reader (RFC 4287). Links are relative, as everywhere on the site.

use crate::report::Report;

use super::SiteError;
use super::pages;
use super::templates::Templates;

pub const PATH: &str = "feed.atom";
const TEMPLATE: &str = "feed.xml";

pub fn render(report: &Report, templates: &Templates) -> Result<Vec<u8>, SiteError> {
    let context = pages::context(report, PATH, TEMPLATE, &report.feed)?;
    let xml = templates.tera.render(TEMPLATE, &context).map_err(|error| SiteError::template(TEMPLATE, &error))?;
    Ok(xml.replace(|c: char| !is_xml(c), "\u{fffd}").into_bytes())
}

/// Characters that XML 1.0 knows no way to write; a record may hold them, and has been found to.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}
