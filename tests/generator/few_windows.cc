// Shortens the list of windows.
#include "tests/generator/few_windows.h"

#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/text.h"

void keep_few_windows(const std::filesystem::path& site) {
  constexpr std::size_t kTowns = 2;
  constexpr std::size_t kVillages = 2;
  std::istringstream all(text_of(site / "windows.csv"));
  std::string kept;
  std::map<std::string, std::size_t> villages;  // of the kept towns
  std::string line;
  std::getline(all, line);
  kept += line + "\n";
  while (std::getline(all, line)) {
    const std::vector<std::string> cells = core::split(line, ',');
    const std::string& name = cells.at(1);
    const std::string& above = cells.at(3);
    const bool is_town = cells.at(2) == "镇级";
    if (is_town && villages.size() < kTowns) {
      villages[name] = 0;
    } else if (is_town || !villages.contains(above) || villages[above]++ >= kVillages) {
      continue;
    }
    kept += line + "\n";
  }
  write_text(site / "windows.csv", kept);
}
