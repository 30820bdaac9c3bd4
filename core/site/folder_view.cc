// Merges the names and texts of a folder with those of its changes.
#include "core/site/folder_view.h"

#include <algorithm>
#include <system_error>

#include "core/base/contains.h"
#include "core/base/files.h"

namespace core {
namespace {

std::string with_slash(std::string_view below) {
  return below.empty() ? std::string() : std::string(below) + "/";
}

// True if a changed file that stays is in the folder.
bool adds_to(const FileChanges& changes, const std::string& prefix) {
  return std::ranges::any_of(changes, [&](const auto& change) {
    return change.second && change.first.starts_with(prefix);
  });
}

}  // namespace

bool FolderView::has_folder(std::string_view below) const {
  std::error_code error;
  if (std::filesystem::is_directory(folder / below, error)) return true;
  return changes != nullptr && adds_to(*changes, with_slash(below));
}

Result<std::vector<std::string>> FolderView::names(std::string_view below) const {
  const std::string prefix = with_slash(below);
  std::vector<std::string> names;
  if (changes == nullptr || below.empty() || std::filesystem::is_directory(folder / below)) {
    Result<std::vector<std::string>> there = list_folder(folder / below);
    if (!there) return there;
    names = *std::move(there);
  }
  if (changes == nullptr) return names;
  for (const auto& [path, text] : *changes) {
    if (!path.starts_with(prefix)) continue;
    const std::string name =
        path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size());
    const bool is_file = prefix.size() + name.size() == path.size();
    if (!text && is_file) std::erase(names, name);
    if (text && !contains(names, name)) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

Result<std::string> FolderView::text(const std::string& name, std::size_t limit) const {
  if (changes != nullptr) {
    const auto found = changes->find(name);
    if (found != changes->end() && found->second) return *found->second;
    if (found != changes->end())
      return Failure{FailureCode::not_found, (folder / name).string() + " is to be removed"};
  }
  return read_file(folder / name, limit);
}

}  // namespace core
