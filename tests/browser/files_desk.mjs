// Files at the desk: the counter adds a photo on the receipt, the unit replies with a PDF, and the
// window sees both and answers with a picture.
import assert from "node:assert/strict";
import { lookAt } from "./answered.mjs";
import { fill } from "./counter.mjs";
import { Service } from "./service.mjs";
import { act, fillAction, signIn } from "./staff.mjs";

const site = "demo";
const casePage = `/handle/desk/${site}/cases/1`;

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64");
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
  "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n" +
  "0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n95\n%%EOF\n");
const photo = { name: "不动产证.png", mimeType: "image/png", buffer: png };
const paper = { name: "办理情况.pdf", mimeType: "application/pdf", buffer: pdf };

export async function checkFilesAtTheDesk(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const way = { ...size, javaScript: true };
    const enter = async (role, scope) =>
      signIn(browser, service, site, service.addStaff(site, role, scope), way);
    const look = (name, visitor, answer) => lookAt(visitor, answer, `files-${name}`, paths);
    const clerk = await enter("front_desk");
    const dispatcher = await enter("dispatcher");
    const unit = await enter("unit", { unit: "housing" });
    await addsThePapers(clerk, look);
    await handsOver(clerk, dispatcher, unit, look);
    await answers(clerk, look);
    for (const visitor of [clerk, dispatcher, unit]) await visitor.leave();
  } finally {
    await service.stop();
  }
}

async function addsThePapers(clerk, look) {
  const { page } = clerk;
  await clerk.open(`/handle/desk/${site}/intake`);
  await fill(page, "in_person", "跑了三趟没办成");
  await clerk.press(page.locator("form.report button[type=submit]"));
  await look("receipt", clerk, await clerk.press(page.locator("button[value=confirm]")));
  await clerk.sees("把带来的材料拍照存进来");
  await page.locator("#supplement-files").setInputFiles([photo]);
  const answer = await clerk.press(page.locator("#action-supplement button[type=submit]"));
  assert.equal(answer.status(), 200, await clerk.words());
  assert.equal(new URL(page.url()).pathname, casePage);
  await clerk.sees("附1张照片", "不动产证.png", "没有查病毒");
}

async function handsOver(clerk, dispatcher, unit, look) {
  await act(clerk, "accept", { kind: "matter", tier: "general", matter: "二手房过户" });
  await dispatcher.open(casePage);
  await act(dispatcher, "dispatch", { unit: "housing" });
  await unit.open(casePage);
  await act(unit, "sign_for");
  const reply = { outcome: "resolved", reply: "可以过户。" };
  const button = await fillAction(unit, "reply", reply);
  await unit.page.locator("#reply-files").setInputFiles([paper,
    { name: "说明.txt", mimeType: "text/plain", buffer: Buffer.from("不是照片") }]);
  await look("unfit", unit, await unit.press(button));
  await unit.sees("没有收“说明.txt”", "选好的文件没有保存");
  await unit.page.locator("#reply-files").setInputFiles([paper]);
  await unit.press(await fillAction(unit, "reply", reply));
  await unit.sees("附1个PDF文件");
}

async function answers(clerk, look) {
  const { page } = clerk;
  await clerk.open(casePage);
  await look("case", clerk, await page.reload());
  await seesThePhoto(clerk);
  const link = page.locator("a", { hasText: "下载" });
  const file = await page.request.get(await link.getAttribute("href"));
  assert.equal(file.headers()["content-type"], "application/pdf");
  assert.match(file.headers()["content-disposition"], /^attachment; /);
  assert.ok((await file.body()).equals(pdf), "a PDF stays as it is");
  const button = await fillAction(clerk, "feed_back", { reply: "可以过户了。", channel: "written" });
  await page.locator("#feed_back-files").setInputFiles([photo]);
  const answer = await clerk.press(button);
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator(".error-summary").count(), 0, await clerk.words());
  assert.equal(await page.locator("a", { hasText: "看照片" }).count(), 1);
}

// A browser shows the photo by itself, and nothing in it could run.
async function seesThePhoto(clerk) {
  const { page } = clerk;
  const answer = await clerk.press(page.locator("button", { hasText: "看照片" }));
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()["content-type"], "image/png");
  assert.match(answer.headers()["content-security-policy"], /^sandbox; default-src 'none'/);
  assert.match(new URL(page.url()).pathname, /\/cases\/1\/files\/\d+\/file1$/);
  // The page that the browser itself makes around a picture has a style, which the sandbox refuses.
  const complaints = clerk.takeComplaints().filter((text) => !text.includes("style"));
  assert.deepEqual(complaints, []);
  await clerk.open(casePage);
  await clerk.sees("查看反映人交的1个文件");
}
