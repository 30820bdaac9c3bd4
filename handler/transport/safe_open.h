// Opens what lies beneath a folder and nothing else: the kernel refuses "..", symbolic links and
// mount tricks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace handler::transport {

// What a path beneath a folder is. `content` is filled for a regular file that was asked for with
// its content.
struct OpenedPath {
  bool is_folder = false;
  std::uint64_t size = 0;
  std::int64_t changed_nanoseconds = 0;  // time of last change of the content, since 1970
  std::string content;
};

enum class Want { facts, content };

// `kernel` asks openat2 and walks step by step only where a kernel or a sandbox does not have it.
enum class Way { kernel, steps };

// `relative` has no leading slash; "" is the folder itself. Nothing if it is not there, is reached
// over a symbolic link, is neither file nor folder, is beyond 64 MiB, or cannot be read.
// Thread-safe.
std::optional<OpenedPath> open_safely(const std::filesystem::path& folder,
                                      const std::string& relative, Want want,
                                      Way way = Way::kernel);

}  // namespace handler::transport
