//! The templates: those embedded in the program, and a town's own in their place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tera::{Kwargs, State, Tera, Value};

use super::{SiteError, markdown};

/// Every file of the folder `templates/`.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("equipment.html", include_str!("../../templates/equipment.html")),
    ("feed.xml", include_str!("../../templates/feed.xml")),
    ("history.html", include_str!("../../templates/history.html")),
    ("history_month.html", include_str!("../../templates/history_month.html")),
    ("incident.html", include_str!("../../templates/incident.html")),
    ("incidents.html", include_str!("../../templates/incidents.html")),
    ("index.html", include_str!("../../templates/index.html")),
    ("matrix.html", include_str!("../../templates/matrix.html")),
    ("month.html", include_str!("../../templates/month.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("people.html", include_str!("../../templates/people.html")),
    ("place.html", include_str!("../../templates/place.html")),
    ("regulation.html", include_str!("../../templates/regulation.html")),
    ("rules.html", include_str!("../../templates/rules.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("site.js", include_str!("../../templates/site.js")),
    ("style.css", include_str!("../../templates/style.css")),
];

pub struct Templates {
    pub tera: Tera,
    /// What is no template and goes into the site as it is.
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// Loads them all. Tera escapes by the ending of a template's name: each page's is `.html`, the feed's `.xml`.
pub fn load(lang: &'static str, overrides: Option<&Path>) -> Result<Templates, SiteError> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml"]);
    tera.register_filter("md", |text: &str, _: Kwargs, _: &State| Value::safe_string(&markdown::render(text)));
    // The same within XML, where it is a text that tells of HTML.
    tera.register_filter("md_as_text", |text: &str, _: Kwargs, _: &State| markdown::render(text));
    // The words of a heading, both languages where they are used: t(ja="町村", en="Places").
    tera.register_function("t", move |words: Kwargs, _: &State| words.must_get::<String>(lang));
    let mut texts = Vec::with_capacity(EMBEDDED.len());
    for (name, embedded) in EMBEDDED {
        texts.push((*name, overridden(overrides, name)?.unwrap_or_else(|| (*embedded).to_owned())));
    }
    let is_asset = |(name, _): &(&str, String)| name.ends_with(".css") || name.ends_with(".js");
    let (assets, templates): (Vec<_>, Vec<_>) = texts.into_iter().partition(is_asset);
    tera.add_raw_templates(templates).map_err(|error| SiteError::template("*.html", &error))?;
    Ok(Templates {
        tera,
        assets: assets.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect(),
    })
}

fn overridden(folder: Option<&Path>, name: &str) -> Result<Option<String>, SiteError> {
    let Some(path) = folder.map(|folder| folder.join(name)) else {
        return Ok(None);
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SiteError::reading(&path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut files: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, EMBEDDED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
