// Hashes inputs.
#include "generator/fingerprint.h"

#include <algorithm>
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

Fingerprint PageFingerprints::made_of(const Sources::Names& sources) const {
  Sources::Names needed = sources;
  needed.insert(needed.end(), std::begin(kEveryPage), std::end(kEveryPage));
  needed.emplace_back(kCalendar);
  std::vector<std::string> parts = {std::to_string(shared_)};
  for (const auto& [name, fingerprint] : files_) {
    bool is_needed = sources.empty();
    for (const std::string& source : needed) is_needed = is_needed || is_named(name, source);
    if (is_needed) parts.push_back(std::to_string(fingerprint));
  }
  if (std::find(sources.begin(), sources.end(), kToday) != sources.end()) {
    parts.push_back(core::to_iso(loaded_.site.publications.today));
  }
  return fingerprint_of(parts);
}

Fingerprint PageFingerprints::of_sources(const Sources& sources) {
  if (of_last_ != 0 && sources == last_) return of_last_;
  auto found = known_.find(sources.names());
  if (found == known_.end()) {
    found = known_.emplace(sources.names(), made_of(sources.names())).first;
  }
  last_ = sources;
  of_last_ = found->second;
  return of_last_;
}

Fingerprint PageFingerprints::of(Fingerprint sources, const PlannedPage& page) {
  return fingerprint_of({std::to_string(sources), page.template_name, page.title});
}

}  // namespace generator
