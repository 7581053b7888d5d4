// One page: what is asked of every one, and what is asked of one page of each template.

import { axe } from "./axe.mjs";
import { keyboard } from "./keyboard.mjs";
import { layout } from "./layout.mjs";

/** What A4 leaves between the margins of the stylesheet: 186 mm. */
const PAPER = 703;
const WIDTHS = [["1280 px", 1280, 1], ["200 %", 640, 2], ["360 px", 360, 1]];

export async function visit(tab, page, report) {
  const found = (check) => (detail) => report(check, page, detail);
  await tab.open(page.url);
  page.refers = await tab.page.evaluate(references);
  if (page.html.includes("<script")) await withoutScripts(tab, page, found("without scripts"));
  for (const [name, width, scale] of WIDTHS) {
    await tab.resize(width, scale);
    (await tab.page.evaluate(layout)).forEach((detail) => report("layout", page, `${name}: ${detail}`));
    if (page.stands && width === 360) await axe(tab, "360 px", ["target-size"], found("axe"));
  }
  if (page.stands) {
    await tab.page.emulateMedia({ media: "print" });
    await tab.resize(PAPER, 1);
    (await tab.page.evaluate(layout)).forEach((detail) => report("layout", page, `on A4: ${detail}`));
    await tab.page.emulateMedia({ media: "screen" });
    await tab.resize(1280, 1);
    await keyboard(tab, found("keyboard"));
    await axe(tab, "light", null, found("axe"));
    await tab.page.emulateMedia({ colorScheme: "dark" });
    await axe(tab, "dark", ["color-contrast", "link-in-text-block"], found("axe"));
  }
  [...new Set(tab.noise)].forEach(found("quiet"));
}

/** What a page refers to and can be referred to by, and what no page may have. */
function references() {
  const all = [...document.querySelectorAll("*")];
  const attributes = all.flatMap((element) => [...element.attributes]);
  const named = (...names) => attributes.filter((attribute) => names.includes(attribute.name)).map((attribute) => attribute.value);
  return {
    ids: named("id"),
    links: named("href", "src", "xlink:href"),
    inline: attributes.filter(({ name }) => name === "style" || name.startsWith("on")).map(({ name, value }) => `${name}="${value}"`),
    scripts: [...document.scripts].map((script) => ({ type: script.type, inline: !script.src })),
  };
}

/** Scripts may only add: each line that is there without them is there with them, but for what a page says in their stead. */
async function withoutScripts(tab, page, found) {
  const split = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const lines = async (of) => split(await of.locator("main").innerText());
  await tab.withoutScripts.goto(page.url);
  const instead = await tab.withoutScripts.locator("main noscript").allInnerTexts();
  const shown = new Set([...(await lines(tab.page)), ...instead.flatMap(split)]);
  (await lines(tab.withoutScripts)).filter((line) => !shown.has(line)).forEach((line) => found(`gone with scripts: ${line}`));
}
