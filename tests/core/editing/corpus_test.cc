// The corpus: what bit other editors of YAML files, case by case, byte by byte.
#include <gtest/gtest.h>

#include "tests/core/editing/edited_files.h"

namespace core {
namespace {

TEST(EditingCorpus, EveryYamlCaseBecomesWhatItSays) {
  for (const tests::EditCase& one : tests::edit_cases("yaml")) {
    SourceFile file{"a.yaml", one.before};
    std::string failure;
    for (const std::string& step : one.steps) {
      Result<std::string> text = tests::make_step(file, step);
      if (!text) {
        failure = text.failure().message;
        break;
      }
      file.text = *text;
    }
    if (one.refused.empty()) {
      EXPECT_EQ(failure, "") << one.name;
      EXPECT_TRUE(file.text == one.after) << one.name << "\n" << file.text << "not\n" << one.after;
    } else {
      EXPECT_NE(failure.find(one.refused), std::string::npos) << one.name << ": " << failure;
    }
  }
}

}  // namespace
}  // namespace core
