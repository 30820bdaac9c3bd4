// Reads the file in memory: it is small, and nothing is kept of it.
#include "handler/desk/directory/table_file.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "handler/web/application.h"
#include "handler/web/upload.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostTableBytes = 1U << 20U;
constexpr std::size_t kBesideTable = 4096;  // token and mark in the form of the confirmation

bool fits_into_form(const std::string& table) {
  return web::url_encoded(table).size() + kBesideTable <= web::TransportLimits{}.body_bytes;
}

SentTable table_in(std::string_view bytes) {
  bytes = core::without_byte_order_mark(bytes);
  if (!core::is_valid_utf8(bytes)) return {{}, "encoding"};
  std::string table = core::cleaned(bytes);
  if (!fits_into_form(table)) return {{}, "too_large"};
  return {std::move(table), {}};
}

}  // namespace

SentTable sent_table(const Visit& visit) {
  const web::Upload* upload = visit.request.upload.get();
  if (upload == nullptr) return {core::cleaned(visit.form.get("table")), {}};
  const auto& files = upload->files();
  const auto file = std::ranges::find(files, kTableFile, &web::UploadedFile::field);
  if (file == files.end()) return {{}, "missing"};
  if (file->bytes > kMostTableBytes) return {{}, "too_large"};
  const core::Result<std::string> bytes =
      upload->read(static_cast<std::size_t>(file - files.begin()));
  return bytes ? table_in(*bytes) : SentTable{{}, "unreadable"};
}

}  // namespace handler::desk
