// Runs the site's search without a page: the script and the shards as they are, in a context of their own.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const site = process.argv[2];
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const context = vm.createContext({});
const run = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), context, { filename: file });
const loaded = new Set();
const load = (name) => loaded.has(name) || (loaded.add(name), run(`data/search/${name}.js`));

run("site.js");
load("index");
const { daicho } = context;
const told = ({ href, group, title, place, date, kind, day, text }) =>
  ({ href, group, head: [title, place, date, kind, day].join(" "), text: text() });
// Only what the directory says may be needed is loaded, as on the page.
const search = (query) => {
  const names = daicho.needed(query);
  names.forEach(load);
  return daicho.search(query, names);
};
const hits = (query) => (daicho.words(query).length ? search(query) : []);
const answer = {
  folded: asked.words.map(daicho.fold),
  terms: asked.words.map((word) => daicho.terms(daicho.fold(word))),
  hits: asked.queries.map((query) => hits(query).map((hit) => hit.href)),
  marks: asked.marks.map(([text, query]) => daicho.marks([...text], daicho.words(query)).map(([from, to]) => [...text].slice(from, to).join(""))),
};
// No words leave nothing out. Last, because it loads everything.
answer.all = search("").map(told);
process.stdout.write(JSON.stringify(answer));
