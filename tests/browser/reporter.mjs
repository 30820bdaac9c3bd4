// The reporter with only the number, on a phone without JavaScript: sends materials, evaluates,
// asks for reopening; the desk reads it and reopens.
import assert from "node:assert/strict";
import { photograph } from "./answered.mjs";
import { fillReport } from "./citizen.mjs";
import { checkLooks } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { printedPages } from "./paper.mjs";
import { Service } from "./service.mjs";
import { act, signIn } from "./staff.mjs";
import { far, Visitor } from "./visitor.mjs";

const site = "demo";
// The whole history, unfolded by the script when it prints.
const onOneSheet = ["reporter-materials", "reporter-evaluated"];

export async function checkReporter(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const way = { ...size, javaScript: false };
    const citizen = await Visitor.arrive(browser, service.origin, way);
    const mirror = await browser.newPage({ viewport: size, baseURL: service.origin });
    mirror.setDefaultTimeout(far);
    const look = (name, answer) => lookAt(mirror, citizen, answer, `reporter-${name}`, paths);
    const number = await report(citizen, service);
    const person = service.addStaff(site, "front_desk");
    const desk = await signIn(browser, service, site, person, way);
    await walk(citizen, desk, number, look);
    await mirror.close();
    await citizen.leave();
    await desk.leave();
  } finally {
    await service.stop();
  }
}

async function walk(citizen, desk, number, look) {
  const accepted = { kind: "matter", tier: "general", matter: "不动产登记" };
  await deskActs(desk, ["accept", accepted], ["ask_materials", { list: "请补充合同编号。" }]);
  await look("materials", await ask(citizen, number));
  await citizen.page.locator("[name=materials]").fill("合同编号甲零七");
  await look("materials-sent", await send(citizen, "send_materials"));
  await deskActs(desk, ["reply_on_the_spot", { outcome: "resolved", reply: "已经登记。" }],
    ["feed_back", { reply: "请来领证。", channel: "written" }], ["close", { cause: "other" }]);
  await evaluate(citizen, desk, number, look);
  await withdraw(citizen, number, look);
}

// Evaluates, with a mistake first, and asks for reopening, which is granted.
async function evaluate(citizen, desk, number, look) {
  const { page } = citizen;
  await ask(citizen, number);
  const answer = await page.locator("#reply-heading").boundingBox();
  assert.ok(answer.y < 844, `the answer begins at ${answer.y} px, below the first screen`);
  await page.locator("#field-evaluate-words").fill("名字印错了");
  await look("evaluate-mistake", await send(citizen, "evaluate", 422));
  assert.equal(await page.locator("#field-evaluate-words").inputValue(), "名字印错了");
  await page.locator("[name=grade][value=dissatisfied]").check();
  await look("evaluate-confirm", await send(citizen, "evaluate"));
  await citizen.sees("确定这样评价吗？", "不满意", "名字印错了");
  await look("evaluated", await citizen.press(page.locator("button[value=confirm]")));
  await citizen.sees("这次办理的评价是“不满意”", "窗口要整改");
  await open(page, "ask_reopening");
  await page.locator("#field-ask_reopening-words").fill("请把名字改正");
  await look("reopening-asked", await send(citizen, "ask_reopening"));
  await openOnlyCase(desk);
  await desk.sees("名字印错了", "请把名字改正", "合同编号甲零七");
  await act(desk, "reopen", { reason: "重新制证。" });
  await look("reopened", await ask(citizen, number));
  await citizen.sees("重新办理", "重新制证。");
}

// The first click asks for confirmation, the second withdraws.
async function withdraw(citizen, number, look) {
  await open(citizen.page, "withdraw");
  await look("withdraw-open", await ask(citizen, number));
  await open(citizen.page, "withdraw");
  await look("withdraw-confirm", await send(citizen, "withdraw"));
  await citizen.sees("确定要撤回吗？", "撤回不能取消。");
  const done = await citizen.press(citizen.page.locator("button[value=confirm]"));
  await look("withdrawn", done);
  await citizen.sees("这件事已经撤回，窗口不再办理。", "已撤回");
}

export async function report(visitor, service) {
  await visitor.open(`/${site}/report/`);
  await fillReport(visitor);
  const window = visitor.page.locator("select[name=window]");
  if (await window.count()) await window.selectOption("main");
  await visitor.press(visitor.page.locator("form.report button[type=submit]"));
  service.setClock("2026-09-24T10:01:00+08:00");
  await visitor.press(visitor.page.locator("button[value=confirm]"));
  return visitor.page.locator("#ticket-number").innerText();
}

export async function ask(visitor, number) {
  await visitor.open(`/${site}/ticket/`);
  await visitor.page.locator("#field-number").fill(number);
  return visitor.press(visitor.page.locator("main form button[type=submit]"));
}

export async function open(page, action) {
  const details = page.locator(`details#action-${action}`);
  if (await details.getAttribute("open") === null) await details.locator("summary").click();
}

export async function send(visitor, action, status = 200) {
  const answer = await visitor.press(
    visitor.page.locator(`#action-${action} button[type=submit]`));
  assert.equal(answer.status(), status, `${action}: ${(await visitor.words()).slice(0, 1000)}`);
  return answer;
}

async function openOnlyCase(desk) {
  await desk.open(`/handle/desk/${site}/`);
  const search = desk.page.locator(".case-link");
  if (await search.count() === 0) await desk.open(`/handle/desk/${site}/cases/1`);
  else await desk.press(search.first());
}

export async function deskActs(desk, ...actions) {
  await openOnlyCase(desk);
  for (const [action, fields] of actions) await act(desk, action, fields);
}

// The page as sent, a screenshot, and its layout. axe needs JavaScript, so a second browser page
// shows the same markup.
async function lookAt(mirror, visitor, answer, name, paths) {
  const markup = await answer.text();
  await checkMarkup(markup, name);
  await photograph(visitor.page, paths.screenshots, name);
  await mirror.goto(`/${site}/`);
  await mirror.setContent(markup, { waitUntil: "load" });
  await checkLooks(mirror);
  if (onOneSheet.includes(name))
    assert.equal((await printedPages(mirror)).length, 1, `${name} is more than one sheet`);
}
