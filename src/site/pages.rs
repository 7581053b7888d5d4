//! The table of pages: which template shows which part of the report, and where. Rendered in parallel, each page by itself.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::report::{Masthead, Report, address};

use super::SiteError;
use super::regulation::{Heading, Rendered};
use super::templates::Templates;

/// What a page may load and do: the site's own stylesheet and scripts, and a form that leads to its search. `file:` stands beside `'self'` because not every browser takes
/// a file beside the page for the page's own origin.
const CSP: &str =
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'self' file:";

/// What every template can use beside its own part of the report.
#[derive(Serialize)]
struct Page<'a, T> {
    site: &'a Masthead,
    csp: &'static str,
    up: String,
    it: &'a T,
}

/// A page that is ready to be rendered.
struct Job {
    path: String,
    template: &'static str,
    context: Context,
}

pub fn render(
    report: &Report,
    regulation: &Rendered<'_>,
    templates: &Templates,
) -> Result<BTreeMap<String, Vec<u8>>, SiteError> {
    let fixed = [
        job(report, address::OVERVIEW, "index.html", &report.overview),
        job(report, address::INCIDENTS, "incidents.html", &report.incident_list),
        job(report, address::RULES, "rules.html", &report.catalogue),
        job(report, address::PEOPLE, "people.html", &report.people),
        job(report, address::EQUIPMENT, "equipment.html", &report.equipment),
        job(report, address::MATRIX, "matrix.html", &report.articles),
        job(report, address::HISTORY, "history.html", &report.history),
        job(report, address::SEARCH, "search.html", &report.search.groups),
        regulation_job(report, regulation),
    ];
    let (months, places, incidents) = (report.months.par_iter(), report.places.par_iter(), report.incidents.par_iter());
    let history = report.history_months.par_iter();
    let jobs = months
        .map(|month| job(report, &month.href, "month.html", month))
        .chain(places.map(|place| job(report, &place.href, "place.html", place)))
        .chain(incidents.map(|incident| job(report, &incident.row.href, "incident.html", incident)))
        .chain(history.map(|month| job(report, &month.href, "history_month.html", month)))
        .chain(fixed);
    jobs.map(|job| {
        let job = job?;
        let html = templates.tera.render(job.template, &job.context);
        html.map(|html| (job.path.clone(), with_short_links(&html, &job.path).into_bytes()))
            .map_err(|error| SiteError::template(job.template, &error))
    })
    .collect()
}

/// A link to the page itself becomes the bare anchor: shorter, and whole when the page is sent on alone. One to its neighbour does
/// not go by way of the root.
fn with_short_links(html: &str, path: &str) -> String {
    let html = html.replace(&format!("href=\"{}{path}#", up(path)), "href=\"#");
    match path.rsplit_once('/') {
        Some((folder, _)) => html.replace(&format!("href=\"{}{folder}/", up(path)), "href=\""),
        None => html,
    }
}

/// The way from a page to the site's root: `../`.
fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

fn job<T: Serialize>(report: &Report, path: &str, template: &'static str, it: &T) -> Result<Job, SiteError> {
    Ok(Job { path: path.to_owned(), template, context: context(report, path, template, it)? })
}

/// What a template is given for a file at a path.
pub fn context<T: Serialize>(report: &Report, path: &str, template: &str, it: &T) -> Result<Context, SiteError> {
    let page = Page { site: &report.masthead, csp: CSP, up: up(path), it };
    Context::from_serialize(&page).map_err(|error| SiteError::template(template, &error))
}

fn regulation_job(report: &Report, rendered: &Rendered<'_>) -> Result<Job, SiteError> {
    let contents: &[Heading] = &rendered.contents;
    let mut job = job(report, address::REGULATION, "regulation.html", &report.regulation)?;
    job.context.insert("pieces", &rendered.pieces);
    job.context.insert("contents", contents);
    Ok(job)
}
