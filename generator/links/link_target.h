// Where a link of a page leads, as a browser would resolve it below the public folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace generator {

struct LinkTarget {
  std::string file;      // below the public folder; a folder's is its index.html
  std::string fragment;  // without '#'
};

// Resolves `link` on `page` (both with '/'); an absolute one must begin with `base_path`. Nothing
// if it leaves the public folder.
std::optional<LinkTarget> resolve_link(std::string_view page, std::string_view link,
                                       std::string_view base_path);

}  // namespace generator
