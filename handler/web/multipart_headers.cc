// Strict where two readers could understand a header differently, and lenient where browsers
// differ.
#include "handler/web/multipart_headers.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"

namespace handler::web {
namespace {

constexpr std::size_t kLongestBoundary = 70;
constexpr std::size_t kLongestName = 120;

bool is_alphanumeric(char c) {
  const char lower = core::ascii_lower(c);
  return core::is_digit(c) || (lower >= 'a' && lower <= 'z');
}

bool is_made_of(std::string_view text, std::string_view marks) {
  return !text.empty() && std::ranges::all_of(text, [marks](char c) {
    return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
  });
}

bool is_token(std::string_view text) {
  return is_made_of(text, "!#$%&'*+-.^_`|~");
}

// `form-data; name="photo"`: the kind in lower case, then the parameters.
struct HeaderValue {
  std::string kind;
  std::vector<std::pair<std::string, std::string>> parameters;

  const std::string* find(std::string_view name) const {
    const auto found = std::ranges::find(
        parameters, name, [](const auto& one) -> const auto& { return one.first; });
    return found == parameters.end() ? nullptr : &found->second;
  }
};

// Takes a value in quotes off the front. Browsers leave a backslash alone, but curl and older ones
// write a quote as \". So a quote behind a backslash ends the value only if no other quote follows.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool is_escape = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"' &&
                           text.find('"', i + 2) != std::string_view::npos;
    if (is_escape) ++i;
    if (text[i] == '"' && !is_escape) {
      text.remove_prefix(i + 1);
      return value;
    }
    value += text[i];
  }
  return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text) {
  if (text.starts_with('"')) return take_quoted(text);
  const std::string_view value = text.substr(0, text.find_first_of("; \t"));
  text.remove_prefix(value.size());
  return std::string(value);
}

// Takes `name=value` and the blanks behind it off the front; false if it is malformed or the name
// is there already.
bool take_parameter(std::string_view& text, HeaderValue& header) {
  const std::size_t equals = std::min(text.find('='), text.size());
  std::string name = core::ascii_lower(text.substr(0, equals));
  if (equals == text.size() || !is_token(name) || header.find(name) != nullptr) return false;
  text.remove_prefix(equals + 1);
  std::optional<std::string> value = take_value(text);
  text = core::without_blanks(text);
  if (!value || !(text.empty() || text.starts_with(';'))) return false;
  header.parameters.emplace_back(std::move(name), std::move(*value));
  return true;
}

std::optional<HeaderValue> read_value(std::string_view text) {
  HeaderValue header;
  const std::string_view kind = text.substr(0, text.find(';'));
  header.kind = core::ascii_lower(core::without_blanks(kind));
  text.remove_prefix(kind.size());
  while (!text.empty()) {
    text = core::without_blanks(text.substr(1));  // the ';'
    if (!text.empty() && !take_parameter(text, header)) return std::nullopt;
  }
  return header;
}

// The escapes by which browsers keep a name within its quotes and its line (HTML standard,
// "multipart/form-data encoding algorithm"); any other '%' is a '%'.
std::string without_escapes(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 3> kEscapes{
      {{"%22", '"'}, {"%0d", '\r'}, {"%0a", '\n'}}};
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* escape = std::ranges::find_if(kEscapes, [&](const auto& one) {
      return core::equal_in_any_case(text.substr(i, one.first.size()), one.first);
    });
    const bool is_escape = escape != kEscapes.end();
    plain += is_escape ? escape->second : text[i];
    if (is_escape) i += escape->first.size() - 1;
  }
  return plain;
}

std::optional<PartHead> read_disposition(std::string_view value) {
  const std::optional<HeaderValue> header = read_value(value);
  if (!header || header->kind != "form-data") return std::nullopt;
  const std::string* name = header->find("name");
  if (name == nullptr) return std::nullopt;
  PartHead part{without_escapes(*name), std::nullopt};
  if (const std::string* sent = header->find("filename"))
    part.filename = file_name(without_escapes(*sent));
  return part;
}

// True if the bytes of a part with this Content-Transfer-Encoding are those of the file.
bool is_unencoded(std::string_view encoding) {
  constexpr std::array<std::string_view, 3> kAsTheyAre{"7bit", "8bit", "binary"};
  return core::contains(kAsTheyAre, core::ascii_lower(encoding));
}

// Control characters, direction marks, and characters of no width, which could make a name look
// like another.
bool is_hidden(char32_t point) {
  constexpr std::array<std::pair<char32_t, char32_t>, 8> kHidden{{{0x0, 0x1F},
                                                                  {0x7F, 0x9F},
                                                                  {0xAD, 0xAD},
                                                                  {0x61C, 0x61C},
                                                                  {0x200B, 0x200F},
                                                                  {0x2028, 0x202E},
                                                                  {0x2060, 0x206F},
                                                                  {0xFEFF, 0xFEFF}}};
  return std::ranges::any_of(
      kHidden, [point](const auto& run) { return point >= run.first && point <= run.second; });
}

}  // namespace

bool is_multipart(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return core::equal_in_any_case(core::without_blanks(type), "multipart/form-data");
}

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  if (!is_multipart(content_type)) return std::nullopt;
  const std::optional<HeaderValue> header = read_value(content_type);
  const std::string* boundary = header ? header->find("boundary") : nullptr;
  if (boundary == nullptr || boundary->size() > kLongestBoundary) return std::nullopt;
  if (!is_made_of(*boundary, "'()+_,-./:=? ") || boundary->ends_with(' ')) return std::nullopt;
  return *boundary;
}

std::optional<PartHead> read_part_head(std::string_view head) {
  if (!core::is_valid_utf8(head)) return std::nullopt;
  std::optional<PartHead> part;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    const std::size_t colon = std::min(line.find(':'), line.size());
    // A folded line begins with a blank, which is no name.
    if (colon == line.size() || !is_token(line.substr(0, colon))) return std::nullopt;
    const std::string name = core::ascii_lower(line.substr(0, colon));
    const std::string_view value = core::without_blanks(line.substr(colon + 1));
    if (name == "content-transfer-encoding" && !is_unencoded(value)) return std::nullopt;
    if (name != "content-disposition") continue;
    if (part) return std::nullopt;
    part = read_disposition(value);
    if (!part) return std::nullopt;
  }
  return part;
}

std::string file_name(std::string_view sent) {
  // Path separators are ASCII, so no byte of another character looks like one.
  std::string_view rest = sent.substr(sent.find_last_of("/\\") + 1);
  std::string name;
  while (!rest.empty()) {
    const core::CodePoint point = core::decode_character(rest);
    const std::string_view character = rest.substr(0, std::max<std::size_t>(point.size, 1));
    rest.remove_prefix(character.size());
    if (point.size != 0 && !is_hidden(point.value)) name += character;
  }
  name = core::trimmed(name);
  std::size_t end = std::min(name.size(), kLongestName);
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return name.substr(0, end);
}

}  // namespace handler::web
