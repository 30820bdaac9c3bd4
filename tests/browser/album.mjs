// Checks and photographs pages that a person without JavaScript was sent: axe needs scripts, so a
// second browser shows what the first one got.
import { lookAtPage } from "./answered.mjs";
import { checkMarkup } from "./markup.mjs";
import { Visitor } from "./visitor.mjs";

const refresh = /<meta http-equiv="refresh"[^>]*>/;

export class Album {
  // `folder` may be undefined: then nothing is photographed.
  constructor(folder) {
    this.folder = folder;
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
    await lookAtPage(page, this.folder, name);
  }
}
