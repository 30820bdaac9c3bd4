// Where a generated page is: its file, its way to its edition's root, its twin in the other
// edition, and the pages above it. All its links are relative to that.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/page/page_frame.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"
#include "generator/pages/site_plan.h"

namespace generator {

// The folder of the pages that a web server shows at any address ("errors/413"). They exist only in
// the standard edition, are listed nowhere, and a page there is a file, not a folder.
inline constexpr std::string_view kErrorFolder = "errors/";
inline bool is_error_page(std::string_view page) {
  return page.starts_with(kErrorFolder);
}

// What the pages of a site know about each other; valid as long as the specs it was made from.
struct PageRegister {
  std::unordered_map<std::string_view, std::string_view> titles;  // by page
  bool has_feed = false;
};

PageRegister register_of(const std::vector<PageSpec>& specs);

bool is_in_both_editions(const PageSpec& spec);

// The page's file below the site's folder: "large/scope/index.html", "errors/413.html".
std::string path_of(std::string_view page, bool large);
// The page's address below the site's folder: "scope/"; "" is home.
std::string address_of(std::string_view page);

core::PagePlace place_of(const core::Site& site, const PageSpec& spec, const PageRegister& pages,
                         const PlanOptions& options, bool large);

}  // namespace generator
