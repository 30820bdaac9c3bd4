// Finds pages that get into each other's way.
#include "generator/page_checks.h"

#include <map>
#include <utility>

#include "core/base/text.h"

namespace generator {
namespace {

constexpr std::string_view kLargeEdition = "large/";

std::string made_from(const PlannedPage& page) {
  return "the page is made from " + core::joined(page.sources, ", ");
}

}  // namespace

void check_plan(const std::vector<PlannedPage>& plan, const std::string& folder,
                core::Diagnostics& diagnostics) {
  std::map<std::string_view, const PlannedPage*> by_path;
  std::map<std::pair<bool, std::string_view>, const PlannedPage*> by_title;
  for (const PlannedPage& page : plan) {
    if (!by_path.emplace(page.path, &page).second) {
      diagnostics.error({folder + page.path}, "page.same-address",
                        "two pages have the address " + folder + page.path, made_from(page));
      continue;
    }
    const bool is_large = page.path.starts_with(kLargeEdition);
    const auto [other, is_first] = by_title.try_emplace({is_large, page.title}, &page);
    if (is_first) continue;
    diagnostics.warning(
        {folder + page.path}, "page.duplicate-title",
        "the page has the title of " + folder + other->second->path + ": '" + page.title + "'",
        made_from(page));
  }
}

}  // namespace generator
