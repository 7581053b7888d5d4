// The pages of a site, and which of them stand for a template: the largest, since it shows the most.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

const TEMPLATES = [
  [/^incidents\/index\.html$/, "incidents"],
  [/^incidents\//, "incident"],
  [/^history\/index\.html$/, "history"],
  [/^history\//, "history month"],
  [/\/index\.html$/, "place"],
  [/^rankoshi\/\d{4}-\d\d\.html$/, "month of the trustee"],
  [/\/\d{4}-\d\d\.html$/, "month"],
];

export function pagesOf(site) {
  const files = filesBelow(site.root).map((file) => relative(site.root, file).split(sep).join("/"));
  const pages = files.filter((path) => path.endsWith(".html")).sort().map((path) => pageAt(site, path, files));
  for (const page of pages) page.stands = largest(pages.filter((other) => other.template === page.template)) === page;
  return pages;
}

function pageAt(site, path, files) {
  const file = join(site.root, path);
  const template = TEMPLATES.find(([shape]) => shape.test(path))?.[1] ?? path;
  return { site: site.name, path, file, template, files: new Set(files), url: pathToFileURL(file).href, html: readFileSync(file, "utf8") };
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(at) : [at];
  });
}

const largest = (pages) => pages.reduce((most, page) => (page.html.length > most.html.length ? page : most));
