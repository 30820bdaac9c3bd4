// Checks every type of page, generated or answered by the handler.
import assert from "node:assert/strict";
import { photograph } from "./answered.mjs";
import { fillReport, sendReport } from "./citizen.mjs";
import { tourFlood } from "./flood.mjs";
import { checkLooks } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { Service } from "./service.mjs";
import { fillAction, openCase, signIn } from "./staff.mjs";
import { Visitor } from "./visitor.mjs";

const site = "pingyi";
const generated = ["", "scope/", "process/", "contacts/", "leaders/", "policy/", "privacy/",
  "report/", "ticket/", "search/", "errors/413.html", "errors/429.html", "errors/503.html"];
// Pages that only a site with every feature publishes.
const fullSite = "demo";
const featured = ["windows/", "windows/qinghe/", "coverage/", "signs/", "limits/", "duty/", "measures/",
  "news/", "news/2026-10-winter-hours/", "stories/", "statistics/", "faq/", "units/", "supervision/", "sitemap/",
  "accessibility/", "policy/measures_2025/", "forms/", "leaflet/"];
const large = ["", "scope/", "process/", "report/", "windows/", "limits/", "statistics/", "search/"];
const otherSites = ["beiguan", "chaoan", "panzhihua", "shaoguan", "demo"];

// Visits all pages at one size; each page is one check of the scoreboard.
export async function tour(browser, paths, size, scoreboard) {
  const service = await Service.start(paths);
  const look = async (visitor, name) => {
    const title = `${name} at ${size.width} px`;
    await scoreboard.check(`looks: ${title}`, async () => {
      await photograph(visitor.page, paths.screenshots, `${name}-${size.width}`);
      await checkLooks(visitor.page);
      assert.deepEqual(visitor.takeComplaints(), [], "complaints of the browser");
    });
  };
  try {
    const citizen = await Visitor.arrive(browser, service.origin, { ...size, javaScript: true });
    await tourGenerated(citizen, look);
    const number = await tourPortal(citizen, service, look);
    await tourDesk(browser, service, size, look);
    await tourTicket(citizen, number, look);
    await citizen.leave();
  } finally {
    await service.stop();
  }
  await tourFlood(browser, paths, size, (visitor, answer, name) => lookAtAnswer(visitor, answer, name, look));
}

async function tourGenerated(visitor, look) {
  for (const path of generated) {
    await visitor.open(`/${site}/${path}`);
    await look(visitor, path.replace("/", "") || "home");
  }
  for (const other of otherSites) {
    for (const path of ["", "process/", "leaders/", "report/"]) {
      await visitor.open(`/${other}/${path}`);
      await look(visitor, `${other}-${path.replace("/", "") || "home"}`);
    }
  }
  for (const path of [...featured, ...large.map((page) => `large/${page}`)]) {
    await visitor.open(`/${fullSite}/${path}`);
    await look(visitor, `${fullSite}-${path.replaceAll("/", "-")}`);
  }
  await visitor.open("/");
  await look(visitor, "portal");
  await visitor.open("/nowhere/at/all", 404);
  await look(visitor, "not-found");
}

// The answers to a report: mistakes, check page, receipt. Returns the ticket number.
async function tourPortal(visitor, service, look) {
  const next = visitor.page.locator("form.report button[type=submit]");
  await visitor.open(`/${site}/report/`);
  await lookAtAnswer(visitor, await visitor.press(next), "mistakes", look);
  await fillReport(visitor);
  await lookAtAnswer(visitor, await visitor.press(next), "check", look);
  const edit = visitor.page.locator(".actions button[value=edit]");
  await lookAtAnswer(visitor, await visitor.press(edit), "edit", look);
  const { number, answer } = await sendReport(visitor, service);
  await lookAtAnswer(visitor, answer, "receipt", look);
  return number;
}

async function tourDesk(browser, service, size, look) {
  const person = service.addStaff(site, "front_desk");
  const way = { ...size, javaScript: true };
  const stranger = await Visitor.arrive(browser, service.origin, way);
  const signInPage = await stranger.page.goto(`/handle/desk/${site}/sign-in`);
  await lookAtAnswer(stranger, signInPage, "sign-in", look);
  await stranger.leave();
  const first = await signIn(browser, service, site, person, way);
  const filtered = "?group=all&kind=matter";
  for (const [name, path] of [["worklist", ""], ["worklist-filtered", filtered], ["password", "password"]])
    await lookAtAnswer(first, await first.page.goto(`/handle/desk/${site}/${path}`), name, look);
  const address = await openCase(first, site, "to_accept");
  await lookAtAnswer(first, await first.page.goto(address), "case", look);
  const empty = await first.press(await fillAction(first, "decline", {}));
  await lookAtAnswer(first, empty, "case-mistakes", look);
  await tourConflict(browser, service, person, way, first, look);
  const leader = await signIn(browser, service, site, service.addStaff(site, "leading_group"), way);
  const overview = await leader.page.goto(`/handle/desk/${site}/overview`);
  await lookAtAnswer(leader, overview, "overview", look);
  await leader.leave();
}

// Two users act on the same case: the second gets a message, and keeps the typed values.
async function tourConflict(browser, service, person, way, first, look) {
  const second = await signIn(browser, service, site, person, way);
  const address = await openCase(second, site, "to_accept");
  await first.page.goto(address);
  const fields = { kind: "matter", tier: "general", matter: "不动产登记" };
  await first.press(await fillAction(first, "accept", fields));
  const other = { ...fields, matter: "来晚一步" };
  const late = await second.press(await fillAction(second, "accept", other));
  assert.equal(late.status(), 409);
  await lookAtAnswer(second, late, "conflict", look);
  assert.ok((await second.page.content()).includes("来晚一步"), "the typed values are lost");
  await first.leave();
  await second.leave();
}

async function tourTicket(visitor, number, look) {
  const { page } = visitor;
  await visitor.open(`/${site}/ticket/`);
  await page.locator("#field-number").fill("1234 5678");
  const send = page.locator("main form button[type=submit]");
  await lookAtAnswer(visitor, await visitor.press(send), "ticket-mistake", look);
  await page.locator("#field-number").fill(number);
  await lookAtAnswer(visitor, await visitor.press(send), "ticket-result", look);
}

// A page of the handler: its markup as sent, and its layout.
async function lookAtAnswer(visitor, answer, name, look) {
  await checkMarkup(await answer.text(), name);
  await look(visitor, name);
}
