// The one place that knows libmagic.
#include "handler/files/cleaner/content_type.h"

#include <magic.h>

#include <algorithm>
#include <array>
#include <cstddef>

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

}  // namespace

void ContentTypes::Close::operator()(magic_set* cookie) const {
  magic_close(cookie);
}

ContentTypes::ContentTypes() : cookie_(magic_open(kFlags)) {
  loaded_ = cookie_ && magic_load(cookie_.get(), nullptr) == 0;
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
