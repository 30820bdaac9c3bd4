// The frame that all pages of a site share.
#include "core/page/page_frame.h"

#include <gtest/gtest.h>

#include "tests/support/sample_site.h"

namespace core {
namespace {

TEST(PageFrame, DialsDigitsAndPausesBeforeAnExtension) {
  EXPECT_EQ(dialled("0539-123 4567"), "05391234567");
  EXPECT_EQ(dialled("０５３９－1234567转8"), "05391234567,8");
  EXPECT_EQ(dialled("+86 138 0000 0000"), "+8613800000000");
  EXPECT_EQ(dialled(""), "");
}

TEST(PageFrame, SendsFormsBelowTheHandlersPrefix) {
  SiteIdentity identity;
  identity.id = "pingyi";
  EXPECT_EQ(handler_root(identity), "/handle/pingyi");
  identity.handler_url = "https://forms.example/handle";
  EXPECT_EQ(handler_root(identity), "https://forms.example/handle/pingyi");
}

TEST(PageFrame, AllowsFormsToOneOtherOriginOnly) {
  EXPECT_EQ(meta_content_security_policy("/handle/pingyi"),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "form-action 'self'; base-uri 'none'");
  EXPECT_EQ(meta_content_security_policy("https://forms.example:8443/handle/pingyi"),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "form-action 'self' https://forms.example:8443; base-uri 'none'");
}

TEST(PageFrame, LetsOnlyAPageThatFetchesReadFiles) {
  EXPECT_EQ(meta_content_security_policy("/handle/pingyi", /*fetches=*/true),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "form-action 'self'; connect-src 'self'; base-uri 'none'");
}

std::string framed(const Site& site, const PagePlace& place) {
  Diagnostics diagnostics;
  const std::string folder = BANCHENG_SOURCE_DIR "/site_templates";
  const Texts texts = load_texts(folder + "/text/zh-CN", diagnostics);
  const auto templates = TemplateSet::load(folder, texts, diagnostics);
  EXPECT_NE(templates, nullptr) << diagnostics.text();
  return templates->render("pages/unavailable", page_frame(site, texts, place));
}

TEST(PageFrame, CarriesThePolicyOnlyInPagesWithoutHeaders) {
  PagePlace place{.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目"};
  EXPECT_EQ(framed(tests::sample_site(), place).find("Content-Security-Policy"), std::string::npos);
  place.generated = true;
  EXPECT_NE(framed(tests::sample_site(), place).find("Content-Security-Policy"), std::string::npos);
}

TEST(PageFrame, NamesThePageAndTheWindowInTheTitle) {
  const std::string html =
      framed(tests::sample_site(),
             {.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目<"});
  EXPECT_NE(html.find("<title>题目&lt; - 样例县“办不成事”反映窗口</title>"), std::string::npos);
}

TEST(PageFrame, SaysWhomToCallAndAsOfWhen) {
  const std::string html =
      framed(tests::sample_site(),
             {.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目"});
  EXPECT_NE(html.find("<a href=\"tel:09995550001,8\">0999-5550001转8</a>"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"tel:12345\">12345</a>"), std::string::npos);
  EXPECT_NE(html.find("以2022年3月14日印发的文件为准"), std::string::npos);
}

}  // namespace
}  // namespace core
