// A pasted table is shown in words before it is kept.
#include "tests/handler/desk/directory/directory_house.h"
#include "tests/handler/uploads.h"

namespace handler::desk::testing::directory {
namespace {

constexpr const char* kTable =
    "编号\t地名\t级别\t上级\t电话\nliuwan\t柳湾镇\t镇\t示范县\t12345\n"
    "qinghe\t青禾镇\t镇\t示范县\t0999-5550003\n";

TEST(WindowPastePage, ShowsTheChangesInWordsAndKeepsThemOnceConfirmed) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  EXPECT_TRUE(tests::asks_for(desk.page(editor, "windows-table/paste").body, "table"));
  const web::Response shown = desk.send(editor, "windows-table/paste", {{"table", kTable}});
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(reads(shown, "表格里有2个窗口，其中1个有改动"));
  EXPECT_TRUE(reads(shown, "电话：0999-5550004 → 12345"));
  EXPECT_EQ(desk.files_in_draft(editor), 0u);
  const Form confirmed = {{"table", hidden_in(shown.body, "table")},
                          {"mark", hidden_in(shown.body, "mark")}};
  EXPECT_EQ(confirmed[0].second, kTable) << "the page keeps tabs and lines";
  const web::Response kept = desk.send(editor, "windows-table/keep", confirmed);
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
  EXPECT_NE(desk.drafted(editor, "windows.yaml").find("phone: \"12345\""), std::string::npos);
}

TEST(WindowPastePage, SaysMistakesAtRowAndCellAndKeepsTheTable) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const std::string wrong = "地名,级别,上级,电话\n柳湾镇,镇,示范县,5.39E+09\n";
  const web::Response page = desk.send(editor, "windows-table/paste", {{"table", wrong}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "第2行，电话“5.39E+09”：电话写得不对"));
  EXPECT_EQ(tests::filled_in(page.body, "table"), wrong);
  EXPECT_TRUE(reads(desk.send(editor, "windows-table/paste", {{"table", ""}}), "还没有粘贴表格"));
}

TEST(WindowPastePage, ShowsTheChangesAgainIfTheyAreOthersByNow) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const web::Response shown = desk.send(editor, "windows-table/paste", {{"table", kTable}});
  Form other = {{"mark", hidden_in(desk.page(editor, "windows/liuwan").body, "mark")},
                {"phone", "0999-5550044"},
                {"state", "open"}};
  EXPECT_EQ(desk.send(editor, "windows/liuwan/change", other).status, 303);
  const web::Response late = desk.send(
      editor, "windows-table/keep", {{"table", kTable}, {"mark", hidden_in(shown.body, "mark")}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(reads(late, "电话：0999-5550044 → 12345"));
}

TEST(WindowPastePage, NamesTheRowsThatATownsEditorMayNotChange) {
  DirectoryHouse desk;
  const Editor town = desk.editor("liuwan");
  const std::string table =
      "编号,地名,级别,上级,电话\nliuwan,柳湾镇,镇,示范县,12345\nqinghe,青禾镇,镇,示范县,12345\n"
      ",新村,村,柳湾镇,\n";
  const web::Response page = desk.send(town, "windows-table/paste", {{"table", table}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "青禾镇不在您可以修改的范围里"));
  EXPECT_TRUE(reads(page, "新村是新增的窗口"));
  EXPECT_FALSE(reads(page, "柳湾镇不在"));
}

// -- the same table as a file

web::Response send_file(const DirectoryHouse& desk, const Editor& editor, const std::string& csrf,
                        const std::vector<tests::FormPart>& files) {
  std::vector<tests::FormPart> parts{{"csrf", csrf}};
  parts.insert(parts.end(), files.begin(), files.end());
  web::Request request =
      desk.request("POST", "demo/publishing/windows-table/paste", editor.session);
  handler::testing::set_upload(request, parts);
  return desk.handle(request);
}

web::Response send_file(DirectoryHouse& desk, const Editor& editor, const std::string& bytes) {
  const std::string csrf = web::csrf_token(desk.services().desk_keys->session, editor.session);
  return send_file(desk, editor, csrf, {{"table_file", bytes, "windows.csv"}});
}

TEST(WindowPastePage, ReadsTheTableFromAFileAndConfirmsItAsAText) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  EXPECT_TRUE(says(desk.page(editor, "windows-table/paste"), "type=\"file\""));
  const std::string table = "编号,地名,级别,上级,电话\nliuwan,柳湾镇,镇,示范县,12345\n";
  const web::Response shown = send_file(desk, editor, "\xEF\xBB\xBF" + table);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(reads(shown, "电话：0999-5550004 → 12345"));
  EXPECT_EQ(hidden_in(shown.body, "table"), table);
  const web::Response kept = desk.send(editor, "windows-table/keep",
                                       {{"table", table}, {"mark", hidden_in(shown.body, "mark")}});
  EXPECT_EQ(kept.status, 303) << tests::words_of(kept.body);
}

TEST(WindowPastePage, SaysWhatIsWrongWithAFile) {
  DirectoryHouse desk;
  const Editor editor = desk.editor();
  const std::pair<std::string, const char*> wrong[] = {
      {"\xB5\xD8\xC3\xFB,\xBC\xB6\xB1\xF0\n", "这个文件不是UTF-8编码"},
      {std::string(100'000, 'x') + "\n" + std::string(200'000, 'x'), "这个文件太大"},
      {std::string((1U << 20U) + 1, 'x'), "这个文件太大"},
      {"地名,级别,上级,电话\n柳湾镇,镇,示范县,5.39E+09\n", "第2行，电话“5.39E+09”"}};
  for (const auto& [bytes, sentence] : wrong) {
    const web::Response page = send_file(desk, editor, bytes);
    EXPECT_EQ(page.status, 422) << sentence;
    EXPECT_TRUE(reads(page, sentence)) << tests::words_of(page.body).substr(0, 2000);
  }
  const std::string csrf = web::csrf_token(desk.services().desk_keys->session, editor.session);
  EXPECT_TRUE(reads(send_file(desk, editor, csrf, {}), "还没有选文件"));
  EXPECT_EQ(send_file(desk, editor, "", {}).status, 403);
  EXPECT_EQ(desk.files_in_draft(editor), 0U);
}

}  // namespace
}  // namespace handler::desk::testing::directory
