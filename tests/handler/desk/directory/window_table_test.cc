// Many windows at once: only changed cells become edits, and mistakes stand at their cells.
#include "tests/handler/desk/directory/directory_house.h"

namespace handler::desk::testing::directory {
namespace {

constexpr const char* kBelowShuangta = "windows-table?below=shuangta";

Form table_of(const web::Response& page) {
  return {{"rows", hidden_in(page.body, "rows")},
          {"below", hidden_in(page.body, "below")},
          {"page", hidden_in(page.body, "page")}};
}

TEST(WindowTable, ChangesOnlyTheCellsThatDiffer) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response page = desk.page(editor, kBelowShuangta);
  EXPECT_EQ(tests::filled_in(page.body, "phone.shuangta_1"), "0999-5550061");
  EXPECT_TRUE(reads(page, "上级：0999-5550060"));
  Form form = table_of(page);
  for (const char* cell : {"phone.shuangta_1", "hours.shuangta_1", "set_up.shuangta"})
    form.emplace_back(cell, tests::filled_in(page.body, cell));
  form.emplace_back("phone.shuangta_2", "0999-5550099");
  form.emplace_back("lacks.shuangta_3", "标识牌");
  const web::Response kept = desk.send(editor, "windows-table/change", form);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  const std::string before = desk.standing("windows/shuangta.yaml");
  const std::string after = desk.drafted(editor, "windows/shuangta.yaml");
  EXPECT_EQ(after.size(), before.size() + std::string(", phone: 0999-5550099").size() +
                              std::string(", lacks: [sign]").size())
      << after;
}

TEST(WindowTable, ShowsMistakesAtTheirCellsWithAllThatWasTyped) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  Form form = table_of(desk.page(editor, kBelowShuangta));
  form.emplace_back("phone.shuangta_2", "总机");
  form.emplace_back("hours.shuangta_3", "09:00-11:00");
  const web::Response page = desk.send(editor, "windows-table/change", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page, "<a href=\"#field-phone-shuangta_2\">"));
  EXPECT_TRUE(reads(page, "杨铺村：电话写得不对"));
  EXPECT_EQ(tests::filled_in(page.body, "phone.shuangta_2"), "总机");
  EXPECT_EQ(tests::filled_in(page.body, "hours.shuangta_3"), "09:00-11:00");
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
}

TEST(WindowTable, ShowsWhatChangedMeanwhile) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  Form old = table_of(desk.page(editor, kBelowShuangta));
  Form first = old;
  first.emplace_back("phone.shuangta_2", "12345");
  EXPECT_EQ(desk.send(editor, "windows-table/change", first).status, 303);
  old.emplace_back("phone.shuangta_2", "0999-5550098");
  const web::Response late = desk.send(editor, "windows-table/change", old);
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(tests::filled_in(late.body, "phone.shuangta_2"), "0999-5550098");
  EXPECT_TRUE(reads(late, "12345"));
}

TEST(WindowTable, HasAsManyRowsAsAFormHoldsFields) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response first = desk.page(editor, "windows-table");
  std::size_t fields = 0;
  for (std::size_t at = first.body.find(" name=\""); at != std::string::npos;
       at = first.body.find(" name=\"", at + 1))
    ++fields;
  EXPECT_LE(fields, 200u) << "parse_form takes no more";
  EXPECT_TRUE(reads(first, "第1页"));
  EXPECT_TRUE(says(first, "page=2"));
  EXPECT_TRUE(reads(desk.page(editor, "windows-table?page=2"), "第2页"));
}

TEST(WindowTable, PassesOverWindowsOfOthers) {
  DirectoryHouse desk;
  const Editor whole = desk.editor();
  const Editor town = desk.editor("liuwan");
  Form form = table_of(desk.page(whole, kBelowShuangta));
  form.emplace_back("phone.shuangta_2", "12345");
  EXPECT_EQ(desk.send(town, "windows-table/change", form).status, 303);
  EXPECT_EQ(desk.files_in_draft(town), 0u);
  EXPECT_FALSE(tests::asks_for(desk.page(town, kBelowShuangta).body, "phone.shuangta_2"));
  EXPECT_TRUE(tests::asks_for(desk.page(town, "windows-table").body, "phone.shiqiao"));
}

}  // namespace
}  // namespace handler::desk::testing::directory
