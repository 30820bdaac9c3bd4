// Names of assets change with their bytes, and templates can only refer to files that exist.
#include "core/page/assets.h"

#include <gtest/gtest.h>

#include "core/page/page_template.h"
#include "tests/core/page/template_files.h"

namespace core {
namespace {

TEST(Assets, CarryAHashOfTheirBytesBeforeTheEnding) {
  const std::string one = hashed_name("site.css", "p{}");
  EXPECT_EQ(one.size(), std::string("site.0123456789ab.css").size());
  EXPECT_TRUE(one.starts_with("site.") && one.ends_with(".css"));
  EXPECT_EQ(hashed_name("site.css", "p{}"), one);
  EXPECT_NE(hashed_name("site.css", "p{ }"), one);
  EXPECT_TRUE(hashed_name("v1.2/readme", "").starts_with("v1.2/readme."));
}

TEST(Assets, StandBelowTheStandardEditionOnEveryPage) {
  const tests::TemplateFolder folder(
      {{"page.html", "<link href=\"{{a:site.css}}\">"}, {"static/site.css", "p{}"}});
  Diagnostics diagnostics;
  const auto set = TemplateSet::load(folder.root(), Texts(), diagnostics);
  ASSERT_NE(set, nullptr) << diagnostics.text();
  EXPECT_EQ(set->render("page", TemplateData().set("ASSET_ROOT", "../../")),
            "<link href=\"../../assets/" + hashed_name("site.css", "p{}") + "\">");
}

TEST(Assets, KeepTheNamesThatArePublished) {
  const tests::TemplateFolder folder({{"page.html", "{{a:site.css}} {{a:new.js}}"},
                                      {"static/site.css", "p{}"},
                                      {"static/new.js", "1"}});
  Diagnostics diagnostics;
  const auto set =
      TemplateSet::load(folder.root(), Texts(), diagnostics, {{"site.css", "site.0a.css"}});
  ASSERT_NE(set, nullptr) << diagnostics.text();
  EXPECT_EQ(set->render("page", TemplateData().set("ASSET_ROOT", "/")),
            "/assets/site.0a.css /assets/" + hashed_name("new.js", "1"));
}

TEST(Assets, ThatDoNotExistAreAMistakeOfTheTemplate) {
  const tests::TemplateFolder folder(
      {{"page.html", "<p>\n{{a:sites.css}}</p>"}, {"static/site.css", "p{}"}});
  Diagnostics diagnostics;
  EXPECT_EQ(TemplateSet::load(folder.root(), Texts(), diagnostics), nullptr);
  EXPECT_NE(diagnostics.text().find("page.html:2:1: error[template.unknown-asset]"),
            std::string::npos)
      << diagnostics.text();
  EXPECT_NE(diagnostics.text().find("did you mean 'site.css'?"), std::string::npos);
}

}  // namespace
}  // namespace core
