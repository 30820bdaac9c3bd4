// Checks markup against the HTML standard: all generated pages, and the answers of the handler. On each the window's name
// is kept on one line.
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
  const mistakes = report.results.flatMap((result) => result.messages)
    .map(({ line, column, ruleId, message }) => `${name}:${line}:${column}: ${ruleId}: ${message}`);
  return [...mistakes, ...brokenNames(text).map((words) => `${name}: may break across lines: ${words}`)];
}

// Where the body has the window's name in text that a browser may break.
export function brokenNames(text) {
  const whole = '<span class="whole">';
  const words = text.slice(text.indexOf("<body"))
    .replace(/<(select|textarea|script|style|svg)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, (tag) => (tag === whole ? tag : "<>"));
  return words.split("办不成事").slice(0, -1)
    .filter((before) => !before.endsWith(whole) && !before.endsWith(`${whole}“`))
    .map((before) => `${before.slice(-20)}办不成事`);
}
