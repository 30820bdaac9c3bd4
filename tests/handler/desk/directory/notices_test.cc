// Editors put notices at the top of pages, of the whole site or of their windows.
#include "tests/handler/desk/directory/directory_house.h"

namespace handler::desk::testing::directory {
namespace {

const Form kMoving = {{"text", "窗口搬到二楼。"}, {"from", "2026-09-28"}, {"to", "2026-09-30"}};

TEST(NoticesPage, ListsThemByDayAndAddsOne) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "notices");
  EXPECT_TRUE(reads(page, "还没有开始"));
  EXPECT_FALSE(reads(page, "正在显示"));
  EXPECT_TRUE(reads(page, "2026-12-25至2027-01-03"));
  const web::Response kept = desk.send(editor, "notices", kMoving);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  EXPECT_NE(desk.drafted(editor, "site.yaml")
                .find("  - {text: 窗口搬到二楼。, from: 2026-09-28, to: 2026-09-30}\n"),
            std::string::npos)
      << desk.drafted(editor, "site.yaml");
  EXPECT_TRUE(reads(desk.page(editor, "notices"), "窗口搬到二楼。"));
}

TEST(NoticesPage, ShowsMistakesAtTheirFieldsWithWhatWasTyped) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const auto refused = [&](const std::string& name, const std::string& value) {
    const web::Response page = desk.send(editor, "notices", with_value(kMoving, name, value));
    EXPECT_EQ(page.status, 422) << name;
    EXPECT_EQ(tests::filled_in(page.body, name), value);
    return tests::words_of(page.body);
  };
  EXPECT_NE(refused("text", "").find("请填写通知的内容"), std::string::npos);
  EXPECT_NE(refused("text", "请等3个工作日").find("不要写几个工作日"), std::string::npos);
  EXPECT_NE(refused("from", "下周").find("请填写日期"), std::string::npos);
  EXPECT_NE(refused("to", "2026-09-01").find("结束日期比开始日期早"), std::string::npos);
  EXPECT_NE(refused("window", "没有的镇").find("没有这个窗口"), std::string::npos);
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
}

TEST(NoticeForm, ChangesAndRemovesANoticeUnlessThePageIsOutdated) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "notices/0");
  Form form = {{"mark", hidden_in(page.body, "mark")}};
  for (const char* name : {"text", "from", "to", "window"})
    form.emplace_back(name, tests::filled_in(page.body, name));
  EXPECT_EQ(
      desk.send(editor, "notices/0/change", with_value(form, "text", "元旦照常接待。")).status,
      303);
  EXPECT_NE(desk.drafted(editor, "site.yaml").find("元旦照常接待。"), std::string::npos);
  const web::Response late =
      desk.send(editor, "notices/0/change", with_value(form, "to", "2027-01-05"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(tests::filled_in(late.body, "to"), "2027-01-05");
  EXPECT_EQ(desk.send(editor, "notices/0/remove", form).status, 409);
  const Form now = {{"mark", hidden_in(desk.page(editor, "notices/0").body, "mark")}};
  EXPECT_EQ(desk.send(editor, "notices/0/remove", now).status, 303);
  EXPECT_EQ(desk.drafted(editor, "site.yaml").find("元旦"), std::string::npos);
  EXPECT_EQ(desk.page(editor, "notices/99").status, 404);
}

TEST(NoticesPage, TakesAllThatAreOverAwayAtOnce) {
  DirectoryHouse desk;
  desk.clock.set("2027-01-08 10:00");
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "notices");
  EXPECT_TRUE(reads(page, "已经结束"));
  const Form form = {{"over", hidden_in(page.body, "over")}};
  const web::Response kept = desk.send(editor, "notices-over", form);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  EXPECT_NE(desk.drafted(editor, "site.yaml").find("notices: []\n"), std::string::npos)
      << desk.drafted(editor, "site.yaml");
  EXPECT_EQ(desk.send(editor, "notices-over", form).status, 409);
}

TEST(NoticesPage, GivesATownsEditorOnlyTheirOwn) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  const web::Response page = desk.page(town, "notices");
  EXPECT_TRUE(reads(page, "搬到二楼"));
  EXPECT_FALSE(reads(page, "元旦放假"));
  EXPECT_EQ(tests::filled_in(page.body, "window"), "liuwan") << "the town's own, unless changed";
  EXPECT_FALSE(reads(page, "在所有网页上显示"));
  EXPECT_TRUE(reads(desk.send(town, "notices", kMoving), "请选择在哪个窗口的网页上显示"));
  EXPECT_EQ(desk.page(town, "notices/0").status, 404);
  EXPECT_EQ(desk.page(town, "notices/1").status, 200);
  EXPECT_EQ(desk.send(town, "notices", kMoving).status, 422) << "on every page of the site";
  EXPECT_EQ(desk.send(town, "notices", with_value(kMoving, "window", "qinghe")).status, 422);
  const web::Response own = desk.send(town, "notices", with_value(kMoving, "window", "shiqiao"));
  EXPECT_EQ(own.status, 303) << tests::words_of(own.body);
  EXPECT_NE(desk.drafted(town, "site.yaml").find("window: shiqiao"), std::string::npos);
}

}  // namespace
}  // namespace handler::desk::testing::directory
