// A reporter sends photos from the ticket page, takes one back, and looks at the photo that the window
// answers with; with JavaScript, which lists and shrinks them, and without.
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { checkLooks } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { ask, deskActs, open, report, send } from "./reporter.mjs";
import { Service } from "./service.mjs";
import { act, signIn } from "./staff.mjs";
import { Visitor } from "./visitor.mjs";

const site = "demo";
const large = { name: "现场.png", mimeType: "image/png", buffer: png(2000, 1200) };
const tall = { name: "截图.png", mimeType: "image/png", buffer: png(1080, 2000) };
const small = { name: "房产证.jpg", mimeType: "image/jpeg", buffer: jpeg() };

export async function checkFiles(browser, paths, way) {
  const service = await Service.start(paths);
  try {
    const citizen = await Visitor.arrive(browser, service.origin, way);
    const number = await report(citizen, service);
    await sendTwo(citizen, number, way);
    await takeOneBack(citizen, number);
    const person = service.addStaff(site, "front_desk");
    const desk = await signIn(browser, service, site, person, { ...way, javaScript: false });
    await answerWithPhoto(desk);
    await lookAtAnswer(citizen, number);
    await citizen.leave();
    await desk.leave();
  } finally {
    await service.stop();
  }
}

async function sendTwo(citizen, number, way) {
  const { page } = citizen;
  await ask(citizen, number);
  const form = await citizen.press(page.locator("#action-supplement button"));
  await checkMarkup(await form.text(), "files-form");
  if (way.javaScript) await checkLooks(page);
  await citizen.sees("一次最多4个", "受理以前", "PDF文件里的信息不去掉");
  const input = page.locator("#action-supplement input[type=file]");
  await input.setInputFiles([small, large]);
  if (way.javaScript) await seeTheList(page, input);
  await page.locator("#field-supplement-words").fill("现场的照片");
  await (way.javaScript ? beAskedAtOnce(page) : beAskedByTheServer(citizen));
  await page.locator("[name=files_consent]").check();
  const done = await send(citizen, "supplement");
  await checkMarkup(await done.text(), "files-sent");
  await citizen.sees("收到2个文件", "您交的照片和PDF文件", "附2张照片");
}

// The consent is asked for before the files travel.
async function beAskedAtOnce(page) {
  await page.locator("#action-supplement button[type=submit]").click();
  assert.ok(await page.locator("[name=files_consent]").evaluate((box) => box.matches(":invalid")));
}

// The words stay; the files are chosen again.
async function beAskedByTheServer(citizen) {
  const { page } = citizen;
  await send(citizen, "supplement", 422);
  await citizen.sees("交文件要单独同意", "选好的照片和PDF文件没有保存，请再选一次。");
  assert.equal(await page.locator("#field-supplement-words").inputValue(), "现场的照片");
  await page.locator("#action-supplement input[type=file]").setInputFiles([small, large]);
}

// What is chosen later is added; what is taken off is not sent. A large photo becomes a smaller one.
async function seeTheList(page, input) {
  const items = page.locator("[data-files] li");
  await items.nth(1).waitFor();
  const words = await items.allInnerTexts();
  assert.match(words[0], /^房产证\.jpg 1 KB/);
  assert.match(words[1], /^现场\.jpg /, "it was not made smaller");
  // The second choice comes while the photo of the first is made smaller.
  await input.setInputFiles([tall]);
  await input.setInputFiles([{ ...small, name: "again.jpg" }]);
  await items.nth(3).waitFor();
  const sides = await input.evaluate(async (field) => {
    const image = await createImageBitmap(field.files[2]);
    return [image.width, image.height];
  });
  assert.deepEqual(sides, [1080, 2000], "a long screenshot stays legible");
  await input.setInputFiles([{ ...small, name: "fifth.jpg" }]);
  await items.nth(4).waitFor();
  const stopped = () => input.evaluate((field) => field.validity.customError);
  assert.ok(await stopped(), "five files can be sent");
  for (const left of [4, 3, 2]) {
    await items.last().locator("button").click();
    assert.equal(await items.count(), left);
  }
  assert.ok(!await stopped());
  assert.equal(await input.evaluate((field) => field.files.length), 2);
}

async function takeOneBack(citizen, number) {
  const { page } = citizen;
  await ask(citizen, number);
  await open(page, "withdraw_file");
  assert.equal(await page.locator("#action-withdraw_file [name=file]").count(), 2);
  await page.locator("#action-withdraw_file [name=file]").first().check();
  await send(citizen, "withdraw_file");
  await citizen.press(page.locator("button[value=confirm]"));
  await citizen.sees("这个文件已经撤回、销毁。", "（已经撤回、销毁）");
}

async function answerWithPhoto(desk) {
  await deskActs(desk, ["accept", { kind: "matter", tier: "general", matter: "不动产登记" }],
    ["reply_on_the_spot", { outcome: "resolved", reply: "已经登记。" }]);
  await open(desk.page, "feed_back");
  await desk.page.locator("#action-feed_back input[type=file]").setInputFiles(
    [{ name: "您的证.png", mimeType: "image/png", buffer: png(20, 20) }]);
  await act(desk, "feed_back", { reply: "请来领证。", channel: "written" });
}

// The picture opens beside the page of the case, and can do nothing there.
async function lookAtAnswer(citizen, number) {
  const { context, page } = citizen;
  await ask(citizen, number);
  await citizen.sees("窗口给您的照片和PDF文件");
  const [tab, answer] = await Promise.all([
    context.waitForEvent("page"),
    context.waitForEvent("response", (response) => response.url().endsWith("/ticket/file")),
    page.locator("form[action$='/ticket/file'] button").first().click()]);
  const headers = await answer.allHeaders();
  assert.equal(answer.status(), 200);
  assert.equal(headers["content-type"], "image/png");
  assert.match(headers["content-security-policy"], /^sandbox; default-src 'none'/);
  assert.match(headers["content-disposition"], /^inline; filename="_\.png"/);
  await tab.close();
}

// A grey picture that compresses badly, as photos do.
function png(width, height) {
  const rows = Buffer.alloc((width + 1) * height);
  let state = 1;
  for (let index = 0; index < rows.length; index += 1) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    rows[index] = index % (width + 1) === 0 ? 0 : state >> 16;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits of a pixel
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(checksum(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

// A grey picture of 8 x 8.
function jpeg() {
  const codes = "01" + "00".repeat(16);
  return Buffer.from("ffd8" + "ffe000104a46494600010200000100010000" +
    "ffdb004300" + "01".repeat(64) + "ffc0000b080008000801011100" + `ffc4001400${codes}` +
    `ffc4001410${codes}` + "ffda0008010100003f003f" + "ffd9", "hex");
}
