// One build: read, check, render, stage, and only then change what the public sees and what the
// handler enforces.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "generator/inputs.h"

namespace generator {

struct BuildOptions {
  InputPlaces inputs;
  std::filesystem::path out;
  std::filesystem::path published;
  std::string base_url = "/";
  unsigned jobs = 0;  // threads; 0: one per core
  bool large = true;  // also the large-type edition
};

// What a build did.
struct BuildReport {
  std::vector<std::string> sites;
  int pages = 0;
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were not touched
  std::map<std::string, std::vector<std::string>>
      foreign;  // by site: files that are not the generator's
};

// Builds. Any mistake anywhere: all are in `diagnostics`, nothing has changed, and there is no
// report. A failure of the world (disk, permissions, a folder that is not ours) before the first
// swap changes nothing either; a kill at any moment leaves each site old or new, and the next build
// repairs the rest.
core::Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                               core::Diagnostics& diagnostics);

// Everything that `build` does before it writes. Value: the number of sites read. Without a
// templates folder only the content is checked.
core::Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics);

}  // namespace generator
