// The forecast in plain words: which of the tiers' dates are said, and in which order.
#include "handler/view/forecast_view.h"

#include "tests/handler/handler_fixture.h"
#include "tests/support/notices.h"

namespace handler::view {
namespace {

// What a reporter reads of this kind and tier on 24 September 2026 at 10:00; "" if nothing.
std::string plain_forecast_of(handler::testing::HandlerFixture& hall, const std::string& town,
                              const std::string& kind, const std::string& tier = "") {
  const auto site = hall.site(town);
  const core::TemplateData data =
      forecast_view(*site, hall.rules.present(*site), kind, tier, test::moment("2026-09-24 10:00"));
  const std::string* plain = data.value("FORECAST_PLAIN");
  return plain == nullptr ? std::string() : *plain;
}

TEST(PlainForecast, SaysTheQuickestTheUsualAndTheSlowest) {
  handler::testing::HandlerFixture hall;
  EXPECT_EQ(plain_forecast_of(hall, "demo", "matter"),
            "快的当场；一般9月29日前；最复杂的10月15日前先告诉您进展");
  EXPECT_EQ(plain_forecast_of(hall, "pingyi", "matter"),
            "快的当场；一般9月28日前；最复杂的9月30日前");
}

TEST(PlainForecast, SaysNoMoreThanTheKindHas) {
  handler::testing::HandlerFixture hall;
  EXPECT_EQ(plain_forecast_of(hall, "demo", "enquiry"), "快的当场；一般9月29日前");
  EXPECT_EQ(plain_forecast_of(hall, "demo", "conduct"), "一般9月29日前；最复杂的10月9日前");
  EXPECT_EQ(plain_forecast_of(hall, "demo", "suggestion"), "");
  EXPECT_EQ(plain_forecast_of(hall, "demo", "no_such_kind"), "");
}

TEST(PlainForecast, SaysOneTimeOnceTheTierIsKnown) {
  handler::testing::HandlerFixture hall;
  EXPECT_EQ(plain_forecast_of(hall, "demo", "matter", "hard"), "预计10月15日前先告诉您进展");
  EXPECT_EQ(plain_forecast_of(hall, "demo", "matter", "immediate"), "预计当场");
}

TEST(PlainForecast, CallsTheMiddleOfThreeDatesUsual) {
  const tests::PublishedSites published(handler::testing::source_folder(), {"beiguan"});
  handler::testing::HandlerFixture town(published.root());
  EXPECT_EQ(plain_forecast_of(town, "beiguan", "matter"),
            "快的9月30日前；一般10月9日前；最复杂的10月15日前");
}

}  // namespace
}  // namespace handler::view
