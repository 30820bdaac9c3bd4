// The types of files that people may send, and why a file is not taken.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace handler::files {

enum class FileType { jpeg, png, webp, pdf };

enum class Unfit {
  empty,
  type,         // no JPEG, PNG, WebP or PDF, or it is another type at the same time
  too_large,    // more bytes than allowed
  pixels,       // a picture with more than kMostPixels, or kMostSide a side
  damaged,      // cut off, or broken in another way
  infected,     // the scanner named a virus
  not_checked,  // the cleaning program died or took too long, or the scanner did not answer
};

// The most that can ever be allowed; a policy may lower the bytes.
inline constexpr std::size_t kMostBytes = std::size_t{5} << 20U;
inline constexpr int kMostPixels = 50'000'000;
inline constexpr int kMostSide = 20'000;

// The names of files and reasons, in the order of the enumerations.
inline constexpr std::array<std::string_view, 4> kTypeNames = {"jpeg", "png", "webp", "pdf"};
inline constexpr std::array<std::string_view, 7> kUnfitNames = {
    "empty", "type", "too_large", "pixels", "damaged", "infected", "not_checked"};

constexpr std::string_view name_of(FileType type) {
  return kTypeNames[static_cast<std::size_t>(type)];
}

constexpr std::string_view name_of(Unfit reason) {
  return kUnfitNames[static_cast<std::size_t>(reason)];
}

// The type that begins with these bytes. They decide nothing by themselves: other types may follow.
constexpr std::optional<FileType> type_by_first_bytes(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return FileType::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return FileType::png;
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return FileType::webp;
  if (bytes.starts_with("%PDF-")) return FileType::pdf;
  return std::nullopt;
}

}  // namespace handler::files
