// Resolves a link of a page as a browser would, below the public folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace generator {

struct LinkTarget {
  std::string file;      // below the public folder; for a folder, its index.html
  std::string fragment;  // without '#'
};

// Resolves `link` on `page` (both with '/'). An absolute link must begin with `base_path`. Nothing
// if the link leads out of the public folder.
std::optional<LinkTarget> resolve_link(std::string_view page, std::string_view link,
                                       std::string_view base_path);

}  // namespace generator
