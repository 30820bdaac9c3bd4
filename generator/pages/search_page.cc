// The search page, with links to the main pages of a site.
#include "generator/pages/search_page.h"

#include <array>

#include "core/base/contains.h"
#include "generator/pages/site_map.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 3> kNeverFound = {"unavailable", kSearchPage, "sitemap"};
constexpr std::string_view kSigns = "signs/";

}  // namespace

bool is_searched(const PageSpec& spec) {
  const bool is_never = core::contains(kNeverFound, spec.page);
  return !is_never && !spec.page.starts_with(kSigns);
}

PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts) {
  PageSpec page;
  page.page = kSearchPage;
  page.title = texts.get("search.title");
  page.template_name = "pages/search";
  page.data = main_pages_in_groups(specs, texts);
  return page;
}

}  // namespace generator
