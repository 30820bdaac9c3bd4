// A line for each file, as `sha256sum` writes them: the hash, two blanks, the path.
#include "core/site/build_record.h"

#include <string_view>
#include <system_error>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "core/base/text.h"

namespace core {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirstLine = "bancheng inputs 1";
constexpr std::string_view kGap = "  ";

fs::path record_of(const fs::path& published_root, const std::string& site) {
  return published_root / site / "inputs";
}

Result<std::string> hash_of_file(const fs::path& path) {
  const Result<std::string> bytes = read_file(path);
  if (bytes) return hash_of_input(*bytes);
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (bytes.failure().code != FailureCode::invalid || error) return bytes.failure();
  return hash_of_input("size " + std::to_string(size));
}

Status add_tree(const fs::path& content, const std::string& below, FileHashes& hashes) {
  const Result<std::vector<std::string>> names = list_tree(content / below);
  if (!names) return names.failure();
  for (const std::string& name : *names) {
    Result<std::string> hash = hash_of_file(content / below / name);
    if (!hash) return hash.failure();
    hashes[below + "/" + name] = *std::move(hash);
  }
  return success();
}

}  // namespace

std::string hash_of_input(const std::string& bytes) {
  return to_hex(hash(bytes));
}

Result<FileHashes> hash_inputs(const fs::path& content, const std::string& site) {
  FileHashes hashes;
  for (const std::string& below : {std::string("calendar"), "sites/" + site}) {
    if (const Status added = add_tree(content, below, hashes); !added) return added.failure();
  }
  return hashes;
}

Status write_build_record(const fs::path& published_root, const std::string& site,
                          const FileHashes& inputs) {
  std::string text(kFirstLine);
  text += '\n';
  for (const auto& [path, hash] : inputs) text += hash + std::string(kGap) + path + "\n";
  const Result<bool> written = write_file_if_changed(record_of(published_root, site), text);
  if (!written) return written.failure();
  stop_point("build recorded");
  return success();
}

Result<FileHashes> read_build_record(const fs::path& published_root, const std::string& site) {
  const fs::path file = record_of(published_root, site);
  const Result<std::string> text = read_file(file);
  if (!text) return text.failure();
  const Failure damaged{FailureCode::corrupt, file.string() + " is no record of a build"};
  std::vector<std::string> lines = split(*text, '\n');
  if (lines.size() < 2 || lines.front() != kFirstLine || !lines.back().empty()) return damaged;
  FileHashes inputs;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    const std::size_t gap = lines[i].find(kGap);
    if (gap == std::string::npos) return damaged;
    inputs[lines[i].substr(gap + kGap.size())] = lines[i].substr(0, gap);
  }
  return inputs;
}

}  // namespace core
