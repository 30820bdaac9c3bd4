// Entry of the browser tests: node run.mjs SITE_FOLDER PROGRAMS [--screenshots FOLDER]
// SITE_FOLDER holds public/ and published/ as the generator made them; PROGRAMS holds the handler.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkBehalf, checkFragment, checkTextBrowser } from "./comforts.mjs";
import { checkCounter } from "./counter.mjs";
import { checkFlowcharts } from "./flow.mjs";
import { checkTheChecks } from "./looks.mjs";
import { checkGeneratedMarkup } from "./markup.mjs";
import { checkPaper } from "./paper.mjs";
import { checkPeople } from "./people.mjs";
import { checkReporter } from "./reporter.mjs";
import { Scoreboard } from "./scoreboard.mjs";
import { checkSearch } from "./search.mjs";
import { playStory } from "./story.mjs";
import { tour } from "./tour.mjs";
import { townStories } from "./town_stories.mjs";
import { launchBrowser } from "./visitor.mjs";
import { walkWholeWay } from "./whole_way.mjs";

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true, options: { screenshots: { type: "string" } } });
  if (positionals.length !== 2) {
    console.error("usage: node run.mjs SITE_FOLDER PROGRAMS [--screenshots FOLDER]");
    return 64;
  }
  const paths = {
    site: positionals[0], programs: positionals[1], screenshots: values.screenshots,
    templates: join(dirname(fileURLToPath(import.meta.url)), "../../site_templates"),
  };
  const scoreboard = new Scoreboard();
  const browser = await launchBrowser();
  try {
    await checkPages(scoreboard, browser, paths);
    await walks(scoreboard, browser, paths);
  } finally {
    await browser.close();
  }
  return scoreboard.finish();
}

async function checkPages(scoreboard, browser, paths) {
  const check = (name, body) => scoreboard.check(name, body);
  await check("the checks find planted faults", () => findPlantedFaults(browser));
  await check("the markup of all generated pages",
    () => checkGeneratedMarkup(`${paths.site}/public`));
  await check("the essentials in a text browser", () => checkTextBrowser(paths));
  await check("the receipt's QR code fills the number in", () => checkFragment(browser, paths));
  await check("questions about somebody else", () => checkBehalf(browser, paths));
  await check("what a reporter does with the number", () => checkReporter(browser, paths, phone));
  await check("a morning at the counter", () => checkCounter(browser, paths, phone));
  await check("an administrator and the people", () => checkPeople(browser, paths, phone));
  await check("every flowchart is drawn and fits one sheet", () => checkFlowcharts(browser, paths));
  await check("every sheet prints on one A4 page", () => checkPaper(browser, paths, phone));
  await check("the search finds Chinese words", () => checkSearch(browser, paths, phone));
  for (const size of [phone, desktop])
    await check(`the tour at ${size.width} px`, () => tour(browser, paths, size, scoreboard));
}

async function findPlantedFaults(browser) {
  const page = await browser.newPage({ viewport: phone });
  await checkTheChecks(page);
  await page.close();
}

async function walks(scoreboard, browser, paths) {
  const walk = (site, size, javaScript) => {
    const way = `${size.width}x${size.height}, JavaScript ${javaScript ? "on" : "off"}`;
    return scoreboard.check(`the whole way: ${site}, ${way}`,
      () => walkWholeWay(browser, paths, site, { ...size, javaScript }));
  };
  for (const size of [phone, desktop])
    for (const javaScript of [true, false]) await walk("pingyi", size, javaScript);
  await walk("beiguan", phone, true);
  for (const story of townStories)
    await scoreboard.check(story.name, () => playStory(browser, paths, story, desktop));
}

process.exitCode = await main();
