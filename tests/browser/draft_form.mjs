// The report form as people fill it in, and what then stands in its fields and in the tab.
import assert from "node:assert/strict";

export const site = "demo";
export const form = `/${site}/report/`;
export const words = {
  matter: "新生儿落户",
  problem: "窗口说缺一张证明。\n第二天又说缺另一张。",
  request: "请一次说清要哪些材料。",
};
export const person = {
  relation: "表兄甲乙丙", name: "王五私密", phone: "13912345678", good_time: "晚饭后七点半",
  id_number: "410999199001011234", address: "槐树街九十九号",
};
export const secrets = Object.values(person);

// Runs in the page before its own scripts: an error in the console fails the visit.
export function complainOfSecrets(values) {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (name, value) {
    if (values.some((secret) => `${name} ${value}`.includes(secret))) console.error("stored:", value);
    return setItem.call(this, name, value);
  };
}

// --- what people do ---

export const field = (page, name) => page.locator(`form.report [name=${name}]`);
export const choice = (page, name, value) => page.locator(`form.report [name=${name}][value=${value}]`);
export const status = (page) => page.locator("#draft [role=status]");
export const line = (page) => page.locator("#draft p").nth(1);
export const clearButton = (page) => page.locator("#draft button");

export async function typeWords(page) {
  await choice(page, "kind", "matter").check();
  await choice(page, "applied", "counter").check();
  await choice(page, "reporter_type", "person").check();
  await field(page, "unit").selectOption({ index: 2 });
  for (const [name, value] of Object.entries(words)) await field(page, name).fill(value);
}

// Who reports, for another person, and the consent.
export async function typePerson(page) {
  await field(page, "on_behalf").check();
  await choice(page, "whom_to_call", "me").check();
  for (const [name, value] of Object.entries(person)) await field(page, name).fill(value);
  await field(page, "privacy").check();
}

export async function openAndType(visitor) {
  await visitor.open(form);
  await typeWords(visitor.page);
  await typePerson(visitor.page);
}

export function next(visitor) {
  return visitor.press(visitor.page.locator("form.report button[type=submit]"));
}

// From a form that is filled in to the receipt.
export async function send(visitor, clock) {
  await next(visitor);
  await visitor.sees("请核对您填写的内容", words.matter);
  clock.pass();
  await visitor.press(visitor.page.locator("button[value=confirm]"));
  await visitor.sees("已收到您的反映");
}

export function finish(visitor) {
  return visitor.press(visitor.page.locator("a[data-finish]"));
}

// --- what is on the page, and in the tab ---

export async function hasWords(page, changed = {}) {
  const expected = { ...words, ...changed };
  for (const [name, value] of Object.entries(expected))
    assert.equal(await field(page, name).inputValue(), value, name);
  for (const [name, value] of [["kind", "matter"], ["applied", "counter"], ["reporter_type", "person"]])
    assert.ok(await choice(page, name, value).isChecked(), `${name} is not chosen`);
  assert.equal(await field(page, "unit").evaluate((list) => list.selectedIndex), 2, "unit");
}

// Nothing of a person is filled in, and the consent is not given.
export async function hasNobody(page) {
  for (const name of Object.keys(person)) assert.equal(await field(page, name).inputValue(), "", name);
  assert.ok(!await choice(page, "whom_to_call", "me").isChecked(), "whom_to_call");
  assert.ok(!await field(page, "privacy").isChecked(), "privacy");
}

// Every field is as the server sends it to a new visitor.
export async function isEmpty(page) {
  await hasNobody(page);
  for (const name of [...Object.keys(words), "visits"])
    assert.equal(await field(page, name).inputValue(), "", name);
  assert.equal(await page.locator("form.report :checked:not(option)").count(), 0, "something is ticked");
  assert.equal(await field(page, "unit").evaluate((list) => list.selectedIndex), 0, "unit");
}

// Everything that the tab stores, as one text.
function stored(page) {
  return page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
}

export async function keepsWords(page, kept = true) {
  const text = await stored(page);
  assert.equal(text.includes(words.matter), kept, text);
  for (const secret of secrets) assert.ok(!text.includes(secret), text);
}
