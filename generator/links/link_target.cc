// Resolves links segment by segment; a build does this several hundred thousand times.
#include "generator/links/link_target.h"

#include <algorithm>

namespace generator {
namespace {

// Removes the last folder of "a/b/"; false if there is none.
bool go_up(std::string& folder) {
  if (folder.empty()) return false;
  const std::size_t before = folder.rfind('/', folder.size() - 2);
  folder.resize(before == std::string::npos ? 0 : before + 1);
  return true;
}

}  // namespace

std::optional<LinkTarget> resolve_link(std::string_view page, std::string_view link,
                                       std::string_view base_path) {
  LinkTarget target;
  const std::size_t hash = std::min(link.find('#'), link.size());
  if (hash < link.size()) target.fragment = link.substr(hash + 1);
  std::string_view path = link.substr(0, hash);
  path = path.substr(0, path.find('?'));
  if (path.empty()) {
    target.file = page;
    return target;
  }
  if (path.starts_with('/')) {
    if (!path.starts_with(base_path)) return std::nullopt;
    path.remove_prefix(base_path.size());
  } else {
    target.file = page.substr(0, page.rfind('/') + 1);
  }
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    const bool is_folder = end < path.size();
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      if (!go_up(target.file)) return std::nullopt;
      continue;
    }
    target.file += segment;
    if (is_folder) target.file += '/';
  }
  if (target.file.empty() || target.file.ends_with('/')) target.file += "index.html";
  return target;
}

}  // namespace generator
