// Opens files inside a folder and nothing outside it: the kernel refuses "..", symbolic links and
// mount tricks. Reads nothing, so that what a request costs does not depend on the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/descriptor.h"

namespace handler::transport {

// A file or folder inside a folder, open for reading.
struct OpenedPath {
  bool is_folder = false;
  std::uint64_t size = 0;
  std::int64_t changed_nanoseconds = 0;  // time of the last change of the content, since 1970
  std::shared_ptr<const core::Descriptor> file;
};

// `kernel` uses openat2; if the kernel or a sandbox lacks it, it falls back to `steps`.
enum class Way { kernel, steps };

// `relative` has no leading slash; "" is the folder itself. Returns nullopt if the path does not
// exist, passes a symbolic link, is neither a file nor a folder, or cannot be read. Thread-safe.
std::optional<OpenedPath> open_safely(const std::filesystem::path& folder,
                                      const std::string& relative, Way way = Way::kernel);

}  // namespace handler::transport
