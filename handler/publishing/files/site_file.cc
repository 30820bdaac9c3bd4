// Looks at names sign by sign; file names of a site have small letters, digits, '-', '_' and '.'.
#include "handler/publishing/files/site_file.h"

#include <algorithm>
#include <array>

#include "core/changes/file_entries.h"

namespace handler::publishing {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 60;
// In the order of files::FileType.
constexpr std::array<std::string_view, 4> kEndings = {".jpg", ".png", ".webp", ".pdf"};

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_letter_or_digit(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

char in_small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Without its ending; what is no small letter or digit becomes one '-' between the others.
std::string slug_of(std::string_view sent) {
  std::string slug;
  for (const char c : sent.substr(0, sent.rfind('.'))) {
    const char small = in_small(c);
    if (is_letter_or_digit(small)) slug += small;
    if (!is_letter_or_digit(small) && !slug.empty() && slug.back() != '-') slug += '-';
  }
  slug.resize(std::min(slug.size(), kLongest));
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

bool says_something(const std::string& slug) {
  return slug.size() >= kShortest && std::ranges::any_of(slug, is_letter);
}

std::string serial_name(files::FileType type, core::Day day) {
  std::string digits = core::to_iso(day);
  std::erase(digits, '-');
  return (type == files::FileType::pdf ? "paper-" : "photo-") + digits;
}

bool is_part_of_name(char c) {
  return is_letter_or_digit(c) || c == '-' || c == '_';
}

// As a whole name: "a.jpg" is not in "banana.jpg".
bool has_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || (!is_part_of_name(text[at - 1]) && text[at - 1] != '.');
    if (begins && (end == text.size() || !is_part_of_name(text[end]))) return true;
  }
  return false;
}

}  // namespace

bool is_site_file(const std::string& path) {
  if (!path.starts_with(core::kSiteFiles)) return false;
  const std::string name = name_of_site_file(path);
  return !name.empty() && !name.starts_with('.') && name.find('/') == std::string::npos &&
         name.find('\0') == std::string::npos;
}

std::string name_of_site_file(const std::string& path) {
  return path.substr(core::kSiteFiles.size());
}

std::string path_of_site_file(const std::string& name) {
  return std::string(core::kSiteFiles) + name;
}

std::string name_for_upload(std::string_view sent, files::FileType type, core::Day day,
                            const std::set<std::string>& taken) {
  const std::string slug = slug_of(sent);
  const bool is_own = says_something(slug);
  const std::string begin = is_own ? slug : serial_name(type, day);
  const std::string ending(kEndings.at(static_cast<std::size_t>(type)));
  if (is_own && !taken.contains(begin + ending)) return begin + ending;
  for (int number = is_own ? 2 : 1;; ++number) {
    std::string name = begin + "-" + std::to_string(number) + ending;
    if (!taken.contains(name)) return name;
  }
}

bool is_named(const core::FolderTexts& texts, const std::string& name) {
  return std::ranges::any_of(texts, [&](const auto& text) {
    return !is_site_file(text.first) && has_name(text.second, name);
  });
}

}  // namespace handler::publishing
