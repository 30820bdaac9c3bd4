// The steps of a template give what the template says, and values are escaped as ctemplate does it.
#include "core/page/template_program.h"

#include <gtest/gtest.h>

#include "core/base/check.h"
#include "core/page/template_escaping.h"

namespace core {
namespace {

std::string filled(std::string_view source, const TemplateData& data,
                   const TemplateData& around = {}) {
  const auto program = TemplateProgram::compiled(source);
  if (!program) return "not compiled";
  std::string page;
  TemplateProgram(program->bytes()).fill(data, around, page);
  return page;
}

std::string escaped(std::string_view value, Escaping escaping) {
  std::string out;
  append_escaped(value, escaping, out);
  return out;
}

TEST(TemplateProgram, LooksUpWhatTheDataLacksAroundIt) {
  TemplateData around;
  around.set("NAME", "外").show("SHOWN");
  around.add("OUTER").set("ITEM", "丙");
  TemplateData data;
  data.add("LIST").set("ITEM", "甲");
  data.add("LIST").set("ITEM", "乙").set("NAME", "内");
  EXPECT_EQ(filled("{{#LIST}}{{ITEM:h}}{{NAME:h}}{{#OUTER}}{{ITEM:h}}{{NAME:h}}{{/OUTER}}"
                   "{{#SHOWN}}{{ITEM:h}};{{/SHOWN}}{{/LIST}}{{ITEM:h}}",
                   data, around),
            "甲外丙外甲;乙内丙外乙;");
}

TEST(TemplateProgram, TheNearestDataDecidesHowASectionIsFilled) {
  TemplateData around;
  around.add("LIST").set("ITEM", "甲");
  around.add("LIST").set("ITEM", "乙");
  TemplateData data;
  data.show("LIST").set("ITEM", "内");
  EXPECT_EQ(filled("{{#LIST}}{{ITEM:h}}{{/LIST}}", data, around), "内");
  EXPECT_EQ(filled("{{#LIST}}{{ITEM:h}}{{/LIST}}", {}, around), "甲乙");
}

TEST(TemplateProgram, LeavesOutBlankLinesAndTheLinesOfSections) {
  TemplateData data;
  data.show("A");
  EXPECT_EQ(filled("<p>\n \t\n\n  {{#A}}  \n  x {{/A}}\n{{#A}}y\n  {{/A}}\nz", data),
            "<p>\n  x \ny\nz");
}

TEST(TemplateProgram, TakesOnlyKnownWaysToEscape) {
  EXPECT_EQ(filled("{{A}}", {}), "not compiled");
  EXPECT_EQ(filled("{{A:j}}", {}), "not compiled");
  EXPECT_EQ(filled("{{A:h}}", {}), "");
}

TEST(TemplateProgram, TakesNoBytesThatAreCutOff) {
  const auto program = TemplateProgram::compiled("a{{B:h}}c");
  ASSERT_TRUE(program.has_value());
  EXPECT_THROW(TemplateProgram(program->bytes().substr(0, 20)), Bug);
  EXPECT_THROW(TemplateProgram(""), Bug);
}

TEST(TemplateEscaping, ReplacesWhatIsMarkupAndNothingElse) {
  for (int c = 0; c < 256; ++c) {
    const std::string byte(1, static_cast<char>(c));
    const std::string expected = c == '&'                 ? "&amp;"
                                 : c == '<'               ? "&lt;"
                                 : c == '>'               ? "&gt;"
                                 : c == '"'               ? "&quot;"
                                 : c == '\''              ? "&#39;"
                                 : c >= '\t' && c <= '\r' ? " "
                                                          : byte;
    const std::string lines = c >= '\t' && c <= '\r' ? byte : expected;
    for (const std::string before : {"", "a", "四个汉字", "12345678", "字字字字字x"}) {
      for (const std::string after : {"", "z", "后面的汉字"}) {
        EXPECT_EQ(escaped(before + byte + after, Escaping::html), before + expected + after);
        EXPECT_EQ(escaped(before + byte + after, Escaping::lines), before + lines + after);
        EXPECT_EQ(escaped(before + byte + after, Escaping::none), before + byte + after);
      }
    }
  }
}

TEST(TemplateEscaping, RefusesAddressesThatRun) {
  EXPECT_EQ(escaped("javascript:alert(1)", Escaping::address), "#");
  EXPECT_EQ(escaped("data:text/html,x", Escaping::address), "#");
  EXPECT_EQ(escaped("https://a.cn/?a=1&b=\"", Escaping::address), "https://a.cn/?a=1&amp;b=&quot;");
  EXPECT_EQ(escaped("../a/?b=1&c", Escaping::address), "../a/?b=1&amp;c");
  EXPECT_EQ(escaped("a/b:c&", Escaping::address), "a/b:c&amp;");
  EXPECT_EQ(escaped("a b=\"", Escaping::attribute), "a_b=_");
}

}  // namespace
}  // namespace core
