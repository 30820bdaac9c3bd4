// The draft of the report form: what stays in the tab, how long, and that nothing else does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { clearButton, complainOfSecrets, field, finish, form, hasNobody, hasWords, isEmpty, keepsWords, line, next,
  openAndType, person, secrets, send, site, status, typePerson, typeWords } from "./draft_form.mjs";
import { checkLooks } from "./looks.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

// Each is called with (visitor, paths, clock) and a tab of its own.
const checks = [
  ["a reload loses no words", reloads],
  ["the other edition has the words too", changesTheEdition],
  ["mistakes and Back lose no correction", makesMistakes],
  ["an outage loses no words", meetsAnOutage],
  ["without typing the draft ends after 30 minutes", waits],
  ["one button clears form and draft", clears],
  ["a receipt ends the draft", isDone],
  ["after 完成 there is nothing two pages back", finishes],
  ["pages that the browser kept in memory show nothing after 完成", wakesUp],
  ["完成 on the ticket page ends a draft", finishesAfterALook],
  ["a window's sign goes before the draft", comesFromASign],
  ["without storage the form works on", hasNoStorage],
  ["a full storage keeps nothing", hasFullStorage],
  ["without JavaScript nothing is promised", hasNoScript, { javaScript: false }],
];

export async function checkDraft(browser, paths, size, scoreboard) {
  const service = await Service.start(paths);
  const clock = new Clock(service);
  try {
    for (const [name, body, way] of checks) {
      await scoreboard.check(`draft: ${name}`, async () => {
        const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript: true, ...way });
        await visitor.context.addInitScript(complainOfSecrets, secrets);
        await body(visitor, paths, clock);
        await visitor.leave();
      });
    }
  } finally {
    await service.stop();
  }
}

// The handler's clock. A check page must be older than a second when it is confirmed.
class Clock {
  #minutes = 0;

  constructor(service) {
    this.service = service;
  }

  pass() {
    this.#minutes += 1;
    this.service.setClock(`2026-09-24T10:${String(this.#minutes).padStart(2, "0")}:00+08:00`);
  }
}

async function reloads(visitor) {
  const { page } = visitor;
  await openAndType(visitor);
  assert.match(await line(page).innerText(), /标签页.*姓名、电话.*不留.*留到\d\d:\d\d自动清除/s);
  await checkLooks(page);
  await keepsWords(page);
  await page.reload();
  await hasWords(page);
  await hasNobody(page);
  assert.ok(await field(page, "on_behalf").isChecked(), "on_behalf");
  assert.ok(await field(page, "relation").isVisible(), "the questions about another person are hidden");
  assert.match(await status(page).innerText(), /找回来了.*姓名、电话.*再填一次/);
  assert.ok(await clearButton(page).isVisible());
  await checkLooks(page);
}

async function changesTheEdition(visitor) {
  const { page } = visitor;
  await openAndType(visitor);
  await visitor.press(page.locator(".edition a"));
  assert.ok(page.url().endsWith(`/${site}/large/report/`), page.url());
  await hasWords(page);
  await hasNobody(page);
  await field(page, "request").fill("在大字版里改过");
  await visitor.press(page.locator(".edition a"));
  assert.ok(page.url().endsWith(form), page.url());
  await hasWords(page, { request: "在大字版里改过" });
  await page.goBack();
  await hasWords(page, { request: "在大字版里改过" });
}

async function makesMistakes(visitor) {
  const { page } = visitor;
  await openAndType(visitor);
  await field(page, "phone").fill("12");
  assert.equal((await next(visitor)).status(), 422);
  await hasWords(page);
  assert.equal(await field(page, "name").inputValue(), person.name);
  await field(page, "request").fill("改正过");
  await page.reload();
  await hasWords(page, { request: "改正过" });
  await page.goBack();
  assert.ok(page.url().endsWith(form), page.url());
  await hasWords(page, { request: "改正过" });
  await typePerson(page);
  await field(page, "phone").fill("12");
  await next(visitor);
  await field(page, "phone").fill(person.phone);
  await next(visitor);
  await visitor.sees("请核对您填写的内容");
  const answer = await page.goBack();
  assert.equal(answer.status(), 200, "Back from the check page");
  await hasWords(page, { request: "改正过" });
}

// The web server before the handler answers with this page, at the address of the form.
async function failing(visitor, paths, body) {
  const text = readFileSync(`${paths.site}/public/${site}/errors/503.html`, "utf8");
  const handler = "**/handle/**";
  await visitor.page.route(handler, (route) => route.fulfill(
    { status: 503, contentType: "text/html; charset=utf-8", body: text }));
  await body();
  await visitor.page.unroute(handler);
  for (const complaint of visitor.takeComplaints()) assert.match(complaint, /status of 503/);
}

async function meetsAnOutage(visitor, paths) {
  const { page } = visitor;
  await visitor.open(form);
  await failing(visitor, paths, async () => {
    assert.equal((await next(visitor)).status(), 503);
    await visitor.sees("按浏览器的“返回”键");
    assert.ok(!(await visitor.words()).includes("您写的还在"), "nothing was typed");
  });
  await openAndType(visitor);
  await field(page, "phone").fill("12");
  await next(visitor);
  await field(page, "request").fill("改正过");
  await failing(visitor, paths, async () => {
    await next(visitor);
    await visitor.sees("您写的还在（姓名、电话要再填一次），留到");
    assert.ok(!(await visitor.words()).includes("按浏览器的“返回”键"), "two advices");
    await visitor.press(page.locator("main a", { hasText: "回到填写页" }));
  });
  assert.ok(page.url().endsWith(form), page.url());
  await hasWords(page, { request: "改正过" });
  await hasNobody(page);
}

async function waits(visitor) {
  const { page } = visitor;
  await page.clock.install({ time: new Date("2026-09-24T10:00:00+08:00") });
  await openAndType(visitor);
  await page.clock.fastForward("29:00");
  await page.reload();
  await hasWords(page);
  await page.clock.fastForward("02:00");
  await keepsWords(page, false);
  await hasWords(page);
  assert.match(await status(page).innerText(), /30分钟没有填写.*已经清除/);
  assert.ok(!await line(page).isVisible());
  await field(page, "request").fill("接着写");
  await keepsWords(page);
  await visitor.open(`/${site}/`);
  await page.clock.fastForward("31:00");
  await visitor.open(form);
  await isEmpty(page);
  await keepsWords(page, false);
}

async function clears(visitor) {
  const { page } = visitor;
  await openAndType(visitor);
  await clearButton(page).click();
  assert.match(await status(page).innerText(), /再按一次/);
  await hasWords(page);
  await field(page, "request").fill("还是留着");
  await clearButton(page).click();
  await hasWords(page, { request: "还是留着" });
  await clearButton(page).click();
  await isCleared(page);
  await openAndType(visitor);
  await field(page, "phone").fill("12");
  await next(visitor);
  await clearButton(page).click();
  await visitor.press(clearButton(page));
  assert.equal(await page.locator(".error-summary, .field-mistake").count(), 0);
  await isCleared(page);
}

async function isCleared(page) {
  await isEmpty(page);
  assert.match(await status(page).innerText(), /已经全部清空/);
  await keepsWords(page, false);
  await page.reload();
  await isEmpty(page);
}

async function isDone(visitor, paths, clock) {
  const { page } = visitor;
  await openAndType(visitor);
  await send(visitor, clock);
  await keepsWords(page, false);
  await page.goBack();
  await isEmpty(page);
  await page.goBack();
  assert.ok(page.url().endsWith(form), page.url());
  await isEmpty(page);
  await typeWords(page);
  await page.reload();
  await hasWords(page);
}

async function finishes(visitor, paths, clock) {
  const { page } = visitor;
  await openAndType(visitor);
  await visitor.press(page.locator(".edition a"));
  await typePerson(page);
  await send(visitor, clock);
  await visitor.sees("记下编号后请按“完成”，再关掉浏览器");
  await finish(visitor);
  for (const address of [`/handle/${site}/large/report`, `/${site}/large/report/`, form]) {
    await page.goBack();
    assert.ok(page.url().endsWith(address), page.url());
    await isEmpty(page);
  }
  assert.match(await status(page).innerText(), /这里不再显示/);
  await keepsWords(page, false);
}

// What a browser does that keeps whole pages for Back: no load, only this event. Form and check page.
async function wakesUp(visitor) {
  const { page } = visitor;
  const wake = () => page.evaluate((root) => {
    sessionStorage.setItem(`${root}finished`, String(Math.random()));
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  }, `${visitor.origin}/${site}/`);
  await openAndType(visitor);
  await next(visitor);
  await Promise.all([page.waitForURL(`**/${site}/`), wake()]);
  await openAndType(visitor);
  await page.evaluate(() => sessionStorage.clear());
  await wake();
  await isEmpty(page);
}

async function finishesAfterALook(visitor, paths, clock) {
  const { page } = visitor;
  await openAndType(visitor);
  await send(visitor, clock);
  const number = await page.locator("#ticket-number").innerText();
  await openAndType(visitor);
  await keepsWords(page);
  await visitor.open(`/${site}/ticket/`);
  await page.locator("#field-number").fill(number);
  await visitor.press(page.locator("main form button[type=submit]"));
  await finish(visitor);
  await keepsWords(page, false);
  await page.goBack();
  await page.goBack();
  assert.ok(page.url().endsWith(form), page.url());
  await isEmpty(page);
}

async function comesFromASign(visitor) {
  const { page } = visitor;
  await visitor.open(form);
  await field(page, "window").selectOption("social_security");
  await typeWords(page);
  await visitor.open(`/handle/${site}/report?window=qinghe`);
  await hasWords(page);
  assert.equal(await field(page, "window").inputValue(), "qinghe");
  await visitor.open(form);
  assert.equal(await field(page, "window").inputValue(), "social_security");
}

// The script promises nothing, and the whole way is as ever.
async function worksWithout(visitor, clock) {
  const { page } = visitor;
  await openAndType(visitor);
  assert.ok(!await line(page).isVisible(), "promises to keep the words");
  await field(page, "phone").fill("12");
  await next(visitor);
  await hasWords(page);
  assert.ok(!await line(page).isVisible(), "promises to keep the words");
  await field(page, "phone").fill(person.phone);
  await send(visitor, clock);
  await visitor.sees("再关掉浏览器");
  await finish(visitor);
}

async function hasNoStorage(visitor, paths, clock) {
  await visitor.context.addInitScript(() => {
    const refuse = () => { throw new DOMException("denied", "SecurityError"); };
    Object.defineProperty(window, "sessionStorage", { get: refuse });
  });
  await worksWithout(visitor, clock);
}

async function hasFullStorage(visitor, paths, clock) {
  await visitor.context.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await worksWithout(visitor, clock);
}

async function hasNoScript(visitor, paths, clock) {
  await worksWithout(visitor, clock);
  assert.ok(!await visitor.page.locator("#draft").isVisible());
}
