// Hashes inputs.
#include "generator/fingerprint.h"

#include <cstring>

#include "core/base/crypto.h"
#include "core/base/files.h"

namespace generator {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCalendar = "calendar/";

bool is_named(const std::string& file, const std::string& source) {
  return source.ends_with('/') ? file.starts_with(source) : file == source;
}

}  // namespace

Fingerprint fingerprint_of(const std::vector<std::string>& parts) {
  const std::string hash = core::hash_parts(parts.data(), parts.size());
  Fingerprint fingerprint = 0;
  std::memcpy(&fingerprint, hash.data(), sizeof(fingerprint));
  return fingerprint;
}

core::Result<Fingerprint> folder_fingerprint(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink,
                                      error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const std::string name = at->path().lexically_relative(folder).generic_string();
    if (!fs::is_regular_file(at->path(), error)) {
      files[name];  // a folder, or a link that leads nowhere
      error.clear();
      continue;
    }
    core::Result<std::string> bytes = core::read_file(at->path());
    files[name] = bytes ? std::move(*bytes) : bytes.failure().message;
  }
  if (error) {
    return core::Failure{core::FailureCode::no_access,
                         "cannot read " + folder.string() + ": " + error.message()};
  }
  std::vector<std::string> parts;
  for (auto& [name, bytes] : files) {
    parts.push_back(name);
    parts.push_back(std::move(bytes));
  }
  return fingerprint_of(parts);
}

PageFingerprints::PageFingerprints(const core::LoadedSite& loaded, Fingerprint shared)
    : loaded_(loaded),
      shared_(fingerprint_of({std::to_string(shared), loaded.site.publications.fingerprint})) {
  for (const auto& [name, bytes] : loaded_.files) files_[name] = fingerprint_of({name, bytes});
}

Fingerprint PageFingerprints::of_sources(const std::vector<std::string>& sources) const {
  std::vector<std::string> needed = sources;
  needed.insert(needed.end(), std::begin(kEveryPage), std::end(kEveryPage));
  needed.emplace_back(kCalendar);
  std::vector<std::string> parts = {std::to_string(shared_)};
  for (const auto& [name, fingerprint] : files_) {
    bool is_needed = sources.empty();
    for (const std::string& source : needed) is_needed = is_needed || is_named(name, source);
    if (is_needed) parts.push_back(std::to_string(fingerprint));
  }
  return fingerprint_of(parts);
}

Fingerprint PageFingerprints::of(const PlannedPage& page) {
  auto found = known_.find(page.sources);
  if (found == known_.end()) {
    found = known_.emplace(page.sources, of_sources(page.sources)).first;
  }
  return fingerprint_of({std::to_string(found->second), page.template_name, page.title});
}

}  // namespace generator
