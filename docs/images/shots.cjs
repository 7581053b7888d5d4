// The pictures, each a page, a width, a scheme and how much of it, and the month as it is printed: called by `make` with the site's folder and where to write.
const path = require('node:path');
const { chromium } = require('playwright-core');

const shots = [
  ['index', 'index.html', 1280, 'light', 1160],
  ['place', 'mukawa/index.html', 1280, 'light', 1000],
  ['month', 'niseko/2026-10.html', 1280, 'light', 1500],
  ['incident', 'incidents/aibetsu/2026/11/10-incident.html', 1280, 'light', 1100],
  ['history', 'history/2026-11.html', 1280, 'light', 1000],
  ['regulation', 'regulation.html', 1280, 'light', 1000],
  ['search', 'search.html?q=' + encodeURIComponent('停電'), 1280, 'light', 900],
  ['dark', 'shintoku/index.html', 1280, 'dark', 1000],
  ['narrow', 'niseko/index.html', 360, 'light', 900],
];

(async () => {
  const [site, out] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const [name, page, width, colorScheme, height] of shots) {
    const tab = await browser.newPage({ viewport: { width, height }, colorScheme });
    await tab.goto('file://' + path.join(path.resolve(site), page));
    await tab.screenshot({ path: path.join(out, name + '.png') });
    await tab.close();
  }
  const paper = await browser.newPage();
  await paper.goto('file://' + path.resolve(site, 'niseko/2026-10.html'));
  await paper.pdf({ path: path.join(out, 'paper.pdf'), preferCSSPageSize: true });
  await browser.close();
})();
