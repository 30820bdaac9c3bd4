// Takes the pictures of the README: node pictures.mjs SITE_FOLDER PROGRAMS PICTURES (see script/pictures).
// A few days at the window of demo are played through the real programs; then three pages are photographed.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Service } from "./service.mjs";
import { act, signIn } from "./staff.mjs";
import { launchBrowser, Visitor } from "./visitor.mjs";

const site = "demo";
const phone = { width: 390, height: 1190, javaScript: true };  // as wide as a phone, longer
const screen = { width: 1000, height: 1046, javaScript: true };
const largest = 150_000;  // bytes of a picture
const day = "2026-11-24";

// Ticket numbers come from random keys: pictures show this one.
const shownNumber = "2718 2818 2845 9045";

const answered = { outcome: "resolved", reply: "水表读数抄错了，已经更正，多收的水费退回账户。" };

// What comes in, in the order of time (the first has the id 1), and what is done about each until
// the pictures are taken: [time, who, action, fields].
const cases = [
  {
    at: "2026-11-17T09:10", kind: "matter", matter: "异地就医报销", name: "周远",
    problem: "材料交了三个月，一直没有报下来，问了几次都说在排队。",
    steps: [
      ["2026-11-17T09:30", "front_desk", "accept", { kind: "matter", tier: "complex", matter: "异地就医报销" }],
      ["2026-11-17T09:32", "front_desk", "dispatch", { unit: "medical_insurance" }],
      ["2026-11-17T10:00", "medical_insurance", "sign_for", {}],
    ],
  }, {
    at: "2026-11-18T10:00", kind: "matter", matter: "营业执照变更", name: "田禾",
    problem: "网上提交以后没有人审核，电话也打不通。",
    steps: [
      ["2026-11-18T10:10", "front_desk", "accept", { kind: "matter", tier: "general", matter: "营业执照变更" }],
      ["2026-11-18T10:12", "front_desk", "dispatch", { unit: "market_regulation" }],
    ],
  }, {
    at: "2026-11-23T09:20", kind: "matter", matter: "不动产登记", name: "欧阳小满", isShown: true,
    problem: "材料交了两个月，一直说在核实，没有受理，也没有说为什么。",
    steps: [
      ["2026-11-23T09:40", "front_desk", "accept", { kind: "matter", tier: "complex", matter: "不动产登记" }],
      ["2026-11-23T09:45", "front_desk", "dispatch", { unit: "natural_resources" }],
      ["2026-11-23T10:20", "natural_resources", "sign_for", {}],
    ],
  }, {
    at: "2026-11-23T14:00", kind: "matter", matter: "水费多收", name: "江小舟",
    problem: "上个月水费突然多了一倍，没有人说得清原因。",
    steps: [
      ["2026-11-23T14:10", "front_desk", "accept", { kind: "matter", tier: "general", matter: "水费多收" }],
      ["2026-11-23T14:12", "front_desk", "dispatch", { unit: "water_company" }],
      ["2026-11-24T09:15", "water_company", "sign_for", {}],
      ["2026-11-24T13:40", "water_company", "reply", answered],
    ],
  }, {
    at: "2026-11-24T09:30", kind: "conduct", matter: "窗口服务", name: "林一",
    problem: "到窗口问了三次，三个人说的都不一样。", steps: [],
  }, {
    at: "2026-11-24T10:05", kind: "enquiry", matter: "老房加装电梯", name: "高楼",
    problem: "不知道该找哪个单位，要准备什么。", steps: [],
  },
];

const names = {
  front_desk: "安宁", medical_insurance: "蒋惠民", natural_resources: "何登科", water_company: "江水清",
};

// Reports it as a citizen does; returns the ticket number.
async function report(citizen, service, one) {
  const { page } = citizen;
  service.setClock(`${one.at}:00+08:00`);
  await citizen.open(`/${site}/report/`);
  await page.locator(`[name=kind][value=${one.kind}]`).check();
  await page.locator("[name=reporter_type][value=person]").check();
  for (const field of ["matter", "problem", "name"])
    await page.locator(`[name=${field}]`).fill(one[field]);
  await page.locator("[name=phone]").fill("13800001234");
  await page.locator("[name=privacy]").check();
  await citizen.press(page.locator("form.report button[type=submit]"));
  service.setClock(`${one.at}:30+08:00`);
  await citizen.press(page.locator("button[value=confirm]"));
  return page.locator("#ticket-number").innerText();
}

// In a session of its own: days lie between two steps.
async function takeStep(browser, service, person, id, [time, , action, fields]) {
  service.setClock(`${time}:00+08:00`);
  const visitor = await signIn(browser, service, site, person, screen);
  await visitor.open(`/handle/desk/${site}/cases/${id}`);
  await act(visitor, action, fields);
  await visitor.leave();
}

function addPeople(service) {
  const people = { front_desk: service.addStaff(site, "front_desk", { name: names.front_desk }) };
  for (const unit of ["medical_insurance", "natural_resources", "water_company"])
    people[unit] = service.addStaff(site, "unit", { login: unit, unit, name: names[unit] });
  return people;
}

// Plays everything in the order in which it happened; returns the number of the case that is shown.
async function playCases(browser, service, people) {
  const citizen = await Visitor.arrive(browser, service.origin, phone);
  let shown;
  const happens = cases.flatMap((one, index) => [
    { time: one.at, play: async () => {
      const number = await report(citizen, service, one);
      if (one.isShown) shown = number;
    } },
    ...one.steps.map((step) => ({
      time: step[0], play: () => takeStep(browser, service, people[step[1]], index + 1, step) })),
  ]).sort((one, other) => one.time.localeCompare(other.time));
  for (const { play } of happens) await play();
  await citizen.leave();
  return shown;
}

async function photograph(page, folder, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  const { size } = statSync(path);
  assert.ok(size <= largest, `${path} has ${size} bytes; at most ${largest}`);
  console.log(`${path}: ${size} bytes`);
}

async function photographPublic(browser, service, number, folder) {
  const citizen = await Visitor.arrive(browser, service.origin, phone);
  const { page } = citizen;
  await citizen.open(`/${site}/`);
  await photograph(page, folder, "home");
  await citizen.open(`/${site}/ticket/`);
  await page.locator("#field-number").fill(number);
  await citizen.press(page.locator("main form button[type=submit]"));
  await page.locator(".number-line").evaluate((line, [real, shown]) => {
    line.firstChild.data = line.firstChild.data.replace(real, shown);
    document.querySelector("h1").scrollIntoView();
  }, [number, shownNumber]);
  await photograph(page, folder, "ticket");
  await citizen.leave();
}

// What the desk asks for above every page: who is on duty, and reports that were not recorded as sent.
async function clearNotices(visitor) {
  const worklist = `/handle/desk/${site}/`;
  const asks = visitor.page.locator("form.notice button, form[action*='/filings/'] button");
  for (const path of [worklist, `${worklist}ledgers`]) {
    for (await visitor.open(path); await asks.count() > 0; await visitor.open(path))
      await visitor.press(asks.first());
  }
  await visitor.open(worklist);
}

async function photographDesk(browser, service, person, folder) {
  const visitor = await signIn(browser, service, site, person, screen);
  await clearNotices(visitor);
  await photograph(visitor.page, folder, "desk");
  await visitor.leave();
}

async function main(folder, programs, pictures) {
  mkdirSync(pictures, { recursive: true });
  const templates = join(dirname(fileURLToPath(import.meta.url)), "../../site_templates");
  const service = await Service.start({ site: folder, programs, templates });
  const browser = await launchBrowser();
  try {
    const people = addPeople(service);
    const number = await playCases(browser, service, people);
    service.setClock(`${day}T14:30:00+08:00`);
    await photographPublic(browser, service, number, pictures);
    await photographDesk(browser, service, people.front_desk, pictures);
  } finally {
    await browser.close();
    await service.stop();
  }
}

const [folder, programs, pictures] = process.argv.slice(2);
if (!pictures) {
  console.error("usage: node pictures.mjs SITE_FOLDER PROGRAMS PICTURES");
  process.exit(64);
}
await main(folder, programs, pictures);
