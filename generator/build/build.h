// One build: read, check, render, stage, and only then change what the public sees and what the
// handler enforces.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "generator/build/site_writer.h"
#include "generator/output/output_tree.h"

namespace generator {

struct BuildOptions {
  InputPlaces inputs;
  std::filesystem::path out;
  std::filesystem::path published;
  std::string base_url = "/";
  unsigned jobs = 0;      // threads; 0: one per core
  bool large = true;      // also the large-type edition
  bool search = true;     // also the search page and its index
  bool compress = false;  // also PATH.gz and PATH.br of each text file
  bool strict = false;    // a warning is a mistake
  std::function<void(std::size_t done, std::size_t all)> progress =
      {};  // told of pages now and then, by one thread at a time
};

// What a build did.
struct BuildReport {
  std::vector<std::string> sites;
  int pages = 0;
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were not touched
  int rendered =
      0;  // pages that were rendered; fewer than `pages` only if sites stood as they were
  std::map<std::string, std::vector<std::string>>
      foreign;  // by site: files that are not the generator's
};

// Builds. Any mistake anywhere: all are in `diagnostics`, nothing has changed, and there is no
// report. A failure of the world (disk, permissions, a folder that is not ours) before the first
// swap changes nothing either; a kill at any moment leaves each site old or new, and the next build
// repairs the rest.
core::Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                               core::Diagnostics& diagnostics);

// Builds again and again, and holds the lock on the public folder from the first build on. A site
// is built whole; one whose fingerprint (see read_inputs) is that of the last build stands as it
// is. Not thread-safe.
class Builder {
 public:
  explicit Builder(BuildOptions options) : options_(std::move(options)) {}

  // As `build`. After mistakes the next call goes on from the last good build; after a failure it
  // builds everything.
  core::Result<std::optional<BuildReport>> build(core::Diagnostics& diagnostics);
  void set_today(core::Day today) { options_.inputs.today = today; }

 private:
  // A site that was made public.
  struct Built {
    Fingerprint fingerprint = 0;
    int pages = 0;
    int files = 0;
    SiteFiles extras;
  };

  StandingSites standing() const;
  core::Result<std::optional<BuildReport>> render_and_publish(core::Diagnostics& diagnostics);
  core::Result<std::vector<StagedSite>> publish(const Rendering& rendering, SiteWriter& writer);
  BuildReport report_of(const Rendering& rendering, const std::vector<StagedSite>& staged,
                        const StandingSites& standing) const;
  void remember(Rendering& rendering, const std::vector<StagedSite>& staged,
                const core::Diagnostics& found);

  BuildOptions options_;
  Inputs inputs_;
  std::map<std::string, Built> built_;  // by id
  std::optional<OutputTree> tree_;
};

// Everything that `build` does before it writes. Value: the number of sites read. Without a
// templates folder only the content is checked.
core::Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics);

}  // namespace generator
