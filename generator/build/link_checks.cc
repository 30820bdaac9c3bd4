// Walks a folder without following links.
#include "generator/build/link_checks.h"

#include <system_error>

namespace generator {

bool check_no_links(const std::filesystem::path& folder, core::Diagnostics& diagnostics) {
  bool none = true;
  std::error_code error;
  std::filesystem::recursive_directory_iterator at(folder, error);
  for (; !error && at != std::filesystem::recursive_directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    if (!at->is_symlink(ignored)) continue;
    none = false;
    diagnostics.error({at->path().string()}, "site.link",
                      core::say("this is a symbolic link, and content may hold none"),
                      core::say("copy the file here that it points to"));
  }
  return none;
}

}  // namespace generator
