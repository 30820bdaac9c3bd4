// The receipt: next steps with dates, in and out of office hours, and the QR code.
#include "core/page/qr_code.h"
#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

// The receipt of a report confirmed at that time.
std::string receipt_at(const std::string& time, const Form& answers = good_answers()) {
  HandlerFixture hall;
  hall.clock.set(time);
  const PortalFixture citizen(hall);
  const Form hidden = hidden_fields(citizen.send(answers, "fill").body);
  hall.clock.pass(std::chrono::seconds(1));
  return citizen.confirm(hidden).body;
}

TEST(Receipt, SaysThatAnOpenWindowRegistersToday) {
  const std::string page = receipt_at("2026-09-24 10:00");
  EXPECT_TRUE(says(page, "窗口正在上班，今天就登记您的反映，也就是9月24日（星期四）下班以前。"));
  EXPECT_TRUE(says(page, "到9月24日（星期四）下班时查进度还没有变化，请这样联系："));
  EXPECT_TRUE(says(page, "0999-5550001"));
}

// Phones make a link of every long number: a touch on the ticket number would call it.
TEST(Receipt, KeepsPhonesFromTakingTheNumberForAPhoneNumber) {
  EXPECT_TRUE(says(receipt_at("2026-09-24 10:00"),
                   "<meta name=\"format-detection\" content=\"telephone=no\">"));
}

TEST(Receipt, SaysWhenAClosedWindowOpensNext) {
  const std::string in_the_evening = receipt_at("2026-09-22 18:00");
  EXPECT_TRUE(says(in_the_evening, "下次上班是9月23日（星期三），到时登记您的反映。"));
  const std::string at_closing_time = receipt_at("2026-09-22 17:00");
  EXPECT_TRUE(says(at_closing_time, "下次上班是9月23日（星期三）"));
  const std::string over_lunch = receipt_at("2026-09-22 12:30");
  EXPECT_TRUE(says(over_lunch, "下次上班是9月22日（星期二）"));
}

TEST(Receipt, PassesOverHolidaysAndFindsMakeUpDays) {
  const std::string before_mid_autumn = receipt_at("2026-09-24 18:00");
  EXPECT_TRUE(says(before_mid_autumn, "下次上班是9月28日（星期一），到时登记您的反映。"));
  EXPECT_TRUE(says(before_mid_autumn, "到9月28日（星期一）下班时查进度还没有变化"));
  const std::string before_a_working_saturday = receipt_at("2026-10-09 18:00");
  EXPECT_TRUE(says(before_a_working_saturday, "下次上班是10月10日（星期六，调休上班）"));
}

TEST(Receipt, ForecastsOneLineForEachTierAndClock) {
  const std::string page = receipt_at("2026-09-24 10:00");
  EXPECT_TRUE(says(page, "这是推算的日期，不是承诺；"));
  EXPECT_TRUE(reads(page, "\n快的当场；一般9月29日前；最复杂的10月15日前先告诉您进展。\n"));
  EXPECT_TRUE(reads(page, "蓝牌事项，办理时限：2个工作日，预计9月29日17:00前\n"));
  EXPECT_TRUE(reads(page, "黄牌事项，办理时限：5个工作日，预计10月9日17:00前\n"));
  EXPECT_TRUE(reads(page, "\n当场事项，办理时限：当场"));
  EXPECT_TRUE(reads(page, "转办时限：当日，预计9月24日17:00前\n"));
}

TEST(Receipt, ForecastsNothingByTierForAKindWithoutTiers) {
  const std::string page =
      receipt_at("2026-09-24 10:00", with(good_answers(), "kind", "suggestion"));
  EXPECT_FALSE(says(page, "蓝牌事项"));
  EXPECT_TRUE(says(page, "已收到您的反映"));
}

TEST(Receipt, CarriesTheNumberInACodeThatOpensTheTicketPage) {
  HandlerFixture hall;
  PortalFixture citizen(hall);
  citizen.host = "forms.example.gov.cn";
  const web::Response receipt = citizen.report();
  std::string number = number_on(receipt);
  std::erase(number, ' ');
  const auto code = core::make_qr_code("http://forms.example.gov.cn/demo/ticket/#n=" + number,
                                       core::QrMask::fixed);
  ASSERT_TRUE(code);
  EXPECT_TRUE(says(receipt.body, "<path d=\"" + code->path + "\"/>"));
}

// In letters the address is for paper, so the number stands only in what the link leads to.
TEST(Receipt, HasALinkToKeepThatCarriesTheNumberAndReadsAsTheAddress) {
  HandlerFixture hall;
  PortalFixture citizen(hall);
  citizen.host = "forms.example.gov.cn";
  const web::Response receipt = citizen.report();
  std::string number = number_on(receipt);
  std::erase(number, ' ');
  EXPECT_EQ(tests::link_to(receipt.body, "/demo/ticket/#n=" + number),
            "http://forms.example.gov.cn/demo/ticket/");
}

TEST(Receipt, OffersToCopyTheNumberOnlyToBrowsersThatRunScripts) {
  const std::string page = receipt_at("2026-09-24 10:00");
  EXPECT_TRUE(says(page, "<p class=\"actions no-print\" hidden><button type=\"button\""));
  EXPECT_TRUE(says(page, "data-copy=\"ticket-number\""));
  EXPECT_TRUE(says(page, "src=\"/demo/assets/copy."));
  EXPECT_TRUE(says(page, "请截屏保存"));
}

TEST(Receipt, SaysWhatWasReportedWhereAndWhen) {
  const std::string page = receipt_at("2026-09-24 10:00", with(good_answers(), "window", "qinghe"));
  EXPECT_TRUE(says(page, "<dd>2026年9月24日 10:00</dd>"));
  EXPECT_TRUE(says(page, "<dt>收件窗口</dt><dd>示范县"));
  EXPECT_TRUE(says(page, "<dt>类型</dt><dd>办事受阻</dd>"));
  EXPECT_TRUE(says(page, "<dt>要办的事</dt><dd>二手房过户</dd>"));
  EXPECT_TRUE(says(page, "青禾"));
}

TEST(Receipt, CopiesWhatWasTypedAndShowsOthersNotWhoItWas) {
  Form answers = with(good_answers(), "on_behalf", "yes");
  answers = with(answers, "relation", "邻居远亲");
  answers = with(answers, "whom_to_call", "me");
  answers = with(answers, "id_number", "370000199901010000");
  answers = with(answers, "address", "青禾镇文化路1号");
  answers = with(answers, "good_time", "每天晚饭后");
  answers = with(answers, "problem", "第一次：\n少一份<b>证明</b>");
  answers = with(answers, "applied", "counter");
  const std::string page = receipt_at("2026-09-24 10:00", answers);
  for (const char* copied : {"第一次：\n少一份&lt;b&gt;证明&lt;/b&gt;", "请尽快办理",
                             "在窗口申请过", "欧***", "139****4321"})
    EXPECT_TRUE(says(page, copied)) << copied;
  for (const char* personal : {"欧阳小满", "13987654321", "邻居远亲", "打给我",
                               "370000199901010000", "文化路1号", "每天晚饭后"})
    EXPECT_FALSE(says(page, personal)) << personal;
}

TEST(Receipt, HasNoCodeForAHostThatIsNoHost) {
  HandlerFixture hall;
  PortalFixture citizen(hall);
  for (const std::string& host :
       {std::string(), std::string("evil.example/x?"), std::string("a b"), std::string("a\"b"),
        std::string("user@evil.example"), std::string(256, 'a')}) {
    citizen.host = host;
    const web::Response receipt = citizen.report();
    EXPECT_EQ(receipt.status, 200) << host;
    EXPECT_FALSE(says(receipt.body, "qr-code")) << host;
    EXPECT_FALSE(says(receipt.body, "evil")) << host;
    EXPECT_TRUE(says(receipt.body, ">/demo/ticket/</a>")) << host;
    EXPECT_EQ(number_on(receipt).size(), 19U) << host;
  }
}

TEST(Receipt, ShowsTwoDigitsOfANumberThatIsNoMobileNumber) {
  const std::string page =
      receipt_at("2026-09-24 10:00", with(good_answers(), "phone", "0999-5550777转8016"));
  EXPECT_TRUE(says(page, "<dd class=\"as-typed\">****16</dd>"));
  EXPECT_FALSE(says(page, "5550777"));
}

TEST(Receipt, CanBePutAwayOnASharedComputer) {
  const std::string page = receipt_at("2026-09-24 10:00");
  EXPECT_TRUE(says(page, "<a class=\"button button-second\" data-finish href=\"/demo/\">完成</a>"));
  EXPECT_TRUE(says(page, "记下编号后请按“完成”，再关掉浏览器。"));
  EXPECT_TRUE(says(page, "data-page=\"receipt\" defer"));
}

}  // namespace
}  // namespace handler::portal::testing
