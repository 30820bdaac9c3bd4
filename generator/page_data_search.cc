// Lists the main pages of a site.
#include "generator/page_data_search.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace generator {
namespace {

constexpr std::array<std::string_view, 3> kNeverFound = {"unavailable", kSearchPage, "sitemap"};
constexpr std::string_view kSigns = "signs/";

bool is_main(const PageSpec& spec) {
  const bool is_page = spec.page != "unavailable" && spec.page != kSearchPage;
  return is_page && !spec.page.empty() && spec.page.find('/') == std::string::npos;
}

}  // namespace

bool is_searched(const PageSpec& spec) {
  const bool is_never =
      std::find(kNeverFound.begin(), kNeverFound.end(), spec.page) != kNeverFound.end();
  return !is_never && !spec.page.starts_with(kSigns);
}

PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts) {
  std::vector<std::pair<std::string, std::string>> main;
  for (const PageSpec& spec : specs) {
    if (is_main(spec)) main.emplace_back(spec.page + "/", spec.title);
  }
  PageSpec page;
  page.page = kSearchPage;
  page.title = texts.get("search.title");
  page.template_name = "pages/search";
  page.data = [main = std::move(main)](const std::string& site_root) {
    core::TemplateData data;
    for (const auto& [address, title] : main) {
      data.add("PAGE").set("PAGE_HREF", site_root + address).set("PAGE_TITLE", title);
    }
    return data;
  };
  return page;
}

}  // namespace generator
