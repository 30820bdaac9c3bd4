// One build: read, check, render and stage; only then change the public folder and the rules that
// the handler enforces.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/settings/public_address.h"
#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "generator/build/site_writer.h"
#include "generator/output/output_tree.h"

namespace generator {

struct BuildOptions {
  InputPlaces inputs;
  std::filesystem::path out;
  std::filesystem::path published;
  core::PublicAddress address;  // where the public folder is served
  unsigned jobs = 0;            // threads; 0: one per core
  bool large = true;            // also build the large-type edition
  bool search = true;           // also build the search page and its index
  bool compress = false;        // also write PATH.gz and PATH.br for each text file
  bool strict = false;          // treat warnings as errors
  int archive_days = 0;         // how long a database's archived log is kept; 0: there is none
  std::function<void(std::size_t done, std::size_t all)> progress =
      {};  // called with the number of pages now and then, by one thread at a time
  std::function<void()> waits = {};  // called before it waits for another build to publish
};

// The result of a build.
struct BuildReport {
  std::vector<std::string> sites;
  int pages = 0;
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were left as they are
  int rendered =
      0;  // pages that were rendered; fewer than `pages` only if some sites were unchanged
  std::map<std::string, std::vector<std::string>>
      foreign;  // by site: files that the generator did not make
};

// Builds all sites once. If any file has a mistake, all mistakes are in `diagnostics`, nothing has
// changed, and there is no report. A failure of the outside world (disk, permissions, a folder that
// is not ours) before the first swap changes nothing either. A kill at any moment leaves each site
// old or new, and the next build repairs the rest.
core::Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                               core::Diagnostics& diagnostics);

// Builds repeatedly, and holds the lock on the public folder from the first build on. A changed
// site is built whole; a site whose fingerprint (see read_inputs) equals that of the last build is
// left as it is. Not thread-safe.
class Builder {
 public:
  explicit Builder(BuildOptions options) : options_(std::move(options)) {}

  // As `build`. After mistakes, the next call continues from the last good build; after a failure
  // it builds everything.
  core::Result<std::optional<BuildReport>> build(core::Diagnostics& diagnostics);
  void set_today(core::Day today) { options_.inputs.today = today; }

 private:
  // What is remembered of a site that was published.
  struct Built {
    Fingerprint fingerprint = 0;
    int pages = 0;
    int files = 0;
    SiteFiles extras;
  };

  StandingSites standing() const;
  // Both throw core::Refused.
  std::optional<BuildReport> render_and_publish(core::Diagnostics& diagnostics);
  std::vector<StagedSite> publish(const Rendering& rendering, SiteWriter& writer);
  BuildReport report_of(const Rendering& rendering, const std::vector<StagedSite>& staged,
                        const StandingSites& standing) const;
  void remember(Rendering& rendering, const std::vector<StagedSite>& staged,
                const core::Diagnostics& found);

  BuildOptions options_;
  Inputs inputs_;
  std::map<std::string, Built> built_;  // by id
  std::optional<OutputTree> tree_;
};

// Does all that `build` does before it writes. Returns the number of sites read. Without a
// templates folder only the content is checked.
core::Result<std::size_t> check(const InputPlaces& places, const core::PublicAddress& address,
                                core::Diagnostics& diagnostics);

}  // namespace generator
