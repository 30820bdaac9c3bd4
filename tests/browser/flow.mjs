// The rendered flowcharts of all sites: boxes do not overlap, lines meet them, each fits on one A4
// sheet.
import assert from "node:assert/strict";
import { readdirSync, existsSync } from "node:fs";
import { Service } from "./service.mjs";
import { Visitor } from "./visitor.mjs";

// Between the margins of site.css on A4, in CSS pixels.
const sheet = { width: 658, height: 986 };
const boxes = ".flow > li > div, .flow > li > ul > li > div";

// Boxes that overlap or leave the window.
function findCollisions(page) {
  return page.evaluate((selector) => {
    const all = [...document.querySelectorAll(selector)]
      .map((box) => ({ name: box.textContent.trim().slice(0, 12), at: box.getBoundingClientRect() }));
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const pairs = all.flatMap((one, i) => all.slice(i + 1).filter((other) => meet(one.at, other.at))
      .map((other) => `${one.name} | ${other.name}`));
    const outside = all.filter(({ at }) => at.left < 0 || at.right > window.innerWidth);
    return [...pairs, ...outside.map(({ name }) => `${name} sticks out`)];
  }, boxes);
}

// The pixels that each arrow must cross: down from a step's box to the next one, and across to each
// branch, from its step or from the line beside it.
function arrowPaths(page) {
  return page.evaluate(() => {
    const rect = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const { scrollX, scrollY } = window;
      return { left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY };
    };
    const steps = [...document.querySelectorAll(".flow > li")];
    const em = Number.parseFloat(getComputedStyle(steps[0]).fontSize);
    const wide = getComputedStyle(steps[0]).gridTemplateColumns.includes(" ");
    const paths = [];
    steps.forEach((step, i) => {
      const box = rect(step.firstElementChild);
      const spine = wide ? (box.left + box.right) / 2 : box.left + em + 1;
      if (i + 1 < steps.length) {
        const next = rect(steps[i + 1].firstElementChild);
        paths.push({ name: `down from step ${i + 1}`, x: spine, y: box.bottom, toX: spine, toY: next.top });
      }
      step.querySelectorAll(":scope > ul > li > div").forEach((branch, number) => {
        const to = rect(branch);
        const y = to.top + 1.2 * em + 3;
        const trunk = number === 0 ? box.right : to.left - 1.5 * em;
        paths.push({ name: `to branch ${number + 1} of step ${i + 1}`, x: wide ? trunk : spine, y, toX: to.left, toY: y });
      });
    });
    return paths;
  });
}

// The broken paths: a pixel on them and its neighbours are light.
async function findBrokenArrows(page) {
  const paths = await arrowPaths(page);
  assert.ok(paths.length > 4, `only ${paths.length} arrows`);
  const picture = (await page.screenshot({ fullPage: true })).toString("base64");
  // One page reads all pictures: a new one would be a new process each time.
  const blank = page.context().pages()[1] ?? await page.context().newPage();
  return blank.evaluate(async ({ data, paths: all }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    // One copy of the whole picture serves all paths.
    const { data: colors, width, height } = context.getImageData(0, 0, image.width, image.height);
    const isDark = (x, y) => {
      for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2); row += 1) {
        for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2); column += 1) {
          const at = 4 * (row * width + column);
          if (colors[at] + colors[at + 1] + colors[at + 2] < 450) return true;
        }
      }
      return false;
    };
    const crosses = ({ x, y, toX, toY }) => {
      const length = Math.max(toX - x, toY - y);
      for (let i = 0; i <= length; i += 2)
        if (!isDark(Math.round(x + (toX - x) * i / length), Math.round(y + (toY - y) * i / length))) return false;
      return true;
    };
    return all.filter((path) => !crosses(path)).map(({ name }) => name);
  }, { data: picture, paths });
}

async function checkDrawn(page, name) {
  assert.deepEqual(await findCollisions(page), [], `boxes of ${name}`);
  assert.deepEqual(await findBrokenArrows(page), [], `arrows of ${name}`);
}

async function checkSheet(page, name) {
  const size = page.viewportSize();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(sheet);
  const chart = await page.locator(".chart").boundingBox();
  assert.ok(chart.height <= sheet.height, `${name} is ${chart.height} px high on a sheet of ${sheet.height}`);
  await checkDrawn(page, `${name} on paper`);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(size);
}

// Adds a rule to the page's own style sheet, because the content security policy allows no other.
function spoil(page, rule) {
  return page.evaluate((text) => {
    const [sheet] = document.styleSheets;
    sheet.insertRule(text, sheet.cssRules.length);
  }, rule);
}

// Each check must find the fault planted for it.
async function checkTheChecks(page) {
  await spoil(page, ".flow > li::after { border: 0 !important; }");
  assert.notDeepEqual(await findBrokenArrows(page), [], "missing lines pass");
  await spoil(page, ".flow > li { margin-top: -2em !important; }");
  assert.notDeepEqual(await findCollisions(page), [], "overlapping boxes pass");
  await spoil(page, ".flow p { line-height: 6; }");
  await assert.rejects(checkSheet(page, "planted"), assert.AssertionError, "an overfull sheet passes");
}

export async function checkFlowcharts(browser, paths) {
  const service = await Service.start(paths);
  try {
    const visitor = await Visitor.arrive(browser, service.origin, { width: 390, height: 844, javaScript: true });
    const { page } = visitor;
    const folder = `${paths.site}/public`;
    const sites = readdirSync(folder).filter((site) => existsSync(`${folder}/${site}/process`));
    assert.ok(sites.length >= 6, `only ${sites.length} sites have a flowchart`);
    for (const site of sites) {
      for (const [edition, widths] of [["", [390, 1280]], ["large/", [390]]]) {
        await visitor.open(`/${site}/${edition}process/`);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          await checkDrawn(page, `${site}/${edition} at ${width} px`);
        }
        await checkSheet(page, `${site}/${edition}`);
      }
    }
    await checkTheChecks(page);
    await visitor.leave();
  } finally {
    await service.stop();
  }
}
