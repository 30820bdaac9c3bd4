// Opens files inside a folder and nothing outside it: the kernel refuses "..", symbolic links and
// mount tricks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace handler::transport {

// A file or folder inside a folder. `content` is set for a regular file opened with Want::content.
struct OpenedPath {
  bool is_folder = false;
  std::uint64_t size = 0;
  std::int64_t changed_nanoseconds = 0;  // time of the last change of the content, since 1970
  std::string content;
};

enum class Want { facts, content };

// `kernel` uses openat2; if the kernel or a sandbox lacks it, it falls back to `steps`.
enum class Way { kernel, steps };

// `relative` has no leading slash; "" is the folder itself. Returns nullopt if the path does not
// exist, passes a symbolic link, is neither a file nor a folder, is larger than 64 MiB, or cannot
// be read. Thread-safe.
std::optional<OpenedPath> open_safely(const std::filesystem::path& folder,
                                      const std::string& relative, Want want,
                                      Way way = Way::kernel);

}  // namespace handler::transport
