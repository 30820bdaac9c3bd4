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
  EXPECT_NE(tests::link_to(form.body, "/demo/large/scope/"), "");
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

}  // namespace
}  // namespace handler::portal::testing
