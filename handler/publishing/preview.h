// The real pages of a site as a draft would make them, built by the generator into a folder of the
// data folder that is thrown away later.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/publishing/generator_run.h"
#include "handler/publishing/page_words.h"
#include "handler/publishing/working_copy.h"

namespace handler::publishing {

// Reports of citizens need the disk more than previews do.
inline constexpr std::uintmax_t kLeftFree = 256U << 20U;

struct Preview {
  std::filesystem::path folder;  // the site's public folder as it would be; pages are below it
  std::string content;  // store::content_hash() of the changed files, as a publication has it
  std::vector<PreviewPage> pages;  // in the order of their paths, without the large edition
  std::string mistakes;            // not empty: the generator refused; its messages, in Chinese
};

// Builds from the content folder and `copy.edited`, with the pages in `places.out` to compare with;
// what stands for the same files, day and public version already is not built again. `previews` is
// a folder of ours: the newest few of each person stay, older ones are removed. One is built at a
// time, because each build takes all cores: `busy` while another one is, for a second try. Fails
// with `disk_full` rather than leave less than `left_free` bytes, if removing all previews does not
// help either, and as running the generator does. Takes about as long as a build of the site.
// Thread-safe.
core::Result<Preview> make_preview(const BuildPlaces& places, const std::filesystem::path& previews,
                                   const WorkingCopy& copy, core::Day today,
                                   std::uintmax_t left_free = kLeftFree);

// The site's public folder in the preview that this person looked at last; nothing if none is kept.
// For what its pages show (pictures, styles): finding it reads no content.
std::optional<std::filesystem::path> newest_preview(const std::filesystem::path& previews,
                                                    const WorkingCopy& copy);

}  // namespace handler::publishing
