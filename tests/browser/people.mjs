// An administrator adds a user, who signs in, must choose a new password, and works.
import assert from "node:assert/strict";
import { lookAt } from "./answered.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const site = "demo";
const users = `/handle/desk/${site}/users`;

export async function checkPeople(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const way = { ...size, javaScript: true };
    const look = (name, visitor, answer) => lookAt(visitor, answer, `people-${name}`, paths);
    const admin = await arrive(browser, service, service.addStaff(site, "admin"), way);
    assert.equal(new URL(admin.page.url()).pathname, users);
    const password = await addsAColleague(admin, look);
    const colleague = await arrive(browser, service, { login: "li.na", password }, way);
    await choosesAPassword(colleague, password, look);
    await shutsOut(admin, colleague, look);
    await admin.leave();
  } finally {
    await service.stop();
  }
}

async function arrive(browser, service, person, way) {
  const visitor = await Visitor.arrive(browser, service.origin, way);
  await visitor.open(`/handle/desk/${site}/`);
  await signsIn(visitor, person);
  return visitor;
}

async function signsIn(visitor, { login, password }) {
  await visitor.page.locator("#field-login").fill(login);
  await visitor.page.locator("#field-password").fill(password);
  return visitor.press(visitor.page.locator("main form button[type=submit]"));
}

const submit = (visitor, action) =>
  visitor.press(visitor.page.locator(`form[action$="${action}"] button[type=submit]`));

async function addsAColleague(admin, look) {
  await look("list", admin, await admin.page.goto(users));
  await admin.page.locator("#field-name").fill("李娜");
  await admin.page.locator("#field-login").fill("li.na");
  await admin.page.locator("#field-role").selectOption("unit");
  await look("mistake", admin, await submit(admin, "/users"));
  await admin.sees("要选一个单位");
  await admin.page.locator("#field-unit").selectOption("housing");
  await look("password", admin, await submit(admin, "/users"));
  return admin.page.locator(".handed-password").innerText();
}

async function choosesAPassword(colleague, password, look) {
  await colleague.sees("请先换成只有自己知道的密码");
  await colleague.open(`/handle/desk/${site}/ledgers`);
  assert.equal(new URL(colleague.page.url()).pathname, `/handle/desk/${site}/password`);
  const own = "自己才知道的密码：三十八颗星星在天上";
  await colleague.page.locator("#field-present").fill(password);
  await colleague.page.locator("#field-fresh").fill(own);
  await colleague.page.locator("#field-again").fill(own);
  await look("must-change", colleague, null);
  await submit(colleague, "/password");
  await signsIn(colleague, { login: "li.na", password: own });
  await colleague.sees("待办事项", "李娜");
}

// Revokes the grant, then disables the user; the record shows both.
async function shutsOut(admin, colleague, look) {
  await admin.open(users);
  await admin.press(admin.page.locator("a.case-link", { hasText: "李娜" }));
  await look("person", admin, null);
  await submit(admin, "/revoke");
  await submit(admin, "/disable");
  await admin.sees("已停用", "撤销身份：承办单位", "添加人员：承办单位");
  await colleague.open(`/handle/desk/${site}/`);
  await colleague.sees("用户名");
  await colleague.leave();
}
