// The search, and the filters of long lists; every page is whole without them. Loads scripts of this site alone, has no words of its
// own (the page gives them), and makes text, never HTML.
"use strict";

// The search apart from any page. It folds as src/site/search/fold.rs does; tests/search.rs holds both together.
var daicho = (() => {
  const shards = {};
  let directory = null;

  function fold(text) {
    return text
      .replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[ァ-ヶヽヾ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60))
      .replace(/[ヷ-ヺ]/g, (c) => "わゐゑを"[c.charCodeAt(0) - 0x30f7] + "\u3099")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\u301c\u223c]/g, "~")
      .replace(/ς/g, "σ")
      .replace(/[\s\u0085]+/g, " ")
      .trim();
  }

  const wide = /[々-〇ぁ-ゟー-ヿ\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u.source;
  const run = new RegExp(`(${wide}+)|[0-9a-zÀ-ÖØ-öø-\u1fff]+`, "gu");

  // The runs of a folded text, each with its bigrams if it has any.
  function runs(folded) {
    return [...folded.matchAll(run)].map(([text, isWide]) => {
      const chars = [...text];
      return { text, bigrams: isWide && chars.length > 1 ? chars.slice(1).map((c, at) => chars[at] + c) : null };
    });
  }

  const terms = (folded) => runs(folded).flatMap((run) => run.bigrams || [run.text]);
  const words = (query) => [...new Set(fold(query).split(" "))].filter((word) => word);

  // The names of the shards that may have a hit, the latest first; what has no day always may.
  function needed(query) {
    let names = directory.shards.map((_, at) => at);
    const keep = (of) => { names = names.filter((at) => of.has(at)); };
    for (const { text, bigrams } of words(query).flatMap(runs)) {
      if (bigrams) bigrams.forEach((term) => keep(new Set(directory.terms.get(term))));
      // A part of a word, a number or a bigram: whichever has it.
      else keep(new Set([...directory.terms].flatMap(([term, of]) => (term.includes(text) ? of : []))));
    }
    return [...names.reverse().map((at) => directory.shards[at]), "undated"];
  }

  // Every place of some shards that has each word within one of its strings: first by group, then the latest.
  function search(query, names) {
    const wanted = words(query);
    const hits = [];
    for (const { strings, pages } of names.map((name) => shards[name])) {
      const folded = strings.map(fold);
      const having = wanted.map((word) => folded.map((text) => text.includes(word)));
      for (const [page, rows] of pages) {
        for (const [anchor, group, head, body] of rows) {
          if (!having.every((has) => head.some((at) => has[at]) || body.some((at) => has[at]))) continue;
          const [title, place, date, kind, day] = head.map((at) => strings[at]);
          const text = () => body.map((at) => strings[at]).join(" ");
          hits.push({ href: anchor ? `${page}#${anchor}` : page, group, title, place, date, kind, day, text });
        }
      }
    }
    return hits.sort((a, b) => a.group - b.group || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  }

  // The least number up to `high` of which `holds` is true, as it is of all that are greater.
  function least(high, holds) {
    let low = 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  // Where the words are in a text as it was written, as [from, to] in characters.
  function marks(chars, wanted) {
    const found = [];
    for (const word of wanted) {
      const has = (from, to) => fold(chars.slice(from, to).join("")).includes(word);
      for (let from = 0; found.length < 50 && has(from, chars.length); ) {
        const to = from + least(chars.length - from, (n) => has(from, from + n));
        found.push([to - least(to - from, (n) => has(to - n, to)), to]);
        from = to;
      }
    }
    let end = 0;
    return found.sort((a, b) => a[0] - b[0]).filter(([from, to]) => from >= end && (end = to));
  }

  return {
    fold, terms, words, needed, search, marks,
    index(read) {
      const of = Object.entries(read.terms).flatMap(([names, terms]) => {
        const numbers = names.split(" ").map(Number);
        return terms.split(" ").map((term) => [term, numbers]);
      });
      directory = { shards: read.shards, terms: new Map(of) };
    },
    shard([name, read]) { shards[name] = read; },
  };
})();

// search.html
(() => {
  const form = typeof document === "object" && document.getElementById("search");
  if (!form) return;
  const [said, list, more] = ["found", "hits", "more"].map((id) => document.getElementById(id));
  const given = new URLSearchParams(location.search);
  const query = given.get("q") || "";
  const wanted = daicho.words(query);
  let hits = [];
  let shown = 0;

  const say = (name, values) => {
    said.textContent = said.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  };
  const load = (name) => new Promise((onload, onerror) => {
    const script = document.createElement("script");
    document.head.append(Object.assign(script, { src: `data/search/${name}.js`, onload, onerror }));
  });

  function element(tag, className, ...inside) {
    const made = Object.assign(document.createElement(tag), { className });
    made.append(...inside);
    return made;
  }

  // A text with its hits marked, from `first` on for as many characters.
  function marked(text, length) {
    const chars = [...text];
    const found = daicho.marks(chars, wanted);
    const first = chars.length > length && found.length ? Math.max(0, found[0][0] - 30) : 0;
    const last = Math.min(chars.length, first + length);
    const nodes = [first ? "…" : ""];
    let at = first;
    for (const [from, to] of found.filter(([, to]) => to <= last)) {
      nodes.push(chars.slice(at, from).join(""), element("mark", "", chars.slice(from, to).join("")));
      at = to;
    }
    return [...nodes, chars.slice(at, last).join(""), last < chars.length ? "…" : ""];
  }

  function item(hit) {
    const link = Object.assign(element("a", "", ...marked(hit.title, 200)), { href: hit.href });
    const facts = [hit.place, hit.date].filter((fact) => fact).join("　");
    return element("li", "",
      element("p", "", link, " ", element("span", "tag", hit.kind)),
      element("p", "sub", ...marked(facts, 200)),
      element("p", "", ...marked(hit.text(), 140)));
  }

  const of = (group) => hits.filter((hit) => group === "" || hit.group === Number(group));

  function show() {
    const all = of(form.g.value);
    const fresh = all.slice(shown, shown + 20).map(item);
    list.append(...fresh);
    shown += fresh.length;
    more.hidden = shown === all.length;
    say(all.length ? (more.hidden ? "all" : "some") : "none", { q: query, n: all.length, shown });
    return fresh[0];
  }

  function begin() {
    list.textContent = "";
    shown = 0;
    show();
  }

  async function run() {
    say("wait", {});
    await load("index");
    const names = daicho.needed(query);
    await Promise.all(names.map(load));
    hits = daicho.search(query, names);
    for (const option of form.g.options) option.append(` (${of(option.value).length})`);
    begin();
  }

  form.hidden = false;
  form.q.value = query;
  form.g.value = given.get("g") || "";
  form.g.addEventListener("change", () => hits.length && begin());
  more.addEventListener("click", () => show()?.querySelector("a").focus());
  if (wanted.length) run().catch(() => say("lost", {}));
})();

// Filters: a form names the things it filters; a thing, or what it stands in, says in data-… what it is.
(() => {
  if (typeof document !== "object") return;
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const things = [...document.querySelectorAll(form.dataset.filter)];
    const controls = [...form.querySelectorAll("[data-key]")];
    const said = form.querySelector("[role=status]");
    const values = (thing, { dataset: { key, split } }) => {
      const holder = thing.closest(`[data-${key}]`);
      return holder ? holder.dataset[key].split(split || "|").filter((value) => value) : [];
    };
    const passes = (thing, control) => {
      if (control.type === "checkbox") return !control.checked || values(thing, control).length > 0;
      return control.value === "" || values(thing, control).includes(control.value);
    };
    const apply = () => {
      for (const thing of things) thing.hidden = !controls.every((control) => passes(thing, control));
      const left = things.filter((thing) => !thing.hidden);
      for (const group of document.querySelectorAll("[data-group]")) {
        const some = (list) => list.some((thing) => group.contains(thing));
        group.hidden = some(things) && !some(left);
      }
      said.textContent = said.dataset.words.replace("{n}", left.length).replace("{all}", things.length);
    };
    for (const control of controls.filter((control) => control.tagName === "SELECT")) {
      const all = new Set(things.flatMap((thing) => values(thing, control)));
      for (const value of all) control.append(new Option(value, value));
    }
    // What a link leads to is never filtered away.
    const reveal = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]")) {
        form.reset();
        target.scrollIntoView();
      }
    };
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    // The controls are reset after the event.
    form.addEventListener("reset", () => setTimeout(() => { apply(); reveal(); }));
    addEventListener("hashchange", reveal);
    form.hidden = things.length < 2;
  }
})();
