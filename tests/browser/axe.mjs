// axe-core on the page as it stands. It is put in through the debugger, which no policy of the page's touches.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axe(tab, when, rules, found) {
  if (!(await tab.page.evaluate(() => "axe" in window))) await tab.page.evaluate(SOURCE);
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  // Without preload it reads the stylesheet as the page has it, and does not ask for it anew.
  const options = { runOnly, resultTypes: ["violations"], preload: false };
  const violations = await tab.page.evaluate(async (options) => {
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(" ")), why: nodes[0].failureSummary }));
  }, options);
  for (const { id, help, at, why } of violations) {
    found(`${when}: ${id}: ${help}; ${at.length} places, first ${at[0]}: ${why.replaceAll(/\s+/g, " ")}`);
  }
}
