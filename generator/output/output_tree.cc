// Stages, swaps and cleans up the public folder.
#include "generator/output/output_tree.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "generator/output/compress.h"
#include "generator/output/in_place.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;
using core::Status;

constexpr std::string_view kStagePrefix = ".stage-";

constexpr std::string_view kOldSuffix = "-old";

// ".stage-ID-PID-old" -> ID.
std::string site_of_old(const std::string& name) {
  const std::string inner =
      name.substr(kStagePrefix.size(), name.size() - kStagePrefix.size() - kOldSuffix.size());
  return inner.substr(0, inner.rfind('-'));
}

// Removes all stages: the caller holds the lock, so their builds have ended. If a build was killed
// between the two steps of swap_in_two_steps(), the old site is put back.
void clear_stages(const fs::path& out) {
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(out, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kStagePrefix)) continue;
    if (name.ends_with(kOldSuffix)) {
      const fs::path site = out / site_of_old(name);
      if (!core::is_there(site)) {
        fs::rename(entry.path(), site, error);
        continue;
      }
    }
    stale.push_back(entry.path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, error);
}

// For file systems that cannot exchange two folders; for a moment the site is missing.
Status swap_in_two_steps(const fs::path& stage, const fs::path& folder, const fs::path& old) {
  if (::rename(folder.c_str(), old.c_str()) != 0) return core::system_failure("replace", folder);
  if (::rename(stage.c_str(), folder.c_str()) == 0) return core::success();
  Failure failure = core::system_failure("replace", folder);
  static_cast<void>(::rename(old.c_str(), folder.c_str()));
  return failure;
}

// After an exchange of the two folders that failed with `errno`.
Status swap_otherwise(const fs::path& stage, const fs::path& folder, const fs::path& old) {
  if (errno == EXDEV) return replace_in_place(stage, folder);
  if (errno == EINVAL || errno == ENOSYS) return swap_in_two_steps(stage, folder, old);
  return core::system_failure("replace", folder);
}

}  // namespace

OutputTree::OutputTree(fs::path out, int lock, bool compress)
    : out_(std::move(out)), lock_(lock), compress_(compress) {}

OutputTree::OutputTree(OutputTree&& other) noexcept
    : out_(std::move(other.out_)),
      lock_(std::exchange(other.lock_, -1)),
      compress_(other.compress_),
      count_(other.count_) {}

OutputTree::~OutputTree() {
  if (lock_ >= 0) ::close(lock_);
}

Result<OutputTree> OutputTree::open(const fs::path& out, bool compress) {
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(out, error))) {
    return Failure{FailureCode::refused,
                   out.string() + " is a symbolic link: name the folder itself with --out"};
  }
  if (Status made = core::make_folders(out); !made) return made.failure();
  const fs::path path = out / ".bancheng-lock";
  const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (lock < 0) return core::system_failure("lock", path);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return Failure{FailureCode::busy,
                   "another build is writing to " + out.string() + ": wait for it to end"};
  }
  clear_stages(out);
  return OutputTree(out, lock, compress);
}

Result<std::unique_ptr<SiteStage>> OutputTree::begin(const std::string& id) {
  Result<SiteFolder> old = read_site_folder(out_ / id);
  if (!old) return old.failure();
  const std::string stage = std::string(kStagePrefix) + id + "-" + std::to_string(::getpid());
  return std::make_unique<SiteStage>(out_ / id, out_ / stage, std::move(*old), compress_);
}

Result<StagedSite> OutputTree::finish(const std::string& id, SiteStage& stage) {
  if (Status finished = stage.finish(); !finished) return finished.failure();
  count_.written += stage.count().written;
  count_.kept += stage.count().kept;
  StagedSite staged{.id = id,
                    .foreign = {stage.foreign().begin(), stage.foreign().end()},
                    .files = stage.count().written + stage.count().kept};
  if (!stage.is_new()) return staged;
  stage.release();
  staged.stage = stage.path();
  return staged;
}

Status OutputTree::sync() {
  if (::syncfs(lock_) != 0) return core::system_failure("sync", out_);
  return core::success();
}

Status OutputTree::swap(const StagedSite& staged) {
  if (staged.stage.empty()) return core::success();
  const fs::path folder = out_ / staged.id;
  if (::rename(staged.stage.c_str(), folder.c_str()) == 0) return core::success();
  if (errno != ENOTEMPTY && errno != EEXIST && errno != EXDEV)
    return core::system_failure("replace", folder);
  const fs::path old = staged.stage.string() + std::string(kOldSuffix);
  if (::renameat2(AT_FDCWD, staged.stage.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0) {
    if (Status moved = swap_otherwise(staged.stage, folder, old); !moved) return moved;
  }
  core::stop_point("exchanged");
  std::error_code error;
  fs::remove_all(staged.stage, error);
  fs::remove_all(old, error);
  return core::success();
}

Status OutputTree::write_root(const SiteFiles& files) {
  Result<std::string> manifest = core::read_file(out_ / kManifestName);
  const SiteFolder old = manifest ? read_manifest(std::move(*manifest)) : SiteFolder();
  clear_unfinished(old);
  std::set<std::string> names;
  for (const auto& [path, bytes] : files) {
    const Result<bool> written = write_root_file(path, bytes);
    if (!written) return written.failure();
    names.insert(path);
    if (!compress_) continue;
    if (Status packed = pack_root_file(path, bytes, names); !packed) return packed;
  }
  const std::set<std::string> retired = retired_files(old, names, compress_);
  names.insert(retired.begin(), retired.end());
  for (const std::string& path : old.own) {
    if (!names.contains(path)) remove_root_file(path);
  }
  const Result<bool> listed =
      core::write_file_if_changed(out_ / kManifestName, manifest_text(names, retired));
  return listed ? core::success() : Status(listed.failure());
}

// What a killed build left beside a file of its own; other hidden files are not ours.
void OutputTree::clear_unfinished(const SiteFolder& old) const {
  std::map<fs::path, std::set<std::string>> names{{out_, {kManifestName}}};
  for (const std::string& path : old.own)
    names[(out_ / path).parent_path()].insert(fs::path(path).filename());
  for (const auto& [folder, own] : names) {
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(folder, error))) continue;
    core::remove_unfinished(folder,
                            [&kept = own](const std::string& name) { return kept.contains(name); });
  }
}

Status OutputTree::pack_root_file(const std::string& path, const std::string& bytes,
                                  std::set<std::string>& names) {
  if (!is_packable(path, bytes.size())) return core::success();
  for (const PackedForm& form : kPackedForms) {
    const std::string name = path + std::string(form.ending);
    const std::string packed = form.pack(bytes);
    if (packed.size() >= bytes.size()) continue;
    if (!is_as_new(out_ / name, out_ / path)) remove_root_file(name);
    const Result<bool> written = write_root_file(name, packed);
    if (!written) return written.failure();
    names.insert(name);
  }
  return core::success();
}

// Removes only a plain file, which an earlier build wrote; anything else stays.
void OutputTree::remove_root_file(const std::string& path) const {
  const fs::path target = out_ / path;
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(target.parent_path(), error))) return;
  if (fs::is_regular_file(fs::symlink_status(target, error))) fs::remove(target, error);
}

Result<bool> OutputTree::write_root_file(const std::string& path, std::string_view bytes) {
  const fs::path target = out_ / path;
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(target, error)) ||
      fs::is_symlink(fs::symlink_status(target.parent_path(), error))) {
    return Failure{FailureCode::refused, target.string() + " is a symbolic link: remove it"};
  }
  if (Status made = core::make_folders(target.parent_path()); !made) {
    return made.failure();
  }
  Result<bool> written = core::write_file_if_changed(target, bytes);
  if (written) ++(*written ? count_.written : count_.kept);
  return written;
}

}  // namespace generator
