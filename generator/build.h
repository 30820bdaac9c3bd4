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
#include "generator/inputs.h"
#include "generator/output_tree.h"
#include "generator/rendering.h"

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
  int written = 0;   // files whose bytes are new
  int kept = 0;      // files that were not touched
  int rendered = 0;  // pages that were rendered; fewer than `pages` only in a lasting builder
  std::map<std::string, std::vector<std::string>>
      foreign;  // by site: files that are not the generator's
};

// Builds. Any mistake anywhere: all are in `diagnostics`, nothing has changed, and there is no
// report. A failure of the world (disk, permissions, a folder that is not ours) before the first
// swap changes nothing either; a kill at any moment leaves each site old or new, and the next build
// repairs the rest.
core::Result<std::optional<BuildReport>> build(const BuildOptions& options,
                                               core::Diagnostics& diagnostics);

// Builds again and again, and keeps what did not change: what was read, what was rendered, and the
// lock on the public folder. Not thread-safe.
class Builder {
 public:
  enum class Lasting {
    once,   // one build
    stays,  // many: public folders get twins (see SiteStage), pages are rendered only if need be
  };
  explicit Builder(BuildOptions options, Lasting lasting = Lasting::once);
  ~Builder();
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  // As `build`. After mistakes or a failure the next call goes on from the last good build.
  core::Result<std::optional<BuildReport>> build(core::Diagnostics& diagnostics);
  void set_today(core::Day today) { options_.inputs.today = today; }

 private:
  core::Result<std::optional<BuildReport>> render_and_publish(core::Diagnostics& diagnostics);

  BuildOptions options_;
  Lasting lasting_;
  Inputs inputs_;
  RenderMemory memory_;
  std::optional<OutputTree> tree_;
};

// Everything that `build` does before it writes. Value: the number of sites read. Without a
// templates folder only the content is checked.
core::Result<std::size_t> check(const InputPlaces& places, core::Diagnostics& diagnostics);

}  // namespace generator
