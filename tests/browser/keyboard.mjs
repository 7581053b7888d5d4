// Tab alone: every link and control is reached, in the order of the page, seen where it is, and with a ring around it.

const TAB = { type: "rawKeyDown", key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };

export async function keyboard(tab, found) {
  const expected = await tab.page.evaluate(listen);
  const tabs = Array.from({ length: expected }, () => tab.devtools.send("Input.dispatchKeyEvent", TAB));
  await Promise.all(tabs);
  const { names, reached } = await tab.page.evaluate(() => window.keyboardCheck);
  names.forEach((name, at) => {
    if (reached[at]?.at !== at) found(`${name} is number ${at + 1} of the page, but Tab reached ${names[reached[at]?.at] ?? "nothing"} there`);
  });
  for (const problem of new Set(reached.map((one) => one.problem).filter(Boolean))) {
    const those = reached.filter((one) => one.problem === problem);
    found(`${problem}: ${those.length} times, first ${names[those[0].at]}`);
  }
}

/** Lists what Tab should reach, and notes what it does reach. */
function listen() {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const controls = [...document.querySelectorAll(CONTROLS)].filter((control) =>
    control.tabIndex >= 0 && !control.disabled && control.checkVisibility({ visibilityProperty: true }));
  const nameOf = (control) => `<${control.localName}> ${(control.getAttribute("aria-label") ?? control.textContent).trim().slice(0, 40)}`;
  const check = { names: controls.map(nameOf), reached: [] };
  document.activeElement?.blur();
  addEventListener("focusin", ({ target }) => check.reached.push({ at: controls.indexOf(target), problem: problemOf(target) }));
  window.keyboardCheck = check;
  return controls.length;

  function problemOf(control) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(control);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `outline ${outlineStyle} ${outlineWidth}`;
    const behind = getComputedStyle(solidBehind(control)).backgroundColor;
    const contrast = contrastOf(luminance(outlineColor), luminance(behind));
    if (contrast < 3) return `outline ${outlineColor} on ${behind}: contrast ${contrast.toFixed(2)}`;
    const box = control.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
    return inView ? null : "out of view";
  }

  function solidBehind(control) {
    let element = control.parentElement;
    while (element.parentElement && getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") element = element.parentElement;
    return getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)" ? document.body : element;
  }

  function luminance(color) {
    const [red, green, blue] = color.match(/[\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrastOf(a, b) {
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }
}
