//! What a served page has that a built one has not: the script that waits, and leave to run it. And the page that tells what failed.

use crate::model::text::{Lang, Text};
use crate::site::EMBEDDED;

/// Where the preview's own files are; no file of a site begins with a dot.
pub const OWN: &str = "/.daicho/";
pub const SCRIPT: &str = include_str!("reload.js");

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
const END: &str = "</body>";

/// A built page as it is served.
pub fn served(html: &str, number: u64) -> String {
    let script = script(number);
    let at = html.rfind(END).unwrap_or(html.len());
    format!("{}{script}{}", with_leave(&html[..at]), &html[at..])
}

fn script(number: u64) -> String {
    format!("<script src=\"{OWN}reload.js\" data-since=\"{number}\"></script>\n")
}

/// The page's own policy, and beside it what the script asks for.
fn with_leave(html: &str) -> String {
    let policy = html.split_once(POLICY).and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
    let Some((before, (policy, after))) = policy else { return html.to_owned() };
    let has = |name: &str| policy.split(';').any(|directive| directive.trim_start().starts_with(name));
    let leave = ["script-src", "connect-src"].into_iter().filter(|name| !has(name));
    let leave: String = leave.map(|name| format!("; {name} &#39;self&#39;")).collect();
    format!("{before}{POLICY}{policy}{leave}\"{after}")
}

/// The stylesheet of the program's own, whatever a town's looks like or lacks.
pub fn style() -> &'static str {
    EMBEDDED.iter().find(|(name, _)| *name == "style.css").map_or("", |(_, style)| style)
}

/// Why there is no site to be shown.
pub fn failure(text: &Text, number: u64, lang: Lang) -> String {
    let title = Text::fixed("ページを作れません", "The site cannot be made");
    let next = Text::fixed(
        "直して保存すると、このページは自動で元に戻ります。",
        "Mend it and save: this page comes back by itself.",
    );
    page(&title, &format!("<pre class=\"notice\">{}</pre>", escaped(text.get(lang))), &next, number, lang)
}

/// No file of this name was made.
pub fn absent(number: u64, lang: Lang) -> String {
    let title = Text::fixed("ページがありません", "There is no such page");
    let next = Text::fixed(
        "記録が加わってページができると、自動で表示します。",
        "Should a record bring it about, it is shown by itself.",
    );
    let index = Text::fixed("一覧へ", "To the overview");
    page(&title, &format!("<p><a href=\"/\">{}</a></p>", index.get(lang)), &next, number, lang)
}

fn page(title: &Text, body: &str, next: &Text, number: u64, lang: Lang) -> String {
    let (title, next, tag, script) = (title.get(lang), next.get(lang), lang.tag(), script(number));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"{OWN}style.css\">\n</head>\n\
         <body>\n<main id=\"main\">\n<h1>{title}</h1>\n{body}\n<p>{next}</p>\n</main>\n{script}</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
