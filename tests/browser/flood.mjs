// A flood of reports: what the reporters after it read, and the staff who look at what was set aside.
import assert from "node:assert/strict";
import { fillReport } from "./citizen.mjs";
import { Service } from "./service.mjs";
import { signIn } from "./staff.mjs";
import { Visitor } from "./visitor.mjs";

const site = "demo";
const budget = 60; // reports that a site takes in at once (handler/portal/limits.h)
const filled = { kind: "matter", window: "main", matter: "广告", problem: "加微信领红包", reporter_type: "person",
  name: "某人", phone: "13900000000", privacy: "yes" };
const long = { ...filled, problem: "红".repeat(4000), request: "包".repeat(2000) };
const most = 100; // of these reports: the room of one megabyte is full before

// `lookAtAnswer` (visitor, answer, name) checks a page of the handler.
export async function tourFlood(browser, paths, size, lookAtAnswer) {
  const options = ["--trust-proxy", "127.0.0.1", "--set-aside-megabytes", "1"];
  const service = await Service.start(paths, "2026-09-24T10:00:00+08:00", options);
  const way = { ...size, javaScript: true };
  try {
    for (const status of await send(service, filled, budget)) assert.equal(status, 200);
    const citizen = await Visitor.arrive(browser, service.origin, way);
    await citizen.context.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.200" });
    const receipt = await report(citizen, service);
    assert.equal(receipt.status(), 200);
    await citizen.sees("已收到您的反映", "工作人员先看过再登记");
    await lookAtAnswer(citizen, receipt, "receipt-set-aside");
    await tourSetAside(browser, service, way, lookAtAnswer);
    // Long ones first; then the rest of the room takes no short one either.
    for (const values of [long, filled])
      assert.ok((await send(service, values, most)).includes(503), "the room for what is set aside is not full");
    await findNoRoom(citizen, service, lookAtAnswer);
    await citizen.leave();
  } finally {
    await service.stop();
  }
}

// The check page again, with what was typed and with the telephone.
async function findNoRoom(citizen, service, lookAtAnswer) {
  const full = await report(citizen, service);
  assert.equal(full.status(), 503);
  await citizen.sees("这一次没有提交", "不是您的网络有问题", "张小明", "0999-5550001");
  await lookAtAnswer(citizen, full, "check-no-room");
}

// The list of what was set aside: without a tick, turned away, and the list of that.
async function tourSetAside(browser, service, way, lookAtAnswer) {
  const clerk = await signIn(browser, service, site, service.addStaff(site, "front_desk"), way);
  const { page } = clerk;
  const list = `/handle/desk/${site}/set-aside`;
  await lookAtAnswer(clerk, await page.goto(list), "set-aside");
  const turnAway = page.locator("button[name=act][value=turn_away]");
  await lookAtAnswer(clerk, await clerk.press(turnAway), "set-aside-mistake");
  await page.locator("[name=case]").first().check();
  await page.locator("[name=explanation]").fill("这是广告，不是反映。");
  await lookAtAnswer(clerk, await clerk.press(turnAway), "set-aside-done");
  await clerk.sees("有1件没有收下");
  await lookAtAnswer(clerk, await page.goto(`${list}?list=turned_away`), "turned-away");
  await clerk.leave();
}

// A visitor of the network that sent the flood; returns the answer to the confirmation.
async function report(visitor, service) {
  const { page } = visitor;
  await visitor.open(`/${site}/report/`);
  await fillReport(visitor);
  await page.locator("select[name=window]").selectOption("main");
  await visitor.press(page.locator("form.report button[type=submit]"));
  pass(service, 1);
  return visitor.press(page.locator("button[value=confirm]"));
}

// Sends `count` reports at one moment, from addresses of one network; returns the status of each answer.
async function send(service, values, count) {
  const post = (step, address, more) => fetch(`${service.origin}/handle/${site}/report`, {
    method: "POST", body: new URLSearchParams({ ...values, ...more, step }),
    headers: { "x-forwarded-for": `203.0.113.${address}` } });
  const tokens = [];
  for (let index = 0; index < count; index += 1) {
    const checked = await (await post("fill", index, {})).text();
    tokens.push(/name="token" value="([^"]+)"/.exec(checked)[1]);
  }
  pass(service, 1);
  const statuses = [];
  for (const [index, token] of tokens.entries())
    statuses.push((await post("confirm", index, { token })).status);
  return statuses;
}

// The clock goes on only here, so that no budget refills meanwhile.
function pass(service, seconds) {
  const later = new Date(Date.parse(service.now) + (seconds + 8 * 3600) * 1000);
  service.setClock(`${later.toISOString().slice(0, 19)}+08:00`);
}
