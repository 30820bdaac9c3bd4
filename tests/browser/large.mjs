// The large-type edition on a phone: what one came for stands on the first screen, and a page that
// answers a form changes its edition with what was typed.
import assert from "node:assert/strict";
import { fillReport, report } from "./citizen.mjs";
import { checkWidth } from "./looks.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const first = 600; // CSS pixels from the top, of the 844 that the phone shows
const actions = "main .choice, main .button, main button, main input:not([type=hidden]), " +
  "main select, main textarea";

export async function checkLarge(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript: false });
    for (const site of ["demo", "pingyi"]) await checkFirstScreens(visitor, site);
    await changeEditions(visitor, service);
    await visitor.leave();
  } finally {
    await service.stop();
  }
}

async function checkFirstScreens(visitor, site) {
  for (const page of ["", "report/", "ticket/"]) {
    await visitor.open(`/${site}/large/${page}`);
    await standsHigh(visitor.page, "h1");
    await standsHigh(visitor.page, actions);
    const rows = await visitor.page.locator(".masthead nav li").evaluateAll(
      (items) => new Set(items.map((item) => item.getBoundingClientRect().top)).size);
    assert.equal(rows, 2, `rows of the navigation on ${visitor.page.url()}`);
  }
}

async function standsHigh(page, selector) {
  const place = page.locator(selector).first();
  assert.ok(await place.isVisible(), `${selector} is not to be seen on ${page.url()}`);
  const { y } = await place.boundingBox();
  assert.ok(y <= first, `${selector} is ${Math.round(y)} px from the top on ${page.url()}`);
}

// Without JavaScript: the form with a mistake, the check page and the ticket, to and fro.
async function changeEditions(visitor, service) {
  const { page } = visitor;
  const next = page.locator("form.report button[type=submit]");
  await visitor.open("/demo/report/");
  await fillReport(visitor);
  const window = page.locator("select[name=window]");
  if (await window.count()) await window.selectOption("main");
  await page.locator("[name=phone]").fill("12");
  await visitor.press(next);
  await change(visitor, true);
  assert.equal(await page.locator("[name=problem]").inputValue(), report.problem);
  await change(visitor, false);
  await change(visitor, true);
  await answersHigh(page, ".error-summary a");
  await page.locator("[name=phone]").fill(report.phone);
  // The Enter key goes on: the button at the head stands before the form's own.
  await visitor.enter(page.locator("[name=phone]"));
  assert.equal(await page.locator("button[value=confirm]").count(), 1, "the Enter key leads to the check page");
  await isIn(page, true);
  await change(visitor, false);
  await change(visitor, true);
  await answersHigh(page, 'a[href="#send"]');
  service.setClock("2026-09-24T10:01:00+08:00");
  await visitor.press(page.locator("button[value=confirm]"));
  await isIn(page, true);
  assert.equal(await page.locator("[name=edition]").count(), 0, "a receipt cannot be asked for twice");
  await answersHigh(page, "#ticket-number");
  await answersHigh(page, "button[form=look]");
  const number = await page.locator("#ticket-number").innerText();
  await lookUp(visitor, number);
  await answersHigh(page, 'a[href="#actions-heading"]');
  // Registration is late: one can urge, too.
  service.setClock("2026-09-28T10:00:00+08:00");
  await lookUp(visitor, number);
  await answersHigh(page, 'a[href="#actions-heading"]');
}

// An answered page in large type: its title and what can be done first, and no sideways scrolling.
async function answersHigh(page, firstAction) {
  await isIn(page, true);
  await standsHigh(page, firstAction);
  await checkWidth(page);
}

async function lookUp(visitor, number) {
  await visitor.open("/demo/ticket/");
  await visitor.page.locator("#field-number").fill(number);
  await visitor.press(visitor.page.locator("main form button[type=submit]").first());
  await change(visitor, true);
  await visitor.sees(number);
}

// Presses the button at the head of an answered page.
async function change(visitor, toLarge) {
  await visitor.press(visitor.page.locator(".masthead [name=edition]"));
  await isIn(visitor.page, toLarge);
}

async function isIn(page, large) {
  assert.equal(await page.locator("html.large").count(), large ? 1 : 0, page.url());
  if (large) await standsHigh(page, "h1");
}
