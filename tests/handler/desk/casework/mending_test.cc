// What the desk shows after a case was put right: corrected and withheld texts, and a unit from
// which the case was restricted.
#include "handler/cases/fold/event.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

class Mending : public ::testing::Test {
 protected:
  // The unit told the reporter something; returns the text as the forms name it.
  std::string report_progress(const std::string& words) {
    EXPECT_EQ(house.act(unit, id, "sign_for").status, 303);
    EXPECT_EQ(house.act(unit, id, "progress", {{"progress", words}, {"next", "2026-09-28"}}).status,
              303);
    return std::to_string(house.last_seq(id)) + ".progress";
  }
  std::string name_of_matter() {
    const store::CaseRecord record = house.record(id);
    return std::to_string(cases::last_event(record.events(), cases::EventType::accepted)->seq) +
           ".matter";
  }
  void rename(const std::string& name) {
    ASSERT_EQ(house
                  .act(window, id, "correct",
                       {{"text", name_of_matter()}, {"correction", name}, {"reason", "写错了"}})
                  .status,
              303);
  }
  web::Response page(const std::string& session) {
    return house.get(DeskFixture::page_of(id), session);
  }
  bool finds(const std::string& session, const std::string& words) {
    return says(house.get("demo/?search=" + web::url_encoded(words), session),
                "/cases/" + std::to_string(id) + "\"");
  }
  void restrict_from_unit() {
    ASSERT_EQ(house
                  .act(window, id, "reclassify",
                       {{"kind", "conduct"},
                        {"tier", "general"},
                        {"concerned", "housing"},
                        {"reason", "反映的是推诿"}})
                  .status,
              303);
  }
  // Agreed to by a second role, and dispatched to the unit again.
  void lift_restriction() {
    ASSERT_EQ(house
                  .act(window, id, "reclassify",
                       {{"kind", "matter"},
                        {"tier", "general"},
                        {"matter", "不动产登记"},
                        {"reason", "核实以后不是推诿"}})
                  .status,
              303);
    const std::string leader = house.enter_as_role(Role::leader_on_duty);
    ASSERT_EQ(house.act(leader, id, "agree_reclassification").status, 303);
    ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", "housing"}}).status, 303);
  }

  DeskFixture house;
  cases::CaseId id = house.dispatched("housing");
  std::string window = house.enter_as_role(Role::front_desk);
  std::string unit = house.enter_as_role(Role::unit, "housing");
};

TEST_F(Mending, ShowsStaffTheNewTextFirstAndWhyItWasCorrected) {
  const std::string text = report_progress("十月二十日领证");
  EXPECT_TRUE(says(page(unit), "<option value=\"" + text + "\">"));
  EXPECT_FALSE(says(page(window), "<option value=\"" + text + "\">")) << "it did not write that";
  house.clock.set("2026-09-24 10:20");
  ASSERT_EQ(house
                .act(unit, id, "correct",
                     {{"text", text}, {"correction", "十月二十一日领证"}, {"reason", "日子写错了"}})
                .status,
            303);
  const web::Response shown = page(window);
  EXPECT_TRUE(reads(shown, "\n办理进展和理由：十月二十一日领证\n"));
  EXPECT_TRUE(reads(shown,
                    "\n9月24日 10:20更正过，点开看原来写的\n更正的原因：日子写错了\n"
                    "十月二十日领证\n"));
  EXPECT_TRUE(reads(shown, "更正已经写出的文字"));
}

TEST_F(Mending, LetsOnlyTheWriterCorrectAndOnlySuperiorsWithhold) {
  const std::string text = report_progress("邻居王小二也缺材料");
  const Form correction = {{"text", text}, {"correction", "另写"}, {"reason", "写错"}};
  EXPECT_EQ(house.act(window, id, "correct", correction).status, 422);
  const Form withholding = {{"text", text}, {"reason", "写到了邻居"}};
  for (const std::string& session : {window, unit})
    EXPECT_EQ(house.act(session, id, "withhold", withholding).status, 403);
  const std::string supervision = house.enter_as_role(Role::supervision);
  EXPECT_EQ(house.act(supervision, id, "withhold", withholding).status, 303);
  EXPECT_EQ(house.act(unit, id, "correct", correction).status, 422);
}

TEST_F(Mending, RowListAndSearchFollowTheCorrectedNameOfTheMatter) {
  ASSERT_EQ(house.record(id).row.matter, "事项");
  EXPECT_TRUE(says(page(window), "<option value=\"" + name_of_matter() + "\">"));
  rename("不动产登记");
  EXPECT_EQ(house.record(id).row.matter, "不动产登记");
  EXPECT_TRUE(says(house.get("demo/?group=all", unit), "不动产登记"));
  EXPECT_TRUE(finds(unit, "不动产登记"));
  EXPECT_TRUE(reads(page(unit), "事项名称：不动产登记\n"));
  rename("不动产换证");
  EXPECT_EQ(house.record(id).row.matter, "不动产换证");
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Mending, AWithheldNameOfTheMatterIsInNoRowListOrSearch) {
  rename("王小二家的登记");
  const std::string supervision = house.enter_as_role(Role::supervision);
  ASSERT_EQ(
      house.act(supervision, id, "withhold", {{"text", name_of_matter()}, {"reason", "写到了邻居"}})
          .status,
      303);
  EXPECT_EQ(house.record(id).row.matter, "");
  EXPECT_FALSE(finds(window, "王小二"));
  EXPECT_FALSE(says(house.get("demo/?group=all", window), "王小二"));
  EXPECT_FALSE(says(page(unit), "王小二"));
  ASSERT_EQ(house
                .act(window, id, "reclassify",
                     {{"kind", "matter"},
                      {"tier", "general"},
                      {"matter", "不动产登记"},
                      {"reason", "重新写名称"}})
                .status,
            303);
  EXPECT_EQ(house.record(id).row.matter, "不动产登记");
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Mending, ANewNameOfTheMatterStandsBeforeACorrectionOfTheOneBefore) {
  const std::string first = name_of_matter();
  ASSERT_EQ(house
                .act(window, id, "reclassify",
                     {{"kind", "matter"},
                      {"tier", "general"},
                      {"matter", "不动产登记"},
                      {"reason", "写错了"}})
                .status,
            303);
  ASSERT_EQ(house
                .act(window, id, "correct",
                     {{"text", first}, {"correction", "原来的事项"}, {"reason", "写漏了"}})
                .status,
            303);
  EXPECT_EQ(house.record(id).row.matter, "不动产登记");
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Mending, KeepsAWithheldTextFromTheUnitAndFromSearch) {
  const std::string text = report_progress("邻居王小二也缺材料");
  EXPECT_TRUE(finds(window, "王小二"));
  const std::string supervision = house.enter_as_role(Role::supervision);
  ASSERT_EQ(
      house.act(supervision, id, "withhold", {{"text", text}, {"reason", "写到了邻居"}}).status,
      303);
  EXPECT_FALSE(says(page(unit), "王小二"));
  EXPECT_TRUE(reads(page(unit), "这段话写到了别人，9月24日 10:00收回。原因：写到了邻居"));
  EXPECT_TRUE(says(page(window), "王小二"));
  EXPECT_FALSE(finds(window, "王小二"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Mending, ARestrictionThatRisesTakesTheCaseFromTheUnitAtOnce) {
  ASSERT_EQ(page(unit).status, 200);
  restrict_from_unit();
  EXPECT_EQ(page(unit).status, 404);
  EXPECT_FALSE(says(house.get("demo/?group=all", unit), DeskFixture::page_of(id)));
  EXPECT_FALSE(finds(unit, "事项"));
  EXPECT_TRUE(reads(page(window), "限制查看以前，可以看到这件事的："));
}

TEST_F(Mending, AUnitReadsOnlyWhatWasWrittenAfterTheRestrictionFell) {
  restrict_from_unit();
  lift_restriction();
  const web::Response shown = page(unit);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(says(shown, "这件事原来限制您的单位查看。那时写的内容不显示，只显示以后写的。"));
  EXPECT_TRUE(says(shown, "没有查看反映人身份的权限"));
  EXPECT_TRUE(reads(shown, "不动产登记"));
  for (const char* hidden : {"办不下来", "事项名称：事项", "反映的是推诿", "核实以后不是推诿"})
    EXPECT_FALSE(says(shown, hidden)) << hidden;
  EXPECT_EQ(house.post(DeskFixture::page_of(id) + "/identity", unit).status, 403);
  EXPECT_TRUE(says(page(window), "办不下来"));
}

TEST_F(Mending, ListsAndSearchNameTheMatterAnewWhenTheRestrictionFell) {
  restrict_from_unit();
  lift_restriction();
  EXPECT_EQ(house.record(id).row.matter, "不动产登记");
  EXPECT_TRUE(says(house.get("demo/?group=all", unit), "不动产登记"));
  EXPECT_TRUE(finds(unit, "不动产登记"));
  EXPECT_FALSE(finds(unit, "推诿"));
  EXPECT_EQ(house.doubts(), "");
}

}  // namespace
}  // namespace handler::desk::testing
