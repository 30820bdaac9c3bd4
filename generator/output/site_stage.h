// One site on its way into the public folder: several threads add files while pages are rendered,
// and no reader sees a file before the swap.
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

// Counts of written and kept files.
struct WriteCount {
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were left as they are
};

// A folder beside the site's, filled file by file. A file that the public folder already has with
// the same bytes is only noted, and linked at the end if any other file is new: its inode and mtime
// stay the same, and a build that changes nothing writes nothing.
class SiteStage {
 public:
  // `old` is the present content of `folder`; `stage` must not exist. With `compress`, text files
  // get PATH.gz and PATH.br.
  SiteStage(std::filesystem::path folder, std::filesystem::path stage, SiteFolder old,
            bool compress);
  // Removes the stage unless it was released.
  ~SiteStage();
  SiteStage(const SiteStage&) = delete;
  SiteStage& operator=(const SiteStage&) = delete;

  // `path` is below the site's folder: "scope/index.html". Thread-safe; call it once per path. If
  // the file is unchanged, its packed forms are kept.
  core::Status put(const std::string& path, std::string_view bytes);

  // Completes the stage: links unchanged files, shared files that pages of the last build use (see
  // retired_files) and foreign files, and writes the manifest. Refuses a foreign file in the place
  // of a page. Afterwards `is_new` tells whether there is anything to swap.
  core::Status finish();
  bool is_new() const { return is_new_; }

  const std::filesystem::path& path() const { return stage_; }
  const std::set<std::string>& foreign() const { return old_.foreign; }
  const WriteCount& count() const { return count_; }
  // From now on the caller owns the stage's folder.
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
  std::mutex mutex_;               // guards the three below, until all files are put
  std::set<std::string> names_;    // all files of the site
  std::vector<std::string> kept_;  // those that the public folder has already
  WriteCount count_;
  bool is_new_ = false;
  bool released_ = false;
};

// True if a packed form exists and is not older than its file. An older one may have been made from
// other bytes, and servers do not send it.
bool is_as_new(const std::filesystem::path& packed, const std::filesystem::path& file);

}  // namespace generator
