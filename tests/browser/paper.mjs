// Prints every sheet of every site: one A4 page each, in the form's orientation, with nothing cut
// off.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { checkLooks } from "./looks.mjs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

const portrait = [595, 842];
// Between the margins of print.css and print-landscape.css, in CSS pixels.
const room = { portrait: { width: 631, height: 979 }, landscape: { width: 986, height: 657 } };

// The paths of all sheets of a site, relative to its folder.
function sheetsOf(folder) {
  const forms = readdirSync(`${folder}/forms`, { withFileTypes: true });
  const names = forms.filter((entry) => entry.isDirectory()).map((entry) => `forms/${entry.name}/`);
  return ["leaflet/", "poster/", ...names];
}

// Width and height in points of each printed page.
export async function printedPages(page) {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pdf = bytes.toString("latin1");
  const count = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  assert.equal(boxes.length, count, "pages without a size");
  return boxes.map((box) => [Math.round(box[1]), Math.round(box[2])]);
}

// The content that exceeds its cell or the sheet when printed.
async function cutOff(page, paper) {
  const size = page.viewportSize();
  await page.setViewportSize(paper);
  const out = await page.evaluate(() => {
    const out = [];
    const sheet = document.querySelector(".paper").getBoundingClientRect();
    for (const element of document.querySelectorAll(".paper *:not(svg *)")) {
      const box = element.getBoundingClientRect();
      const wide = element.matches("td, th") && element.scrollWidth > element.clientWidth + 1;
      const outside = box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1;
      if (wide || outside) out.push(element.outerHTML.slice(0, 120));
    }
    return out;
  });
  await page.setViewportSize(size);
  return out;
}

// One A4 page in the form's orientation, with nothing cut off.
export async function checkSheet(page) {
  await page.emulateMedia({ media: "print" });
  const lies = await page.locator(".paper-landscape").count() > 0;
  const expected = lies ? [...portrait].reverse() : portrait;
  assert.deepEqual(await printedPages(page), [expected], `pages of ${page.url()}`);
  const paper = lies ? room.landscape : room.portrait;
  assert.deepEqual(await cutOff(page, paper), [], `cut off on ${page.url()}`);
  await page.emulateMedia({ media: "screen" });
}

// Shows that the check can fail: a sheet with one row too many.
async function checkTheCheck(page) {
  await page.evaluate(() => {
    const row = document.querySelector(".paper-grid tr:last-child");
    for (let i = 0; i < 30; i += 1) row.after(row.cloneNode(true));
  });
  await assert.rejects(checkSheet(page), assert.AssertionError, "an overfull sheet passes");
}

// Prints all sheets of all sites, and checks them on a screen of `size`.
export async function checkPaper(browser, paths, size) {
  const service = await Service.start(paths);
  try {
    const visitor = await Visitor.arrive(browser, service.origin, { ...size, javaScript: true });
    const { page } = visitor;
    const folder = `${paths.site}/public`;
    const sites = readdirSync(folder).filter((site) => existsSync(`${folder}/${site}/forms`));
    assert.ok(sites.length >= 6, `only ${sites.length} sites have forms`);
    for (const site of sites) {
      await visitor.open(`/${site}/forms/`);
      await checkLooks(page);
      for (const sheet of sheetsOf(`${folder}/${site}`)) {
        await visitor.open(`/${site}/${sheet}`);
        await checkSheet(page);
        await checkLooks(page);
      }
    }
    await visitor.open("/pingyi/large/forms/slip/");
    await checkSheet(page);
    await checkTheCheck(page);
    await visitor.leave();
  } finally {
    await service.stop();
  }
}
