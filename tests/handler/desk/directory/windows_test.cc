// Editors find windows, change what a window says, add one and take one out; a town's editor
// reaches only their windows and never the tree.
#include "tests/handler/desk/directory/directory_house.h"

namespace handler::desk::testing::directory {
namespace {

using core::Role;

// The form of a window as its page shows it.
Form form_of(const web::Response& page) {
  Form form = {{"mark", hidden_in(page.body, "mark")}};
  for (const char* name : {"hall", "place", "address", "phone", "hours", "state", "since", "sign"})
    form.emplace_back(name, tests::filled_in(page.body, name));
  for (const char* name : {"area", "name"}) {
    if (tests::asks_for(page.body, name))
      form.emplace_back(name, tests::filled_in(page.body, name));
  }
  return form;
}

TEST(WindowsPage, ListsWindowsAndFindsThemByName) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response all = desk.page(editor, "windows");
  EXPECT_EQ(all.status, 200);
  EXPECT_TRUE(reads(all, "柳湾镇"));
  EXPECT_TRUE(reads(all, "同上级"));
  const web::Response found = desk.page(editor, "windows?q=" + web::url_encoded("柳湾镇"));
  EXPECT_TRUE(says(found, "/publishing/windows/liuwan\""));
  EXPECT_FALSE(says(found, "/publishing/windows/qinghe\""));
  EXPECT_TRUE(
      reads(desk.page(editor, "windows?q=" + web::url_encoded("没有的镇")), "没有找到窗口"));
}

TEST(WindowsPage, ShowsATownsEditorOnlyTheirWindows) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  const web::Response list = desk.page(town, "windows");
  EXPECT_TRUE(says(list, "/publishing/windows/liuwan\""));
  EXPECT_TRUE(says(list, "/publishing/windows/shiqiao\""));
  EXPECT_FALSE(says(list, "/publishing/windows/qinghe\""));
  EXPECT_FALSE(says(list, "/publishing/windows/main\""));
  EXPECT_EQ(desk.page(town, "windows/qinghe").status, 404);
  EXPECT_EQ(desk.get("demo/publishing/windows", desk.enter_as_role(Role::front_desk)).status, 403);
}

TEST(WindowForm, ChangesPhonesAndHoursInTheDraftAlone) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  Form form = form_of(desk.page(editor, "windows/liuwan"));
  form = with_value(form, "phone", "0999-5550004、0999-5550054");
  form = with_value(form, "hours", "９：００－１２：００");
  const web::Response kept = desk.send(editor, "windows/liuwan/change", form);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  const std::string drafted = desk.drafted(editor, "windows.yaml");
  EXPECT_NE(drafted.find("    phone: 0999-5550004, 0999-5550054\n    hours: 09:00-12:00\n"),
            std::string::npos)
      << drafted;
  EXPECT_EQ(desk.files_in_draft(editor), 1u);
  EXPECT_EQ(desk.standing("windows.yaml").find("0999-5550054"), std::string::npos);
  const web::Response again = desk.page(editor, "windows/liuwan");
  EXPECT_EQ(tests::filled_in(again.body, "phone"), "0999-5550004, 0999-5550054");
}

TEST(WindowForm, SaysWhereAnEmptyPhoneComesFrom) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "windows/shiqiao");
  EXPECT_EQ(tests::filled_in(page.body, "phone"), "");
  EXPECT_TRUE(reads(page, "不填的，用上级的：0999-5550004（柳湾镇）"));
  EXPECT_TRUE(reads(page, "不填的，用上级的：08:30-12:00, 14:00-17:00（柳湾镇）"));
  EXPECT_TRUE(reads(page, "办理时限按09:00-12:00, 13:30-17:00计算"));
  EXPECT_TRUE(reads(page, "这个窗口的接待时间与它不同"));
  EXPECT_FALSE(reads(desk.page(editor, "windows/main"), "这个窗口的接待时间与它不同"));
}

TEST(WindowForm, ChangesARowOfTheTableThatHasNoId) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  std::string id;
  const auto site = desk.site();
  for (const core::Window& window : site->site().windows) {
    if (window.area == "石泉村") id = window.id;
  }
  ASSERT_FALSE(id.empty());
  Form form = form_of(desk.page(editor, "windows/" + id));
  form = with_value(form, "state", "planned");
  form.emplace_back("lacks", "office");
  form.emplace_back("lacks", "sign");
  EXPECT_EQ(desk.send(editor, "windows/" + id + "/change", form).status, 303);
  EXPECT_NE(desk.drafted(editor, "windows.csv").find("0999-5551005,,否,办公室、标识牌\n"),
            std::string::npos)
      << desk.drafted(editor, "windows.csv");
}

TEST(WindowForm, ShowsMistakesAtTheirFieldsWithWhatWasTyped) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  Form form = form_of(desk.page(editor, "windows/liuwan"));
  form = with_value(form, "phone", "总机转三");
  form = with_value(form, "hours", "九点到五点");
  form = with_value(form, "address", "新地址");
  const web::Response page = desk.send(editor, "windows/liuwan/change", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "电话写得不对"));
  EXPECT_TRUE(reads(page, "接待时间写得不对"));
  EXPECT_TRUE(says(page, "<a href=\"#field-phone\">"));
  EXPECT_EQ(tests::filled_in(page.body, "phone"), "总机转三");
  EXPECT_EQ(tests::filled_in(page.body, "address"), "新地址");
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
  const Form planned = with_value(form_of(desk.page(editor, "windows/main")), "state", "planned");
  EXPECT_TRUE(reads(desk.send(editor, "windows/main/change", planned), "不能改成筹建中"));
}

TEST(WindowForm, KeepsAnOutdatedPageFromChangingWhatIsThereByNow) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const Form old = form_of(desk.page(editor, "windows/liuwan"));
  EXPECT_EQ(desk.send(editor, "windows/liuwan/change", with_value(old, "phone", "12345")).status,
            303);
  const web::Response late =
      desk.send(editor, "windows/liuwan/change", with_value(old, "address", "旧页面的地址"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(tests::filled_in(late.body, "address"), "旧页面的地址");
  EXPECT_TRUE(reads(late, "12345")) << "what is there by now";
  EXPECT_EQ(desk.drafted(editor, "windows.yaml").find("旧页面的地址"), std::string::npos);
}

TEST(WindowForm, LetsATownsEditorChangeTheirWindowsButNotTheTree) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  const web::Response page = desk.page(town, "windows/shiqiao");
  const Form form = with_value(form_of(page), "phone", "0999-5550077");
  EXPECT_EQ(desk.send(town, "windows/shiqiao/change", form).status, 303);
  EXPECT_FALSE(says(page, "/remove\"")) << "no button that is refused";
  EXPECT_EQ(desk.send(town, "windows/qinghe/change", form).status, 404);
  EXPECT_EQ(desk.page(town, "windows/liuwan/add").status, 403);
  EXPECT_EQ(desk.send(town, "windows/liuwan/add", {{"area", "新村"}}).status, 403);
  EXPECT_EQ(desk.send(town, "windows/shiqiao/remove", form).status, 403);
}

TEST(WindowForm, RenamesAWindowForTheWholeSitesEditorAlone) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "windows/baisha");
  EXPECT_TRUE(reads(page, "镇（街道）窗口，上级是示范县。级别和上级写在文件windows.csv里"));
  EXPECT_EQ(tests::filled_in(page.body, "area"), "白沙镇");
  EXPECT_FALSE(reads(page, "由负责全站的编辑修改"));
  Form form = with_value(with_value(form_of(page), "area", "白沙街道"), "name", "");
  const web::Response kept = desk.send(editor, "windows/baisha/change", form);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  EXPECT_NE(desk.drafted(editor, "windows.csv").find("\nbaisha,白沙街道,镇级,示范县,"),
            std::string::npos);
  EXPECT_NE(desk.drafted(editor, "windows.csv").find(",村级,白沙街道,"), std::string::npos);
  EXPECT_EQ(desk.drafted(editor, "windows.csv").find("白沙镇,村级"), std::string::npos);
  form = with_value(form_of(desk.page(editor, "windows/baisha")), "area", "");
  const web::Response nameless =
      desk.send(editor, "windows/baisha/change", with_value(form, "name", ""));
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(reads(nameless, "请填写地名，或者填写窗口名称"));
  EXPECT_TRUE(says(nameless, "<a href=\"#field-area\">"));
}

TEST(WindowForm, ShowsATownsEditorTheNameWithoutItsField) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  const web::Response page = desk.page(town, "windows/liuwan");
  EXPECT_TRUE(reads(page, "地名和窗口名称由负责全站的编辑修改"));
  EXPECT_FALSE(tests::asks_for(page.body, "area"));
  const Form form = with_value(with_value(form_of(page), "area", "新柳湾"), "name", "新窗口");
  EXPECT_EQ(desk.send(town, "windows/liuwan/change", form).status, 303);
  EXPECT_EQ(desk.files_in_draft(town), 0u) << "a form with fields that the page did not have";
}

TEST(WindowForm, SetsTheSignThatIsPrinted) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  Form form = form_of(desk.page(editor, "windows/liuwan"));
  EXPECT_EQ(desk.send(editor, "windows/liuwan/change", with_value(form, "sign", "desk")).status,
            303);
  EXPECT_NE(desk.drafted(editor, "windows.yaml").find("    sign: desk\n"), std::string::npos);
  form = form_of(desk.page(editor, "windows/liuwan"));
  EXPECT_EQ(desk.send(editor, "windows/liuwan/change", with_value(form, "sign", "usual")).status,
            303);
  EXPECT_EQ(desk.files_in_draft(editor), 0u) << "as it stands on the server";
}

TEST(NewWindow, IsAddedBelowAnotherInTheFileOfItsNeighbours) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  EXPECT_TRUE(tests::asks_for(desk.page(editor, "windows/shuangta/add").body, "area"));
  const Form form = {{"area", "新设村"},
                     {"level", "village"},
                     {"state", "open"},
                     {"id", "xinshe"},
                     {"hall", "新设村便民服务站"}};
  const web::Response added = desk.send(editor, "windows/shuangta/add", form);
  EXPECT_EQ(added.status, 303) << tests::words_of(added.body);
  EXPECT_NE(desk.drafted(editor, "windows/shuangta.yaml")
                .find("{id: xinshe, area: 新设村, level: village, parent: shuangta, hall: "
                      "新设村便民服务站}"),
            std::string::npos)
      << desk.drafted(editor, "windows/shuangta.yaml");
  const web::Response wrong = desk.send(editor, "windows/shuangta/add",
                                        with_value(with_value(form, "id", "Xin"), "area", ""));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(reads(wrong, "请填写地名"));
  EXPECT_TRUE(reads(wrong, "代码只用小写字母"));
  EXPECT_TRUE(reads(desk.send(editor, "windows/shuangta/add", form), "这个代码已经用了"));
}

TEST(WindowRemoval, AsksToBeSureWhereCasesHangOnIt) {
  DirectoryHouse desk;
  desk.report({{"window", "shuangta_2"}});
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "windows/shuangta_2");
  EXPECT_TRUE(reads(page, "有1件未办结的事项、0个账号属于它"));
  const Form form = {{"mark", hidden_in(page.body, "mark")}};
  EXPECT_EQ(desk.send(editor, "windows/shuangta_2/remove", form).status, 422);
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
  EXPECT_EQ(desk.send(editor, "windows/shuangta_2/remove", with_value(form, "sure", "yes")).status,
            303);
  EXPECT_EQ(desk.drafted(editor, "windows/shuangta.yaml").find("shuangta_2,"), std::string::npos);
}

TEST(WindowRemoval, NamesWhatStillRefersToTheWindow) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "windows/liuwan");
  EXPECT_TRUE(reads(page, "石桥村"));
  EXPECT_FALSE(says(page, "/windows/liuwan/remove\""));
  const Form form = {{"mark", hidden_in(page.body, "mark")}, {"sure", "yes"}};
  EXPECT_EQ(desk.send(editor, "windows/liuwan/remove", form).status, 422);
  EXPECT_FALSE(says(desk.page(editor, "windows/main"), "/windows/main/remove\""));
}

TEST(WindowGoal, IsRaisedBeforeMoreWindowsAreListed) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const Form town = {{"area", "新镇"}, {"level", "town"}, {"state", "open"}};
  const web::Response full = desk.send(editor, "windows/main/add", town);
  EXPECT_EQ(full.status, 422);
  EXPECT_TRUE(reads(full, "这一级计划设12个窗口"));
  const web::Response page = desk.page(editor, "windows-goal");
  EXPECT_EQ(tests::filled_in(page.body, "town"), "12");
  Form goal = {{"mark", hidden_in(page.body, "mark")},
               {"county", "2"},
               {"town", "１３"},
               {"village", "150"},
               {"by", "2026-12-31"}};
  const web::Response few = desk.send(editor, "windows-goal", with_value(goal, "town", "3"));
  EXPECT_EQ(few.status, 422);
  EXPECT_EQ(tests::filled_in(few.body, "town"), "3");
  EXPECT_EQ(desk.send(editor, "windows-goal", goal).status, 303);
  EXPECT_NE(desk.drafted(editor, "windows.yaml")
                .find("expected: {county: 2, town: 13, village: 150, by: 2026-12-31}"),
            std::string::npos);
  EXPECT_EQ(desk.send(editor, "windows-goal", goal).status, 409);
  const web::Response added = desk.send(editor, "windows/main/add", town);
  EXPECT_EQ(added.status, 303) << tests::words_of(added.body);
  EXPECT_EQ(desk.page(desk.editor("liuwan"), "windows-goal").status, 403);
}

}  // namespace
}  // namespace handler::desk::testing::directory
