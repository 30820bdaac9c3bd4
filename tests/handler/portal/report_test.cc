// The report form: mistakes, values shown again, and the stored report.
#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

const std::string kEvil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";

// No markup of the payload is on the page; its text is, escaped.
void expect_harmless(const std::string& page, const std::string& where) {
  EXPECT_TRUE(says(page, "&lt;script&gt;alert(1)")) << where;
  EXPECT_FALSE(says(page, "<script>alert")) << where;
  EXPECT_FALSE(says(page, "<img src=x")) << where;
  EXPECT_FALSE(says(page, "\"'>")) << where;
}

TEST(Report, GoesFromTheEmptyFormToTheReceiptAndIsThenThere) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response form = citizen.get("demo/report");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(tests::asks_for(form.body, "problem"));
  const web::Response check = citizen.send(good_answers(), "fill");
  EXPECT_EQ(check.status, 200);
  for (const char* words : {"请核对您填写的内容", "二手房过户", "跑了三趟没办成", "欧阳小满",
                            "13987654321", "示范县政务服务中心"}) {
    EXPECT_TRUE(says(check.body, words)) << words;
  }
  EXPECT_EQ(hall.case_count(), 0U);
  hall.clock.pass(std::chrono::seconds(2));
  const web::Response receipt = citizen.confirm(hidden_fields(check.body));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_EQ(number_on(receipt).size(), 19U);
  EXPECT_TRUE(says(receipt.body, "已收到您的反映"));
  ASSERT_EQ(hall.case_count(), 1U);
  EXPECT_TRUE(says(citizen.look_up(number_on(receipt)).body, "已收到，等待窗口受理"));
}

TEST(Report, KeepsPlainFactsInTheEventAndThePersonInSealedParts) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "unit", "housing");
  answers = with(answers, "visits", "3次");
  answers = with(answers, "confidential", "yes");
  ASSERT_EQ(citizen.report(answers).status, 200);
  const store::CaseRecord record = hall.record(1);
  core::Json data = record.events().front().data;
  EXPECT_EQ(data.at("form_version"), hall.site()->form().version);
  EXPECT_EQ(cases::name_in(data, "unit", "housing"), "示范县住房和城乡建设局");
  for (const char* key :
       {"identity", "words", "answers", "form_version", "names", "ticket_bound", "nonce_bound"})
    data.erase(key);
  const core::Json facts = {
      {"kind", "matter"},    {"window", "main"},          {"unit", "housing"},
      {"channel", "online"}, {"confidential", "yes"},     {"restricted", "no"},
      {"on_behalf", "no"},   {"reporter_type", "person"}, {"visits", "3"}};
  EXPECT_EQ(data, facts);
  ASSERT_EQ(record.parts.size(), 2U);
  for (const auto& [id, part] : record.parts) {
    EXPECT_TRUE(part.sealed);
    EXPECT_FALSE(part.for_reporter);
    const core::Json text = core::Json::parse(hall.opened(part));
    const core::Json identity = {{"name", "欧阳小满"}, {"phone", "13987654321"}};
    const core::Json words = {{"matter", "二手房过户"},
                              {"problem", "跑了三趟没办成"},
                              {"request", "请尽快办理"},
                              {"visits", "3次"}};
    EXPECT_EQ(text, part.field == "identity" ? identity : words);
  }
}

TEST(Report, SealsEverythingThatIsSaidAboutASecondPerson) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "on_behalf", "yes");
  answers = with(answers, "relation", "女儿");
  answers = with(answers, "whom_to_call", "me");
  answers = with(answers, "id_number", "370000199901010000");
  answers = with(answers, "address", "青禾镇文化路1号");
  answers = with(answers, "good_time", "晚饭后");
  ASSERT_EQ(citizen.report(answers).status, 200);
  const store::CaseRecord record = hall.record(1);
  EXPECT_EQ(record.events().front().data.at("on_behalf"), "yes");
  EXPECT_FALSE(record.events().front().data.contains("relation"));
  for (const auto& [id, part] : record.parts) {
    if (part.field != "identity") continue;
    const core::Json identity = core::Json::parse(hall.opened(part));
    EXPECT_EQ(identity.size(), 7U);
    EXPECT_EQ(identity.at("relation"), "女儿");
    EXPECT_EQ(identity.at("id_number"), "370000199901010000");
  }
}

TEST(Report, IsRestrictedIfThePolicySaysSoOfItsKind) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  ASSERT_EQ(citizen.report(with(good_answers(), "kind", "conduct")).status, 200);
  EXPECT_TRUE(hall.record(1).row.values.restricted);
  ASSERT_EQ(citizen.report().status, 200);
  EXPECT_FALSE(hall.record(2).row.values.restricted);
}

TEST(Report, NamesNoUnitForSomebodyWhoIsNotSure) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  ASSERT_EQ(citizen.report(with(good_answers(), "unit", "not_sure")).status, 200);
  EXPECT_FALSE(hall.record(1).events().front().data.contains("unit"));
}

TEST(Report, LinksEachMistakeToItsFieldAndKeepsWhatWasTyped) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "phone", "12 34");
  answers = with(answers, "name", "");
  const web::Response page = citizen.send(answers, "fill");
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page.body, "<title>有几处需要改一下 - "));
  EXPECT_TRUE(says(page.body, "有2处需要改一下"));
  EXPECT_EQ(tests::link_to(page.body, "#field-name"), "请填写“姓名”");
  EXPECT_EQ(tests::link_to(page.body, "#field-phone"),
            "电话好像不对，请填手机号，或者带区号的座机号；港澳台和国外的，前面写“+”和地区号，"
            "例如+852");
  EXPECT_EQ(tests::filled_in(page.body, "phone"), "12 34");
  EXPECT_EQ(tests::filled_in(page.body, "problem"), "跑了三趟没办成");
  EXPECT_EQ(tests::filled_in(page.body, "window"), "main");
  EXPECT_EQ(value_of(hidden_fields(page.body), "token"), "");
}

TEST(Report, KeepsEveryNumberAndEveryWordOfThePhone) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form answers =
      with(good_answers(), "phone", "00852 9123 4567，手机：138\u00a01234\u200b1234（儿子）");
  const web::Response page = citizen.send(answers, "fill");
  ASSERT_EQ(page.status, 200);
  const Form hidden = hidden_fields(page.body);
  EXPECT_EQ(value_of(hidden, "phone"), "+85291234567，手机：13812341234（儿子）");
  EXPECT_NE(value_of(hidden, "token"), "");
}

TEST(Report, ChecksTheAnswersAgainAtTheConfirmation) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form hidden = citizen.checked();
  const web::Response page = citizen.confirm(with(hidden, "phone", "no phone"));
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(tests::link_to(page.body, "#field-phone"), "");
  EXPECT_EQ(hall.case_count(), 0U);
}

TEST(Report, IsRefusedWithoutConsentToThePrivacyNotice) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  EXPECT_EQ(citizen.send(with(good_answers(), "privacy", ""), "fill").status, 422);
  EXPECT_EQ(citizen.send({}, "fill").status, 422);
  EXPECT_EQ(citizen.send({}, "confirm").status, 422);
  EXPECT_EQ(hall.case_count(), 0U);
}

TEST(Report, GivesTheFormBackForChangesWithEverythingInIt) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response page = citizen.send(citizen.checked(), "edit");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(tests::filled_in(page.body, "problem"), "跑了三趟没办成");
  EXPECT_EQ(tests::filled_in(page.body, "name"), "欧阳小满");
  EXPECT_EQ(tests::filled_in(page.body, "privacy"), "yes");
  EXPECT_FALSE(says(page.body, "error-summary"));
}

TEST(Report, GivesTheFormBackForChangesWithoutScoldingForWhatIsMissing) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response page = citizen.send(with(good_answers(), "name", ""), "edit");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(says(page.body, "error-summary"));
}

TEST(Report, ChoosesTheWindowThatASignPointsTo) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  EXPECT_EQ(tests::filled_in(citizen.get("demo/report?window=qinghe").body, "window"), "qinghe");
  for (const char* path :
       {"demo/report?window=nowhere", "demo/report?window=%3Cb%3E", "demo/report?window=wangshan",
        "demo/report?other=qinghe", "demo/report"}) {
    const web::Response page = citizen.get(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(tests::filled_in(page.body, "window"), "main") << path;
  }
}

TEST(Report, TakesLongTextsWholeAndKeepsTheirLines) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  std::string problem;
  for (int i = 0; i < 1999; ++i) problem += "难\n";
  problem += "完了";
  std::string request;
  for (int i = 0; i < 2000; ++i) request += "办";
  Form answers = with(good_answers(), "problem", problem);
  answers = with(answers, "request", request);
  ASSERT_EQ(citizen.report(answers).status, 200);
  for (const auto& [id, part] : hall.record(1).parts) {
    if (part.field != "words") continue;
    const core::Json words = core::Json::parse(hall.opened(part));
    EXPECT_EQ(words.at("problem"), problem);
    EXPECT_EQ(words.at("request"), request);
  }
}

TEST(Report, SaysHowMuchATextMayHoldAndKeepsTheTextThatIsTooLong) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  std::string problem;
  for (int i = 0; i < 4001; ++i) problem += "难";
  const web::Response page = citizen.send(with(good_answers(), "problem", problem), "fill");
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(says(page.body, "“遇到了什么情况”写得太长了，最多4000个字"));
  EXPECT_EQ(tests::filled_in(page.body, "problem"), problem);
}

TEST(Report, IsNotTakenBeforeTheSiteOpens) {
  HandlerFixture hall;
  hall.clock.set("2025-03-02 23:59");
  const PortalFixture citizen(hall);
  for (const web::Response& page :
       {citizen.get("demo/report"), citizen.send(good_answers(), "fill"),
        citizen.send(good_answers(), "confirm")}) {
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(says(page.body, "网上反映从2025年3月3日起开通"));
    EXPECT_TRUE(says(page.body, "0999-5550001"));
  }
  hall.clock.set("2025-03-03 00:00");
  EXPECT_TRUE(says(citizen.get("demo/report").body, "field-problem"));
  EXPECT_EQ(hall.case_count(), 0U);
}

// The draft in the tab goes before an empty form, and a form with values of its own before the
// draft.
TEST(Report, TellsTheDraftWhetherTheFormHasValuesOfItsOwn) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const std::string empty = citizen.get("demo/report").body;
  EXPECT_TRUE(says(empty, "data-page=\"form\" defer"));
  for (const char* step : {"fill", "edit"}) {
    const std::string typed = citizen.send(with(good_answers(), "phone", "12"), step).body;
    EXPECT_TRUE(says(typed, "data-page=\"form\" data-typed defer")) << step;
  }
}

TEST(Report, EscapesEveryFieldOnTheFormAndOnTheCheckPage) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  for (const char* field :
       {"matter", "problem", "request", "visits", "name", "good_time", "id_number", "address"}) {
    // The number of an identity card may have 30 characters at most.
    const std::string evil =
        std::string(field) == "id_number" ? "<script>alert(1)</script>" : kEvil.substr(0, 38);
    const web::Response check = citizen.send(with(good_answers(), field, evil), "fill");
    ASSERT_EQ(check.status, 200) << field;
    expect_harmless(check.body, field);
    EXPECT_EQ(value_of(hidden_fields(check.body), field), evil);
    expect_harmless(citizen.send(with(good_answers(), field, evil), "edit").body, field);
  }
}

TEST(Report, EscapesWhatIsWrongOnTheFormToo) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  for (const char* field : {"phone", "visits", "name", "address"}) {
    const web::Response page = citizen.send(
        with(with(good_answers(), field, kEvil + kEvil + kEvil + kEvil), "problem", ""), "fill");
    ASSERT_EQ(page.status, 422);
    expect_harmless(page.body, field);
  }
  for (const char* field : {"kind", "window", "unit", "applied", "reporter_type", "whom_to_call"}) {
    const Form answers = with(with(good_answers(), "on_behalf", "yes"), field, kEvil);
    const web::Response page = citizen.send(answers, "fill");
    EXPECT_EQ(page.status, 422) << field;
    EXPECT_FALSE(says(page.body, "alert(1)")) << field;
  }
}

TEST(Report, OfASuggestionNeedsOnlyTheSuggestion) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "kind", "suggestion");
  answers = with(answers, "matter", "");
  answers = with(answers, "problem", "");
  answers = with(answers, "request", "中午也开一个窗口");
  ASSERT_EQ(citizen.report(answers).status, 200);
  ASSERT_EQ(hall.case_count(), 1U);
  const web::Response page = citizen.send(with(answers, "request", ""), "fill");
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(tests::link_to(page.body, "#field-request"), "请写一下希望怎么解决，或者您的建议");
  EXPECT_EQ(tests::link_to(page.body, "#field-problem"), "");
}

TEST(Report, OfConductOrAnEnquiryNeedsNoMatter) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  for (const char* kind : {"conduct", "enquiry"}) {
    const Form answers = with(with(good_answers(), "kind", kind), "matter", "");
    EXPECT_EQ(citizen.report(answers).status, 200) << kind;
  }
  EXPECT_EQ(hall.case_count(), 2U);
}

TEST(Report, ShowsWhatItsKindIsNotAskedSendsItNotAndKeepsItForChanges) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const Form answers = with(good_answers(), "kind", "suggestion");
  const web::Response check = citizen.send(answers, "fill");
  ASSERT_EQ(check.status, 200);
  EXPECT_TRUE(says(check.body, "下面这些，按您选的不用填，不会提交"));
  EXPECT_TRUE(says(check.body, "跑了三趟没办成"));
  const Form hidden = hidden_fields(check.body);
  EXPECT_EQ(tests::filled_in(citizen.send(hidden, "edit").body, "problem"), "跑了三趟没办成");
  hall.clock.pass(std::chrono::seconds(2));
  ASSERT_EQ(citizen.confirm(hidden).status, 200);
  for (const auto& [id, part] : hall.record(1).parts) {
    const core::Json only = {{"request", "请尽快办理"}};
    if (part.field != "words") continue;
    EXPECT_EQ(core::Json::parse(hall.opened(part)), only);
  }
  EXPECT_FALSE(says(citizen.send(good_answers(), "fill").body, "不会提交。"));
}

TEST(Report, SealsACountThatIsSaidInWords) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  ASSERT_EQ(citizen.report(with(good_answers(), "visits", "十几趟")).status, 200);
  const store::CaseRecord record = hall.record(1);
  EXPECT_FALSE(record.events().front().data.contains("visits"));
  for (const auto& [id, part] : record.parts) {
    if (part.field != "words") continue;
    EXPECT_EQ(core::Json::parse(hall.opened(part)).at("visits"), "十几趟");
  }
}

TEST(Report, ChoosesTheKindThatAnAnswerOfTheScopePagePointsTo) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  EXPECT_EQ(tests::filled_in(citizen.get("demo/report?kind=enquiry").body, "kind"), "enquiry");
  for (const char* path : {"demo/report?kind=nothing", "demo/report?kind=%3Cb%3E", "demo/report"}) {
    const web::Response page = citizen.get(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(tests::filled_in(page.body, "kind"), "") << path;
  }
}

TEST(Report, ShowsNothingOfThePersonAndTheWordsOnTheTicketPage) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "matter", kEvil);
  answers = with(answers, "problem", kEvil);
  const web::Response ticket = citizen.look_up(number_on(citizen.report(answers)));
  ASSERT_EQ(ticket.status, 200);
  for (const char* secret :
       {"alert(1)", "欧*", "139****", "欧阳小满", "13987654321", "请尽快办理"}) {
    EXPECT_FALSE(says(ticket.body, secret)) << secret;
  }
}

TEST(Report, IgnoresFieldsThatTheFormDoesNotAsk) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "restricted", "yes");
  answers = with(answers, "serial", "SF-2026-9999");
  answers = with(answers, "state", "closed");
  ASSERT_EQ(citizen.report(answers).status, 200);
  const store::CaseRecord record = hall.record(1);
  EXPECT_EQ(record.row.values.state, "submitted");
  EXPECT_EQ(record.row.values.serial, "");
  EXPECT_FALSE(record.row.values.restricted);
}

TEST(Report, AnswersABodyThatIsNoFormWithAFailure) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const web::Response page = citizen.post("demo/report", {{"%zz", "1"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_EQ(citizen.get("nowhere/report").status, 404);
  EXPECT_EQ(citizen.get("Demo/report").status, 404);
}

}  // namespace
}  // namespace handler::portal::testing
