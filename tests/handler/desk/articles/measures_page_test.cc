// Measures at the desk: added under ids that no case names yet, changed, moved, taken out.
#include "handler/desk/articles/measures_page.h"

#include "tests/handler/desk/articles/items_fixture.h"

namespace handler::desk::testing {
namespace {

class MeasurePages : public ItemsFixture {
 protected:
  static Form measure(const std::string& name, const std::string& kind,
                      const std::string& contact = "") {
    return {{"name", name}, {"kind", kind}, {"text", "办完再下班。"}, {"for", ""},
            {"basis", ""},  {"who", ""},    {"contact", contact},     {"id", ""}};
  }
};

TEST_F(MeasurePages, ListThemInOrderWithTheirKinds) {
  const web::Response page = look_at("measures");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(reads(page, "容缺办理"));
  EXPECT_LT(page.body.find("measures/proof_commitment\""), page.body.find("measures/helper\""));
}

TEST_F(MeasurePages, KeepANewOneWithAnIdOfItsOwn) {
  EXPECT_EQ(send("measures-new", measure("延时服务", "service", "０９９９－５５５００２０"))
                .header("Location"),
            kept_at("measures"));
  const std::string text = drafted("measures.yaml").value_or("");
  EXPECT_NE(text.find("- id: measure_1\n    name: 延时服务\n    kind: service\n"),
            std::string::npos)
      << text;
  EXPECT_TRUE(says(look_at("measures/measure_1"), "value=\"0999-5550020\""));
}

TEST_F(MeasurePages, SayWhatIsWrongAndKeepWhatWasTyped) {
  Form form = measure("", "free", "二楼");
  form[2].second = "3个工作日办完。";
  form[4].second = "lost_document";
  const web::Response page = send("measures-new", form);
  EXPECT_EQ(page.status, 422);
  for (const char* text : {"请填写“名称”", "请选择“类别”", "里不要写几个工作日", "请选择“依据”",
                           "请填写一个电话号码", "3个工作日办完。</textarea>", "value=\"二楼\""})
    EXPECT_TRUE(says(page, text)) << text;
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(MeasurePages, GiveNoIdTwice) {
  EXPECT_TRUE(reads(look_at("measures/helper"), "它的代码也不能再给别的举措用"));
  EXPECT_EQ(send("measures/helper/remove", {{"mark", mark_on("measures/helper")}}).status, 303);
  EXPECT_EQ(look_at("measures/helper").status, 404);
  Form form = measure("别的", "service");
  form.back().second = "helper";
  const web::Response page = send("measures-new", form);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "这个代码已经用了"));
}

TEST_F(MeasurePages, ChangeAndMoveOnlyWhatSaysWhatWasShown) {
  Form form = measure("上门服务", "service");
  form.emplace_back("mark", "outdated");
  EXPECT_EQ(send("measures/at_home/change", form).status, 409);
  EXPECT_EQ(send("measures/at_home/change", {{"name", ""}, {"mark", "outdated"}}).status, 409);
  EXPECT_EQ(send("measures/at_home/move", {{"mark", "outdated"}, {"to", "0"}}).status, 409);
  EXPECT_EQ(drafted_files(), 0u);
  form.back().second = mark_on("measures/at_home");
  EXPECT_EQ(send("measures/at_home/change", form).status, 303);
  EXPECT_NE(drafted("measures.yaml")
                .value_or("")
                .find("  - id: at_home\n    name: 上门服务\n    kind: service\n"
                      "    text: 办完再下班。\n  - id: helper\n"),
            std::string::npos);
  EXPECT_EQ(
      send("measures/at_home/move", {{"mark", mark_on("measures/at_home")}, {"to", "0"}}).status,
      303);
  const std::string text = drafted("measures.yaml").value_or("");
  EXPECT_LT(text.find("id: at_home"), text.find("id: proof_commitment"));
}

TEST_F(MeasurePages, AreForEditorsOfTheWholeSite) {
  for (const char* page : {"measures", "measures-new", "measures/helper"})
    EXPECT_EQ(for_a_town("GET", page), 403) << page;
  for (const char* page :
       {"measures-new", "measures/helper/change", "measures/helper/move", "measures/helper/remove"})
    EXPECT_EQ(for_a_town("POST", page), 403) << page;
}

}  // namespace
}  // namespace handler::desk::testing
