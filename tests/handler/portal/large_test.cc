// The large-type edition of handler pages: the same steps from form to ticket, with all links
// inside the edition.
#include <gtest/gtest.h>

#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

class Large : public ::testing::Test {
 protected:
  static bool is_large(const web::Response& response) {
    return says(response.body, "<html lang=\"zh-CN\" class=\"large\">");
  }

  HandlerFixture hall_;
  PortalFixture citizen_{hall_};
};

TEST_F(Large, FormLinksAndSendsWithinTheEdition) {
  const web::Response form = citizen_.get("demo/large/report");
  EXPECT_EQ(form.status, 200);
  EXPECT_TRUE(is_large(form));
  EXPECT_TRUE(says(form.body, "action=\"/handle/demo/large/report\""));
  EXPECT_NE(tests::link_to(form.body, "/demo/large/contacts/"), "");
  EXPECT_TRUE(says(form.body, "href=\"/demo/assets/site."));
  EXPECT_EQ(tests::link_to(form.body, "/demo/scope/"), "");
}

TEST_F(Large, ReportGoesFromTheFormToTheTicketInLargeType) {
  const web::Response checked =
      citizen_.post("demo/large/report", with(good_answers(), "step", "fill"));
  EXPECT_TRUE(is_large(checked));
  hall_.clock.pass(std::chrono::seconds(2));
  const web::Response receipt =
      citizen_.post("demo/large/report", with(hidden_fields(checked.body), "step", "confirm"));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(is_large(receipt));
  const web::Response ticket = citizen_.post("demo/large/ticket", {{"number", number_on(receipt)}});
  EXPECT_EQ(ticket.status, 200);
  EXPECT_TRUE(is_large(ticket));
}

TEST_F(Large, FormsOfferTheOtherEditionOfThemselves) {
  EXPECT_EQ(tests::link_to(citizen_.get("demo/report").body, "/handle/demo/large/report"),
            "大字版");
  EXPECT_EQ(tests::link_to(citizen_.get("demo/large/ticket").body, "/handle/demo/ticket"),
            "标准版");
  EXPECT_EQ(tests::link_to(citizen_.get("demo/report?window=main").body,
                           "/handle/demo/large/report?window=main"),
            "大字版");
}

TEST_F(Large, AnswersToWhatWasSentOfferNoOtherAddress) {
  const web::Response checked = citizen_.send(good_answers(), "fill");
  EXPECT_EQ(tests::link_to(checked.body, "/handle/demo/large/report"), "");
}

// The button of an answered page that asks for the other edition.
bool offers_edition(const web::Response& page, const std::string& edition) {
  return says(page.body, "form=\"same\" name=\"edition\" value=\"" + edition + "\"") &&
         says(page.body, "id=\"same\"");
}

TEST_F(Large, AFormWithMistakesIsTheSameFormInTheOtherEdition) {
  const Form wrong = with(with(good_answers(), "phone", "12"), "step", "fill");
  const web::Response form = citizen_.post("demo/report", wrong);
  EXPECT_TRUE(offers_edition(form, "large"));
  const Form shown = with(wrong, "mistakes", value_of(hidden_fields(form.body), "mistakes"));
  const web::Response large = citizen_.post("demo/report", with(shown, "edition", "large"));
  EXPECT_EQ(large.status, 200) << "nothing was sent to be checked";
  EXPECT_TRUE(is_large(large));
  EXPECT_TRUE(says(large.body, "href=\"#field-phone\""));
  EXPECT_TRUE(offers_edition(large, "standard"));
  EXPECT_EQ(tests::filled_in(large.body, "problem"), "跑了三趟没办成");
  const Form right = with(with(good_answers(), "step", "fill"), "edition", "standard");
  const web::Response back = citizen_.post("demo/large/report", right);
  EXPECT_FALSE(is_large(back));
  EXPECT_TRUE(tests::asks_for(back.body, "problem")) << "it went on to the check page";
}

TEST_F(Large, AFormThatIsNotFinishedShowsNoMistakesInTheOtherEdition) {
  const web::Response form = citizen_.send(with(good_answers(), "phone", "12"), "edit");
  EXPECT_TRUE(offers_edition(form, "large"));
  Form begun = hidden_fields(form.body);
  begun.emplace_back("problem", "跑了三趟");
  const web::Response large = citizen_.post("demo/report", with(begun, "edition", "large"));
  EXPECT_EQ(large.status, 200);
  EXPECT_TRUE(is_large(large));
  EXPECT_FALSE(says(large.body, "id=\"mistakes\""));
  EXPECT_FALSE(says(large.body, "aria-invalid"));
  EXPECT_EQ(tests::filled_in(large.body, "problem"), "跑了三趟");
  EXPECT_EQ(citizen_.post("demo/report", begun).status, 422) << "sent without an edition";
}

TEST_F(Large, ACheckPageGoesOnWithTheSameReportInTheOtherEdition) {
  const web::Response checked = citizen_.send(good_answers(), "fill");
  EXPECT_TRUE(offers_edition(checked, "large"));
  const web::Response large =
      citizen_.post("demo/report", with(hidden_fields(checked.body), "edition", "large"));
  EXPECT_TRUE(is_large(large));
  EXPECT_TRUE(offers_edition(large, "standard"));
  hall_.clock.pass(std::chrono::seconds(2));
  const web::Response small = citizen_.confirm(hidden_fields(checked.body));
  const web::Response again =
      citizen_.post("demo/large/report", with(hidden_fields(large.body), "step", "confirm"));
  EXPECT_TRUE(is_large(again));
  EXPECT_NE(number_on(small), "");
  EXPECT_EQ(number_on(again), number_on(small)) << "one report became two";
}

TEST_F(Large, ALookedUpTicketIsLookedUpAgainInTheOtherEdition) {
  const std::string number = number_on(citizen_.report());
  const web::Response ticket = citizen_.look_up(number);
  EXPECT_TRUE(offers_edition(ticket, "large"));
  const web::Response large =
      citizen_.post("demo/ticket", {{"number", number}, {"edition", "large"}});
  EXPECT_EQ(large.status, 200);
  EXPECT_TRUE(is_large(large));
  EXPECT_TRUE(reads(large.body, number));
}

// What one can do first stands below the title; the standard edition shows it by itself.
TEST_F(Large, AnswersBeginWithWhatOneCanDo) {
  const web::Response checked =
      citizen_.post("demo/large/report", with(good_answers(), "step", "fill"));
  EXPECT_EQ(tests::link_to(checked.body, "#send"), "看过没有错，去提交");
  EXPECT_TRUE(says(checked.body, "id=\"send\""));
  hall_.clock.pass(std::chrono::seconds(2));
  const web::Response receipt =
      citizen_.post("demo/large/report", with(hidden_fields(checked.body), "step", "confirm"));
  EXPECT_TRUE(says(receipt.body, "<button type=\"submit\" form=\"look\""));
  EXPECT_TRUE(says(receipt.body, "id=\"look\""));
  const Form number = {{"number", number_on(receipt)}};
  const web::Response open = citizen_.post("demo/large/ticket", number);
  EXPECT_EQ(tests::link_to(open.body, "#actions-heading"), "您可以做的事");
  EXPECT_FALSE(reads(open.body, "现在没有要您做的事。"));
  hall_.act(1, "withdraw", {{"reason", "自己办好了"}});
  EXPECT_TRUE(reads(citizen_.post("demo/large/ticket", number).body, "现在没有要您做的事。"));
}

TEST_F(Large, OnlyInLargeTypeAreThereJumps) {
  EXPECT_EQ(tests::link_to(citizen_.send(good_answers(), "fill").body, "#send"), "");
  const web::Response receipt = citizen_.report();
  EXPECT_FALSE(says(receipt.body, "form=\"look\""));
  EXPECT_FALSE(reads(citizen_.look_up(number_on(receipt)).body, "现在没有要您做的事。"));
}

TEST_F(Large, AReceiptAndTheAnswerToAnActionCannotBeSentTwice) {
  const web::Response receipt = citizen_.report();
  EXPECT_FALSE(says(receipt.body, "name=\"edition\""));
  const web::Response asked =
      citizen_.post("demo/ticket/withdraw", {{"number", number_on(receipt)}});
  EXPECT_FALSE(says(asked.body, "name=\"edition\""));
}

TEST_F(Large, AnsweredPagesLeadToTheSearch) {
  EXPECT_NE(tests::link_to(citizen_.report().body, "/demo/search/"), "");
  EXPECT_NE(tests::link_to(citizen_.get("demo/large/ticket").body, "/demo/large/search/"), "");
}

TEST_F(Large, TheTrailNamesThePageAndTheWayToIt) {
  const web::Response wrong = citizen_.send(with(good_answers(), "phone", "12"), "fill");
  EXPECT_TRUE(says(wrong.body, "首页</a> › 我要反映</p>"));
  const web::Response checked = citizen_.send(good_answers(), "fill");
  EXPECT_TRUE(says(checked.body, "<a href=\"/demo/report/\">我要反映</a> › 核对内容</p>"));
  const web::Response receipt = citizen_.report();
  EXPECT_TRUE(says(receipt.body, "<a href=\"/demo/report/\">我要反映</a> › 已收到您的反映</p>"));
  EXPECT_TRUE(says(citizen_.look_up("1234").body, "首页</a> › 查进度</p>"));
}

}  // namespace
}  // namespace handler::portal::testing
