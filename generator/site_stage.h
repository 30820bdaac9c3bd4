// One site on its way into the public folder: files come from many threads while pages are
// rendered, and nobody sees any of them before the swap.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/new_files.h"
#include "core/base/result.h"
#include "generator/site_folder.h"

namespace generator {

// What writing did.
struct WriteCount {
  int written = 0;  // files whose bytes are new
  int kept = 0;     // files that were not touched
};

struct StageKind {
  bool is_twin = false;
  bool compress = false;  // also PATH.gz and PATH.br of text files
};

// A folder beside the site's, filled file by file. What stands in the public folder already is only
// noted, and linked at the end if anything else is new: a build that changes nothing writes
// nothing. A stage may also be a twin, a second folder with the same files that a watching build
// keeps: then only what differs is written, and a swap costs as much as the change.
class SiteStage {
 public:
  // `old` is what `folder` holds now. `stage` must not exist, or must be its twin.
  SiteStage(std::filesystem::path folder, std::filesystem::path stage, SiteFolderPtr old,
            StageKind kind = {});
  // Removes the stage, or makes it a twin again, unless it was released.
  ~SiteStage();
  SiteStage(const SiteStage&) = delete;
  SiteStage& operator=(const SiteStage&) = delete;

  // Path below the site's folder: "scope/index.html". Thread-safe; each path once. With
  // `compress` packed forms are put beside text; those of an equal file that stand there are kept.
  core::Status put(const std::string& path, std::string_view bytes);
  // The file stands in the public folder with the bytes it would be given; false if it is not
  // there. Thread-safe.
  bool keep(const std::string& path);

  // Completes the stage: links what was kept, shared files that the last build's pages name (see
  // retired_files) and what others put into the folder, writes the manifest. Refused: a foreign
  // file where a page belongs. After that `is_new` tells whether there is anything to swap.
  core::Status finish();
  bool is_new() const { return is_new_; }

  const std::filesystem::path& folder() const { return folder_; }
  const std::filesystem::path& path() const { return stage_; }
  const std::set<std::string>& foreign() const { return old_->foreign; }
  const WriteCount& count() const { return count_; }
  bool is_twin() const { return kind_.is_twin; }
  // Files of a twin that are not as they are in the public folder.
  const std::set<std::string>& changed() const { return changed_; }
  // From now on the caller cares for the stage's folder.
  void release() { released_ = true; }

 private:
  bool keep_packed(const std::string& path);
  void note_kept(std::size_t position);
  std::vector<std::string> kept_names() const;
  core::Status write(const std::string& path, std::string_view bytes);
  core::Status pack(const std::string& path, std::string_view bytes, bool is_kept);
  void keep_retired();
  core::Status finish_twin();
  core::Status fill();
  core::Status check_room() const;
  std::string manifest() const;

  std::filesystem::path folder_;
  std::filesystem::path stage_;
  SiteFolderPtr old_;
  StageKind kind_;
  core::NewFiles new_files_;
  std::vector<char> kept_;          // for each of old_->own; threads note different ones
  std::mutex mutex_;                // of the three below
  std::vector<std::string> names_;  // files that were written; from finish() on all, sorted
  std::set<std::string> changed_;
  WriteCount count_;
  std::set<std::string> retired_;  // of names_
  bool is_new_ = false;
  bool released_ = false;
};

// Whether a packed form is there and not older than its file; an older one may be of other bytes,
// and no server sends it.
bool is_as_new(const std::filesystem::path& packed, const std::filesystem::path& file);

// Makes files of the twin what they are in `folder`: linked, or gone if they are gone there, with
// the folders that they leave empty.
core::Status match_twin(const std::filesystem::path& folder, const std::filesystem::path& twin,
                        const std::set<std::string>& files);

}  // namespace generator
