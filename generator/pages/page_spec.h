// A page before it has its place and its frame: what a row of the page table, an article or any
// other thing with a page of its own turns into.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/page/page_frame.h"
#include "core/page/page_template.h"

namespace generator {

// Where a page's own links begin.
struct PageRoots {
  std::string pages;   // leads from the page to the root of its edition ("../")
  std::string shared;  // to the site's folder, where the files of both editions are

  // Most pages link to pages only.
  // NOLINTNEXTLINE(google-explicit-constructor)
  operator const std::string&() const { return pages; }
};

struct PageSpec {
  std::string page;           // folder below the site's: "scope", "news/2026-10-hours"; "" is home
  std::string title;          // without the site's name
  std::string template_name;  // "pages/scope"
  // The page's own data. Pure and thread-safe.
  std::function<core::TemplateData(const PageRoots& roots)> data;
  std::vector<std::string> sources;                         // of the site's folder: "policy.yaml"
  std::optional<core::ArticleInfo> article = std::nullopt;  // for the head; also an entry of the
                                                            // feed, if it has a date
  bool one_edition = false;  // a sheet for printing: never in large type
};

}  // namespace generator
