// Layout checks for any page: width, text size, target size, the window's name on one line, and the rules of axe.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axeSource = readFileSync(axeFile, "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// No violations of WCAG 2.2 AA or of axe's best practices.
export async function checkWithAxe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (values) => {
    const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values } });
    const places = (violation) => violation.nodes.map((node) => node.target).join(" | ");
    return result.violations.map((found) => `${found.id}: ${found.help}: ${places(found)}`);
  }, tags);
  assert.deepEqual(found, [], `axe on ${page.url()}`);
}

// No horizontal scrolling, at the current width and at the narrowest phone's.
export async function checkWidth(page) {
  const size = page.viewportSize();
  for (const width of new Set([size.width, 320])) {
    await page.setViewportSize({ width, height: size.height });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${page.url()} is ${over} px wider than ${width} px`);
  }
  await page.setViewportSize(size);
}

// Body text of 18 px or more; nothing below 16 px.
export async function checkText(page) {
  const sizes = await page.evaluate(() => {
    const px = (element) => Number.parseFloat(getComputedStyle(element).fontSize);
    const small = [...document.querySelectorAll("body *:not(svg *)")]
      .filter((element) => px(element) < 16).map((element) => element.outerHTML.slice(0, 100));
    return { body: px(document.body), small };
  });
  assert.ok(sizes.body >= 18, `body text is ${sizes.body} px`);
  assert.deepEqual(sizes.small, [], `text below 16 px on ${page.url()}`);
}

// At least 44 px for separate targets, 24 px for links within text (WCAG 2.5.8).
export async function checkTargets(page) {
  const small = await page.evaluate(() => {
    const alone = "button, .button, .choice, nav a, summary, select, textarea, .option, " +
      "input:not([type=hidden]):not([type=radio]):not([type=checkbox])";
    const shown = (element) =>
      !element.closest(".not-for-people, .skip") && element.getClientRects().length > 0;
    const tooSmall = (selector, least, measure) => [...document.querySelectorAll(selector)]
      .filter(shown)
      .filter((element) => measure(element) < least - 0.01)
      .map((element) => `${measure(element)} px: ${element.outerHTML.slice(0, 120)}`);
    const height = (element) => element.getBoundingClientRect().height;
    // A link within a line of text may be as high as its letters if the line is 24 px high.
    const linkHeight = (element) =>
      Math.max(height(element), Number.parseFloat(getComputedStyle(element).lineHeight));
    return [...tooSmall(alone, 44, height), ...tooSmall("a", 24, linkHeight)];
  });
  assert.deepEqual(small, [], `small targets on ${page.url()}`);
}

// "办不成事" never breaks across lines; a paper form has columns that are narrower.
export async function checkNames(page) {
  const broken = await page.evaluate((name) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.parentElement.closest("select, textarea, script, svg, .paper")) continue;
      for (let at = text.data.indexOf(name); at >= 0; at = text.data.indexOf(name, at + 1)) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + name.length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) found.push(text.parentElement.outerHTML.slice(0, 120));
      }
    }
    return found;
  }, "办不成事");
  assert.deepEqual(broken, [], `names that break across lines on ${page.url()}`);
}

export async function checkLooks(page) {
  await checkWidth(page);
  await checkText(page);
  await checkTargets(page);
  await checkNames(page);
  await checkWithAxe(page);
}

const faults = {
  checkWidth: [checkWidth, '<p style="width: 1500px">wide</p>'],
  checkText: [checkText, '<p style="font-size: 12px">small</p>'],
  checkTargets: [checkTargets, '<p><button style="height: 30px">press</button></p>'],
  checkNames: [checkNames, '<p style="width: 3em">办不成事</p>'],
  checkWithAxe: [checkWithAxe, '<p><img src="data:,"></p>'],
};

// Shows that the checks above can fail: each must find the fault planted for it.
export async function checkTheChecks(page) {
  for (const [name, [check, fault]] of Object.entries(faults)) {
    await page.setContent(`<!doctype html><html lang="en"><title>fault</title><main><h1>fault</h1>
      <style>body { font-size: 18px }</style>${fault}</main></html>`);
    await assert.rejects(check(page), assert.AssertionError, `${name} finds nothing`);
  }
}
