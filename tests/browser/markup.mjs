// Checks markup against the HTML standard: all generated pages, and the answers of the handler.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

const config = JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, ...config }));

// Checks every HTML file below a folder; fails with all mistakes of all files.
export async function checkGeneratedMarkup(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  assert.ok(files.length > 50, `only ${files.length} pages in ${folder}`);
  const mistakes = [];
  for (const file of files)
    mistakes.push(...await mistakesOf(readFileSync(`${folder}/${file}`, "utf8"), file));
  assert.deepEqual(mistakes, []);
}

export async function checkMarkup(text, name) {
  assert.deepEqual(await mistakesOf(text, name), []);
}

async function mistakesOf(text, name) {
  const report = await validator.validateString(text, `${name}.html`);
  return report.results.flatMap((result) => result.messages)
    .map(({ line, column, ruleId, message }) => `${name}:${line}:${column}: ${ruleId}: ${message}`);
}
