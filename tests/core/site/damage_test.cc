// Loading a damaged site ends with diagnostics, never in a crash, whichever line is damaged.
#include <gtest/gtest.h>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/site/site.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

const char* const kFiles[] = {"site.yaml",          "policy.yaml", "windows.yaml",
                              "units.yaml",         "bodies.yaml", "documents.yaml",
                              "duty.yaml",          "forms.yaml",  "windows.csv",
                              "windows/south.yaml", "texts.yaml",  "calendar/2026.yaml"};

class Damage : public testing::TestWithParam<const char*> {
 protected:
  // For each line: writes the file with that line changed by `change`, loads, and restores the
  // file.
  template <class Change>
  void load_with_each_line_changed(Change change) {
    const std::string file = GetParam();
    const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
    const bool calendar = file.starts_with("calendar/");
    const std::string text = read_file(copy.root() / (calendar ? file : "yangli/" + file)).value();
    const std::vector<std::string> lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::vector<std::string> changed = lines;
      changed[i] = change(lines[i]);
      if (changed[i] == lines[i]) continue;
      copy.write(file, joined(changed, "\n"));
      Diagnostics diagnostics;
      const auto loaded = copy.load(diagnostics);
      EXPECT_EQ(loaded.has_value(), !diagnostics.has_errors()) << file << ":" << i + 1;
    }
  }
};

TEST_P(Damage, OfALineThatIsGoneIsSurvived) {
  load_with_each_line_changed([](const std::string&) { return std::string(); });
}

TEST_P(Damage, OfAValueThatBecomesAListIsSurvived) {
  load_with_each_line_changed([](const std::string& line) {
    const std::size_t colon = line.find(": ");
    return colon == std::string::npos ? line + " []" : line.substr(0, colon) + ": [{}]";
  });
}

TEST_P(Damage, OfAValueThatBecomesEmptyIsSurvived) {
  load_with_each_line_changed([](const std::string& line) {
    const std::size_t colon = line.find(':');
    return colon == std::string::npos ? line : line.substr(0, colon) + ": ''";
  });
}

TEST_P(Damage, OfAValueThatBecomesAMapIsSurvived) {
  load_with_each_line_changed([](const std::string& line) {
    const std::size_t colon = line.rfind(": ");
    return colon == std::string::npos ? line : line.substr(0, colon) + ": {a: b}";
  });
}

INSTANTIATE_TEST_SUITE_P(Site, Damage, testing::ValuesIn(kFiles));

}  // namespace
}  // namespace core
