// What a policy says of files: the numbers of the program, lower ones, or none at all.
#include "core/policy/file_rule_reader.h"

#include <gtest/gtest.h>

namespace core {
namespace {

struct Read {
  std::optional<FileRule> rule;
  std::vector<std::string> codes;
};

Read read(const std::string& text) {
  Diagnostics diagnostics;
  const auto root = read_yaml("policy.yaml", text, diagnostics);
  EXPECT_TRUE(root.has_value()) << text;
  PolicyContext context(diagnostics);
  MapReader reader(*root, "policy", diagnostics);
  Read done{read_file_rule(reader, context), {}};
  for (const Diagnostic& each : diagnostics.sorted()) done.codes.push_back(each.code);
  return done;
}

using Codes = std::vector<std::string>;

TEST(FileRule, IsThatOfTheProgramWhereThePolicyIsSilent) {
  EXPECT_FALSE(read("schema: 1").rule.has_value());
  const FileRule rule = Policy().file_rule();
  EXPECT_EQ(rule,
            (FileRule{.taken = true, .most = 4, .each = 5, .of_case = 12, .before_acceptance = 3}));
}

TEST(FileRule, TakesNoneByOneWord) {
  const Read none = read("files: none");
  ASSERT_TRUE(none.rule.has_value());
  EXPECT_FALSE(none.rule->taken);
  EXPECT_EQ(none.codes, Codes{});
}

TEST(FileRule, LowersTheNumbersThatItNames) {
  const Read low = read("files: {each: 2, before_acceptance: 0}");
  ASSERT_TRUE(low.rule.has_value());
  EXPECT_EQ(*low.rule, (FileRule{.each = 2, .before_acceptance = 0}));
  EXPECT_EQ(low.codes, Codes{});
}

TEST(FileRule, SendsNoMoreAtOnceThanTheCaseHolds) {
  EXPECT_EQ(read("files: {case: 2}").rule->most, 2);
  EXPECT_EQ(read("files: {most: 3, case: 2}").codes, Codes{"policy.files-of-case"});
}

TEST(FileRule, RaisesNoNumberOfTheProgram) {
  for (const char* raised : {"{most: 5}", "{each: 6}", "{case: 13}", "{before_acceptance: 4}",
                             "{most: 0}", "{each: 0}", "{case: 0}"})
    EXPECT_EQ(read(std::string("files: ") + raised).codes, Codes{"yaml.out-of-range"}) << raised;
}

TEST(FileRule, RefusesAnotherWordAndAnUnknownKey) {
  EXPECT_EQ(read("files: [none]").codes, Codes{"policy.files-form"});
  EXPECT_EQ(read("files: many").codes, Codes{"policy.files-form"});
  EXPECT_EQ(read("files: {size: 3}").codes, Codes{"yaml.unknown-key"});
}

}  // namespace
}  // namespace core
