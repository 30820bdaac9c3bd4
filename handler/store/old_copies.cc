// Knows the copies by their names.
#include "handler/store/old_copies.h"

#include <algorithm>

namespace handler::store {
namespace {

bool is_old_copy(const std::string& name) {
  return name.starts_with("before-restore-") || name.find(".before-repair-") != std::string::npos ||
         name.starts_with(".restoring") || name.ends_with(".repaired");
}

}  // namespace

std::vector<std::string> old_copies_in(const std::filesystem::path& data) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(data, error)) {
    std::string name = entry.path().filename().string();
    if (is_old_copy(name)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace handler::store
