// A citizen in the browser: reads pages, makes mistakes, reports, and follows the ticket.
import assert from "node:assert/strict";

export const report = {
  matter: "不动产登记",
  problem: "材料交了两个月，一直说在核实。\n没有受理，也没有说为什么。",
  request: "请告诉我到底缺什么。",
  name: "张小明",
  phone: "１３８ ００００-１２３４",
};

// Follows the links of the home page, like a first-time visitor.
export async function readPages(visitor, site) {
  await visitor.open(`/${site}/`);
  for (const page of ["scope", "process", "contacts", "report"]) {
    const answer = await visitor.press(visitor.page.locator(`nav a[href$="${page}/"]`).first());
    assert.equal(answer.status(), 200, page);
    assert.equal(new URL(visitor.page.url()).pathname, `/${site}/${page}/`);
  }
}

// Sends the static form empty; each link of the summary must lead to its field.
export async function makeMistakes(visitor, site) {
  const { page } = visitor;
  await visitor.open(`/${site}/report/`);
  await visitor.press(page.locator("form.report button[type=submit]"));
  const links = page.locator(".error-summary a");
  const count = await links.count();
  assert.ok(count >= 5, `only ${count} mistakes are listed`);
  for (let index = 0; index < count; index += 1) {
    const target = (await links.nth(index).getAttribute("href")).slice(1);
    await links.nth(index).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), target);
  }
}

export async function fillReport(visitor) {
  const { page } = visitor;
  await page.locator("[name=kind][value=matter]").check();
  await page.locator("[name=reporter_type][value=person]").check();
  await page.locator("[name=applied][value=counter]").check();
  await page.locator("[name=visits]").fill("3");
  for (const [name, value] of Object.entries(report))
    await page.locator(`[name=${name}]`).fill(value);
  await page.locator("[name=privacy]").check();
}

// Corrects the current form and checks the answers. Returns the printed ticket number and the
// answer that contained it.
export async function sendReport(visitor, service) {
  const { page } = visitor;
  await fillReport(visitor);
  await visitor.press(page.locator("form.report button[type=submit]"));
  await visitor.sees("请核对您填写的内容", "13800001234", ...report.problem.split("\n"));
  service.setClock("2026-09-24T10:01:00+08:00");
  const answer = await visitor.press(page.locator("button[value=confirm]"));
  await visitor.sees("已收到您的反映", "预计");
  const number = await page.locator("#ticket-number").innerText();
  assert.match(number, /^\d{4} \d{4} \d{4} \d{4}$/);
  return { number, answer };
}

// Opens what a script has folded, from the outside in.
async function unfold(page) {
  const folded = page.locator("details.folded:not([open]) > summary");
  while (await folded.count() > 0) await folded.first().click();
}

// Looks the ticket up in the static form; fails unless it shows each text and no personal data.
export async function followTicket(visitor, site, number, ...texts) {
  const { page } = visitor;
  await visitor.open(`/${site}/ticket/`);
  await page.locator("#field-number").fill(number);
  await visitor.press(page.locator("main form button[type=submit]"));
  await unfold(page);
  await visitor.sees(number, ...texts);
  const words = await visitor.words();
  for (const secret of [report.name, "13800001234", report.request])
    assert.ok(!words.includes(secret), `the ticket page shows “${secret}”`);
}
