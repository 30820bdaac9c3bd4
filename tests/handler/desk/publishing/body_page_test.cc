// Rosters at the desk: each form keeps its change in the draft, or comes back with what was typed.
#include "handler/desk/publishing/body_page.h"

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "core/base/text.h"
#include "tests/handler/desk/desk_fixture.h"
#include "tests/support/temporary_folder.h"

namespace handler::desk::testing {
namespace {

using core::RosterEntry;
using publishing::kBodiesFile;
using publishing::RosterSpot;

constexpr const char* kGroup = "demo/publishing/bodies/working_group";

// An editor of the whole site, with a content folder of this test.
class RosterDesk {
 public:
  RosterDesk() {
    const std::filesystem::path source = handler::testing::source_folder() / "content";
    const std::filesystem::path folder = content_ / "content";
    for (const char* part : {"calendar", "sites/demo"}) {
      std::filesystem::create_directories((folder / part).parent_path());
      std::filesystem::copy(source / part, folder / part, std::filesystem::copy_options::recursive);
    }
    house.services().place.content = folder;
    house.clock.set("2026-11-30 10:00");
    user = house.add_user("editor", {{"demo", core::Role::editor, "", ""}});
    session = house.enter_as(user);
  }

  // bodies.yaml as the folder has it, and as the draft of the editor does.
  std::string standing() const {
    return core::read_file(content_ / "content/sites/demo" / kBodiesFile).value();
  }
  std::string drafted() {
    const auto draft = house.store().draft(user, "demo");
    for (const store::DraftFile& file : draft.value().files) {
      if (file.path == kBodiesFile) return file.text.value();
    }
    return standing();
  }
  void rewrite(const std::string& from, const std::string& to) const {
    std::string text = standing();
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not there: " + from);
    text.replace(at, from.size(), to);
    if (!core::write_file_atomically(content_ / "content/sites/demo" / kBodiesFile, text))
      throw std::runtime_error("not written");
  }

  const RosterEntry& entry(const std::string& body, std::size_t index) {
    core::Diagnostics found;
    bodies_ = core::read_bodies(core::read_yaml(kBodiesFile, drafted(), found).value(), found);
    return std::ranges::find(bodies_, body, &core::Body::id)->roster.at(index);
  }
  std::string mark(const std::string& body, std::size_t index) {
    return publishing::mark_of(entry(body, index));
  }
  // A form about an entry as its page has it.
  web::Response send(const std::string& body, std::size_t index, const std::string& act,
                     Form form) {
    form.emplace_back("index", std::to_string(index));
    form.emplace_back("mark", mark(body, index));
    return house.post("demo/publishing/bodies/" + body + "/" + act, session, std::move(form));
  }

 private:
  tests::TemporaryFolder content_;
  std::vector<core::Body> bodies_;

 public:
  DeskFixture house;
  std::int64_t user = 0;
  std::string session;
};

// "-old" and "+new" lines where the texts differ.
std::string changed_lines(const std::string& before, const std::string& now) {
  const std::vector<std::string> a = core::split(before, '\n');
  const std::vector<std::string> b = core::split(now, '\n');
  std::string lines;
  for (const std::string& line : a) {
    if (std::ranges::find(b, line) == b.end()) lines += "-" + line + "\n";
  }
  for (const std::string& line : b) {
    if (std::ranges::find(a, line) == a.end()) lines += "+" + line + "\n";
  }
  return lines;
}

TEST(BodiesPage, NamesEachBodyWithItsDocumentAndDay) {
  RosterDesk desk;
  const web::Response page = desk.house.get("demo/publishing/bodies", desk.session);
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(tests::link_to(page.body, "/handle/desk/demo/publishing/bodies/office"),
            "领导小组办公室");
  EXPECT_TRUE(says(page, "2025年2月20日"));
  EXPECT_TRUE(says(page, "示政管〔2025〕1号"));
}

TEST(BodyPage, ShowsTheRosterInPublishedOrder) {
  RosterDesk desk;
  const web::Response page = desk.house.get(kGroup, desk.session);
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "名单（9项，按公布的顺序）"));
  const std::size_t first = page.body.find("<h3>组长 方向明");
  const std::size_t second = page.body.find("<h3>常务副组长 秦为民");
  EXPECT_NE(first, std::string::npos);
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos);
  EXPECT_EQ(desk.house.get("demo/publishing/bodies/nothing", desk.session).status, 404);
}

TEST(BodyPage, ReplacesTheHeadOnOnePageWithTheNameAlone) {
  RosterDesk desk;
  const std::string before = desk.standing();
  const web::Response sent = desk.send("working_group", 0, "replace",
                                       {{"name", " 王　明 "}, {"post", "示范县人民政府副县长"}});
  ASSERT_EQ(sent.status, 303);
  EXPECT_EQ(sent.header("Location"),
            "/handle/desk/demo/publishing/bodies/working_group?kept=yes#entry-0");
  EXPECT_EQ(changed_lines(before, desk.drafted()),
            "-      - {role: 组长, name: 方向明, post: 示范县人民政府副县长}\n"
            "+      - {role: 组长, name: 王明, post: 示范县人民政府副县长}\n");
  EXPECT_EQ(desk.standing(), before) << "the folder is not written";
  const web::Response page = desk.house.get(std::string(kGroup) + "?kept=yes", desk.session);
  EXPECT_TRUE(says(page, "已存入草稿"));
  EXPECT_TRUE(says(page, "<h3>组长 王明"));
}

TEST(BodyPage, ReplacesTheSamePersonElsewhereIfTicked) {
  RosterDesk desk;
  const web::Response page = desk.house.get(kGroup, desk.session);
  EXPECT_TRUE(says(page, "领导小组办公室 主任 秦为民"));
  const std::string also = spot_in_words({"office", 0, desk.mark("office", 0)});
  EXPECT_TRUE(says(page, "value=\"" + also + "\""));
  ASSERT_EQ(
      desk.send("working_group", 1, "replace", {{"name", "王明"}, {"post", "局长"}, {"also", also}})
          .status,
      303);
  EXPECT_EQ(desk.entry("working_group", 1).name, "王明");
  EXPECT_EQ(desk.entry("office", 0).name, "王明");
  EXPECT_TRUE(desk.entry("office", 0).concurrent);
}

TEST(BodyPage, AsksWhetherASuccessorHoldsBothPosts) {
  RosterDesk desk;
  const Form form = {{"name", "秦为民"}, {"post", "局长"}};
  const web::Response asked = desk.send("inspection", 1, "replace", form);
  EXPECT_EQ(asked.status, 422);
  EXPECT_NE(tests::link_to(asked.body, "#replace-concurrent-1"), "");
  Form with = form;
  with.emplace_back("concurrent", "yes");
  ASSERT_EQ(desk.send("inspection", 1, "replace", with).status, 303);
  EXPECT_EQ(desk.entry("inspection", 1).name, "秦为民");
  EXPECT_TRUE(desk.entry("inspection", 1).concurrent);
}

TEST(BodyPage, KeepsTheSuccessorOutOfSightUntilTheDay) {
  RosterDesk desk;
  ASSERT_EQ(desk.send("working_group", 0, "replace",
                      {{"name", "王明"}, {"post", "副县长"}, {"from", "2026年12月15日"}})
                .status,
            303);
  const web::Response page = desk.house.get(kGroup, desk.session);
  EXPECT_TRUE(says(page, "任职到12月14日"));
  EXPECT_TRUE(says(page, "从12月15日起任职"));
}

TEST(BodyPage, ComesBackWithWhatWasTyped) {
  RosterDesk desk;
  const web::Response page =
      desk.send("working_group", 0, "replace", {{"name", ""}, {"post", "县长"}, {"from", "明天"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(tests::link_to(page.body, "#replace-name-0"), "请填写新任的姓名。");
  EXPECT_TRUE(says(page, "id=\"replace-post-0\" name=\"post\" value=\"县长\""));
  EXPECT_TRUE(says(page, "id=\"replace-from-0\" name=\"from\" value=\"明天\""));
  const web::Response day =
      desk.send("working_group", 0, "change",
                {{"role", "组长"}, {"name", "甲"}, {"from", "2026-12-02"}, {"to", "2026-12-01"}});
  EXPECT_EQ(day.status, 422);
  EXPECT_EQ(tests::link_to(day.body, "#change-to-0"), "任职的最后一天在第一天以前，请核对。");
  EXPECT_EQ(desk.send("working_group", 0, "change", {{"role", "组长"}}).status, 422);
  EXPECT_EQ(desk.send("working_group", 0, "move", {{"place", "99"}}).status, 422);
  EXPECT_EQ(desk.drafted(), desk.standing());
}

TEST(BodyPage, ChangesNothingFromAStalePage) {
  RosterDesk desk;
  const web::Response page = desk.house.post(std::string(kGroup) + "/replace", desk.session,
                                             {{"index", "1"},
                                              {"mark", desk.mark("working_group", 0)},
                                              {"name", "王明"},
                                              {"post", "县长"}});
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(says(page, "您打开这一页以后，内容已经有了变化"));
  EXPECT_TRUE(says(page, "王明</textarea>"));
  EXPECT_TRUE(says(page, "县长</textarea>"));
  EXPECT_EQ(desk.drafted(), desk.standing());
  EXPECT_EQ(desk.house.post(std::string(kGroup) + "/crown", desk.session).status, 404);
}

TEST(BodyPage, AsksWhetherANewPersonHoldsBothPosts) {
  RosterDesk desk;
  const std::string add = "demo/publishing/bodies/specialists/add";
  const Form form = {{"role", "后台"}, {"name", "秦为民"}, {"place", "2"}};
  const web::Response asked = desk.house.post(add, desk.session, form);
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(reads(asked, "秦为民已经是“示范县“办不成事”反映窗口工作领导小组”的常务副组长"));
  EXPECT_TRUE(says(asked, "<input type=\"hidden\" name=\"asked\" value=\"yes\">"));
  EXPECT_TRUE(says(asked, "id=\"add-name\" name=\"name\" value=\"秦为民\""));
  Form with = form;
  with.emplace_back("concurrent", "yes");
  ASSERT_EQ(desk.house.post(add, desk.session, with).status, 303);
  EXPECT_EQ(desk.entry("specialists", 2).name, "秦为民");
  EXPECT_TRUE(desk.entry("specialists", 2).concurrent);
  Form other = form;
  other.emplace_back("asked", "yes");
  ASSERT_EQ(desk.house.post(add, desk.session, other).status, 303);
  EXPECT_FALSE(desk.entry("specialists", 2).concurrent);
}

TEST(BodyPage, MovesAndTakesOut) {
  RosterDesk desk;
  ASSERT_EQ(desk.send("working_group", 3, "move", {{"place", "3"}}).status, 303);
  EXPECT_EQ(desk.entry("working_group", 2).name, "柏树");
  EXPECT_EQ(desk.entry("working_group", 3).name, "尤勤");
  const std::string also = spot_in_words({"office", 1, desk.mark("office", 1)});
  ASSERT_EQ(desk.send("working_group", 2, "remove", {{"also", also}}).status, 303);
  EXPECT_EQ(desk.entry("working_group", 2).name, "尤勤");
  EXPECT_EQ(desk.entry("office", 1).unit, "各成员单位业务骨干");
}

TEST(BodyPage, NamesTheDocumentAndTheDayThatItRestsOn) {
  RosterDesk desk;
  const auto basis = [&](const char* source, const char* day) {
    return desk.house.post(std::string(kGroup) + "/basis", desk.session,
                           {{"source", source}, {"as_of", day}});
  };
  EXPECT_EQ(basis("moon", "2026-11-01").status, 422);
  const web::Response early = basis("measures_2025", "2026-12-01");
  EXPECT_EQ(early.status, 422);
  EXPECT_EQ(tests::filled_in(early.body, "as_of"), "2026-12-01");
  ASSERT_EQ(basis("measures_2025", "2026-11-01").status, 303);
  EXPECT_EQ(changed_lines(desk.standing(), desk.drafted()), "+    as_of: 2026-11-01\n");
}

TEST(BodyPage, TakesAPastedTable) {
  RosterDesk desk;
  core::Diagnostics none;
  const auto bodies =
      core::read_bodies(core::read_yaml(kBodiesFile, desk.standing(), none).value(), none);
  const std::string mark = publishing::mark_of(bodies[2].roster);
  const auto paste = [&](const std::string& table, const char* how) {
    return desk.house.post("demo/publishing/bodies/specialists/paste", desk.session,
                           {{"table", table}, {"how", how}, {"mark", mark}});
  };
  const web::Response wrong = paste("职务分工\t姓名\n前台\t温馨\n\t\n前台\n", "replace");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(says(wrong, "<strong>第4行</strong>"));
  EXPECT_TRUE(says(wrong, "没有写姓名、职务或者单位。"));
  EXPECT_TRUE(tests::filled_in(wrong.body, "table").starts_with("职务分工\t姓名\n前台"));
  ASSERT_EQ(paste("前台\t温　馨\t前台办理专员\n后台\t王明\t后台办理专员\n", "replace").status, 303);
  EXPECT_EQ(changed_lines(desk.standing(), desk.drafted()),
            "-      - {role: 前台, name: 常耐心, post: 前台办理专员}\n"
            "-      - {role: 后台, name: 齐整, post: 后台办理专员}\n"
            "+      - {role: 后台, name: 王明, post: 后台办理专员}\n");
  EXPECT_EQ(paste("前台\t甲\n", "append").status, 409) << "the roster is another one now";
}

TEST(BodyPage, OfAWindowIsForItsEditorsAlone) {
  RosterDesk desk;
  desk.rewrite("    type: staff\n", "    type: staff\n    window: qinghe\n");
  const std::string clerk = desk.house.enter_as_role(core::Role::editor, "", "qinghe");
  const web::Response list = desk.house.get("demo/publishing/bodies", clerk);
  EXPECT_TRUE(says(list, "反映窗口专员"));
  EXPECT_FALSE(says(list, "领导小组办公室"));
  EXPECT_EQ(desk.house.get(kGroup, clerk).status, 403);
  EXPECT_EQ(desk.house.post(std::string(kGroup) + "/add", clerk, {{"role", "组长"}, {"name", "甲"}})
                .status,
            403);
  EXPECT_EQ(desk.house
                .post("demo/publishing/bodies/specialists/add", clerk,
                      {{"role", "前台"}, {"name", "王明"}})
                .status,
            303);
  const std::string other = desk.house.enter_as_role(core::Role::editor, "", "liuwan");
  EXPECT_EQ(desk.house.get("demo/publishing/bodies/specialists", other).status, 403);
}

}  // namespace
}  // namespace handler::desk::testing
