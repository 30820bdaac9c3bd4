// One person's way through a front server that runs already: node front.mjs ORIGIN
// Reads pages, reports and looks the report up; ends with 1 if anything is wrong.
import { fillReport, followTicket, readPages } from "./citizen.mjs";
import { launchBrowser, Visitor } from "./visitor.mjs";

const site = "demo";
// A confirmation within one second is asked for again.
const second = 1200;

async function sendReport(visitor) {
  const { page } = visitor;
  await fillReport(visitor);
  await visitor.press(page.locator("form.report button[type=submit]"));
  await visitor.sees("请核对您填写的内容");
  const number = page.locator("#ticket-number");
  while (await number.count() === 0) {
    await page.waitForTimeout(second);
    await visitor.press(page.locator("button[value=confirm]"));
  }
  return number.innerText();
}

const [origin] = process.argv.slice(2);
const browser = await launchBrowser();
try {
  const visitor = await Visitor.arrive(browser, origin, { width: 390, height: 844, javaScript: true });
  await readPages(visitor, site);
  const number = await sendReport(visitor);
  await followTicket(visitor, site, number, "已收到，等待窗口受理");
  await visitor.leave();
} finally {
  await browser.close();
}
