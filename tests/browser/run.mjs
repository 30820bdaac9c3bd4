// Entry of the browser tests: node run.mjs SITE_FOLDER PROGRAMS [PART...] [--screenshots FOLDER]
// SITE_FOLDER holds public/ and published/ as the generator made them; PROGRAMS holds the handler.
// The parts can run in parallel, each with its own browser and servers; without a part's name all
// run.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkBehalf, checkFragment, checkKinds, checkTextBrowser } from "./comforts.mjs";
import { checkCounter } from "./counter.mjs";
import { checkDraft } from "./draft.mjs";
import { checkFilesAtTheDesk } from "./files_desk.mjs";
import { checkFiles } from "./files.mjs";
import { checkFlowcharts } from "./flow.mjs";
import { checkLarge } from "./large.mjs";
import { checkTheChecks } from "./looks.mjs";
import { checkGeneratedMarkup } from "./markup.mjs";
import { checkPaper } from "./paper.mjs";
import { checkPeople } from "./people.mjs";
import { checkPublishing } from "./publishing.mjs";
import { checkReceipt } from "./receipt.mjs";
import { checkReporter } from "./reporter.mjs";
import { Scoreboard } from "./scoreboard.mjs";
import { checkSearch } from "./search.mjs";
import { playStory } from "./story.mjs";
import { tour } from "./tour.mjs";
import { townStories } from "./town_stories.mjs";
import { far, launchBrowser } from "./visitor.mjs";
import { walkWholeWay } from "./whole_way.mjs";

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

// Each part is called with (scoreboard, browser, paths).
const parts = { pages, phone: tourOf(phone), desktop: tourOf(desktop), desk, publishing, walks, stories };

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true, options: { screenshots: { type: "string" } } });
  const [site, programs, ...chosen] = positionals;
  if (!programs || chosen.some((name) => !(name in parts))) {
    console.error("usage: node run.mjs SITE_FOLDER PROGRAMS [PART...] [--screenshots FOLDER]");
    console.error(`parts: ${Object.keys(parts).join(" ")}`);
    return 64;
  }
  const paths = {
    site, programs, screenshots: values.screenshots,
    templates: join(dirname(fileURLToPath(import.meta.url)), "../../site_templates"),
  };
  const scoreboard = new Scoreboard();
  const browser = await launchBrowser();
  try {
    for (const name of chosen.length > 0 ? chosen : Object.keys(parts))
      await parts[name](scoreboard, browser, paths);
  } finally {
    await browser.close();
  }
  return scoreboard.finish();
}

async function pages(scoreboard, browser, paths) {
  const check = (name, body) => scoreboard.check(name, body);
  await check("the checks find planted faults", () => findPlantedFaults(browser));
  await check("the markup of all generated pages",
    () => checkGeneratedMarkup(`${paths.site}/public`));
  await check("the essentials in a text browser", () => checkTextBrowser(paths));
  await check("the receipt's QR code fills the number in", () => checkFragment(browser, paths));
  await check("questions about another person", () => checkBehalf(browser, paths));
  await check("questions by kind", () => checkKinds(browser, paths));
  await check("large type: the first screen, and both editions of answered pages",
    () => checkLarge(browser, paths, phone));
  await check("the draft of the report form", () => checkDraft(browser, paths, phone, scoreboard));
  await check("a question is changed, and the receipt stands alone", () => checkReceipt(browser, paths));
  await check("every flowchart is drawn and fits one sheet", () => checkFlowcharts(browser, paths));
  await check("every sheet prints on one A4 page", () => checkPaper(browser, paths, phone));
  await check("the search finds Chinese words", () => checkSearch(browser, paths, phone));
}

async function desk(scoreboard, browser, paths) {
  const check = (name, body) => scoreboard.check(name, () => body(browser, paths, phone));
  await twoAtATime([
    () => check("what a reporter does with the number", checkReporter),
    () => check("a morning at the counter", checkCounter),
    () => check("an administrator and the people", checkPeople),
    () => check("photos and papers at the desk", checkFilesAtTheDesk),
    ...[[phone, true], [phone, false], [desktop, true]].map(([size, javaScript]) => {
      const way = `${size.width} px, JavaScript ${javaScript ? "on" : "off"}`;
      return () => scoreboard.check(`photos from the ticket page and in the answer: ${way}`,
        () => checkFiles(browser, paths, { ...size, javaScript }));
    }),
  ]);
}

async function publishing(scoreboard, browser, paths) {
  await scoreboard.check("editors publish what is published",
    () => checkPublishing(browser, paths, phone, desktop));
}

function tourOf(size) {
  return (scoreboard, browser, paths) => scoreboard.check(`the tour at ${size.width} px`,
    () => tour(browser, paths, size, scoreboard));
}

async function findPlantedFaults(browser) {
  const page = await browser.newPage({ viewport: phone });
  page.setDefaultTimeout(far);
  await checkTheChecks(page);
  await page.close();
}

async function walks(scoreboard, browser, paths) {
  const walk = (site, size, javaScript) => {
    const way = `${size.width}x${size.height}, JavaScript ${javaScript ? "on" : "off"}`;
    return () => scoreboard.check(`the whole way: ${site}, ${way}`,
      () => walkWholeWay(browser, paths, site, { ...size, javaScript }));
  };
  // Only a walk with scripts fills in and prints the sheets of its town.
  await twoAtATime([walk("beiguan", phone, true), walk("pingyi", phone, false), walk("pingyi", desktop, true)]);
}

async function stories(scoreboard, browser, paths) {
  await twoAtATime(townStories.map((story) =>
    () => scoreboard.check(story.name, () => playStory(browser, paths, story, desktop))));
}

// Each part has its own users and server.
async function twoAtATime(tasks) {
  const waiting = tasks.values();
  const work = async () => {
    for (const task of waiting) await task();
  };
  await Promise.all([work(), work()]);
}

process.exitCode = await main();
