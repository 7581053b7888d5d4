// The Nu checker over all pages at once, which it fetches from this process: of a file it cannot tell that the stylesheet beside it is
// what the Content-Security-Policy allows as 'self'.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { promisify } from "node:util";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const LOOPBACK = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all"];

export async function nu(sites, pages, report) {
  const styles = sites.map(({ name, root }) => ({ site: name, path: "style.css", type: "text/css", text: readFileSync(`${root}/style.css`, "utf8") }));
  const files = [...pages.map((page) => ({ ...page, type: "text/html", text: page.html })), ...styles];
  const byPath = new Map(files.map((file) => [`/${file.site}/${file.path}`, file]));
  const server = createServer((request, response) => {
    const { type, text } = byPath.get(decodeURI(request.url));
    response.setHeader("Content-Type", `${type}; charset=utf-8`);
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  for (const message of await messages([...byPath.keys()].map((path) => origin + encodeURI(path)))) {
    const file = byPath.get(decodeURI(message.url.slice(origin.length)));
    report("Nu", file, `${message.lastLine ?? ""}: ${message.message} ${message.extract?.replaceAll("\n", " ") ?? ""}`);
  }
  server.close();
}

/** The records keep their language where the site's is another, so that what the text seems to be says nothing. */
async function messages(urls) {
  const args = [...LOOPBACK, "-jar", JAR, "--also-check-css", "--no-langdetect", "--format", "json", "--exit-zero-always", ...urls];
  const { stderr } = await promisify(execFile)("java", args, { maxBuffer: 1 << 28 });
  return JSON.parse(stderr).messages;
}
