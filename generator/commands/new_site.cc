// Writes the starter folder under a temporary name and renames it, so that a site is there whole or
// not at all.
#include "generator/commands/new_site.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "generator/build/inputs.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;

constexpr std::string_view kIdMark = "NEW_SITE_ID";
constexpr std::size_t kLongestId = 40;

bool is_site_id(const std::string& id) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !id.empty() && id.size() <= kLongestId && is_letter(id[0]) &&
         std::ranges::all_of(
             id, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::string with_id(std::string text, const std::string& id) {
  for (std::size_t at = text.find(kIdMark); at != std::string::npos;
       at = text.find(kIdMark, at + id.size())) {
    text.replace(at, kIdMark.size(), id);
  }
  return text;
}

Result<std::vector<std::string>> copy_starter(const fs::path& starter, const fs::path& folder,
                                              const std::string& id) {
  Result<std::vector<std::string>> names = core::list_folder(starter);
  if (!names) return names;
  if (core::Status made = core::make_folders(folder); !made) return made.failure();
  for (const std::string& name : *names) {
    Result<std::string> text = core::read_file(starter / name);
    if (!text) return text.failure();
    const core::Status written =
        core::write_file_atomically(folder / name, with_id(std::move(*text), id));
    if (!written) return written.failure();
  }
  return names;
}

}  // namespace

Result<std::vector<fs::path>> new_site(const fs::path& content, const fs::path& templates,
                                       const std::string& id) {
  if (!is_site_id(id)) {
    return Failure{FailureCode::invalid,
                   "'" + id +
                       "' cannot be the id of a site: lower-case letters, digits and '-', "
                       "beginning with a letter"};
  }
  if (is_reserved_site_id(id)) {
    return Failure{FailureCode::invalid,
                   "a site cannot be called '" + id + "': that address is taken"};
  }
  const fs::path folder = content / "sites" / id;
  std::error_code error;
  if (fs::exists(fs::symlink_status(folder, error))) {
    return Failure{FailureCode::conflict, folder.string() + " is there already"};
  }
  const fs::path beside = content / "sites" / ("." + id + "-" + std::to_string(::getpid()));
  const Result<std::vector<std::string>> names = copy_starter(templates / "new_site", beside, id);
  if (names) fs::rename(beside, folder, error);
  if (!names || error) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    if (!names) return names.failure();
    return Failure{FailureCode::unavailable,
                   "cannot make " + folder.string() + ": " + error.message()};
  }
  std::vector<fs::path> written;
  for (const std::string& name : *names) written.push_back(folder / name);
  return written;
}

}  // namespace generator
