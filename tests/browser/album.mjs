// Checks and photographs pages that a person without JavaScript was sent: axe needs scripts, so a
// second browser shows what the first one got.
import { mkdirSync } from "node:fs";
import { checkLooks } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { Visitor } from "./visitor.mjs";

const desktopWidth = 1280;
const refresh = /<meta http-equiv="refresh"[^>]*>/;

export class Album {
  // `folder` may be undefined: then nothing is photographed.
  constructor(folder) {
    this.folder = folder;
    if (folder) mkdirSync(folder, { recursive: true });
  }

  async open(browser, visitor, way) {
    this.visitor = await Visitor.arrive(browser, visitor.origin, { ...way, javaScript: true });
  }

  close() {
    return this.visitor.leave();
  }

  // The markup of an answer, its looks, and a picture of it at both widths.
  async look(name, answer) {
    const text = await answer.text();
    await checkMarkup(text, name);
    const { page } = this.visitor;
    const isIt = (url) => url.href === answer.url();
    await page.route(isIt, (route) => route.fulfill(
      { contentType: "text/html; charset=utf-8", body: text.replace(refresh, "") }));
    await page.goto(answer.url());
    await page.unroute(isIt);
    await this.#check(name, page);
  }

  async #check(name, page) {
    await checkLooks(page);
    if (!this.folder) return;
    const size = page.viewportSize();
    for (const width of [size.width, desktopWidth]) {
      await page.setViewportSize({ width, height: size.height });
      await page.screenshot({ path: `${this.folder}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize(size);
  }
}
