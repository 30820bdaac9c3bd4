// Compares a file with what cleaning makes of it.
#include "handler/publishing/files/file_check.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace handler::publishing {
namespace {

using files::FileType;

constexpr std::array<std::pair<std::string_view, FileType>, 5> kTypes = {{
    {".jpg", FileType::jpeg},
    {".jpeg", FileType::jpeg},
    {".png", FileType::png},
    {".webp", FileType::webp},
    {".pdf", FileType::pdf},
}};

bool ends_as(const std::string& name, FileType type) {
  return std::ranges::any_of(
      kTypes, [&](const auto& one) { return one.second == type && name.ends_with(one.first); });
}

}  // namespace

FileVerdict check_site_file(const std::string& name, const std::string& bytes,
                            const files::Inspection& how) {
  const std::variant<files::CleanFile, files::Unfit> looked_at = files::clean(bytes, how);
  if (const auto* why = std::get_if<files::Unfit>(&looked_at))
    return *why == files::Unfit::not_checked ? FileVerdict::not_checked : FileVerdict::unfit;
  const auto& clean = std::get<files::CleanFile>(looked_at);
  const bool is_same = clean.bytes == bytes && ends_as(name, clean.type);
  return is_same ? FileVerdict::fit : FileVerdict::unfit;
}

}  // namespace handler::publishing
