//! What is answered to a request.

use std::time::Duration;

use crate::model::text::Lang;

use super::page::{self, OWN};
use super::shown::{Made, Shown};

/// How long a browser is kept waiting before it may ask again.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Answer {
    pub status: u16,
    pub kind: &'static str,
    pub body: Vec<u8>,
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl Answer {
    fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status, kind, body: body.into() }
    }

    pub fn refused(status: u16, words: &str) -> Answer {
        Answer::new(status, TEXT, format!("{words}\n"))
    }
}

/// Looks up what a GET or HEAD asks for; waits where it asks for what comes next.
pub fn answer(shown: &Shown, target: &str, lang: Lang) -> Answer {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if let Some(own) = path.strip_prefix(OWN) {
        return of_our_own(shown, own, query);
    }
    let (number, made) = shown.now();
    match &*made {
        Ok(_) => of_the_site(&made, path, number, lang),
        Err(failure) => Answer::new(500, HTML, page::failure(failure, number, lang)),
    }
}

fn of_our_own(shown: &Shown, name: &str, query: &str) -> Answer {
    match name {
        "reload.js" => Answer::new(200, "text/javascript; charset=utf-8", page::SCRIPT),
        "style.css" => Answer::new(200, "text/css; charset=utf-8", page::style()),
        "wait" => match query.strip_prefix("since=").and_then(|since| since.parse().ok()) {
            Some(since) => Answer::new(200, TEXT, shown.wait(since, PATIENCE).to_string()),
            None => Answer::refused(400, "since=NUMBER is missing"),
        },
        _ => Answer::refused(404, "no such file"),
    }
}

/// Only the names of files that were made lead to anything: a path with `..` or a quoted letter is none of them.
fn of_the_site(made: &Made, path: &str, number: u64, lang: Lang) -> Answer {
    let name = path.strip_prefix('/').unwrap_or(path);
    let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    let bytes = made.as_ref().ok().and_then(|site| site.files.get(&name));
    match (bytes, kind(&name)) {
        (None, _) => Answer::new(404, HTML, page::absent(number, lang)),
        (Some(bytes), HTML) => Answer::new(200, HTML, page::served(&String::from_utf8_lossy(bytes), number)),
        (Some(bytes), kind) => Answer::new(200, kind, bytes.clone()),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "txt" => TEXT,
        _ => "application/octet-stream",
    }
}
