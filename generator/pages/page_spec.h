// A page before it has its place and its frame. Rows of the page table, articles, windows and so on
// all become page specs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/page/page_frame.h"
#include "core/page/page_template.h"

namespace generator {

// The prefixes of a page's own links.
struct PageRoots {
  std::string pages;   // from the page to the root of its edition ("../")
  std::string shared;  // to the site's folder, which has the files of both editions

  // Implicit, because most pages only link to pages.
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
  std::string window = {};   // id of the window whose page it is: its notices stand there too
  bool one_edition = false;  // a sheet for printing: only in the standard edition
};

}  // namespace generator
