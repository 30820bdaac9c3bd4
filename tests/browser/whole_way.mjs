// A complete case in the browser: from a citizen's first visit to closing.
import { followTicket, makeMistakes, readPages, sendReport } from "./citizen.mjs";
import { checkDeskPaper } from "./desk_paper.mjs";
import { Service } from "./service.mjs";
import { act, openCase, signIn } from "./staff.mjs";
import { Visitor } from "./visitor.mjs";

// The differences between the towns: the unit, the tier, and the text of the ticket page.
const towns = {
  pingyi: {
    unit: "hall_counters", unitName: "相关进驻中心窗口",
    tier: "general", due: ["9月28日下班前", "中秋节"],
  },
  beiguan: {
    unit: "education", unitName: "区教育局",
    statement: { statement: "经核实，材料已经齐全，当日受理。" },
    tier: "blue", due: ["蓝牌", "9月30日下班前"],
  },
};

// The steps in order: time, user, worklist group, action, and the text that the citizen then sees.
function steps(town) {
  const replied = "已经受理，十个工作日内发证。";
  const told = "您的登记申请已经受理，受理通知书可以到窗口领取。";
  const accept = { kind: "matter", tier: town.tier, matter: "不动产登记" };
  return [
    ["10:05", "front_desk", "to_accept", "accept", accept, ["已受理", "窗口受理"]],
    ["10:10", "dispatcher", "to_dispatch", "dispatch", { unit: town.unit },
      ["已转交，等待签收", town.unitName, ...town.due]],
    ["10:15", "unit", "to_sign", "sign_for", {}, ["办理中", "承办单位签收"]],
    ["10:20", "unit", "to_answer", "reply",
      { outcome: "resolved", reply: replied, ...town.statement }, ["窗口正在核实", "有了办理结果"]],
    ["10:25", "front_desk", "to_feed_back", "feed_back", { reply: told, channel: "written" },
      ["已告知结果", told]],
    ["10:30", "front_desk", "to_close", "close", {},
      ["已办结", "窗口受理", "转交承办单位", "承办单位签收", "窗口把结果告诉您", told]],
  ];
}

// Plays all steps once. `way` has {width, height, javaScript}; throws at the first difference.
export async function walkWholeWay(browser, paths, site, way) {
  const service = await Service.start(paths);
  try {
    const town = towns[site];
    const citizen = await Visitor.arrive(browser, service.origin, way);
    await readPages(citizen, site);
    await makeMistakes(citizen, site);
    const { number } = await sendReport(citizen, service);
    await followTicket(citizen, site, number, "已收到，等待窗口受理", "预计");
    const staff = await signInAll(browser, service, site, town, way);
    for (const [time, role, group, action, fields, seen] of steps(town)) {
      service.setClock(`2026-09-24T${time}:00+08:00`);
      await openCase(staff[role], site, group);
      await act(staff[role], action, fields);
      await followTicket(citizen, site, number, ...seen);
    }
    if (way.javaScript) await checkDeskPaper(staff.front_desk, site);
    for (const visitor of [citizen, ...Object.values(staff)]) await visitor.leave();
  } finally {
    await service.stop();
  }
}

async function signInAll(browser, service, site, town, way) {
  const staff = {};
  for (const role of ["front_desk", "dispatcher", "unit"]) {
    const person = service.addStaff(site, role, role === "unit" ? { unit: town.unit } : {});
    staff[role] = await signIn(browser, service, site, person, way);
  }
  return staff;
}
