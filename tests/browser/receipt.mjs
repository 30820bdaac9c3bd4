// From the check page back to one question, and the receipt on a phone and on paper.
import assert from "node:assert/strict";
import { fillReport, report } from "./citizen.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const site = "demo";
const size = { width: 390, height: 844 };

export async function checkReceipt(browser, paths) {
  const service = await Service.start(paths);
  try {
    for (const javaScript of [true, false]) {
      for (const edition of ["", "large/"]) {
        service.setClock("2026-09-24T10:00:00+08:00");
        const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript });
        await toTheCheckPage(visitor, edition);
        await changesOneAnswer(visitor);
        service.setClock("2026-09-24T10:01:00+08:00");
        await visitor.press(visitor.page.locator("button[value=confirm]"));
        await checkOnScreen(visitor, javaScript);
        if (edition === "") await checkOnPaper(visitor.page);
        await visitor.leave();
      }
    }
  } finally {
    await service.stop();
  }
}

const next = (visitor) => visitor.press(visitor.page.locator("form.report button[type=submit]"));

async function toTheCheckPage(visitor, edition) {
  await visitor.open(`/${site}/${edition}report/`);
  await showsEachLabel(visitor.page);
  await fillReport(visitor);
  await next(visitor);
  await visitor.sees("请核对您填写的内容", report.request);
}

// Wherever a link leads to a question, its label is in sight above the hints, on the narrowest phone too.
async function showsEachLabel(page) {
  await page.setViewportSize({ ...size, width: 320 });
  const hidden = await page.evaluate(() => {
    const isHidden = (label) => {
      document.getElementById(label.htmlFor).scrollIntoView({ block: "start", behavior: "instant" });
      return label.getBoundingClientRect().top < 0;
    };
    return [...document.querySelectorAll("label[for^=field-]")].filter(isHidden)
      .map((label) => label.textContent.trim());
  });
  assert.deepEqual(hidden, [], "labels above the screen");
  await page.setViewportSize(size);
}

// The button beside an answer leads to its question: the cursor stands in the field, and the label
// above it is in sight. Nothing is lost.
async function changesOneAnswer(visitor) {
  const { page } = visitor;
  await visitor.press(page.locator('button[formaction="#field-request"]'));
  const field = page.locator("#field-request");
  const label = await page.locator("label[for=field-request]").boundingBox();
  assert.ok(label.y >= 0 && label.y < size.height, `the label stands at ${label.y} px`);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("谢谢。");
  assert.equal(await field.inputValue(), `${report.request}谢谢。`);
  assert.equal(await page.locator("#field-name").inputValue(), report.name);
  await next(visitor);
  await visitor.sees("请核对您填写的内容", `${report.request}谢谢。`, report.matter);
}

async function checkOnScreen(visitor, javaScript) {
  const { page } = visitor;
  await visitor.sees("已收到您的反映", "2026年9月24日 10:01", report.matter, ...report.problem.split("\n"),
    `${report.request}谢谢。`, "张**", "138****1234", `${visitor.origin}/${site}/ticket/`);
  const words = await visitor.words();
  for (const secret of [report.name, "13800001234"])
    assert.ok(!words.includes(secret), `the receipt shows “${secret}”`);
  assert.equal(await page.locator(".qr-code").isVisible(), false, "a code that this phone cannot scan");
  await visitor.page.setViewportSize({ width: 1280, height: 900 });
  assert.equal(await page.locator(".qr-code").isVisible(), true, "no code for another phone");
  await visitor.page.setViewportSize(size);
  const copy = page.locator("[data-copy]");
  assert.equal(await copy.isVisible(), javaScript);
  if (javaScript) await checkCopying(visitor, copy);
}

// With the browser's leave the number is on the clipboard; where it refuses, the number is selected.
async function checkCopying(visitor, copy) {
  const { page, context } = visitor;
  const number = await page.locator("#ticket-number").innerText();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await copy.click();
  await page.getByText("编号已经复制。").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), number);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await copy.click();
  await page.getByText("编号已经选中").waitFor();
  assert.equal(await page.evaluate(() => window.getSelection().toString().trim()), number);
}

// A report of usual length is one sheet, with everything by which it stands alone.
async function checkOnPaper(page) {
  await page.emulateMedia({ media: "print" });
  const a4 = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(a4.match(/\/Type\s*\/Page\b/g)?.length, 1, "the receipt on A4");
  assert.equal(await page.locator(".qr-code").isVisible(), true, "no code on paper");
  assert.equal(await page.locator("[data-copy]").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
}
