// Searches the static site, with and without JavaScript.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkLooks } from "./looks.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const site = "pingyi";
const siteWithPhones = "demo";

async function look(visitor, query) {
  const { page } = visitor;
  await page.locator("#search-query").fill(query);
  await page.locator("#search-query").press("Enter");
  const status = page.locator("#search-status", { hasNotText: "正在" });
  await status.waitFor();
  return status.innerText();
}

async function resultTitles(visitor) {
  return visitor.page.locator("#search-results a").allInnerTexts();
}

async function findsWords(visitor) {
  assert.match(await look(visitor, "延长"), /^找到 [0-9]+ 条结果。$/);
  const titles = await resultTitles(visitor);
  assert.ok(titles.length > 0 && titles.length <= 10, `${titles.length} results`);
  assert.ok(new URL(visitor.page.url()).searchParams.get("q") === "延长", "not in the address");
  const marks = await visitor.page.locator("#search-results mark").allInnerTexts();
  assert.ok(marks.includes("延长"), `marked: ${marks}`);
  await checkLooks(visitor.page);
}

// The first phone number of the contacts page, with and without its hyphen.
async function findsPhones(visitor, paths) {
  const contacts =
    readFileSync(`${paths.site}/public/${siteWithPhones}/contacts/index.html`, "utf8");
  const phone = contacts.match(/<main[^]*?([0-9]{3,4}-[0-9]{7,8})/)[1];
  await visitor.open(`/${siteWithPhones}/search/`);
  for (const typed of [phone, phone.replace("-", "")]) {
    assert.match(await look(visitor, typed), /^找到/);
    await visitor.page.locator("#search-results mark", { hasText: phone }).first().waitFor();
  }
}

// A question is a result of its own, at its place on the page.
async function leadsToQuestions(visitor) {
  await visitor.open(`/${siteWithPhones}/search/`);
  assert.match(await look(visitor, "匿名"), /^找到/);
  const first = visitor.page.locator("#search-results a").first();
  assert.match(await first.getAttribute("href"), /faq\/#q-anonymous$/);
  assert.equal((await visitor.press(first)).status(), 200);
}

async function findsTitles(visitor) {
  await look(visitor, "个人信息");
  const titles = await resultTitles(visitor);
  const privacy = visitor.page.locator(".search-pages a[href$='privacy/']").first();
  assert.equal(titles[0], (await privacy.textContent()).trim());
}

async function findsNothing(visitor) {
  assert.equal(await look(visitor, "囍龘靐"), "没有找到相关内容。");
  await visitor.sees("12345", "事情没办成的，可以直接反映", "本站的主要页面");
  assert.equal(await look(visitor, "，。"), "请写出要找的字或词。");
  await checkLooks(visitor.page);
}

// Goes back to the previous query, and opens its address in another browser.
async function keepsTheQueryInTheAddress(visitor) {
  await look(visitor, "延长");
  const before = await resultTitles(visitor);
  await look(visitor, "证");
  assert.match(await visitor.page.locator("#search-status").innerText(), /^找到/);
  await visitor.page.goBack();
  await visitor.page.locator("#search-results mark", { hasText: "延长" }).first().waitFor();
  assert.equal(await visitor.page.locator("#search-query").inputValue(), "延长");
  await visitor.open(`/${site}/search/?q=${encodeURIComponent("延长")}`);
  await visitor.page.locator("#search-results a").first().waitFor();
  assert.deepEqual(await resultTitles(visitor), before);
}

async function fetchesLittle(visitor) {
  const fetched = [];
  const note = (request) => {
    if (request.url().includes("/search/terms-")) fetched.push(request.url());
  };
  visitor.page.on("request", note);
  await visitor.open(`/${site}/search/?q=${encodeURIComponent("延长")}`);
  await visitor.page.locator("#search-results a").first().waitFor();
  visitor.page.off("request", note);
  assert.equal(fetched.length, 1, `one pair of characters: ${fetched}`);
}

async function startsAtHome(visitor, edition) {
  await visitor.open(`/${site}/${edition}`);
  await visitor.page.locator("#search-box").fill("延长");
  await visitor.press(visitor.page.locator(".search-box button"));
  const first = visitor.page.locator("#search-results a").first();
  await first.waitFor();
  const path = new URL(await first.evaluate((link) => link.href)).pathname;
  assert.ok(path.startsWith(`/${site}/${edition}`), `${path} is of the other edition`);
  assert.equal((await visitor.press(first)).status(), 200);
}

async function withJavaScript(browser, service, paths, size) {
  const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript: true });
  await visitor.open(`/${site}/search/`);
  await checkLooks(visitor.page);
  await findsWords(visitor);
  await findsPhones(visitor, paths);
  await leadsToQuestions(visitor);
  await visitor.open(`/${site}/search/`);
  await findsTitles(visitor);
  await findsNothing(visitor);
  await keepsTheQueryInTheAddress(visitor);
  await fetchesLittle(visitor);
  for (const edition of ["", "large/"]) await startsAtHome(visitor, edition);
  await visitor.leave();
}

// There must be no useless box: instead a sentence, and links to the pages.
async function withoutJavaScript(browser, service, size) {
  const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript: false });
  await visitor.open(`/${site}/search/?q=x`);
  assert.equal(await visitor.page.locator("#search-form").isVisible(), false);
  await visitor.sees("这个浏览器没有运行脚本", "本站的主要页面", "12345");
  const links = visitor.page.locator(".search-pages a");
  assert.ok(await links.count() >= 8, "few pages are listed");
  assert.equal((await visitor.press(links.nth(1))).status(), 200);
  await visitor.leave();
}

export async function checkSearch(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    await withJavaScript(browser, service, paths, size);
    await withoutJavaScript(browser, service, size);
  } finally {
    await service.stop();
  }
}
