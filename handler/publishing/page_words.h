// Which pages read differently: what a preview shows first.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace handler::publishing {

// A page whose visible words differ from the public one.
struct PreviewPage {
  std::string path;  // below the site's public folder: "leaders/index.html"
  std::string title;
  bool is_new = false;
  bool is_gone = false;

  bool operator==(const PreviewPage&) const = default;
};

// All words between the tags, and the descriptions of pictures; one blank between them. Pure.
std::string visible_words(std::string_view html);

// Compares all pages of two public folders of a site, but not those in large type, which are made
// from the same data. A folder that is not there has no pages.
core::Result<std::vector<PreviewPage>> pages_that_differ(const std::filesystem::path& before,
                                                         const std::filesystem::path& after);

}  // namespace handler::publishing
