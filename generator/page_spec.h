// A page before it has its place and its frame: what a row of the page table, an article or any
// other thing with a page of its own turns into.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/page/page_template.h"

namespace generator {

struct PageSpec {
  std::string page;           // folder below the site's: "scope", "news/2026-10-hours"; "" is home
  std::string title;          // without the site's name
  std::string template_name;  // "pages/scope"
  // The page's own data; `site_root` leads from the page to the site's folder ("../"). Pure and
  // thread-safe.
  std::function<core::TemplateData(const std::string& site_root)> data;
  std::vector<std::string> sources;  // of the site's folder: "policy.yaml"
  bool one_edition = false;          // a sheet for printing: never in large type
};

}  // namespace generator
