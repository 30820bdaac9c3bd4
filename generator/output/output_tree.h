// The public folder: each site's pages are staged beside it and swapped in one step, so that a
// reader, a mistake or a kill never meets half a site; and nothing that the generator did not make
// is ever removed.
//   OUT/ID/...                    pages and assets of one site
//   OUT/ID/.bancheng-manifest     the names of the files that the generator made there
//   OUT/.bancheng-manifest        the names of those outside all sites
//   OUT/.stage-ID-PID/            a site being staged; the next build removes a killed one's
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
#include "generator/output/site_folder.h"
#include "generator/output/site_stage.h"

namespace generator {

// Files of one site: path below the site's folder ("scope/index.html") to bytes.
using SiteFiles = std::map<std::string, std::string>;

// A site that is ready to be swapped in.
struct StagedSite {
  std::string id;
  std::filesystem::path stage;       // empty: the public folder holds exactly this already
  std::vector<std::string> foreign;  // files that the generator did not make; they stay
  int files = 0;                     // the generator's
};

// The public folder, locked for one build. Not thread-safe.
class OutputTree {
 public:
  // Makes the folder if needed, takes the lock and clears what killed builds left. Fails with
  // `busy` if another build holds the lock. With `compress` text files get packed forms beside
  // them; without, those that are there are removed.
  static core::Result<OutputTree> open(const std::filesystem::path& out, bool compress = false);
  OutputTree(OutputTree&& other) noexcept;
  ~OutputTree();
  OutputTree(const OutputTree&) = delete;
  OutputTree& operator=(const OutputTree&) = delete;

  // A stage for the site beside its place. Refused: a symbolic link anywhere, a folder with files
  // but no manifest.
  core::Result<std::unique_ptr<SiteStage>> begin(const std::string& id);
  // Completes the stage; what is new is counted. Refused: a foreign file where a page belongs.
  core::Result<StagedSite> finish(const std::string& id, SiteStage& stage);

  // Puts what was staged on the disk; called once before the first swap, so that a loss of power
  // cannot leave empty files.
  core::Status sync();

  // Exchanges the staged folder with the public one and removes the old.
  core::Status swap(const StagedSite& staged);

  // Writes the files outside all sites ("404.html"), each in one step and only if its bytes
  // changed, and removes those that an earlier build wrote and this one does not have; shared files
  // stay for one more change, as in sites.
  core::Status write_root(const SiteFiles& files);

  // Since the last reset.
  const WriteCount& count() const { return count_; }
  void reset_count() { count_ = {}; }

 private:
  OutputTree(std::filesystem::path out, int lock, bool compress);
  core::Result<bool> write_root_file(const std::string& path, std::string_view bytes);
  core::Status pack_root_file(const std::string& path, const std::string& bytes,
                              std::set<std::string>& names);
  void remove_root_file(const std::string& path) const;

  std::filesystem::path out_;
  int lock_ = -1;
  bool compress_ = false;
  WriteCount count_;
};

}  // namespace generator
