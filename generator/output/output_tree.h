// The public folder. Each site's pages are staged beside it and swapped in one step, so that
// readers never see half a site, even after a mistake or a kill. Files that the generator did not
// make are never removed.
//   OUT/ID/...                    pages and assets of one site
//   OUT/ID/.bancheng-manifest     the names of the files that the generator made there
//   OUT/.bancheng-manifest        the names of those outside all sites
//   OUT/.stage-ID-PID/            a site being staged; left by a killed build, the next removes it
//   OUT/.bancheng-lock            held while a build writes
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "generator/output/site_stage.h"

namespace generator {

// Files of one site, from path below the site's folder ("scope/index.html") to bytes.
using SiteFiles = std::map<std::string, std::string>;

// A site that is ready to be swapped in.
struct StagedSite {
  std::string id;
  std::filesystem::path stage;       // empty: the public folder has exactly these files already
  std::vector<std::string> foreign;  // files that the generator did not make; they are kept
  int files = 0;                     // number of the generator's files
};

// The public folder, locked for one build. Not thread-safe.
class OutputTree {
 public:
  // Makes the folder if needed, takes the lock and removes what killed builds left. Fails with
  // `busy` if another build holds the lock. With `compress`, text files get packed forms; without
  // it, existing packed forms are removed.
  static core::Result<OutputTree> open(const std::filesystem::path& out, bool compress = false);
  OutputTree(OutputTree&& other) noexcept;
  ~OutputTree();
  OutputTree(const OutputTree&) = delete;
  OutputTree& operator=(const OutputTree&) = delete;

  // Opens a stage for the site, beside its folder. Refuses symbolic links anywhere, and a folder
  // with files but no manifest.
  core::Result<std::unique_ptr<SiteStage>> begin(const std::string& id);
  // Completes the stage and counts new files. Refuses a foreign file in the place of a page.
  core::Result<StagedSite> finish(const std::string& id, SiteStage& stage);

  // Syncs everything that was staged. Called once before the first swap, so that a power failure
  // cannot leave empty files.
  core::Status sync();

  // Exchanges the staged folder with the public one, and removes the old one.
  core::Status swap(const StagedSite& staged);

  // Writes the files outside all sites ("404.html"), each atomically and only if its bytes changed,
  // and removes those of an earlier build that this one does not have. As in sites, shared files
  // stay for one more change.
  core::Status write_root(const SiteFiles& files);

  // Counted since reset_count().
  const WriteCount& count() const { return count_; }
  void reset_count() { count_ = {}; }

 private:
  OutputTree(std::filesystem::path out, int lock, bool compress);
  core::Result<bool> write_root_file(const std::string& path, std::string_view bytes);
  core::Status pack_root_file(const std::string& path, const std::string& bytes,
                              std::set<std::string>& names);
  void remove_root_file(const std::string& path) const;
  void clear_unfinished(const SiteFolder& old) const;

  std::filesystem::path out_;
  int lock_ = -1;
  bool compress_ = false;
  WriteCount count_;
};

}  // namespace generator
