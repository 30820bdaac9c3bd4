// Hashes the files of static/.
#include "core/page/assets.h"

#include <vector>

#include "core/base/crypto.h"
#include "core/base/files.h"

namespace core {
namespace {

constexpr std::size_t kDigits = 12;

}  // namespace

std::string hashed_name(const std::string& name, std::string_view bytes) {
  const std::string digits = to_hex(hash(bytes)).substr(0, kDigits);
  const std::size_t slash = name.rfind('/');
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  if (!has_ending) return name + "." + digits;
  return name.substr(0, dot) + "." + digits + name.substr(dot);
}

Result<AssetNames> read_asset_names(const std::filesystem::path& templates) {
  AssetNames names;
  const std::filesystem::path folder = templates / "static";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return names;
  Result<std::vector<std::string>> files = list_tree(folder);
  if (!files) return files.failure();
  for (const std::string& name : *files) {
    Result<std::string> bytes = read_file(folder / name);
    if (!bytes) return bytes.failure();
    names[name] = hashed_name(name, *bytes);
  }
  return names;
}

}  // namespace core
