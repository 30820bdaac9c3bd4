// Names, manifests and rotation of backups.
#include "handler/backup/backup_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/stop_point.h"

namespace handler::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMadeBy = "bancheng backup";
constexpr std::string_view kPrefix = "bancheng-";
constexpr std::size_t kMinuteLength = std::string_view("2026-11-29T0300Z").size();

Manifest manifest_in(const core::Json& json) {
  Manifest manifest;
  manifest.made_at = json.at("made_at");
  manifest.program = json.at("program");
  manifest.bytes = json.at("bytes");
  manifest.content.schema = json.at("schema");
  const core::Json& keys = json.at("keys");
  manifest.content.prints = {keys.at("portal"), keys.at("desk"), keys.at("seal")};
  manifest.content.heads = store::heads_in(json.at("heads").get<std::string>());
  manifest.content.counts = json.at("counts").get<std::map<std::string, std::int64_t>>();
  manifest.published = json.at("published").get<std::map<std::string, std::string>>();
  manifest.has_content = json.at("content");
  manifest.findings = json.at("findings");
  manifest.doubtful = json.at("doubtful");
  return manifest;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_minute(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T0000Z";
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == '0' ? !is_digits(text.substr(i, 1)) : text[i] != kForm[i]) return false;
  }
  return true;
}

// Reads "bancheng-MINUTE" and "bancheng-MINUTE-NUMBER".
bool read_name(std::string_view name, Made& made) {
  if (!name.starts_with(kPrefix)) return false;
  name.remove_prefix(kPrefix.size());
  if (name.size() < kMinuteLength || !is_minute(name.substr(0, kMinuteLength))) return false;
  made.minute = name.substr(0, kMinuteLength);
  name.remove_prefix(kMinuteLength);
  if (name.empty()) return true;
  if (name.front() != '-' || !is_digits(name.substr(1)) || name.size() > 6) return false;
  std::from_chars(name.data() + 1, name.data() + name.size(), made.number);
  return true;
}

bool has_its_size(const Made& made) {
  std::error_code error;
  return fs::file_size(made.folder / kDatabase, error) == made.manifest.bytes && !error;
}

// A note that a person laid beside the copy is no part of it, and neither is what it lies in.
bool holds_nothing_else(const fs::path& backup) {
  static const std::set<std::string, std::less<>> kParts = {
      std::string(kDatabase), std::string(kManifest), std::string(kDestroyed),
      std::string(kPublished), std::string(kContent)};
  std::error_code error;
  for (fs::directory_iterator entry(backup, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!kParts.contains(entry->path().filename().string())) return false;
  }
  return !error;
}

// The manifest goes first: what a killed removal leaves is no backup, and the next one cannot
// restore half of it.
core::Status remove_backup(const fs::path& backup) {
  std::error_code error;
  const fs::path gone = backup.parent_path() / (".removing-" + backup.filename().string());
  fs::rename(backup, gone, error);
  // Another backup that runs at the same time was quicker.
  if (error == std::errc::no_such_file_or_directory) return core::success();
  if (!error) {
    core::stop_point("backup: old one set aside");
    fs::remove_all(gone, error);
  }
  if (!error) return core::sync_folder(backup.parent_path());
  return core::Failure{core::FailureCode::no_access,
                       "cannot remove the old backup " + backup.string() + ": " + error.message()};
}

// What an earlier removal that was killed has left.
void finish_removals(const fs::path& place) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(place, error)) {
    Made made;
    std::string name = entry.path().filename().string();
    constexpr std::string_view kRemoving = ".removing-";
    if (!name.starts_with(kRemoving) ||
        !read_name(std::string_view(name).substr(kRemoving.size()), made))
      continue;
    std::error_code ignored;
    fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

bool is_reachable(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::string to_text(const Manifest& manifest) {
  const store::CopyContent& content = manifest.content;
  const core::Json json = {{"made_by", kMadeBy},
                           {"made_at", manifest.made_at},
                           {"program", manifest.program},
                           {"bytes", manifest.bytes},
                           {"schema", content.schema},
                           {"keys",
                            {{"portal", content.prints.portal},
                             {"desk", content.prints.desk},
                             {"seal", content.prints.seal}}},
                           {"heads", store::heads_as_text(content.heads)},
                           {"counts", content.counts},
                           {"published", manifest.published},
                           {"content", manifest.has_content},
                           {"findings", manifest.findings},
                           {"doubtful", manifest.doubtful}};
  return json.dump(2) + "\n";
}

core::Result<Manifest> read_manifest(const fs::path& backup) {
  const core::Result<std::string> text = core::read_file(backup / kManifest, 1U << 22);
  if (!text) return text.failure();
  try {
    const core::Json json = core::Json::parse(*text);
    if (json.at("made_by") == kMadeBy) return manifest_in(json);
  } catch (const core::Json::exception&) {
    // Told below.
  }
  return core::Failure{core::FailureCode::corrupt,
                       (backup / kManifest).string() + " is not the manifest of a backup"};
}

std::string name_of(core::Instant made, int number) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(made);
  const auto day = std::chrono::floor<std::chrono::days>(minute);
  const std::chrono::year_month_day date(day);
  const auto passed = (minute - day).count();
  const std::string name =
      fmt::format("{}{:04}-{:02}-{:02}T{:02}{:02}Z", kPrefix, static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  passed / 60, passed % 60);
  return number == 1 ? name : name + "-" + std::to_string(number);
}

core::Result<std::vector<Made>> backups_in(const fs::path& place) {
  const core::Result<std::vector<std::string>> names = core::list_folder(place);
  if (!names) return names.failure();
  std::vector<Made> found;
  for (const std::string& name : *names) {
    Made made;
    made.folder = place / name;
    if (!read_name(name, made)) continue;
    core::Result<Manifest> manifest = read_manifest(made.folder);
    if (!manifest) continue;
    made.manifest = std::move(*manifest);
    made.whole = has_its_size(made) && !made.manifest.doubtful;
    found.push_back(std::move(made));
  }
  std::ranges::sort(found, [](const Made& one, const Made& other) {
    return std::tie(one.minute, one.number) > std::tie(other.minute, other.number);
  });
  return found;
}

std::vector<fs::path> unknown_in(const fs::path& place) {
  const core::Result<std::vector<std::string>> names = core::list_folder(place);
  std::vector<fs::path> found;
  for (const std::string& name : names ? *names : std::vector<std::string>()) {
    Made made;
    if (read_name(name, made) && !read_manifest(place / name)) found.push_back(place / name);
  }
  return found;
}

int next_number(const std::vector<Made>& backups, core::Instant made) {
  Made own;
  BANCHENG_CHECK(read_name(name_of(made, 1), own));
  int highest = 0;
  for (const Made& one : backups) {
    if (one.minute == own.minute) highest = std::max(highest, one.number);
  }
  return highest + 1;
}

core::Result<std::vector<fs::path>> remove_old(const fs::path& place, int keep,
                                               const fs::path& made) {
  finish_removals(place);
  const core::Result<std::vector<Made>> found = backups_in(place);
  if (!found) return found.failure();
  std::vector<fs::path> removed;
  int whole = 0;
  int others = 0;
  for (auto one = std::ranges::find(*found, made, &Made::folder); one != found->end(); ++one) {
    const bool is_old = whole >= keep || (!one->whole && others >= keep);
    if (is_old && holds_nothing_else(one->folder)) {
      if (const core::Status gone = remove_backup(one->folder); !gone) return gone.failure();
      removed.push_back(one->folder);
    }
    ++(one->whole ? whole : others);
  }
  return removed;
}

}  // namespace handler::backup
