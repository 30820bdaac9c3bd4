// The JavaScript enhancements, and the pages in a text browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const size = { width: 390, height: 844 };

// A receipt's QR code opens the ticket page with the number after "#": the script moves it from the
// address into the field. Without JavaScript the page is an ordinary empty form.
export async function checkFragment(browser, paths) {
  const service = await Service.start(paths);
  try {
    for (const javaScript of [true, false]) {
      const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript });
      await visitor.open("/pingyi/ticket/#n=1234567890123456");
      const field = visitor.page.locator("#field-number");
      assert.equal(await field.inputValue(), javaScript ? "1234 5678 9012 3456" : "");
      const kept = visitor.page.url().includes("123456");
      assert.equal(kept, !javaScript, "whether the number stays in the address");
      await visitor.leave();
    }
  } finally {
    await service.stop();
  }
}

// Ticking the box shows the questions about another person; without JavaScript they are always
// shown.
export async function checkBehalf(browser, paths) {
  const service = await Service.start(paths);
  try {
    for (const javaScript of [true, false]) {
      const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript });
      await visitor.open("/pingyi/report/");
      const relation = visitor.page.locator("#field-relation");
      assert.equal(await relation.isVisible(), !javaScript);
      await visitor.page.locator("#field-on_behalf").check();
      assert.equal(await relation.isVisible(), true);
      await visitor.leave();
    }
  } finally {
    await service.stop();
  }
}

// Choosing a kind hides what it is not asked, unless something is written there; without JavaScript
// everything stays in sight, with a word about who need not answer.
export async function checkKinds(browser, paths) {
  const service = await Service.start(paths);
  try {
    for (const javaScript of [true, false]) {
      const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript });
      await visitor.open("/demo/report/");
      const { page } = visitor;
      const [problem, visits] = [page.locator("#field-problem"), page.locator("#field-visits")];
      await visits.fill("十几趟");
      await page.locator("[name=kind][value=suggestion]").check();
      assert.equal(await problem.isVisible(), !javaScript);
      assert.equal(await visits.isVisible(), true, "what is written stays in sight");
      await visitor.sees("您希望怎么解决，或者有什么建议？");
      if (!javaScript) await visitor.sees("“意见建议”不用填。");
      await page.locator("[name=kind][value=matter]").check();
      assert.equal(await problem.isVisible(), true);
      await visitor.open("/demo/scope/");
      await visitor.press(page.locator("#question-applied a", { hasText: "我是想提个建议" }));
      assert.equal(await page.locator("[name=kind][value=suggestion]").isChecked(), true);
      await visitor.leave();
    }
  } finally {
    await service.stop();
  }
}

const textPages = {
  "pingyi/report/index.html": ["我要反映", "遇到了什么情况？", "姓名", "电话", "下一步：核对内容", "12345"],
  "pingyi/ticket/index.html": ["查进度", "查询编号", "12345"],
  "pingyi/process/index.html": ["接待咨询", "及时转办", "限时办结", "跟踪督办", "服务评价", "1个工作日",
    "3个工作日", "最多延长7个工作日", "→ 回到“限时办结”", "→ 到此结束", "→ 到“服务评价”"],
};

// Renders the generated pages with w3m; fails unless they contain the essential texts.
export function checkTextBrowser(paths) {
  for (const [page, essentials] of Object.entries(textPages)) {
    const args = ["-dump", "-cols", "200", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"];
    const file = `${paths.site}/public/${page}`;
    const drawn = execFileSync("w3m", [...args, file], { encoding: "utf8" });
    for (const text of essentials)
      assert.ok(drawn.includes(text), `${page}: no “${text}” in\n${drawn}`);
  }
}
