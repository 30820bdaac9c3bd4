// A table of endings and the bytes that their files begin with.
#include "core/publications/attachment.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"

namespace core {
namespace {

constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kOldOffice = "\xD0\xCF\x11\xE0";

struct Ending {
  std::string_view name;
  std::array<std::string_view, 3> begins;  // any of these that is not empty
};

// The newer formats of WPS are zip files under the old endings.
constexpr std::array<Ending, 14> kEndings = {{
    {"pdf", {"%PDF-"}},
    {"ofd", {kZip}},
    {"doc", {kOldOffice, kZip, "{\\rtf"}},
    {"docx", {kZip}},
    {"wps", {kOldOffice, kZip}},
    {"xls", {kOldOffice, kZip}},
    {"xlsx", {kZip}},
    {"et", {kOldOffice, kZip}},
    {"zip", {kZip, "PK\x05\x06"}},
    {"jpg", {"\xFF\xD8\xFF"}},
    {"jpeg", {"\xFF\xD8\xFF"}},
    {"png", {"\x89PNG"}},
    {"webp", {"RIFF"}},
    {"gif", {"GIF87a", "GIF89a"}},
}};

// Behind the first angle bracket.
constexpr std::array<std::string_view, 6> kPage = {"!doctype", "html", "head",
                                                   "body",     "svg",  "script"};

std::string_view ending_of(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

bool is_page(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n\f"), bytes.size()));
  if (!bytes.starts_with('<')) return false;
  const std::string begin = ascii_lower(bytes.substr(1, 12));
  return std::ranges::any_of(kPage, [&](std::string_view tag) { return begin.starts_with(tag); });
}

}  // namespace

Sentence wrong_content(std::string_view name, std::string_view bytes) {
  if (is_page(bytes)) return say("'{name}' holds a web page", {{"name", name}});
  const std::string_view ending = ending_of(name);
  const auto known = std::ranges::find(kEndings, ending, &Ending::name);
  if (known == kEndings.end()) return {};  // plain text
  const bool begins = std::ranges::any_of(known->begins, [&](std::string_view begin) {
    return !begin.empty() && bytes.starts_with(begin);
  });
  const bool is_webp = ending != "webp" || bytes.substr(0, 12).ends_with("WEBP");
  if (begins && is_webp) return {};
  return say("'{name}' does not begin as a file that ends in .{ending} does",
             {{"name", name}, {"ending", ending}});
}

bool carries_script(std::string_view name, std::string_view bytes) {
  if (ending_of(name) != "pdf") return false;
  return bytes.find("/JavaScript") != std::string_view::npos ||
         bytes.find("/Launch") != std::string_view::npos;
}

}  // namespace core
