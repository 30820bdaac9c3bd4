// Files of the corpus with random damage: where the strict reader still accepts one, it can be
// edited.
#include <gtest/gtest.h>

#include "tests/core/editing/edit_target.h"
#include "tests/core/editing/edited_files.h"
#include "tests/core/editing/random_edits.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

// Pieces that mean something in YAML.
constexpr const char* kDamage[] = {"\n", " ",  "  ", "- ",    ": ",  "#",  " # 注", "[",     "]",
                                   "{",  "}",  ",",  "\"",    "'",   "|",  "|+",    ">-",    "\r\n",
                                   "\t", "? ", "~",  "---\n", "...", "甲", "\n\n",  "x: 1\n"};

std::string damaged(std::string text, tests::Random& random) {
  for (std::size_t i = tests::random_below(random, 4) + 1; i > 0; --i) {
    const std::size_t at = tests::random_below(random, text.size() + 1);
    const std::size_t size =
        tests::random_below(random, 3) == 0 ? tests::random_below(random, 5) : 0;
    text.replace(at, std::min(size, text.size() - at),
                 kDamage[tests::random_below(random, std::size(kDamage))]);
  }
  return text;
}

TEST(DamagedFiles, AreEditedWhereTheyCanBeRead) {
  std::vector<std::string> texts;
  for (const tests::EditCase& one : tests::edit_cases("yaml")) texts.push_back(one.before);
  tests::Random random(20'261'129);
  tests::Tried all;
  for (int i = 0; i < tests::many(2'000); ++i) {
    const std::string text = damaged(texts[tests::random_below(random, texts.size())], random);
    const tests::Tried tried = tests::edit_anything(text, random());
    all.edits += tried.edits;
    all.refusals += tried.refusals;
    if (tried.refusals > 0) all.last_refusal = tried.last_refusal;
  }
  EXPECT_GT(all.edits, tests::many(1'000));
  RecordProperty("edits", all.edits);
  RecordProperty("refusals", all.refusals);
  // What is refused is odd: lines of a tab alone, "...x" below a text.
  EXPECT_LT(200 * all.refusals, all.edits) << all.last_refusal;
}

}  // namespace
}  // namespace core
