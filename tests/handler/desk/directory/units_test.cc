// Editors of the whole site change units, one by one or in a table.
#include "tests/handler/desk/directory/directory_house.h"

namespace handler::desk::testing::directory {
namespace {

Form unit_form_of(const web::Response& page) {
  Form form = {{"mark", hidden_in(page.body, "mark")}};
  for (const char* name : {"name", "type", "deputy", "liaison", "phone", "address"})
    form.emplace_back(name, tests::filled_in(page.body, name));
  return form;
}

TEST(UnitsPage, ChangesOnlyTheCellsThatDiffer) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, "units");
  EXPECT_EQ(tests::filled_in(page.body, "deputy.housing"), "彭安居");
  const Form form = {{"rows", hidden_in(page.body, "rows")},
                     {"deputy.housing", "王新"},
                     {"liaison.housing", "苏筑"},
                     {"phone.taxation", ""}};
  const web::Response kept = desk.send(editor, "units-table/change", form);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  const std::string after = desk.drafted(editor, "units.yaml");
  EXPECT_NE(after.find("    deputy: 王新\n    liaison: 苏筑\n"), std::string::npos);
  EXPECT_EQ(after.find("0999-5550036"), std::string::npos);
}

TEST(UnitsPage, ShowsMistakesAtTheirCells) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const Form form = {{"rows", hidden_in(desk.page(editor, "units").body, "rows")},
                     {"phone.housing", "总机转三"},
                     {"deputy.taxation", "蔡新"}};
  const web::Response page = desk.send(editor, "units-table/change", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "电话写得不对"));
  EXPECT_EQ(tests::filled_in(page.body, "phone.housing"), "总机转三");
  EXPECT_EQ(tests::filled_in(page.body, "deputy.taxation"), "蔡新");
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
}

TEST(UnitForm, ChangesAUnitUnlessThePageIsOutdated) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const Form form = unit_form_of(desk.page(editor, "units/housing"));
  EXPECT_EQ(desk.send(editor, "units/housing/change", with_value(form, "name", "县住建局")).status,
            303);
  EXPECT_NE(desk.drafted(editor, "units.yaml").find("    name: 县住建局\n"), std::string::npos);
  const web::Response late =
      desk.send(editor, "units/housing/change", with_value(form, "address", "旧页面"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(tests::filled_in(late.body, "address"), "旧页面");
  EXPECT_TRUE(reads(late, "县住建局"));
  const Form now = unit_form_of(desk.page(editor, "units/housing"));
  const web::Response wrong =
      desk.send(editor, "units/housing/change", with_value(now, "name", ""));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(reads(wrong, "请填写名称"));
}

TEST(UnitForm, AddsAUnitAndAsksToBeSureBeforeOneGoes) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const Form fresh = {{"id", "archives"}, {"name", "县档案馆"}, {"type", "department"}};
  EXPECT_EQ(desk.send(editor, "units-new", fresh).status, 303);
  EXPECT_NE(desk.drafted(editor, "units.yaml").find("  - id: archives\n    name: 县档案馆\n"),
            std::string::npos);
  EXPECT_TRUE(reads(desk.send(editor, "units-new", fresh), "这个代码已经用了"));
  desk.dispatched("housing");
  desk.enter_as_role(core::Role::unit, "housing");
  const web::Response page = desk.page(editor, "units/housing");
  EXPECT_TRUE(reads(page, "有1件未办结的事项、1个账号属于它"));
  const Form form = {{"mark", hidden_in(page.body, "mark")}};
  EXPECT_EQ(desk.send(editor, "units/housing/remove", form).status, 422);
  EXPECT_EQ(desk.send(editor, "units/housing/remove", with_value(form, "sure", "yes")).status, 303);
  EXPECT_EQ(desk.drafted(editor, "units.yaml").find("id: housing\n"), std::string::npos);
  EXPECT_EQ(desk.page(editor, "units/housing").status, 404);
}

TEST(UnitsPage, IsNotForEditorsOfATown) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  for (const char* path : {"units", "units/housing", "units-new"})
    EXPECT_EQ(desk.page(town, path).status, 403) << path;
  for (const char* path :
       {"units-table/change", "units-new", "units/housing/change", "units/housing/remove"})
    EXPECT_EQ(desk.send(town, path, {}).status, 403) << path;
}

}  // namespace
}  // namespace handler::desk::testing::directory
