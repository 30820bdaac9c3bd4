// Finds pages that conflict with each other.
#include "generator/build/page_checks.h"

#include <array>
#include <unordered_map>

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
  using Known = std::unordered_map<std::string_view, const PlannedPage*>;
  Known by_path(plan.size());
  std::array<Known, 2> by_title = {Known(plan.size()), Known(plan.size())};  // one for each edition
  for (const PlannedPage& page : plan) {
    if (!by_path.emplace(page.path, &page).second) {
      diagnostics.error({folder + page.path}, "page.same-address",
                        "two pages have the address " + folder + page.path, made_from(page));
      continue;
    }
    const bool is_large = page.path.starts_with(kLargeEdition);
    const auto [other, is_first] = by_title[is_large ? 1 : 0].try_emplace(page.title, &page);
    if (is_first) continue;
    diagnostics.warning(
        {folder + page.path}, "page.duplicate-title",
        "the page has the title of " + folder + other->second->path + ": '" + page.title + "'",
        made_from(page));
  }
}

}  // namespace generator
