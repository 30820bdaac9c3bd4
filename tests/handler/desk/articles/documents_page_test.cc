// Documents at the desk: what rules rest on stays, the rest is written, changed and taken out.
#include "handler/desk/articles/documents_page.h"

#include "tests/handler/desk/articles/items_fixture.h"

namespace handler::desk::testing {
namespace {

class DocumentPages : public ItemsFixture {
 protected:
  static constexpr const char* kStateCouncil = "documents/state_council_2022";

  // The form of that document as its page shows it.
  static Form state_council(const std::string& number, const std::string& mark) {
    return {{"title", "国务院关于加快推进政务服务标准化规范化便利化的指导意见"},
            {"number", number},
            {"issuers", "国务院"},
            {"date", ""},
            {"addressees", ""},
            {"disclosure", ""},
            {"summary", ""},
            {"basis", "yes"},
            {"attachment_title.0", ""},
            {"attachment_file.0", ""},
            {"body", ""},
            {"mark", mark}};
  }
};

TEST_F(DocumentPages, ListThemAndShowOneWithItsWording) {
  EXPECT_TRUE(reads(look_at("documents"), "示政管〔2025〕1号"));
  const web::Response page = look_at("documents/measures_2025");
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"value=\"示政管〔2025〕1号\"", "示范县委县政府督查室</textarea>",
                           "value=\"2025-02-20\"", "name=\"attachment_title.5\""})
    EXPECT_TRUE(says(page, text)) << text;
  EXPECT_FALSE(says(page, "name=\"attachment_title.6\""));
}

TEST_F(DocumentPages, KeepWhatSomethingRestsOn) {
  const web::Response page = look_at("documents/measures_2025");
  EXPECT_FALSE(says(page, "documents/measures_2025/remove"));
  EXPECT_TRUE(reads(page, "本站的制度"));
  EXPECT_TRUE(reads(page, "便民举措“容缺办理”"));
  const web::Response refused =
      send("documents/measures_2025/remove", {{"mark", mark_on("documents/measures_2025")}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(reads(refused, "这份文件不能删除"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(DocumentPages, KeepANewOneWithItsWording) {
  Form form = state_council("示政管〔2026〕3号", "");
  form[0].second = "延时服务通知";
  form[2].second = "甲局\r\n 乙局 \r\n";
  form[8].second = "名单";
  form[9].second = "leading-group.pdf";
  form[10].second = "第一条 办完再下班。";
  EXPECT_EQ(send("documents-new", form).header("Location"), kept_at("documents"));
  EXPECT_EQ(drafted("documents/document_1.md"), "第一条 办完再下班。\n");
  const std::string text = drafted("documents.yaml").value_or("");
  for (const char* line :
       {"- id: document_1\n", "延时服务通知", "甲局", "乙局", "leading-group.pdf"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  const std::string page = "documents/document_1";
  EXPECT_EQ(send(page + "/remove", {{"mark", mark_on(page)}}).status, 303);
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(DocumentPages, ChangeOnlyWhatWasTyped) {
  const std::string change = std::string(kStateCouncil) + "/change";
  const web::Response same = send(change, state_council("国发〔2022〕5号", mark_on(kStateCouncil)));
  EXPECT_EQ(same.status, 303);
  EXPECT_EQ(drafted_files(), 0u);
  EXPECT_EQ(send(change, state_council("国发〔2022〕6号", "outdated")).status, 409);
  EXPECT_EQ(send(change, state_council("国发〔2022〕6号", mark_on(kStateCouncil))).status, 303);
  EXPECT_NE(drafted("documents.yaml")
                .value_or("")
                .find("    number: 国发〔2022〕6号\n"
                      "    issuers: [国务院]\n"
                      "    basis: true\n"),
            std::string::npos);
}

TEST_F(DocumentPages, SayWhatIsWrongAndKeepWhatWasTyped) {
  Form form = state_council("一号", "");
  form[0].second = "";
  form[6].second = "5个工作日办结。";
  form[9].second = "lost.pdf";
  form[10].second = "[附件](files/lost.pdf)";
  const web::Response page = send("documents-new", form);
  EXPECT_EQ(page.status, 422);
  for (const char* text : {"请填写“标题”", "里不要写几个工作日", "选了文件的附件，请填写名称",
                           "本站的文件夹里没有这个文件", "files/lost.pdf", "value=\"一号\""})
    EXPECT_TRUE(says(page, text)) << text;
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(DocumentPages, ShowHowTheWordingWillReadAndNoMarkup) {
  Form form = state_council("<script>alert(1)</script>", "");
  form[10].second = "**第一条** <script>alert(1)</script>";
  form.emplace_back("act", "look");
  const web::Response look = send("documents-new", form);
  EXPECT_EQ(look.status, 200);
  EXPECT_TRUE(says(look, "<strong>第一条</strong>"));
  EXPECT_TRUE(says(look, "&lt;script&gt;"));
  EXPECT_FALSE(says(look, "<script>alert"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(DocumentPages, AreForEditorsOfTheWholeSite) {
  const std::string page = kStateCouncil;
  for (const std::string& one : {std::string("documents"), std::string("documents-new"), page})
    EXPECT_EQ(for_a_town("GET", one), 403) << one;
  for (const std::string& one :
       {std::string("documents-new"), page + "/change", page + "/move", page + "/remove"})
    EXPECT_EQ(for_a_town("POST", one), 403) << one;
}

}  // namespace
}  // namespace handler::desk::testing
