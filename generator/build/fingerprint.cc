// Hashes files and other inputs.
#include "generator/build/fingerprint.h"

#include <cstring>
#include <map>

#include "core/base/crypto.h"
#include "core/base/files.h"

namespace generator {

namespace fs = std::filesystem;

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
      files[name];  // a folder, or a dangling link
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

}  // namespace generator
