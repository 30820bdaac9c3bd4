// Looks for the templates from where the program itself is.
#include "core/settings/default_places.h"

#include <system_error>

namespace core {

namespace fs = std::filesystem;

fs::path templates_place() {
  std::error_code error;
  return templates_place(fs::read_symlink("/proc/self/exe", error).parent_path());
}

fs::path templates_place(const fs::path& folder) {
  const fs::path shared = fs::path("share") / "bancheng" / "site_templates";
  std::error_code error;
  if (!folder.empty()) {
    for (const fs::path& place :
         {folder.parent_path() / shared, folder.parent_path().parent_path() / shared,
          folder / "site_templates"}) {
      if (fs::is_directory(place, error)) return place;
    }
  }
  return fs::path("/usr") / shared;
}

}  // namespace core
