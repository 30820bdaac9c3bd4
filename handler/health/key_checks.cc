// Compares key files line by line.
#include "handler/health/key_checks.h"

#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::health {
namespace {

constexpr std::size_t kMostBytes = 65536;
constexpr const char* kKeyFiles[] = {"portal", "desk"};

// The text of a file, or of all files below a folder.
core::Result<std::string> all_text(const std::filesystem::path& place) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(place, ignored)) return core::read_file(place, kMostBytes);
  const core::Result<std::vector<std::string>> files = core::list_tree(place);
  if (!files) return files.failure();
  std::string text;
  for (const std::string& file : *files) {
    const core::Result<std::string> one = core::read_file(place / file, kMostBytes);
    if (!one) return one.failure();
    text += *one + "\n";
  }
  return text;
}

}  // namespace

// The one place that learns how fingerprints are made.
std::optional<bool> keys_fit(const std::filesystem::path&,
                             const std::map<std::string, std::string, std::less<>>&) {
  return std::nullopt;
}

core::Status compare_copy(const std::filesystem::path& data, const std::filesystem::path& copy) {
  const core::Result<std::string> kept = all_text(copy);
  if (!kept) return kept.failure();
  for (const char* name : kKeyFiles) {
    const core::Result<std::string> key = core::read_file(data / "keys" / name, kMostBytes);
    if (!key && key.failure().code == core::FailureCode::not_found) continue;
    if (!key) return key.failure();
    for (const std::string& line : core::split(*key, '\n')) {
      if (line.empty() || kept->find(line) != std::string::npos) continue;
      return core::Failure{core::FailureCode::conflict,
                           copy.string() + " does not hold the keys of " + name};
    }
  }
  return core::success();
}

}  // namespace handler::health
