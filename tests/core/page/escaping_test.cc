// User input never becomes markup: sixty hostile values, at every place of a page that takes a
// value.
#include <gtest/gtest.h>

#include <array>
#include <regex>

#include "core/page/page_template.h"
#include "tests/core/page/template_files.h"

namespace core {
namespace {

constexpr std::array<const char*, 62> kPayloads = {"<script>alert(1)</script>",
                                                   "<ScRiPt src=//x>",
                                                   "</title><script>alert(1)</script>",
                                                   "</textarea><script>alert(1)</script>",
                                                   "\"><script>alert(1)</script>",
                                                   "'><img src=x onerror=alert(1)>",
                                                   "<img src=x onerror=alert(1)>",
                                                   "<svg onload=alert(1)>",
                                                   "<svg/onload=alert(1)>",
                                                   "<body onload=alert(1)>",
                                                   "<iframe src=javascript:alert(1)>",
                                                   "<a href=javascript:alert(1)>x</a>",
                                                   "<math><mi xlink:href=x>",
                                                   "<details open ontoggle=alert(1)>",
                                                   "<input autofocus onfocus=alert(1)>",
                                                   "\" autofocus onfocus=alert(1) x=\"",
                                                   "' onmouseover='alert(1)",
                                                   "` onmouseover=alert(1)",
                                                   "\" onclick=\"alert(1)",
                                                   "x\" style=\"x:expression(1)",
                                                   "javascript:alert(1)",
                                                   "JaVaScRiPt:alert(1)",
                                                   " javascript:alert(1)",
                                                   "java\tscript:alert(1)",
                                                   "java\nscript:alert(1)",
                                                   "\x01javascript:alert(1)",
                                                   "javascript&colon;alert(1)",
                                                   "javascript&#58;alert(1)",
                                                   "data:text/html,<script>alert(1)</script>",
                                                   "data:text/html;base64,PHNjcmlwdD4=",
                                                   "vbscript:msgbox(1)",
                                                   "//evil.example/x",
                                                   "https://evil.example/\"onclick=1",
                                                   "file:///etc/passwd",
                                                   "blob:x",
                                                   "&lt;script&gt;",
                                                   "&#60;script&#62;",
                                                   "&amp;lt;",
                                                   "{{X}}",
                                                   "{{#SECTION}}",
                                                   "{{>page}}",
                                                   "{{%AUTOESCAPE}}",
                                                   "${7*7}",
                                                   "#{7*7}",
                                                   "<!--",
                                                   "-->",
                                                   "]]>",
                                                   "<![CDATA[<script>alert(1)</script>]]>",
                                                   "<?php x ?>",
                                                   "<%= x %>",
                                                   "\\u003cscript\\u003e",
                                                   "\\x3cscript\\x3e",
                                                   "%3Cscript%3E",
                                                   "＜script＞",
                                                   "\xC0\xBCscript\xC0\xBE",
                                                   "\xFF\xFE<script>",
                                                   "<\xE2\x80\x8Bscript>",
                                                   "<scr\0ipt>",
                                                   "<style>*{x:url(javascript:1)}</style>",
                                                   "<base href=//evil>",
                                                   "<meta http-equiv=refresh content=0;url=//evil>",
                                                   "<form action=//evil><input name=x>"};

constexpr char kPage[] =
    "<title>{{V}}</title><p>{{V}}</p><p title=\"{{V}}\" lang='{{V}}'>{{V:p}}</p>\n"
    "<a href=\"{{V}}\">x</a><a href=\"/a/{{V}}\">x</a><a href=\"?q={{V}}\">x</a><form "
    "action=\"{{V}}\">\n"
    "<textarea>{{V:p}}</textarea><input value=\"{{V:p}}\"><img src=\"{{V}}\" alt=\"\">\n"
    "<svg viewBox=\"0 0 9 9\"><text x=\"{{V}}\">{{V}}</text><path d=\"{{V}}\"/></svg>\n";

std::shared_ptr<const TemplateSet> page_set() {
  const tests::TemplateFolder folder(tests::Files{{"page.html", kPage}});
  Diagnostics diagnostics;
  return TemplateSet::load(folder.root(), Texts(), diagnostics);
}

std::string with_value(const TemplateSet& set, const std::string& value) {
  TemplateData data;
  data.set("V", value);
  return set.render("page", data);
}

// The structure of a page: its tags and the names of their attributes, without values.
std::string structure(const std::string& page) {
  const std::regex values("(\"[^\"]*\"|'[^']*'|>[^<]*)");
  return std::regex_replace(page, values, "=");
}

TEST(Escaping, NoValueChangesTheStructureOfAPage) {
  const auto set = page_set();
  ASSERT_NE(set, nullptr);
  const std::string harmless = structure(with_value(*set, "x"));
  for (const char* payload : kPayloads) {
    EXPECT_EQ(structure(with_value(*set, payload)), harmless) << payload;
  }
}

TEST(Escaping, NoValueBecomesAnAddressThatRuns) {
  const auto set = page_set();
  ASSERT_NE(set, nullptr);
  const std::regex runs("(href|src|action)=\"[\\s\\x01-\\x20]*(java|vb|data|file|blob)[^\"]*:",
                        std::regex::icase);
  for (const char* payload : kPayloads) {
    EXPECT_FALSE(std::regex_search(with_value(*set, payload), runs)) << with_value(*set, payload);
  }
}

TEST(Escaping, KeepsHarmlessAddressesAndCoordinates) {
  const auto set = page_set();
  ASSERT_NE(set, nullptr);
  const std::string page = with_value(*set, "https://example.cn/a?b=1#c");
  EXPECT_NE(page.find("<a href=\"https://example.cn/a?b=1#c\">"), std::string::npos);
  const std::string chart = with_value(*set, "M10.5 4h7v-1z");
  EXPECT_NE(chart.find("<path d=\"M10.5 4h7v-1z\"/>"), std::string::npos);
}

TEST(Escaping, SeesAPageThatWouldNotEscape) {
  EXPECT_NE(structure("<p>x</p>"), structure("<p><script>alert(1)</script></p>"));
}

}  // namespace
}  // namespace core
