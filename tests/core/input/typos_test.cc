// What Chinese keyboards and word processors leave in files: in a line alone, in a whole file, and
// in a word.
#include "core/input/typos.h"

#include <gtest/gtest.h>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"

namespace core {
namespace {

// "OFFSET: message" of the typo in a line, or "".
std::string typo_in(std::string_view line) {
  const auto typo = find_yaml_typo(line);
  if (!typo) return {};
  return std::to_string(typo->start) + ": " + typo->message.english();
}

TEST(Typos, FindMarksThatStandForThoseOfYaml) {
  EXPECT_EQ(typo_in("name： 局"), "4: a full-width colon stands behind 'name'");
  EXPECT_EQ(typo_in("  - office_hours：9:00"),
            "16: a full-width colon stands behind 'office_hours'");
  EXPECT_EQ(typo_in("－ id: x"), "0: this is not the '-' that begins an item");
  EXPECT_EQ(typo_in("  — id: x"), "2: this is not the '-' that begins an item");
  EXPECT_EQ(typo_in("＃ 说明"), "0: a full-width '＃' begins no comment");
  EXPECT_EQ(typo_in("lacks: ［sign］"), "7: a full-width bracket stands here");
  EXPECT_EQ(typo_in("phone:0999"), "5: no blank stands behind the ':' of 'phone'");
}

TEST(Typos, FindBlanksThatAreNone) {
  EXPECT_EQ(typo_in("\u3000\u3000name: 局"), "0: this blank is not a plain one (U+3000)");
  EXPECT_EQ(typo_in("  \u00A0name: 局"), "2: this blank is not a plain one (U+00A0)");
  EXPECT_EQ(typo_in("name:\u3000局"), "5: this blank is not a plain one (U+3000)");
  EXPECT_EQ(typo_in("-\u3000id: x"), "1: this blank is not a plain one (U+3000)");
  EXPECT_EQ(typo_in("name\u200B: 局"), "4: a character that cannot be seen stands here (U+200B)");
  EXPECT_EQ(typo_in("\uFEFFname: 局"), "0: a character that cannot be seen stands here (U+FEFF)");
  EXPECT_EQ(typo_in("\tname: 局"), "0: a tab is used as indentation");
}

TEST(Typos, FindQuotesThatEncloseNothing) {
  EXPECT_EQ(typo_in("title: “通知: 一”"),
            "7: Chinese quotes do not protect a text that contains ': '");
  EXPECT_EQ(typo_in("title: \"通知”"), "14: a Chinese quote does not close what \" opens");
  EXPECT_EQ(typo_in("title: '通知’"), "14: a Chinese quote does not close what ' opens");
  EXPECT_EQ(typo_in("title: “通知”"), "");
  EXPECT_EQ(typo_in("title: \"“通知”\""), "");
}

TEST(Typos, FindMarksBetweenBraces) {
  EXPECT_EQ(typo_in("- {role： 组长}"), "7: a full-width colon stands behind 'role'");
  EXPECT_EQ(typo_in("- {role: 组长， name: 秦}"), "15: a full-width comma stands between two keys");
  EXPECT_EQ(typo_in("- {role: 组长, name:秦}"), "21: no blank stands behind the ':' of 'name'");
  EXPECT_EQ(typo_in("- {id: water｝"), "12: a full-width bracket stands here");
  EXPECT_EQ(typo_in("- {role: 组长, text: 通知: 明天}"), "29: a text in braces contains ': '");
  EXPECT_EQ(typo_in("- {role: 组长, text: '通知: 明天'}"), "");
}

TEST(Typos, LeaveTextsAndCommentsAlone) {
  for (const char* line :
       {"", "   ", "# 注： 全角", "name: 局", "text: 各位： 请带证件，谢谢", "url: https://a.cn/x",
        "- {id: a, hours: '9:00-12:00', url: https://a.cn}", "list: [a, b]", "- 只有文字，没有键",
        "notes: {a: {b: c}, d: [e, f]}", "name: x\r"}) {
    EXPECT_EQ(typo_in(line), "") << line;
  }
}

// "LINE code" of each error of a text that cannot be read.
std::string refused(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_yaml("a.yaml", text, diagnostics).has_value()) << text;
  std::string all;
  for (const Diagnostic& d : diagnostics.sorted()) {
    if (d.severity == Severity::error) all += std::to_string(d.span.line) + " " + d.code + "\n";
  }
  return all;
}

TEST(Typos, AreReportedWhereTheyStandAndNotWhereTheParserStumbles) {
  EXPECT_EQ(refused("a: 1\nname： 局\ntype: x\n"), "2 yaml.typing\n");
  EXPECT_EQ(refused("- id: a\n  phone：0999\n- id: b\n"), "2 yaml.typing\n");
  EXPECT_EQ(refused("- id: a\n  phone:0999\n- id: b\n"), "2 yaml.typing\n");
  EXPECT_EQ(refused("- id: a\n\u3000\u3000name: b\n- id: c\n"), "2 yaml.typing\n");
  EXPECT_EQ(refused("- {id: a, text: 通知: 明天}\n- {id: b}\n"), "1 yaml.typing\n");
  EXPECT_EQ(refused("- {id: water｝\n- {id: b}\n"), "1 yaml.typing\n");
  EXPECT_EQ(refused("a: “通知: 一”\n"), "1 yaml.typing\n");
  EXPECT_EQ(refused("a: \"通知”\nb: 1\n"), "1 yaml.typing\n");
}

TEST(Typos, AreNotSoughtInTextsOfSeveralLines) {
  EXPECT_EQ(refused("a: \"一\n  wifi：二\n  三\"\nb\n"), "4 yaml.syntax\n");
  EXPECT_EQ(refused("a: |\n  \u3000\u3000各位\nb\n"), "3 yaml.syntax\n");
  EXPECT_EQ(refused("a: |\n  \u3000\u3000各位\nname： 局\nb: 1\n"), "3 yaml.typing\n");
}

std::string warned(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_TRUE(read_yaml("a.yaml", text, diagnostics).has_value()) << text;
  return diagnostics.text();
}

TEST(Typos, WarnOfATextThatACommentCuts) {
  EXPECT_EQ(warned("address: 文化路 #8 号楼\n"),
            "a.yaml:1:14: warning[yaml.cut-text]: '#8 号楼' is not part of the text: ' #' begins a "
            "comment\n"
            "    1 | address: 文化路 #8 号楼\n"
            "      |                 ^~~~~~~ put the whole text in quotes, or write a blank behind "
            "'#'\n"
            "1 warning\n");
  EXPECT_EQ(warned("a: 1 # 说明\nb: '文化路' #8\nc: 文化路#8\nd: x #\n# 说明\n"), "");
}

TEST(Typos, NameUtf16AndLinesThatEndWithCr) {
  EXPECT_EQ(refused(std::string("\xFF\xFE"
                                "a\0:\0",
                                6)),
            "0 yaml.utf8\n");
  EXPECT_EQ(refused(std::string("a\0:\0 \0", 6)), "0 yaml.utf8\n");
  EXPECT_EQ(refused("a: 1\rb: 2\r"), "0 yaml.line-ends\n");
  Diagnostics diagnostics;
  EXPECT_TRUE(read_yaml("a.yaml", "a: 1\r\nb: 2\r\n", diagnostics).has_value());
}

TEST(Typos, AreNamedInAWordThatIsWrong) {
  EXPECT_EQ(typing_hint("department\u00A0", say("remove it")).english(),
            "this blank is not a plain one (U+00A0); delete it and type blanks with the English "
            "keyboard");
  EXPECT_EQ(typing_hint("water\u200B", say("remove it")).english(),
            "a character that cannot be seen stands here (U+200B); delete it, or delete the line "
            "and type it again");
  EXPECT_EQ(typing_hint("３ workdays", say("remove it")).english(),
            "'３' is a full-width character; write '3 workdays' with the English keyboard");
  EXPECT_EQ(typing_hint("（红）", say("remove it")).english(), "remove it");
  EXPECT_EQ(typing_hint("water", say("remove it")).chinese(), "请删掉");
}

TEST(Typos, AreNamedWhereAMapIsATextAndANumberIsNone) {
  Diagnostics diagnostics;
  const auto root = read_yaml("a.yaml", "- role： 组长\n- days: ３\n", diagnostics);
  ASSERT_TRUE(root);
  MapReader(root->items[0], "roster entry", diagnostics).finish();
  MapReader number(root->items[1], "goal", diagnostics);
  EXPECT_EQ(number.required_number("days", 1, 9), 1);
  EXPECT_EQ(diagnostics.text(),
            "a.yaml:1:3: error[yaml.not-a-map]: the roster entry must be a map, but is a text\n"
            "    1 | - role： 组长\n"
            "      |   ^~~~~~~~~~~ a full-width colon stands behind 'role'; write ':' with the "
            "English keyboard, and a blank behind it\n"
            "a.yaml:2:9: error[yaml.not-a-number]: 'days' must be a whole number, but is '３'\n"
            "    2 | - days: ３\n"
            "      |         ^~ '３' is a full-width character; write '3' with the English "
            "keyboard\n"
            "2 errors\n");
}

}  // namespace
}  // namespace core
