// In the page, at the width it has: nothing makes the page itself scroll sideways, sticks out of its box, is cut, or lies on other text.
// What is wide scrolls in a box of its own that the keyboard reaches and that has a name.

export function layout() {
  const SLACK = 1.5;
  const found = [];
  const root = document.documentElement;
  const nameOf = (element) => `<${element.localName}${element.className?.length ? ` class="${element.className}"` : ""}> ${text(element)}`;
  const text = (node) => `«${node.textContent.trim().replaceAll(/\s+/g, " ").slice(0, 40)}»`;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((element) =>
      element.getBoundingClientRect().right > root.clientWidth + SLACK && !isInScroller(element));
    found.push(`the page scrolls sideways, ${root.scrollWidth} of ${root.clientWidth}: ${wide.slice(-1).map(nameOf)}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    const overflows = element.scrollWidth > element.clientWidth + SLACK || element.scrollHeight > element.clientHeight + SLACK;
    if (!overflows || element.closest("svg") || !element.checkVisibility()) continue;
    const { overflowX } = getComputedStyle(element);
    if (["hidden", "clip"].includes(overflowX)) found.push(`cut: ${nameOf(element)}`);
    const isReachable = element.tabIndex >= 0 && element.role && (element.ariaLabel || element.hasAttribute("aria-labelledby"));
    if (scrolls(element) && !isReachable) found.push(`scrolls, but not by keyboard or without a name: ${nameOf(element)}`);
  }

  const lines = textLines();
  for (const { node, box } of lines) {
    const holder = holderOf(node.parentElement);
    const room = holder.getBoundingClientRect();
    if (scrolls(holder)) continue;
    // A bracket at the end of a line takes half its width there, which the line's box does not know.
    const slack = box.height / 2;
    if (box.right > room.right + slack || box.left < room.left - slack) found.push(`sticks out of ${nameOf(holder)}: ${text(node)}`);
    if (box.bottom > room.bottom + slack) found.push(`sticks out below ${nameOf(holder)}: ${text(node)}`);
  }
  overlaps(lines).forEach(([a, b]) => found.push(`text on text: ${text(a.node)} and ${text(b.node)}`));
  return found;

  function isInScroller(element) {
    for (let around = element.parentElement; around; around = around.parentElement) if (scrolls(around)) return true;
    return false;
  }

  function textLines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      if (node.parentElement.closest("title, desc, script, style, option")) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1 && box.right > 0) lines.push({ node, box });
    }
    return lines;
  }

  function holderOf(element) {
    const picture = element.closest("svg");
    if (picture) return picture;
    while (["inline", "contents"].includes(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  }

  /** Boxes of lines are higher than their letters: only the middle half of each counts. */
  function overlaps(lines) {
    const middles = lines.map(({ node, box }) => ({ node, left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 }));
    middles.sort((a, b) => a.top - b.top);
    const pairs = [];
    let open = [];
    for (const next of middles) {
      open = open.filter((line) => line.bottom > next.top);
      for (const line of open) if (line.node !== next.node && line.left < next.right && next.left < line.right) pairs.push([line, next]);
      open.push(next);
    }
    return pairs;
  }
}
