// The real pages of a site as a draft would make them, built by the generator into a folder of the
// data folder that is thrown away later.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/publishing/working_copy.h"

namespace handler::publishing {

// A page whose visible words differ from the public one.
struct PreviewPage {
  std::string path;   // below the site's public folder: "leaders/index.html"
  std::string title;
  bool is_new = false;
  bool is_gone = false;
};

struct Preview {
  std::filesystem::path folder;     // holds the site's public folder as it would be
  std::string content;              // the hash over the changed files that it was built from
  std::vector<PreviewPage> pages;   // in the order of their paths
  std::string mistakes;             // not empty: the generator refused; its messages, in Chinese
};

// Builds from the content folder and `copy.edited`; what stands for the same texts already is not
// built again. `previews` is a folder of ours: the newest few of each person stay, older ones are
// removed. Fails if the generator cannot be run. Takes about as long as a build of the site.
core::Result<Preview> make_preview(const std::filesystem::path& previews, const WorkingCopy& copy,
                                   core::Day today);

}  // namespace handler::publishing
