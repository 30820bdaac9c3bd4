// The printed pages match the model, and a poster has a QR code only if the address is known.
#include "generator/pages/paper.h"

#include <gtest/gtest.h>

#include "core/page/page_frame.h"
#include "generator/build/rendering.h"
#include "tests/generator/pages/pages_fixture.h"
#include "tests/support/page_reader.h"
#include "tests/support/sample_site.h"

namespace generator {
namespace {

using core::Site;
using testing::catalogue;

// One page with its frame.
std::string page_of_form(const Site& site, const std::string& name,
                         const std::string& public_url = {}) {
  static const auto templates = [] {
    core::Diagnostics diagnostics;
    auto set =
        core::TemplateSet::load(BANCHENG_SOURCE_DIR "/site_templates", catalogue(), diagnostics);
    EXPECT_NE(set, nullptr) << diagnostics.text();
    return set;
  }();
  for (const PageSpec& spec : paper_specs(site, catalogue(), public_url)) {
    if (spec.page != name) continue;
    const core::PagePlace place{.site_root = "../", .page = spec.page, .title = spec.title};
    return templates->render(spec.template_name,
                             core::page_frame(site, catalogue(), place)
                                 .merge(spec.data({place.site_root, place.site_root})));
  }
  ADD_FAILURE() << "no page " << name;
  return {};
}

bool says(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

TEST(FormsPage, ListsEachFormWithItsPurposeItsHandAndItsSource) {
  const std::string html = page_of_form(tests::sample_site(), "forms");
  EXPECT_EQ(tests::link_to(html, "../forms/slip/"), "样例县交办单");
  EXPECT_TRUE(says(html, "转办时填写。"));
  EXPECT_TRUE(says(html, "谁来填：督办科"));
  EXPECT_TRUE(says(html, "<a href=\"../policy/#document-plan\">样政〔2022〕2号 附件2</a>"));
}

TEST(FormsPage, OffersASheetForEachColourByItsWord) {
  const std::string html = page_of_form(tests::sample_site(), "forms");
  EXPECT_EQ(tests::link_to(html, "../forms/slip-general/"), "一般事项（蓝牌）");
  EXPECT_EQ(tests::link_to(html, "../forms/slip-complex/"), "复杂事项（红牌）");
  EXPECT_FALSE(says(html, "slip-immediate"));
  EXPECT_FALSE(says(html, "ledger-general"));
}

TEST(FormsPage, SaysThatNoPaperIsNeededWhereThereIsNone) {
  Site site = tests::sample_site();
  site.papers.clear();
  EXPECT_TRUE(says(page_of_form(site, "forms"), "反映问题不用填纸质表格"));
  EXPECT_EQ(paper_specs(site, catalogue(), "").size(), 3u);
}

TEST(FormPage, ComesInTheColourOfItsTier) {
  const std::string html = page_of_form(tests::sample_site(), "forms/slip-complex");
  EXPECT_EQ(tests::heading_of(html), "样例县交办单：复杂事项（红牌）");
  EXPECT_TRUE(says(html, "paper-band-red"));
}

TEST(FormPage, ChoosesTheStyleOfItsOrientation) {
  EXPECT_FALSE(says(page_of_form(tests::sample_site(), "forms/slip"), "print-landscape"));
  EXPECT_TRUE(says(page_of_form(tests::sample_site(), "forms/ledger"), "print-landscape"));
}

TEST(Leaflet, SaysScopeWaysStepsAndLimitsOfTheModel) {
  const std::string html = page_of_form(tests::sample_site(), "leaflet");
  for (const char* part :
       {"交了材料没有受理的。", "法律禁止办理的。", "样例路 1 号", "0999-5550001转8",
        "<span class=\"paper-label\">限时办理</span>：在时限内办理并答复。",
        "一般事项（蓝牌） 2个工作日", "半个工作日", "接待时间：工作日09:00-12:00"}) {
    EXPECT_TRUE(says(html, part)) << part;
  }
}

TEST(Leaflet, SendsToTheHotlineWhereTheWindowHasNoPhone) {
  Site site = tests::sample_site();
  std::vector<core::Window> windows = site.windows.list();
  windows[0].phone.clear();
  site.windows = windows;
  EXPECT_TRUE(says(page_of_form(site, "leaflet"), "拨打政务服务热线12345"));
}

TEST(Poster, CarriesTheAddressOfTheSiteAsCodeAndInWords) {
  const std::string html =
      page_of_form(tests::sample_site(), "poster", "https://www.example.cn/window/");
  EXPECT_TRUE(says(html, "class=\"poster-code\""));
  EXPECT_TRUE(says(html, "<p class=\"poster-address\">www.example.cn/window/yangli</p>"));
  EXPECT_FALSE(says(html, "--base-url"));
}

TEST(Poster, LeavesRoomForTheAddressWhereNobodyKnowsIt) {
  const std::string html = page_of_form(tests::sample_site(), "poster");
  EXPECT_FALSE(says(html, "class=\"poster-code\""));
  EXPECT_TRUE(says(html, "class=\"poster-box\""));
  EXPECT_TRUE(says(html, "--base-url"));
}

TEST(Poster, PrefersTheAddressThatTheSiteNames) {
  core::SiteIdentity identity = tests::sample_site().identity;
  EXPECT_EQ(home_address(identity, ""), "");
  EXPECT_EQ(home_address(identity, "https://a.cn/"), "https://a.cn/yangli/");
  identity.site_url = "https://window.example.cn/";
  EXPECT_EQ(home_address(identity, "https://a.cn/"), "https://window.example.cn/");
}

}  // namespace
}  // namespace generator
