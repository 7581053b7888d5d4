//! The site (公開用のページ): the report as files that open from a file share, without network and without scripts.
//!
//! ```text
//! Report ─► pages (templates, Markdown) ─► Site: path → bytes ─► output: one exchange of folders
//! ```
//!
//! A site is made whole in memory before a byte is written, so that no error leaves half of one. Deliberately absent: arithmetic and
//! words in templates beyond headings (`report` has made them), fonts, pictures, HTML from records, and any need of the one script:
//! it searches and filters, and every page is whole without it.

mod data;
mod error;
mod feed;
mod manifest;
mod markdown;
mod output;
mod pages;
mod present;
mod regulation;
pub mod search;
mod templates;

use std::collections::BTreeMap;
use std::path::Path;

pub use error::SiteError;
pub use output::{Written, write};
pub use templates::EMBEDDED;

use crate::report::{Brief, Report};

/// All files of a site, by their path below its root.
pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Makes every file of the site. `overrides` is a folder whose files take the place of the embedded templates of the same name.
pub fn site(brief: &Brief<'_>, overrides: Option<&Path>) -> Result<Site, SiteError> {
    let report = Report::of(brief);
    let templates = templates::load(report.masthead.lang, overrides)?;
    let regulation = regulation::render(&report.regulation.body, &report.regulation.states);
    let mut files = pages::render(&report, &regulation, &templates)?;
    files.insert(feed::PATH.to_owned(), feed::render(&report, &templates)?);
    files.extend(data::files(brief, &report)?);
    files.extend(search::index(&report, &regulation.passages)?);
    files.extend(templates.assets);
    files.insert(manifest::NAME.to_owned(), manifest::manifest(&report.masthead, &files)?);
    Ok(Site { files })
}
