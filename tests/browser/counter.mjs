// A morning at the counter: registers a visit, prints the receipt, merges a duplicate, finds a lost
// number and survives an expired session; then the reporter changes the number that staff know.
import assert from "node:assert/strict";
import { lookAt } from "./answered.mjs";
import { Service } from "./service.mjs";
import { fillAction, signIn } from "./staff.mjs";
import { Visitor } from "./visitor.mjs";

const site = "demo";
const intake = `/handle/desk/${site}/intake`;

export async function checkCounter(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const way = { ...size, javaScript: true };
    const person = service.addStaff(site, "front_desk");
    const clerk = await signIn(browser, service, site, person, way);
    const look = (name, visitor, answer) => lookAt(visitor, answer, `counter-${name}`, paths);
    const number = await registers(clerk, look);
    await findsAlike(clerk, look);
    await losesNoText(clerk, service, person, look);
    const fresh = await givesANumber(clerk, look);
    await clerk.leave();
    assert.notEqual(fresh, number);
    await changesIt(browser, service, fresh, way, look);
  } finally {
    await service.stop();
  }
}

// Fills in the counter's form.
export async function fill(page, channel, problem) {
  await page.locator(`[name=channel][value=${channel}]`).check();
  await page.locator("[name=kind][value=matter]").check();
  await page.locator("[name=window]").selectOption("main");
  await page.locator("#field-matter").fill("二手房过户");
  await page.locator("#field-problem").fill(problem);
  await page.locator("[name=reporter_type][value=person]").check();
  await page.locator("#field-name").fill("欧阳小满");
  await page.locator("#field-phone").fill("13987654321");
  await page.locator("[name=privacy]").check();
}

const submit = (clerk) => clerk.press(clerk.page.locator("form.report button[type=submit]"));
const step = (clerk, name) => clerk.press(clerk.page.locator(`button[value=${name}]`));
const numberOn = (clerk) => clerk.page.locator("#ticket-number").innerText();

async function registers(clerk, look) {
  await look("intake", clerk, await clerk.page.goto(intake));
  await clerk.page.locator("#field-received_at").fill("昨天下午");
  await look("mistakes", clerk, await submit(clerk));
  await fill(clerk.page, "in_person", "跑了三趟没办成");
  await clerk.page.locator("#field-received_at").fill("2026-09-23 16:30");
  await look("check", clerk, await submit(clerk));
  await clerk.sees("请和反映人核对登记的内容", "跑了三趟没办成");
  await look("receipt", clerk, await step(clerk, "confirm"));
  await clerk.sees("您的反映已经登记", "9月23日 16:30");
  await checkPrint(clerk.page);
  return numberOn(clerk);
}

// The receipt fits on one page of A4, or on the width of a roll.
async function checkPrint(page) {
  await page.emulateMedia({ media: "print" });
  const a4 = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(a4.match(/\/Type\s*\/Page\b/g)?.length, 1, "the receipt on A4");
  const size = page.viewportSize();
  await page.setViewportSize({ width: 242, height: 800 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `the receipt is ${over} px wider than a roll of 80 mm`);
  await page.setViewportSize(size);
  await page.emulateMedia({ media: "screen" });
}

async function findsAlike(clerk, look) {
  await clerk.open(intake);
  await fill(clerk.page, "phone", "又打电话来问");
  await look("alike", clerk, await submit(clerk));
  await clerk.sees("可能是同一件事", "电话相同", "事项相同");
  await step(clerk, "confirm");
  await clerk.press(clerk.page.locator(".actions a").first());
  await look("alike-case", clerk, await clerk.page.reload());
  await clerk.sees("可能是同一件事");
  const merge = await fillAction(clerk, "merge", { into: "1号", reason: "同一个人反映同一件事" });
  await clerk.press(merge);
  await clerk.sees("已经和反映同一情况的另一件合并办理");
  await look("merged", clerk, await clerk.page.reload());
}

async function losesNoText(clerk, service, person, look) {
  await clerk.open(intake);
  await fill(clerk.page, "letter", "信里写了很长的经过");
  service.setClock("2026-09-24T11:00:00+08:00");
  await look("expired", clerk, await submit(clerk));
  await clerk.sees("登录已经过期");
  await clerk.page.locator("#field-login").fill(person.login);
  await clerk.page.locator("#field-password").fill(person.password);
  await look("carried", clerk, await clerk.press(clerk.page.locator("main form button").first()));
  await clerk.press(clerk.page.locator("main form button").first());
  await clerk.sees("请和反映人核对登记的内容", "信里写了很长的经过");
}

async function givesANumber(clerk, look) {
  await clerk.open(`/handle/desk/${site}/lost`);
  await clerk.page.locator("#field-sought").fill("139 8765 4321");
  await look("lost", clerk, await clerk.press(clerk.page.locator("main form button")));
  await clerk.press(clerk.page.locator("a[href*='/cases/1#']"));
  const give = await fillAction(clerk, "reissue_number", { check: "id_card", reason: "回执丢了" });
  await look("another-receipt", clerk, await clerk.press(give));
  await clerk.sees("您的查询编号已经换发", "原来的查询编号已经作废");
  return numberOn(clerk);
}

async function changesIt(browser, service, number, way, look) {
  const reporter = await Visitor.arrive(browser, service.origin, way);
  await reporter.open(`/${site}/ticket/`);
  await reporter.page.locator("#field-number").fill(number);
  await look("known", reporter, await reporter.press(reporter.page.locator("main form button").first()));
  await reporter.sees("工作人员也知道");
  await reporter.page.locator("details#action-change_number summary").click();
  const send = reporter.page.locator("#action-change_number button[type=submit]");
  await look("new-number", reporter, await reporter.press(send));
  const fresh = await numberOn(reporter);
  await look("changed", reporter, await step(reporter, "confirm"));
  await reporter.sees("查询编号已经换好", fresh);
  await reporter.leave();
}
