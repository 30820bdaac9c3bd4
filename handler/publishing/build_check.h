// Whether a site may be built now: nothing but what is to be published may differ from what its
// last build read.
#pragma once

#include <optional>
#include <vector>

#include "handler/publishing/generator_run.h"
#include "handler/publishing/refusal.h"
#include "handler/store/publishing/publications.h"

namespace handler::publishing {

// Why not, with the first file that is in the way; nothing if all is as it should be. Each of
// `files` stands as it was or as it is to be; every other file has the bytes of the last build,
// except statistics.json. Reads all files of the site.
std::optional<Refusal> reason_not_to_build(const BuildPlaces& places, const std::string& site,
                                           const std::vector<store::PublishedFile>& files);

// True if the last build of the site read the files as they are to be.
bool is_built_with(const BuildPlaces& places, const std::string& site,
                   const std::vector<store::PublishedFile>& files);

}  // namespace handler::publishing
