// Every link leads to a file of the site and to a place on it; nothing leads out, and nothing is inline that a policy would have to allow.

import { readFileSync } from "node:fs";
import { posix } from "node:path";

const FORBIDDEN_IN_SCRIPTS = /\bfetch\s*\(|XMLHttpRequest|\bimport\s*\(|^\s*import\s|sendBeacon|EventSource|WebSocket|https?:/m;

export function links(pages, report) {
  const byPath = new Map(pages.map((page) => [`${page.site}/${page.path}`, page]));
  for (const page of pages) {
    page.refers.links.forEach((link) => {
      const wrong = wrongWith(link, page, byPath);
      if (wrong) report("links", page, `${link}: ${wrong}`);
    });
    twice(page.refers.ids).forEach((id) => report("links", page, `the id ${id} stands twice`));
    page.refers.inline.forEach((attribute) => report("links", page, `inline ${attribute}`));
    page.refers.scripts.forEach((script) => {
      if (script.type === "module") report("links", page, "a module script, which does not load from file:");
      if (script.inline && !["application/json", "application/ld+json"].includes(script.type)) report("links", page, "an inline script");
    });
  }
  for (const { site, files, file, path } of new Map(pages.map((page) => [page.site, page])).values()) {
    const root = file.slice(0, -path.length);
    [...files].filter((name) => name.endsWith(".js")).forEach((name) => {
      const forbidden = FORBIDDEN_IN_SCRIPTS.exec(readFileSync(root + name, "utf8"));
      if (forbidden) report("links", { site, path: name }, `has ${forbidden[0]}`);
    });
  }
}

function wrongWith(link, page, byPath) {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) return "leads out of the site";
  const [path, anchor] = link.split("#");
  const target = path ? posix.join(posix.dirname(page.path), decodeURI(path)) : page.path;
  if (!page.files.has(target)) return "no such file";
  if (anchor === undefined) return null;
  const there = byPath.get(`${page.site}/${target}`);
  return there?.refers.ids.includes(decodeURIComponent(anchor)) ? null : "no such place on it";
}

const twice = (ids) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
