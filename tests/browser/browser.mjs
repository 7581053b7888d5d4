// One Chromium without a network, and tabs in it that keep what a page says, asks for and is refused.

import { chromium } from "playwright-core";

export class Browser {
  static async launch(executablePath) {
    const browser = new Browser();
    browser.chromium = await chromium.launch({ executablePath, args: ["--disable-gpu", "--disable-quic"] });
    return browser;
  }

  async tab() {
    const context = await this.chromium.newContext({ offline: true, colorScheme: "light" });
    const silent = await this.chromium.newContext({ offline: true, javaScriptEnabled: false });
    const tab = new Tab(await context.newPage(), await silent.newPage());
    tab.devtools = await context.newCDPSession(tab.page);
    await tab.page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    return tab;
  }

  close() {
    return this.chromium.close();
  }
}

class Tab {
  constructor(page, withoutScripts) {
    this.page = page;
    this.withoutScripts = withoutScripts;
    this.noise = [];
    page.on("console", (message) => this.noise.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.noise.push(`uncaught: ${error.message}`));
    page.on("dialog", (dialog) => {
      this.noise.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("requestfailed", (request) => this.noise.push(`not loaded: ${request.url()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) this.noise.push(`request: ${request.url()}`);
    });
  }

  async open(url) {
    this.noise.length = 0;
    await this.resize(1280, 1);
    await this.page.emulateMedia({ colorScheme: "light", media: "screen" });
    await this.page.goto(url);
  }

  /** The size in CSS pixels: a window of 1280 px at 200 % zoom is 640 wide, each of them two of the screen's. */
  resize(width, scale) {
    return this.devtools.send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: scale, mobile: false });
  }
}
