// Staff in the browser: sign in, open the case, take actions.
import assert from "node:assert/strict";
import { Visitor } from "./visitor.mjs";

// A signed-in member of staff in a browser of their own.
export async function signIn(browser, service, site, person, way) {
  const visitor = await Visitor.arrive(browser, service.origin, way);
  await visitor.open(`/handle/desk/${site}/`);
  await visitor.page.locator("#field-login").fill(person.login);
  await visitor.page.locator("#field-password").fill(person.password);
  await visitor.press(visitor.page.locator("main form button[type=submit]"));
  await visitor.sees("待办事项");
  return visitor;
}

// Opens the only case in `group` of the worklist; returns its address.
export async function openCase(visitor, site, group) {
  await visitor.open(`/handle/desk/${site}/`);
  await visitor.press(visitor.page.locator(`.groups a[href$="group=${group}"]`));
  assert.equal(await visitor.page.locator(".case-link").count(), 1, await visitor.words());
  await visitor.press(visitor.page.locator(".case-link"));
  return new URL(visitor.page.url()).pathname;
}

// Fills an action's form without sending it.
export async function fillAction(visitor, action, fields) {
  const details = visitor.page.locator(`details#action-${action}`);
  if (await details.getAttribute("open") === null) await details.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) {
    const input = details.locator(`[name=${name}]:not([type=hidden])`);
    const kind = await input.first().evaluate((element) => element.type);
    if (kind === "checkbox") await details.locator(`[name=${name}][value=${value}]`).check();
    else await (kind === "select-one" ? input.selectOption(value) : input.fill(value));
  }
  return details.locator("button[type=submit]");
}

// True if the open case page has a form for the action.
export async function offers(visitor, action) {
  return await visitor.page.locator(`#action-${action}`).count() > 0;
}

// Takes an action on the open case page; fails unless the case page is shown without a mistake.
export async function act(visitor, action, fields = {}) {
  const path = new URL(visitor.page.url()).pathname;
  const answer = await visitor.press(await fillAction(visitor, action, fields));
  assert.equal(answer.status(), 200, `${action}: ${(await visitor.words()).slice(0, 1000)}`);
  assert.equal(new URL(visitor.page.url()).pathname, path);
  assert.equal(await visitor.page.locator(".error-summary").count(), 0);
}
