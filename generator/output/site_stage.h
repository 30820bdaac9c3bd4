// One site on its way into the public folder: files come from many threads while pages are
// rendered, and no reader sees any of them before the swap.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/new_files.h"
#include "core/base/result.h"
#include "generator/output/site_folder.h"

namespace generator {

// What writing did.
struct WriteCount {
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were not touched
};

// A folder beside the site's, filled file by file. A file that stands in the public folder with the
// same bytes is only noted, and linked at the end if anything else is new: its inode and time of
// change stay, and a build that changes nothing writes nothing.
class SiteStage {
 public:
  // `old` is what `folder` holds now; `stage` must not exist. With `compress` text files get
  // PATH.gz and PATH.br.
  SiteStage(std::filesystem::path folder, std::filesystem::path stage, SiteFolder old,
            bool compress);
  // Removes the stage unless it was released.
  ~SiteStage();
  SiteStage(const SiteStage&) = delete;
  SiteStage& operator=(const SiteStage&) = delete;

  // Path below the site's folder: "scope/index.html". Thread-safe; each path once. Packed forms of
  // an equal file that stand there are kept.
  core::Status put(const std::string& path, std::string_view bytes);

  // Completes the stage: links what was kept, shared files that the last build's pages name (see
  // retired_files) and what others put into the folder, writes the manifest. Refused: a foreign
  // file where a page belongs. After that `is_new` tells whether there is anything to swap.
  core::Status finish();
  bool is_new() const { return is_new_; }

  const std::filesystem::path& path() const { return stage_; }
  const std::set<std::string>& foreign() const { return old_.foreign; }
  const WriteCount& count() const { return count_; }
  // From now on the caller cares for the stage's folder.
  void release() { released_ = true; }

 private:
  void note(const std::string& path, bool is_kept);
  core::Status write(const std::string& path, std::string_view bytes);
  core::Status pack(const std::string& path, std::string_view bytes, bool is_kept);
  core::Status fill(const std::string& manifest);
  core::Status check_room() const;

  std::filesystem::path folder_;
  std::filesystem::path stage_;
  SiteFolder old_;
  bool compress_;
  core::NewFiles new_files_;
  std::mutex mutex_;               // of the three below, until all is put
  std::set<std::string> names_;    // all files of the site
  std::vector<std::string> kept_;  // those that stand in the public folder already
  WriteCount count_;
  bool is_new_ = false;
  bool released_ = false;
};

// Whether a packed form is there and not older than its file; an older one may be of other bytes,
// and no server sends it.
bool is_as_new(const std::filesystem::path& packed, const std::filesystem::path& file);

}  // namespace generator
