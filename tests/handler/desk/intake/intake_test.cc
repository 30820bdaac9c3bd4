// Registering at the counter: the fields, where they are stored, and that typed values are never
// lost.
#include "tests/handler/desk/counter_fixture.h"

namespace handler::desk::testing {
namespace {

using Intake = CounterFixture;

TEST_F(Intake, AsksWhatThePublicFormAsksAndWhatOnlyTheCounterKnows) {
  const web::Response page = house.get("demo/intake", clerk);
  EXPECT_EQ(page.status, 200);
  for (const core::FormField& field : house.site()->form().fields)
    EXPECT_TRUE(tests::asks_for(page.body, field.id)) << field.id;
  for (const char* own : {"channel", "received_at", "assigned_by", "assigned_due", "remark"})
    EXPECT_TRUE(tests::asks_for(page.body, own)) << own;
  for (const char* channel : {"来访", "来电", "来信", "上级交办"})
    EXPECT_TRUE(says(page, channel)) << channel;
  EXPECT_FALSE(says(page, ">网上</label>"));
}

TEST_F(Intake, LeadsOverTheCheckPageToAReceiptWithTheNumber) {
  const web::Response check_page = check();
  EXPECT_EQ(check_page.status, 200);
  EXPECT_TRUE(says(check_page, "欧阳小满"));
  EXPECT_EQ(case_count(), 0U);
  const web::Response receipt = confirm(walk_in(), token_on(check_page));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_EQ(number_on(receipt).size(), 19U);
  for (const char* words : {"您的反映已经登记", "用手机扫一扫", "查进度的网址：", "预计多久有答复",
                            "0999-5550001", "这个编号由窗口代为生成"})
    EXPECT_TRUE(says(receipt, words)) << words;
  const core::Result<store::CaseRecord> record = by_number(number_on(receipt));
  ASSERT_TRUE(record);
  const cases::Event& first = record->events().front();
  EXPECT_EQ(first.actor.kind, cases::Actor::Kind::staff);
  EXPECT_EQ(first.data.at("channel"), "in_person");
  EXPECT_EQ(first.data.at("known_to_staff"), "yes");
  EXPECT_FALSE(first.occurred_at);
  EXPECT_EQ(record->row.values.channel, "in_person");
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(Intake, SealsWhoSpokeAndWhatTheySaid) {
  const core::Result<store::CaseRecord> record = by_number(number_on(registered()));
  const std::string event = cases::canonical(record->events().front());
  for (const char* secret : {"欧阳小满", "13987654321", "跑了三趟", "二手房过户", "带了合同原件"})
    EXPECT_EQ(event.find(secret), std::string::npos) << secret;
  const store::CaseRecord whole = house.record(record->row.id);
  for (const auto& [id, part] : whole.parts)
    EXPECT_EQ(part.sealed, part.field != "remark") << part.field;
  const web::Response page = house.get(DeskFixture::page_of(record->row.id), clerk);
  EXPECT_TRUE(says(page, "带了合同原件"));
  EXPECT_TRUE(says(page, "来源：来访"));
  EXPECT_TRUE(says(page, "查询编号是窗口代为生成的"));
}

TEST_F(Intake, SaysEachMistakeOnceWithALinkAndKeepsTheRest) {
  const web::Response page =
      check(with(with(with(walk_in(), "channel", ""), "name", ""), "received_at", "昨天"));
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(tests::link_to(page.body, "#field-channel"), "请选择反映是怎么来的");
  EXPECT_EQ(tests::link_to(page.body, "#field-name"), "请填写“姓名”");
  EXPECT_TRUE(tests::link_to(page.body, "#field-received_at")
                  .starts_with("“收到时间”请按“2026-09-28 09:30”"));
  EXPECT_TRUE(says(page, "跑了三趟没办成"));
  EXPECT_EQ(tests::filled_in(page.body, "received_at"), "昨天");
  EXPECT_EQ(case_count(), 0U);
}

TEST_F(Intake, MakesOneCaseOfADoubleClick) {
  const std::string token = token_on(check());
  const std::string first = number_on(confirm(walk_in(), token));
  EXPECT_EQ(number_on(confirm(walk_in(), token)), first);
  EXPECT_EQ(case_count(), 1U);
}

TEST_F(Intake, AsksToCheckAgainWithoutATokenOfOurs) {
  for (const std::string token : {"", "forged"}) {
    const web::Response page = confirm(walk_in(), token);
    EXPECT_TRUE(says(page, "这一页已经失效")) << token;
    EXPECT_TRUE(says(page, "跑了三趟没办成"));
  }
  EXPECT_EQ(case_count(), 0U);
}

TEST_F(Intake, LeadsBackToTheFormWithEverythingInIt) {
  const web::Response page = send(walk_in(), "edit");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(tests::filled_in(page.body, "matter"), "二手房过户");
  EXPECT_TRUE(says(page, "带了合同原件"));
  EXPECT_FALSE(says(page, "需要改一下"));
}

TEST_F(Intake, AsksEachKindWhatThePublicFormAsksIt) {
  Form idea = with(with(walk_in(), "kind", "suggestion"), "request", "中午也开一个窗口");
  const web::Response seen = check(idea);
  EXPECT_EQ(seen.status, 200);
  EXPECT_TRUE(says(seen, "下面这些，按您选的不用填，不会提交"));
  EXPECT_TRUE(says(seen, "跑了三趟没办成"));
  idea = with(with(idea, "matter", ""), "problem", "");
  EXPECT_EQ(number_on(registered(idea)).size(), 19U);
  const web::Response page = check(with(idea, "request", ""));
  EXPECT_EQ(page.status, 422);
  EXPECT_NE(tests::link_to(page.body, "#field-request"), "");
}

TEST_F(Intake, IsNotStoppedByAPhoneThatALetterNeedNotName) {
  const Form letter = with(with(walk_in(), "channel", "letter"), "phone", "信上没有写清");
  EXPECT_EQ(number_on(registered(letter)).size(), 19U);
}

TEST_F(Intake, ShowsStaffACountInWordsAsItWasSaid) {
  const core::Result<store::CaseRecord> record =
      by_number(number_on(registered(with(walk_in(), "visits", "前后三四趟"))));
  ASSERT_TRUE(record);
  EXPECT_FALSE(record->events().front().data.contains("visits"));
  const web::Response page = house.get(DeskFixture::page_of(record->row.id), clerk);
  EXPECT_TRUE(says(page, "为这件事跑过几趟？（原话）"));
  EXPECT_TRUE(says(page, "前后三四趟"));
}

// -- time of receipt

TEST_F(Intake, TakesAnEarlierTimeAndSaysSo) {
  const web::Response receipt = registered(with(walk_in(), "received_at", "2026年9月22日 9:05"));
  const core::Result<store::CaseRecord> record = by_number(number_on(receipt));
  ASSERT_TRUE(record);
  const cases::Event& first = record->events().front();
  EXPECT_EQ(core::to_iso(*first.occurred_at), "2026-09-22T09:05:00.000+08:00");
  EXPECT_EQ(core::to_iso(first.recorded_at), "2026-09-24T10:00:00.000+08:00");
  // Three lines of one paragraph.
  EXPECT_TRUE(
      reads(receipt, "\n类型：办事受阻登记时间：2026年9月24日 10:00收到时间：2026年9月22日 09:05"));
  EXPECT_TRUE(says(receipt, "收到时间：2026年9月22日 09:05"));
  const web::Response page = house.get(DeskFixture::page_of(record->row.id), clerk);
  EXPECT_TRUE(says(page, "实际发生：9月22日 09:05"));
}

TEST_F(Intake, TakesNoTimeInTheFutureAndNoneBeforeTheWindowWasThere) {
  const std::pair<const char*, const char*> refused[] = {
      {"2026-09-24 10:01", "“收到时间”不能晚于现在"},
      {"2025-03-02 23:59", "“收到时间”不能早于窗口开始受理反映的日子"},
      {"2026-02-30 09:00", "“收到时间”请按"},
      {"2026-09-24", "“收到时间”请按"},
      {"2026-09-24 25:00", "“收到时间”请按"}};
  for (const auto& [typed, sentence] : refused) {
    const web::Response page = check(with(walk_in(), "received_at", typed));
    EXPECT_EQ(page.status, 422) << typed;
    EXPECT_TRUE(says(page, sentence)) << typed;
  }
  EXPECT_EQ(check(with(walk_in(), "received_at", "2026-09-24 10:00")).status, 200);
  EXPECT_EQ(check(with(walk_in(), "received_at", "2025-03-03 09:00")).status, 200);
}

// -- letters, and tasks from superiors (BG-17)

Form task() {
  return {{"channel", "superior"},
          {"kind", "matter"},
          {"window", "main"},
          {"matter", "督办件"},
          {"problem", "上级转来的事项"},
          {"assigned_by", "市政务服务局"},
          {"assigned_due", "2026-10-20"}};
}

TEST_F(Intake, TakesASuperiorsTaskWithoutAReporterAndShowsWhoAskedAndUntilWhen) {
  const web::Response receipt = registered(task());
  const core::Result<store::CaseRecord> record = by_number(number_on(receipt));
  ASSERT_TRUE(record);
  const web::Response page = house.get(DeskFixture::page_of(record->row.id), clerk);
  for (const char* words : {"来源：上级交办", "市政务服务局", "10月20日"})
    EXPECT_TRUE(says(page, words)) << words;
  const web::Response list = house.get("demo/", clerk);
  EXPECT_TRUE(says(list, "上级交办"));
  EXPECT_TRUE(says(list, "10月20日"));
  EXPECT_EQ(cases::canonical(record->events().front()).find("市政务服务局"), std::string::npos);
}

TEST_F(Intake, AsksWhoAssignedATaskAndReadsTheDate) {
  const web::Response page = check(with(with(task(), "assigned_by", ""), "assigned_due", "月底"));
  EXPECT_EQ(tests::link_to(page.body, "#field-assigned_by"), "请填写“交办单位”");
  EXPECT_TRUE(
      tests::link_to(page.body, "#field-assigned_due").starts_with("“交办单位要求的办结日期”请按"));
}

TEST_F(Intake, TakesALetterWithoutAPhone) {
  Form letter = with(with(walk_in(), "channel", "letter"), "phone", "");
  EXPECT_EQ(check(with(letter, "privacy", "")).status, 200);
  EXPECT_EQ(check(with(letter, "channel", "phone")).status, 422);
}

TEST_F(Intake, KeepsWhetherItMustBeAnsweredInWriting) {
  const view::OwnedRules rules = house.services().rules.present(*house.site());
  for (const auto& [channel, written] : {std::pair{"phone", false}, std::pair{"letter", true}}) {
    const auto record = by_number(number_on(registered(with(walk_in(), "channel", channel))));
    EXPECT_EQ(cases::fold(rules.rules(), record->events()).written, written) << channel;
  }
}

TEST_F(Intake, KeepsThatThePersonAsksForSecrecy) {
  const auto record = by_number(number_on(registered(with(walk_in(), "confidential", "yes"))));
  EXPECT_TRUE(record->row.values.confidential);
}

// -- papers that the person brought

TEST_F(Intake, LetsPapersBeAddedOnTheReceipt) {
  EXPECT_FALSE(says(check(), "type=\"file\"")) << "no file travels through two steps";
  const web::Response receipt = registered();
  EXPECT_TRUE(reads(receipt, "把带来的材料拍照存进来"));
  EXPECT_TRUE(says(receipt, "enctype=\"multipart/form-data\""));
  EXPECT_TRUE(says(receipt, "name=\"files\""));
  EXPECT_EQ(tests::filled_in(receipt.body, "remark"), "登记的时候当面交的");
  const cases::CaseId id = by_number(number_on(receipt))->row.id;
  EXPECT_TRUE(
      says(receipt, "action=\"/handle/desk/" + DeskFixture::page_of(id) + "/actions/supplement\""));
  const std::string seen = between(receipt.body, "name=\"seen\" value=\"", "\"");
  EXPECT_EQ(house
                .post(DeskFixture::page_of(id) + "/actions/supplement", clerk,
                      {{"words", "还带了协议"}, {"remark", "当面交的"}, {"seen", seen}})
                .status,
            303);
}

// -- windows

TEST_F(Intake, OffersOnlyTheWindowsThatThePersonWorksFor) {
  const std::string town = house.enter_as_role(core::Role::front_desk, "", "qinghe");
  const web::Response page = house.get("demo/intake", town);
  EXPECT_FALSE(says(page, "value=\"main\""));
  Form form = walk_in();
  form.emplace_back("step", "fill");
  const web::Response refused = house.post("demo/intake", town, form);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(says(refused, "#field-window"));
}

}  // namespace
}  // namespace handler::desk::testing
