// Asks the search of the published demo what people ask: each query must lead to its page first or second, load little,
// and each shared word must change some search. Usage: node run.mjs TEST_SITE_FOLDER
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { Searcher, findAlone, scriptsOf } from "./searcher.mjs";

const folder = `${process.argv[2] ?? process.env.TEST_SITE}/public/demo`;
const mostBytes = 40000;

function queries() {
  const lines = readFileSync(new URL("queries.txt", import.meta.url), "utf8").split("\n");
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => {
    const [query, pages] = line.split(" | ");
    return { query, pages: pages.split(" ") };
  });
}

function fileOfSearch(start) {
  const name = readdirSync(`${folder}/search`).find((file) => file.startsWith(start));
  return JSON.parse(readFileSync(`${folder}/search/${name}`, "utf8"));
}

// The addresses of the hits to which shared or own words lead, with these words.
function leads() {
  const index = fileOfSearch("index.json");
  return fileOfSearch("leads-").answers.map(([hit, words]) => {
    const table = fileOfSearch(`pages-${Math.floor(hit / index.chunk)}.`);
    return { address: table[hit % index.chunk][0], words: words.split(" ") };
  });
}

// The search without any answers.
class WithoutAnswers extends Searcher {
  async answer(address) {
    const answer = await super.answer(address);
    if (!address.includes("leads-")) return answer;
    const known = JSON.parse(await answer.text());
    return { ok: true, text: async () => JSON.stringify({ ...known, answers: [] }) };
  }
}

for (const { query, pages } of queries()) {
  test(`${query} leads to ${pages.join(" or ")}`, async () => {
    const { hits, bytes } = await findAlone(folder, query);
    const first = hits.slice(0, 2).map((hit) => hit.address);
    assert.ok(first.some((address) => pages.includes(address)), `found first: ${first}`);
    assert.ok(bytes < mostBytes, `${bytes} bytes`);
  });
}

test("a query that nothing answers finds nothing", async () => {
  assert.deepEqual((await findAlone(folder, "囍龘靐")).hits, []);
  assert.equal((await findAlone(folder, "，。")).said, "short");
});

test("a query that no page matches as a whole shows what comes closest, and says so", async () => {
  for (const [query, page] of [["门面租金太贵", "stories/2026-04-shop-licence/"], ["楼栋号搞错", "stories/2026-09-building-number/"],
    ["裁缝手艺好", "stories/2026-04-shop-licence/"]]) {
    const { hits, said } = await findAlone(folder, query);
    assert.equal(hits[0]?.address, page, query);
    assert.match(said, /partly/, query);
  }
});

test("hits that match in part stand behind those to which a word leads", async () => {
  const { hits, said } = await findAlone(folder, "粮油店几点上班");
  assert.deepEqual(hits.map((hit) => hit.address), ["contacts/", "stories/2026-04-shop-licence/"]);
  assert.match(said, /found/);
});

// A shared word of one or two characters stands in other words too.
test("a word does not lead from within another word", async () => {
  for (const [query, page] of [["关系证明", "supervision/"], ["劳动关系", "supervision/"], ["拖拉机", "supervision/"],
    ["拖车", "faq/#q-too_late"], ["加装电梯", "contacts/"], ["数字证书", "statistics/"], ["代替", "faq/#q-on_behalf"],
    ["公交卡", "contacts/"], ["新娘", "faq/#q-on_behalf"], ["恐怕", "faq/#q-anonymous"], ["集体土地", "report/"],
    ["楼上太吵", "supervision/"], ["轰炸", "supervision/"], ["凶手", "supervision/"], ["踢球", "supervision/"],
    ["夸大", "ticket/"]]) {
    const { hits } = await findAlone(folder, query);
    assert.ok(hits.every((hit) => hit.address !== page), `${query} leads to ${page}`);
  }
});

test("one pair that many pages have makes no hit", async () => {
  for (const query of ["天气预报", "彩票开奖", "世界杯比分", "股票行情", "唱歌跳舞", "山村电视台", "电影院"])
    assert.deepEqual((await findAlone(folder, query)).hits, [], query);
});

test("a name is found with one wrong character, and only with one", async () => {
  for (const [query, page] of [["柳弯镇", "windows/liuwan/"], ["清禾镇", "windows/#town-qinghe"], ["红风镇窗口", "windows/hongfeng/"],
    ["营业直照", "units/#unit-market_regulation"], ["幼儿圆", "units/#unit-education"], ["公基金", "units/#unit-housing_fund"]]) {
    const { hits, said, bytes } = await findAlone(folder, query);
    assert.ok(hits.slice(0, 2).some((hit) => hit.address === page), `${query}: ${hits.map((hit) => hit.address)}`);
    assert.match(said, /partly/, query);
    assert.ok(bytes < mostBytes, `${query}: ${bytes} bytes`);
  }
  assert.deepEqual((await findAlone(folder, "柳弯县城关")).hits, []);
});

test("every word leads to its page, loads little and changes a search", async () => {
  for (const { address, words } of leads()) {
    for (const word of words) {
      const { hits, bytes } = await findAlone(folder, word);
      assert.ok(hits.slice(0, 2).some((hit) => hit.address === address), `${word} does not lead to ${address}`);
      assert.ok(bytes < mostBytes, `${word}: ${bytes} bytes`);
      const bare = await new WithoutAnswers(folder).find(word);
      const told = await new WithoutAnswers(folder).find(`我听人说${word}这回事`);
      const hoped = await new WithoutAnswers(folder).find(`${word}能办好`);
      const helps = [bare, told, hoped].some((found) => found.hits[0]?.address !== address);
      assert.ok(helps, `${word} helps no query: ${address} is first without it`);
    }
  }
});

test("words that mean the same find something", async () => {
  for (const group of fileOfSearch("leads-").same) {
    const found = await Promise.all(group.split(" ").map((word) => findAlone(folder, word)));
    assert.ok(found.some((one) => one.hits.length > 0), group);
  }
});

test("the scripts have no syntax of a browser newer than 2018", () => {
  const script = scriptsOf(folder).map((path) => readFileSync(path, "utf8")).join("\n");
  for (const newer of [/\?\./, /\?\?/, /\.at\(/, /\.flatMap\(/, /\.replaceAll\(/, /\(\?<[=!]/, /=>/, /\bconst\b/]) {
    assert.doesNotMatch(script, newer);
  }
});
