// The towns' paper forms filled in for a case, and the ledgers: each sheet fits on one A4 page, and
// every page is checked.
import assert from "node:assert/strict";
import { checkLooks } from "./looks.mjs";
import { checkSheet } from "./paper.mjs";
import { openCase } from "./staff.mjs";

// Run as the front desk when the site's only case is closed.
export async function checkDeskPaper(visitor, site) {
  const { page } = visitor;
  const path = await openCase(visitor, site, "ended");
  const links = await page.locator(".papers a").all();
  const forms = await Promise.all(links.map((link) => link.getAttribute("href")));
  assert.ok(forms.length > 0, "no form fits the case");
  let named = 0;  // forms with fields for the reporter's name, after it was requested
  for (const form of forms) {
    await visitor.open(form);
    await checkFilled(visitor);
    const asks = page.locator("main form button[type=submit]");
    if (await asks.count() === 0) continue;
    await visitor.press(asks);
    await visitor.sees("记录了这一次查看");
    await checkFilled(visitor);
    named += 1;
  }
  assert.ok(named > 0, "no form names the reporter");
  await visitor.open(path);
  await visitor.sees("查看反映人身份，填入");
  await checkLedgers(visitor, site);
}

async function checkFilled(visitor) {
  assert.ok(await visitor.page.locator(".paper-given").count() > 0, "an empty form");
  await checkSheet(visitor.page);
  await checkLooks(visitor.page);
}

async function checkLedgers(visitor, site) {
  const { page } = visitor;
  await visitor.open(`/handle/desk/${site}/ledgers`);
  await checkLooks(page);
  const actions = await page.locator("main form[method=get]").evaluateAll(
    (forms) => forms.map((form) => form.getAttribute("action")));
  for (const action of actions) {
    await visitor.open(`${action}?period=2026-09`);
    await checkSheet(page);
    await checkLooks(page);
  }
}
