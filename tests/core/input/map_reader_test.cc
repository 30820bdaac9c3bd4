// Reads a map key by key, and checks the messages for missing, wrong and unknown keys.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"

namespace core {
namespace {

// Reads `text`, lets `ask` use it as a tier, and returns the report.
std::string report(const std::string& text, const std::function<void(MapReader&)>& ask) {
  Diagnostics diagnostics;
  const std::optional<YamlNode> root = read_yaml("a.yaml", text, diagnostics);
  if (!root) return diagnostics.text();
  MapReader reader(*root, "tier", diagnostics);
  ask(reader);
  return diagnostics.text();
}

TEST(MapReader, ReadsEveryKind) {
  const std::string text =
      "name: 王芳\nphone: 0539-1234567\ndays: 3\nleast: -2\nopen: true\none: a\nmany: [a, b]\n"
      "rows: [{x: 1}, {x: 2}]\n";
  EXPECT_EQ(report(text,
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.required_text("name"), "王芳");
                     EXPECT_EQ(tier.optional_text("phone"), "0539-1234567");
                     EXPECT_EQ(tier.required_number("days", 1, 60), 3);
                     EXPECT_EQ(tier.optional_number("least", 0, -5, 5), -2);
                     EXPECT_TRUE(tier.optional_flag("open", false));
                     EXPECT_EQ(tier.optional_texts("one"), std::vector<std::string>{"a"});
                     EXPECT_EQ(tier.optional_texts("many"), (std::vector<std::string>{"a", "b"}));
                     EXPECT_EQ(tier.optional_list("rows").size(), 2u);
                     tier.finish();
                   }),
            "");
}

TEST(MapReader, GivesFallbacksForMissingAndEmptyKeys) {
  EXPECT_EQ(report("a:\nb: ~\nc:\nd:\ne:\nf:\n",
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.optional_text("a", "x"), "x");
                     EXPECT_EQ(tier.optional_number("b", 7, 0, 9), 7);
                     EXPECT_TRUE(tier.optional_flag("c", true));
                     EXPECT_TRUE(tier.optional_texts("d").empty());
                     EXPECT_TRUE(tier.optional_list("e").empty());
                     EXPECT_EQ(tier.optional_node("f"), nullptr);
                     EXPECT_EQ(tier.optional_text("not_there", "y"), "y");
                     tier.finish();
                   }),
            "");
}

TEST(MapReader, ReportsMissingKeyAtTheMap) {
  EXPECT_EQ(report("name: x\n", [](MapReader& tier) { EXPECT_EQ(tier.required_text("id"), ""); }),
            "a.yaml:1:1: error[yaml.missing-key]: the tier has no 'id'\n"
            "    1 | name: x\n"
            "      | ^ add 'id: ...'\n"
            "1 error\n");
}

TEST(MapReader, ReportsEmptyRequiredKeyAtTheKey) {
  EXPECT_EQ(report("id:\nname: \" \"\n",
                   [](MapReader& tier) {
                     tier.required_text("id");
                     tier.required_text("name");
                   }),
            "a.yaml:1:1: error[yaml.missing-key]: 'id' of the tier must not be empty\n"
            "    1 | id:\n"
            "      | ^~\n"
            "a.yaml:2:7: error[yaml.missing-key]: 'name' of the tier must not be empty\n"
            "    2 | name: \" \"\n"
            "      |       ^~~\n"
            "2 errors\n");
}

TEST(MapReader, ReportsUnknownKeyWithTheNearestOneNotYetUsed) {
  EXPECT_EQ(report("name: x\nnane: y\nlimts: z\n",
                   [](MapReader& tier) {
                     tier.required_text("name");
                     tier.optional_text("limits");
                     tier.finish();
                   }),
            "a.yaml:2:1: error[yaml.unknown-key]: the tier has an unknown key 'nane'\n"
            "    2 | nane: y\n"
            "      | ^~~~ the keys of this map are: name, limits\n"
            "a.yaml:3:1: error[yaml.unknown-key]: the tier has an unknown key 'limts'\n"
            "    3 | limts: z\n"
            "      | ^~~~~ did you mean 'limits'?\n"
            "2 errors\n");
}

TEST(MapReader, RefusesNumbersThatYamlWouldReadOtherwise) {
  const char* const refused[] = {"010", "1e3", "0x10", "3.0", "+3", "1_000", "三", "3 days", "--3"};
  for (const char* text : refused) {
    Diagnostics diagnostics;
    const auto root = read_yaml("a.yaml", std::string("n: ") + text + "\n", diagnostics);
    ASSERT_TRUE(root.has_value()) << text;
    MapReader reader(*root, "tier", diagnostics);
    EXPECT_EQ(reader.optional_number("n", 5, 0, 9999), 5) << text;
    ASSERT_EQ(diagnostics.sorted().size(), 1u) << text;
    EXPECT_EQ(diagnostics.sorted()[0].code, "yaml.not-a-number") << text;
  }
}

TEST(MapReader, HintsAtTheLeadingZero) {
  EXPECT_EQ(report("days: 010\n", [](MapReader& tier) { tier.required_number("days", 1, 60); }),
            "a.yaml:1:7: error[yaml.not-a-number]: 'days' must be a whole number, but is '010'\n"
            "    1 | days: 010\n"
            "      |       ^~~ write it without the leading zero\n"
            "1 error\n");
}

TEST(MapReader, RefusesNumbersOutOfRange) {
  EXPECT_EQ(report("a: 61\nb: 99999999999999999999\n",
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.optional_number("a", 3, 1, 60), 3);
                     EXPECT_EQ(tier.required_number("b", 1, 60), 1);
                   }),
            "a.yaml:1:4: error[yaml.out-of-range]: 'a' must be from 1 to 60, but is 61\n"
            "    1 | a: 61\n"
            "      |    ^~\n"
            "a.yaml:2:4: error[yaml.out-of-range]: 'b' must be from 1 to 60, but is "
            "99999999999999999999\n"
            "    2 | b: 99999999999999999999\n"
            "      |    ^~~~~~~~~~~~~~~~~~~~\n"
            "2 errors\n");
}

TEST(MapReader, RefusesFlagsOtherThanTrueAndFalse) {
  EXPECT_EQ(
      report("open: no\n", [](MapReader& tier) { EXPECT_TRUE(tier.optional_flag("open", true)); }),
      "a.yaml:1:7: error[yaml.not-a-flag]: 'open' must be true or false, but is 'no'\n"
      "    1 | open: no\n"
      "      |       ^~ write true or false\n"
      "1 error\n");
}

TEST(MapReader, RefusesListsAndMapsAsTexts) {
  EXPECT_EQ(report("a: [x]\nb:\n  说明: 注意\n",
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.required_text("a"), "");
                     EXPECT_EQ(tier.optional_text("b", "z"), "z");
                   }),
            "a.yaml:1:4: error[yaml.not-text]: 'a' must be a text, but is a list\n"
            "    1 | a: [x]\n"
            "      |    ^\n"
            "a.yaml:3:3: error[yaml.not-text]: 'b' must be a text, but is a map\n"
            "    3 |   说明: 注意\n"
            "      |   ^~ put a text that contains ': ' in quotes\n"
            "2 errors\n");
}

TEST(MapReader, RefusesItemsThatAreNoTexts) {
  EXPECT_EQ(report("a: [x, [y], z]\n",
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.optional_texts("a"), (std::vector<std::string>{"x", "z"}));
                   }),
            "a.yaml:1:8: error[yaml.not-text]: an item of 'a' must be a text, but is a list\n"
            "    1 | a: [x, [y], z]\n"
            "      |        ^\n"
            "1 error\n");
}

TEST(MapReader, RefusesTextsAsLists) {
  EXPECT_EQ(report("a: x\n", [](MapReader& tier) { EXPECT_TRUE(tier.optional_list("a").empty()); }),
            "a.yaml:1:4: error[yaml.not-a-list]: 'a' must be a list, but is a text\n"
            "    1 | a: x\n"
            "      |    ^ begin each item with '- '\n"
            "1 error\n");
}

TEST(MapReader, ReportsANodeThatIsNoMapOnceAndThenIsSilent) {
  EXPECT_EQ(report("name:x\n",
                   [](MapReader& tier) {
                     EXPECT_EQ(tier.required_text("name"), "");
                     EXPECT_EQ(tier.required_number("days", 1, 60), 1);
                     EXPECT_EQ(tier.required_node("rows"), nullptr);
                     tier.finish();
                   }),
            "a.yaml:1:1: error[yaml.not-a-map]: the tier must be a map, but is a text\n"
            "    1 | name:x\n"
            "      | ^~~~~~ write a space after ':'\n"
            "1 error\n");
}

TEST(MapReader, SaysThatAnEmptyFileIsNoMap) {
  EXPECT_EQ(report("", [](MapReader&) {}),
            "a.yaml:1:1: error[yaml.not-a-map]: the tier must be a map, but is empty\n"
            "    1 | \n"
            "      | ^ write lines like 'key: value'\n"
            "1 error\n");
}

TEST(MapReader, PlacesErrorsOfItsUserAtTheValue) {
  EXPECT_EQ(report("form: refnd\n",
                   [](MapReader& tier) {
                     tier.error("form", "policy.unknown-form", say("no form is called 'refnd'"));
                   }),
            "a.yaml:1:7: error[policy.unknown-form]: no form is called 'refnd'\n"
            "    1 | form: refnd\n"
            "      |       ^~~~~\n"
            "1 error\n");
}

}  // namespace
}  // namespace core
