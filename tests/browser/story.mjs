// Plays a town's story in the browser: each person has a browser, and the clock moves from step to
// step.
import assert from "node:assert/strict";
import { photograph } from "./answered.mjs";
import { followTicket, report } from "./citizen.mjs";
import { checkLooks } from "./looks.mjs";
import { Service } from "./service.mjs";
import { act, fillAction, offers, signIn } from "./staff.mjs";
import { far, Visitor } from "./visitor.mjs";

export async function playStory(browser, paths, story, size) {
  const service = await Service.start(paths);
  const player = new Player(browser, paths, story, service, { ...size, javaScript: true });
  try {
    for (const [time, who, what, ...rest] of story.steps) {
      service.setClock(`${time}:00+08:00`);
      try {
        await player.play(who, what, rest);
      } catch (error) {
        error.message = `${time} ${who} ${what} ${rest[0]}: ${error.message}`;
        throw error;
      }
    }
    await player.leave();
  } finally {
    await service.stop();
  }
}

class Player {
  #people = new Map();
  #cases = new Map();  // name in the story to {id, number}

  constructor(browser, paths, story, service, way) {
    Object.assign(this, { browser, paths, story, service, way });
    this.accounts = Object.fromEntries(Object.entries(story.people).map(
      ([login, grant]) => [login, service.addStaff(story.site, grant.role, { ...grant, login })]));
  }

  // Plays one step. Steps of staff start on the case's page.
  async play(who, what, [name, ...rest]) {
    if (who === "citizen") return this.#citizen(what, name, rest);
    const visitor = await this.#atDesk(who);
    if (what === "lists") return this.#lists(visitor, name);
    if (what === "reads page") return this.#readsPage(visitor, name, rest);
    const path = `/handle/desk/${this.story.site}/cases/${this.#case(name).id}`;
    if (what === "cannot open")
      return assert.equal((await visitor.context.request.get(path, { timeout: far })).status(), 404, path);
    await visitor.open(path);
    const steps = {
      "does": ([action, fields]) => act(visitor, action, fields),
      "is refused": ([action, fields, words]) => isRefused(visitor, action, fields, words),
      "may not": async ([action]) => assert.ok(!await offers(visitor, action), `${action} is offered`),
      "reads case": ([words]) => visitor.sees(...words),
      "cannot identify": () => cannotIdentify(visitor),
      "identifies": () => identifies(visitor),
      "looks": ([picture]) => this.#looks(visitor, picture),
    };
    assert.ok(what in steps, `no such step: ${what}`);
    return steps[what](rest);
  }

  async leave() {
    for (const visitor of this.#people.values()) await visitor.leave();
  }

  async #citizen(what, name, [detail]) {
    const visitor = await this.#person("citizen", () =>
      Visitor.arrive(this.browser, this.service.origin, this.way));
    if (what === "reads")
      return followTicket(visitor, this.story.site, this.#case(name).number, ...detail);
    assert.equal(what, "reports");
    await fillStory(visitor, this.story.site, detail);
    this.service.setClock(this.service.now.replace(":00+", ":40+"));  // filling in takes time
    await visitor.press(visitor.page.locator("button[value=confirm]"));
    const number = await visitor.page.locator("#ticket-number").innerText();
    this.#cases.set(name, { id: this.#cases.size + 1, number });
    return visitor.page.goto("about:blank");
  }

  // A page of the desk other than a case's.
  async #readsPage(visitor, page, [words, picture]) {
    await visitor.open(`/handle/desk/${this.story.site}/${page}`);
    await visitor.sees(...words);
    await this.#looks(visitor, picture);
  }

  #case(name) {
    assert.ok(this.#cases.has(name), `no person reported “${name}”`);
    return this.#cases.get(name);
  }

  async #person(who, arrive) {
    if (!this.#people.has(who)) this.#people.set(who, await arrive());
    return this.#people.get(who);
  }

  // Days pass between steps: a user whose session has expired signs in again.
  async #atDesk(who) {
    assert.ok(who in this.accounts, `no person is called “${who}”`);
    const { site } = this.story;
    const visitor = await this.#person(who, () =>
      signIn(this.browser, this.service, site, this.accounts[who], this.way));
    await visitor.page.goto(`/handle/desk/${site}/`);
    if (await visitor.page.locator("#field-password").count() === 0) return visitor;
    await visitor.leave();
    this.#people.set(who,
      await signIn(this.browser, this.service, site, this.accounts[who], this.way));
    return this.#people.get(who);
  }

  async #lists(visitor, count) {
    await visitor.open(`/handle/desk/${this.story.site}/?group=open`);
    assert.equal(await visitor.page.locator(".case-link").count(), count);
  }

  async #looks(visitor, picture) {
    await checkLooks(visitor.page);
    await photograph(visitor.page, this.paths.screenshots, `${picture}-${this.way.width}`);
  }
}

// Fills in the town's form and sends it, up to the check page. A field with only one choice (a
// single window) is hidden.
async function fillStory(visitor, site, { kind, matter = "窗口服务", unit, window, confidential }) {
  const { page } = visitor;
  await visitor.open(`/${site}/report/`);
  await page.locator(`[name=kind][value=${kind}]`).check();
  await choose(page, "window", window ?? "main");
  await choose(page, "unit", unit ?? "not_sure");
  if (kind === "matter") await page.locator("[name=applied][value=counter]").check();
  await page.locator("[name=matter]").fill(matter);
  await page.locator("[name=reporter_type][value=person]").check();
  for (const field of ["problem", "request", "name", "phone"])
    await page.locator(`[name=${field}]`).fill(report[field]);
  if (confidential) await page.locator("[name=confidential]").check();
  await page.locator("[name=privacy]").check();
  await visitor.press(page.locator("form.report button[type=submit]"));
}

async function choose(page, field, value) {
  const select = page.locator(`select[name=${field}]`);
  if (await select.count()) return select.selectOption(value);
  const radio = page.locator(`[name=${field}][type=radio][value=${value}]`);
  return await radio.count() ? radio.check() : undefined;
}

// Either the form shows the mistake, or it does not offer the choice.
async function isRefused(visitor, action, fields, words) {
  const [[field, value]] = Object.entries(fields);
  const option = visitor.page.locator(`#action-${action} [name=${field}] option[value=${value}]`);
  if (await option.count() === 0) {
    assert.ok(await offers(visitor, action), `${action} is not offered at all`);
    return;
  }
  const answer = await visitor.press(await fillAction(visitor, action, fields));
  assert.equal(answer.status(), 422);
  await visitor.sees(words);
}

async function cannotIdentify(visitor) {
  assert.equal(await visitor.page.locator("form[action$='/identity']").count(), 0);
  await visitor.sees("您没有查看反映人身份的权限");
}

async function identifies(visitor) {
  assert.ok(!(await visitor.words()).includes(report.name));
  await visitor.press(visitor.page.locator("form[action$='/identity'] button"));
  await visitor.sees(report.name, "已经记录这一次查看");
}
