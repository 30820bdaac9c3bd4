// Opens a file and sets the headers that keep it from doing anything.
#include "handler/view/file_answer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/check.h"
#include "core/base/text.h"
#include "handler/store/cases/file_contents.h"
#include "handler/web/request.h"
#include "handler/web/security_headers.h"

namespace handler::view {
namespace {

constexpr std::size_t kLongestName = 80;  // in characters

struct ShownType {
  std::string_view type;
  const char* content_type;
  std::array<std::string_view, 2> ends;  // the first is added to names without one
  bool is_inline;
};

const ShownType& shown_type(std::string_view type) {
  static constexpr std::array<ShownType, 4> kTypes = {
      {{"jpeg", "image/jpeg", {".jpg", ".jpeg"}, true},
       {"png", "image/png", {".png", ".png"}, true},
       {"webp", "image/webp", {".webp", ".webp"}, true},
       {"pdf", "application/pdf", {".pdf", ".pdf"}, false}}};
  const auto* const found = std::ranges::find(kTypes, type, &ShownType::type);
  BANCHENG_CHECK(found != kTypes.end());
  return *found;
}

std::string with_end(const ShownType& shown, const std::string& name) {
  const std::string lower = core::ascii_lower(name);
  const bool fits =
      std::ranges::any_of(shown.ends, [&](std::string_view end) { return lower.ends_with(end); });
  const std::string kept = core::shortened(name, kLongestName);
  return fits && kept == name ? name : kept + std::string(shown.ends.front());
}

// Browsers of today take the other name; this one has nothing that an old one could misread.
std::string in_ascii(const std::string& name) {
  std::string ascii;
  for (const char c : name) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.';
    if (plain) {
      ascii += c;
    } else if (!ascii.ends_with('_')) {
      ascii += '_';
    }
  }
  return ascii;
}

}  // namespace

std::string content_disposition(std::string_view type, const std::string& name) {
  const ShownType& shown = shown_type(type);
  const std::string whole = with_end(shown, name.empty() ? "file" : name);
  return std::string(shown.is_inline ? "inline" : "attachment") + "; filename=\"" +
         in_ascii(whole) + "\"; filename*=UTF-8''" + web::url_encoded(whole);
}

core::Result<web::Response> file_answer(const Services& services, const store::CaseRecord& record,
                                        const cases::CaseFile& file, const core::SealKeys* keys) {
  const auto part = record.parts.find(file.part);
  if (part == record.parts.end())
    return core::Failure{core::FailureCode::not_found, "the case has no such part"};
  core::Result<store::FileInfo> info = store::file_info_of(part->second, keys);
  if (!info) return info.failure();
  store::FileContents contents(services.store, {record.row.site, record.row.id, file.part}, *info);
  core::Result<std::string> bytes = contents.rest();
  if (!bytes) return bytes.failure();
  web::Response response;
  response.body = std::move(*bytes);
  response.set_header("Content-Type", shown_type(info->type).content_type);
  response.set_header("Content-Disposition", content_disposition(info->type, info->name));
  response.set_header("Content-Security-Policy", web::kInert);
  return response;
}

}  // namespace handler::view
