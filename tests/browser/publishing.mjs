// Editors change what is published without a shell: six jobs in one draft, preview, publish, a second
// person's agreement, the public pages, and all of it put back.
import assert from "node:assert/strict";
import { Album } from "./album.mjs";
import { checkLooks } from "./looks.mjs";
import { PublishingTown } from "./publishing_town.mjs";
import { Service } from "./service.mjs";
import { Visitor, far } from "./visitor.mjs";
import { Walk } from "./walk.mjs";

const site = "demo";
const desk = `/handle/desk/${site}/publishing`;
const day = "2026-11-26";
const dutyUntil = "2026-12-07";
const notice = "十二月三日供电检修，窗口改用纸质登记。";
const reason = "领导小组成员调整，见示范县函〔2026〕8号";

// PNG of 1 x 1.
const smallPicture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJg" +
  "gg==", "base64");

// What the jobs change, as `diff` shows it.
const changedLines = [
  "-      - {role: 组长, name: 方向明, post: 示范县人民政府副县长}",
  "+      - {role: 组长, name: 路明远, post: 示范县人民政府副县长}",
  "+      - {role: 成员, name: 何向阳, post: 县民政局副局长}",
  "+      - {role: 成员, name: 章文静, post: 县教育局副局长}",
  "+  - {from: 2026-12-07, to: 2026-12-13, name: 秦为民, post: 县政务服务管理局局长, phone: 0999-5550041}",
  "+  - {from: 2026-12-14, to: 2026-12-20, name: 柏树, post: 县政务服务管理局副局长, phone: 0999-5550042}",
  "+  - {from: 2026-12-21, to: 2026-12-27, name: 白晓晴, post: 县政务服务管理局副局长, phone: 0999-5550043}",
  "+  - {from: 2026-12-28, to: 2027-01-03, name: 潘理事, post: 县政务服务中心主任, phone: 0999-5550044}",
  `+  - {text: ${notice}, from: 2026-12-03}`,
  "-baisha,白沙镇,镇级,示范县,白沙镇便民服务中心,服务大厅4号窗口,示范县白沙镇团结路6号,0999-5550091," +
    "\"08:30-12:00, 14:00-17:00\",2025-06-01,",
  "+baisha,白沙镇,镇级,示范县,白沙镇便民服务中心,服务大厅4号窗口,示范县白沙镇团结路6号,0999-5550141," +
    "\"09:00-12:00, 13:30-16:30\",2025-06-01,",
];

// The link of the front page to a subject.
const subject = (id) => `#main a.case-link[href='${desk}/${id}']`;

// At the width of a phone without JavaScript; what the pages look like is checked with it.
export async function checkPublishing(browser, paths, size, wide) {
  const town = new PublishingTown(paths, day, dutyUntil);
  let service;
  try {
    service = await Service.start(town.paths, `${day}T10:00:00+08:00`);
    service.startPublisher();
    const story = new Story(browser, service, town, { ...size, javaScript: false });
    await story.arrive(paths.screenshots, wide);
    await story.play();
    await story.leave();
  } catch (error) {
    error.message += `\nthe publisher: ${service?.publisherSays}`;
    throw error;
  } finally {
    await service?.stop();
    town.remove();
  }
}

class Story {
  #people = {};

  constructor(browser, service, town, way) {
    Object.assign(this, { browser, service, town, way });
  }

  async arrive(screenshots, wide) {
    for (const login of ["author", "second"]) {
      const person = this.service.addStaff(site, "editor", { login, name: `测试${login}` });
      const visitor = await Visitor.arrive(this.browser, this.service.origin, this.way);
      this.#people[login] = visitor;
      this[login] = new Walk(visitor, person.password);
      await visitor.open(`/handle/desk/${site}/`);
      await visitor.page.locator("#field-login").fill(person.login);
      await visitor.page.locator("#field-password").fill(person.password);
      await visitor.press(visitor.page.locator("main form button[type=submit]"));
      assert.equal(new URL(visitor.page.url()).pathname, desk, "where an editor arrives");
    }
    this.album = new Album(screenshots);
    await this.album.open(this.browser, this.author.visitor, this.way);
    this.wide = await Visitor.arrive(this.browser, this.service.origin, { ...wide, javaScript: true });
    await this.wide.context.addCookies(await this.author.visitor.context.cookies());
  }

  async leave() {
    await this.album.close();
    for (const visitor of [this.wide, ...Object.values(this.#people)]) await visitor.leave();
  }

  async play() {
    const { author, second, town } = this;
    await this.jobs();
    await this.draft();
    await this.meetsAForeignChange();
    await this.publishes();
    await this.agrees(1);
    assert.deepEqual(town.differences().toSorted(), changedLines.toSorted());
    await this.readsThePublicPages("路明远", "0999-5550141", "12月28日至2027年1月3日");
    await this.putsBack();
    await this.agrees(2);
    assert.deepEqual(town.differences(), []);
    await this.readsThePublicPages("方向明", "0999-5550091", "11月30日至12月6日");
    await this.looksAtTheOtherPages();
    await this.uploadsAPicture();
    for (const line of [...author.lines, ...second.lines]) console.log(`        ${line}`);
  }

  look(name, answer) {
    return this.album.look(`publishing_${name}`, answer);
  }

  async jobs() {
    const jobs = {
      "the head of the leading group": this.replacesTheHead,
      "two members": this.addsTwo,
      "the order of the members": this.movesOne,
      "phone and hours of a window": this.changesAWindow,
      "a notice for next week": this.postsANotice,
      "next month's duty": this.makesDuty,
    };
    for (const [name, job] of Object.entries(jobs)) {
      this.author.begin(name);
      await this.author.open(desk);
      await job.call(this, this.author);
      await this.author.sees("已存入草稿，还没有发布");
      this.author.end();
    }
  }

  async openGroup(author) {
    await author.press(subject("bodies"));
    await author.follow("工作领导小组");
  }

  async replacesTheHead(author) {
    await this.look("front", await author.visitor.page.reload());
    await this.look("bodies", await author.press(subject("bodies")));
    await this.look("body", await author.follow("工作领导小组"));
    await author.unfold("#entry-0 details:has(#replace-name-0)");
    await author.fill("#replace-name-0", "路明远");
    await author.send("#entry-0 form[action$='/replace']");
    await author.sees("组长 路明远");
  }

  async addsTwo(author) {
    await this.openGroup(author);
    for (const [name, post] of [["章文静", "县教育局副局长"], ["何向阳", "县民政局副局长"]]) {
      await author.fill("#add-role", "成员");
      await author.fill("#add-name", name);
      await author.fill("#add-post", post);
      await author.send("form[action$='/working_group/add']");
      await author.sees(`成员 ${name}`);
    }
  }

  async movesOne(author) {
    await this.openGroup(author);
    await author.press("button[aria-label='上移 成员 何向阳']");
  }

  async changesAWindow(author) {
    await this.look("windows", await author.press(subject("windows")));
    await author.fill("#field-q", "白沙");
    await author.send("form.search");
    await this.look("window", await author.follow("白沙"));
    await author.fill("#field-phone", "0999-5550141");
    await author.fill("#field-hours", "09:00-12:00, 13:30-16:30");
    await this.look("window_kept", await author.send("form[action$='/baisha/change']"));
  }

  async postsANotice(author) {
    await this.look("notices", await author.press(subject("notices")));
    await author.fill("#field-text", notice);
    await author.fill("#field-from", "2026-12-03");
    await author.send("form[action$='/notices']");
    await author.sees(notice, "还没有开始");
  }

  async makesDuty(author) {
    await author.press(subject("duty"));
    await this.look("duty", await author.follow("下个月"));
    await author.send("form[action$='/forward']");
    await author.sees("12月28日至2027年1月3日");
  }

  // Reads the draft in words and what the pages will look like.
  async draft() {
    const { author, wide } = this;
    author.begin("draft and preview");
    await author.open(desk);
    await this.look("draft", await author.press(`a[href='${desk}/draft']`));
    await author.sees("路明远", "章文静", "何向阳", "0999-5550141", "13:30-16:30", notice, "12月28日至2027年1月3日");
    await this.look("preview", await author.press(`a[href='${desk}/preview']`));
    await this.look("preview_page", await author.follow("工作机构和人员"));
    await author.sees("页面上变化的文字", "何向阳", "章文静");
    await author.follow("发布以后的页面");
    await author.sees("路明远", "章文静");
    author.end();
    // Whatever an editor writes, no script of a previewed page runs.
    for (const complaint of author.visitor.takeComplaints())
      assert.match(complaint, /preview\/after\/leaders\/: Blocked script.* sandboxed/);
    for (const address of [desk, `${desk}/draft`, `${desk}/preview`]) {
      await wide.open(address);
      await checkLooks(wide.page);
    }
  }

  // A file was changed on the server while the draft was open: nothing goes out, nothing is lost.
  async meetsAForeignChange() {
    const { author, town } = this;
    const before = town.read("duty.yaml");
    await author.open(`${desk}/draft`);
    town.write("duty.yaml", `${before}# changed by hand\n`);
    await this.fillsPublication(author);
    const refused = await author.send("form[action$='/draft/publish']");
    assert.equal(refused.status(), 409);
    await this.look("draft_stale", refused);
    await author.sees("请先处理被别人改过的文件", "这些文件已经被别人改过", "duty.yaml", "路明远", notice);
    assert.equal(await author.visitor.page.locator("form[action$='/draft/publish']").count(), 0);
    town.write("duty.yaml", before);
    await author.open(`${desk}/draft`);
    await author.sees("12月28日至2027年1月3日", "路明远", "提交复核");
  }

  async fillsPublication(author) {
    await author.fill("#field-reason", reason);
    await author.tick("#field-secrecy");
    await author.fill("#field-present", author.password);
  }

  async publishes() {
    const { author } = this;
    await this.forgetsTheSecrecyCheck(author);
    author.begin("publish");
    await author.open(`${desk}/draft`);
    await this.fillsPublication(author);
    await author.send("form[action$='/draft/publish']");
    await author.sees("等待复核", "这次发布是您自己提交的");
    author.end();
  }

  async forgetsTheSecrecyCheck(author) {
    await author.open(`${desk}/draft`);
    await author.fill("#field-reason", reason);
    await author.fill("#field-present", author.password);
    const refused = await author.send("form[action$='/draft/publish']");
    assert.equal(refused.status(), 422);
    await this.look("draft_mistake", refused);
    await author.sees("请先做保密审查");
    assert.equal(await author.visitor.page.locator("#field-reason").inputValue(), reason);
  }

  // The second person agrees to what waits; then the page tells by itself when it is done.
  async agrees(number) {
    const { second, author } = this;
    if (number === 1) await this.agreesWithAnothersPassword(second, author.password);
    second.begin(`agree to publication ${number}`);
    await second.open(desk);
    await second.press(`.notice a[href='${desk}/history/${number}']`);
    await second.press(`a[href='${desk}/history/${number}/preview']`);
    await second.sees("下面的页面会有变化");
    await second.follow("返回");
    await second.tick("#field-secrecy");
    await second.fill("#field-present", second.password);
    await second.send("form[action$='/agree']");
    await second.visitor.page.locator("main strong", { hasText: "已发布" }).waitFor();
    await second.visitor.page.waitForLoadState("load");
    second.end();
    await author.open(`${desk}/history/${number}`);
    await author.sees("已发布", "复核同意", "页面已经更新");
  }

  async agreesWithAnothersPassword(second, anothersPassword) {
    await second.open(`${desk}/history`);
    await this.look("publication_waits", await second.press(`a[href='${desk}/history/1']`));
    await second.tick("#field-secrecy");
    await second.fill("#field-present", anothersPassword);
    const refused = await second.send("form[action$='/agree']");
    assert.equal(refused.status(), 422);
    await this.look("publication_mistake", refused);
    await second.sees("密码不对");
    assert.deepEqual(this.town.differences(), [], "no second person has agreed yet");
  }

  async readsThePublicPages(head, phone, duty) {
    const citizen = await Visitor.arrive(this.browser, this.service.origin, this.way);
    const pages = { "leaders/": head, "windows/baisha/": phone, "duty/": duty };
    for (const [page, words] of Object.entries(pages)) {
      await citizen.open(`/${site}/${page}`);
      await citizen.sees(words);
    }
    await citizen.leave();
    assert.deepEqual(this.town.publicFilesWith(notice), [], "the notice of next week is public");
  }

  async putsBack() {
    const { author } = this;
    author.begin("put back");
    await author.open(desk);
    await this.look("history", await author.follow("发布记录"));
    await this.look("publication_done", await author.press(`a[href='${desk}/history/1']`));
    await author.fill("#field-reason", "内容有误，先恢复");
    await author.fill("#field-present", author.password);
    await this.look("publication_back", await author.send("form[action$='/put-back']"));
    await author.sees("等待复核", "这次发布恢复了以前的内容");
    author.end();
  }

  // Every subject that the front page leads to, one of its entries, its form for a new one, and the
  // other pages below that the story has not shown.
  async looksAtTheOtherPages() {
    const { author } = this;
    await author.open(desk);
    const seen = ["bodies", "windows", "notices", "duty"].map((id) => `${desk}/${id}`);
    const subjects = await this.linksTo(`${desk}/`, "a.case-link");
    const waiting = subjects.filter((address) => !seen.includes(address));
    for (const path of ["windows-table?below=baisha", "windows-table/paste", "windows-goal",
      "windows/baisha/add", "notices/0"]) waiting.push(`${desk}/${path}`);
    for (const address of waiting) {
      const answer = await author.visitor.page.goto(address);
      assert.equal(answer.status(), 200, address);
      await this.look(address.slice(desk.length + 1).replace(/\W+/g, "_"), answer);
      if (!subjects.includes(address)) continue;
      waiting.push(...(await this.linksTo(`${address}/`)).slice(0, 1));
      waiting.push(...(await this.linksTo(`${address}-new`)).slice(0, 1));
    }
    await this.looksAtMistakes(author);
  }

  // A picture gets into the draft, and is seen there before anything is public. Beside a form that is
  // being filled in, the answer opens in a tab of its own.
  async uploadsAPicture() {
    const { author, wide } = this;
    const chosen = (buffer) => ({ name: "大厅 Hall.PNG", mimeType: "image/png", buffer });
    author.begin("a picture");
    await author.open(`${desk}/files`);
    await author.visitor.page.locator("#field-files").setInputFiles(chosen(smallPicture));
    await author.send("form[enctype]");
    await author.sees("已存入草稿", "还没有哪一页用到", "hall.png");
    author.end();
    await wide.open(`${desk}/news-new`);
    await wide.page.locator("#field-title").fill("写到一半");
    await wide.page.locator("#field-files").setInputFiles(chosen(Buffer.from("no picture")));
    const [tab] = await Promise.all([wide.context.waitForEvent("page"),
      wide.page.locator("form[enctype] button").click()]);
    tab.setDefaultTimeout(far);
    await tab.locator("text=只收JPG、PNG、WebP图片和PDF文件").first().waitFor();
    await tab.close();
    assert.equal(await wide.page.locator("#field-title").inputValue(), "写到一半");
    await wide.open(`${desk}/files`);
    assert.equal(await wide.page.locator("main figure img").evaluate((img) => img.naturalWidth), 1);
    await checkLooks(wide.page);
    await author.send("form[action$='/files/remove']");
    assert.deepEqual(this.town.differences(), [], "a picture in a draft is not public");
  }

  linksTo(start, kind = "a") {
    return this.author.visitor.page.locator(`#main ${kind}[href^='${start}']`)
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  }

  async looksAtMistakes(author) {
    await author.open(`${desk}/notices`);
    await author.fill("#field-text", "三个工作日内答复");
    await this.look("notices_mistakes", await author.send("form[action$='/notices']"));
    await author.sees("请填写日期");
    await author.open(`${desk}/windows-table/paste`);
    await author.fill("#field-table", "地名\t级别\t电话\n白沙镇\t镇\t0999-5550199\n云岭镇\t镇\t0999-5550198");
    await this.look("windows_table_changes", await author.send("form[action$='/paste']:not([enctype])"));
    await author.sees("0999-5550199");
    await author.open(`${desk}/duty/2026-12`);
    await author.unfold("details:has(#paste-table)");
    await author.fill("#paste-table", "12月7日\t秦为民\t电话不详\n某日\t柏树");
    await this.look("duty_mistakes", await author.send("form[action$='/paste']"));
    await author.sees("表格没有用上");
  }
}
