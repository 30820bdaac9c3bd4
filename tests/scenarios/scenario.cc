// Reads scenario files.
#include "tests/scenarios/scenario.h"

#include "core/base/files.h"
#include "core/base/text.h"

namespace scenarios {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : line) {
    if (c == '\'') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any || !word.empty()) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

// The rest after the first two words, unchanged: values may contain anything.
std::string rest_of(const std::string& line) {
  std::size_t at = line.find(' ');
  if (at == std::string::npos) return {};
  at = line.find(' ', at + 1);
  return at == std::string::npos ? std::string() : line.substr(at + 1);
}

}  // namespace

core::Result<Scenario> read_scenario(const std::string& file) {
  const core::Result<std::string> text = core::read_file(file);
  if (!text) return text.failure();
  Scenario scenario{file, {}};
  int number = 0;
  for (const std::string& raw : core::split(*text, '\n')) {
    ++number;
    const std::string line = core::trimmed(raw);
    if (line.empty() || line[0] == '#') continue;
    scenario.lines.push_back({number, words_of(line), rest_of(line)});
  }
  return scenario;
}

}  // namespace scenarios
