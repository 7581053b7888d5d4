// All checks of some sites, in one browser and one Java machine.
//
//   node run.mjs CHROMIUM SITES.json     SITES: [{"name": "ja", "root": "/folder"}]
//
// Prints what was found as JSON: [{"check", "site", "page", "detail"}]. How long each part took goes to stderr.

import { readFileSync } from "node:fs";
import { Browser } from "./browser.mjs";
import { links } from "./links.mjs";
import { nu } from "./nu.mjs";
import { pagesOf } from "./pages.mjs";
import { visit } from "./visit.mjs";

const AT_ONCE = 3;

const [chromium, list] = process.argv.slice(2);
const sites = JSON.parse(readFileSync(list, "utf8"));
const pages = sites.flatMap(pagesOf);
const findings = [];
const report = (check, page, detail) => findings.push({ check, site: page.site, page: page.path, detail });

const took = {};
async function timed(name, work) {
  const start = Date.now();
  await work;
  took[name] = ((Date.now() - start) / 1000).toFixed(1) + " s";
}

async function inBrowser() {
  const browser = await Browser.launch(chromium);
  const waiting = [...pages];
  const worker = async () => {
    const tab = await browser.tab();
    for (let page = waiting.shift(); page; page = waiting.shift()) await visit(tab, page, report);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await browser.close();
  links(pages, report);
}

await Promise.all([timed("Nu", nu(sites, pages, report)), timed("browser", inBrowser())]);
console.error(`${pages.length} pages`, took);
process.stdout.write(JSON.stringify(findings));
