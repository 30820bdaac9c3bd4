// The one place that knows libmagic.
#include "handler/files/cleaner/content_type.h"

#include <magic.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>

namespace handler::files {
namespace {

constexpr std::size_t kLooksAt = 64U << 10U;

// In the order of FileType.
constexpr std::array<std::string_view, 4> kMediaTypes = {"image/jpeg", "image/png", "image/webp",
                                                         "application/pdf"};

// Looks at the magic numbers only: nothing is unpacked.
constexpr int kFlags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                       MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF |
                       MAGIC_NO_CHECK_TOKENS;

// The database that was installed with this program, where it came with its own libraries; "" if
// the system's is meant.
std::string own_database() {
  std::error_code error;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::filesystem::path database =
      own.parent_path().parent_path() / "share" / "bancheng" / "magic.mgc";
  return std::filesystem::exists(database, error) ? database.string() : "";
}

}  // namespace

void ContentTypes::Close::operator()(magic_set* cookie) const {
  magic_close(cookie);
}

ContentTypes::ContentTypes() : cookie_(magic_open(kFlags)) {
  const std::string own = own_database();
  loaded_ = cookie_ && magic_load(cookie_.get(), own.empty() ? nullptr : own.c_str()) == 0;
}

std::optional<FileType> ContentTypes::type_of(std::string_view bytes) const {
  const char* const found =
      magic_buffer(cookie_.get(), bytes.data(), std::min(bytes.size(), kLooksAt));
  if (found == nullptr) return std::nullopt;
  const auto* const known = std::ranges::find(kMediaTypes, std::string_view(found));
  if (known == kMediaTypes.end()) return std::nullopt;
  return static_cast<FileType>(known - kMediaTypes.begin());
}

}  // namespace handler::files
