// Decodes request targets and forms, so that a request means the same on both transports. Paths and
// forms are read strictly; a query may hold what portals and search engines add.
#include "handler/web/request.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/web/upload.h"

namespace handler::web {
namespace {

constexpr std::size_t kMostFields = 200;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

enum class Plus { is_plus, is_space };

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

// C0, DEL, and C1 (U+0080..U+009F, in UTF-8 C2 80..C2 9F).
bool has_control_characters(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    if (byte == 0xc2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xa0) {
      return true;
    }
  }
  return false;
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

// Blanks and control characters end a target; with them a request could be read in two ways.
bool has_blanks(std::string_view target) {
  return std::ranges::any_of(target, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
  });
}

using Pair = std::pair<std::string, std::string>;

std::optional<Pair> decoded_pair(std::string_view pair) {
  const std::size_t equals = std::min(pair.find('='), pair.size());
  auto name = percent_decoded(pair.substr(0, equals), Plus::is_space);
  auto value = percent_decoded(pair.substr(std::min(pair.size(), equals + 1)), Plus::is_space);
  if (!name || !value) return std::nullopt;
  if (!core::is_valid_utf8(*name) || !core::is_valid_utf8(*value)) return std::nullopt;
  return Pair{std::move(*name), std::move(*value)};
}

// Takes the next pair that is not empty off the front; "": there is none.
std::string_view take_pair(std::string_view& text) {
  std::string_view pair;
  while (pair.empty() && !text.empty()) {
    pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
  }
  return pair;
}

struct PrefixBytes {
  std::size_t v4;
  std::size_t v6;
};

// The dotted or binary beginning of an address; a text that is no address as it is.
std::string first_bytes(const std::string& address, PrefixBytes prefix) {
  constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<unsigned char, 16> bytes{};
  std::string group;
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) {
    if (inet_pton(AF_INET, address.c_str(), bytes.data() + kMapped.size()) != 1) return address;
  } else if (!std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) {
    return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(prefix.v6));
  }
  for (std::size_t i = 0; i < prefix.v4; ++i) {
    group += (i == 0 ? "" : ".") + std::to_string(bytes[kMapped.size() + i]);
  }
  return group;
}

}  // namespace

void Fields::add(std::string name, std::string value) {
  items_.emplace_back(std::move(name), std::move(value));
}

std::string_view Fields::get(std::string_view name) const {
  for (const auto& [key, value] : items_) {
    if (key == name) return value;
  }
  return {};
}

bool Fields::has(std::string_view name) const {
  return std::ranges::any_of(items_, [name](const auto& item) { return item.first == name; });
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : items_) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

std::string_view Request::header(std::string_view lower_case_name) const {
  const auto found = headers.find(std::string(lower_case_name));
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::string_view whole = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), whole.size() + 1));
    const std::string_view pair = core::without_blanks(whole);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
  }
  return {};
}

bool is_clean_path(std::string_view decoded_path) {
  if (decoded_path.empty() || decoded_path.front() != '/') return false;
  if (!core::is_valid_utf8(decoded_path) || has_control_characters(decoded_path)) return false;
  if (decoded_path.find('\\') != std::string_view::npos) return false;
  std::string_view rest = decoded_path.substr(1);
  while (true) {
    const std::string_view segment = rest.substr(0, rest.find('/'));
    if (segment == "." || segment == "..") return false;
    if (segment.size() == rest.size()) return true;
    rest.remove_prefix(segment.size() + 1);
  }
}

Fields parse_query(std::string_view query) {
  Fields fields;
  while (fields.items().size() < kMostFields) {
    const std::string_view text = take_pair(query);
    if (text.empty()) break;
    std::optional<Pair> pair = is_visible_ascii(text) ? decoded_pair(text) : std::nullopt;
    if (!pair || has_control_characters(pair->first) || has_control_characters(pair->second))
      continue;
    fields.add(std::move(pair->first), std::move(pair->second));
  }
  return fields;
}

std::optional<Target> parse_target(std::string_view target) {
  const std::string_view raw_path = target.substr(0, target.find('?'));
  if (!is_visible_ascii(raw_path) || raw_path.find('#') != std::string_view::npos ||
      has_blanks(target))
    return std::nullopt;
  const std::size_t slashes = static_cast<std::size_t>(std::ranges::count(raw_path, '/'));
  auto path = percent_decoded(raw_path, Plus::is_plus);
  if (!path || !is_clean_path(*path)) return std::nullopt;
  // An encoded slash would turn one segment into two.
  if (static_cast<std::size_t>(std::count(path->begin(), path->end(), '/')) != slashes) {
    return std::nullopt;
  }
  return Target{std::move(*path),
                parse_query(target.substr(std::min(target.size(), raw_path.size() + 1)))};
}

std::optional<Fields> parse_form(std::string_view body) {
  Fields fields;
  while (true) {
    const std::string_view text = take_pair(body);
    if (text.empty()) return fields;
    if (fields.items().size() == kMostFields) return std::nullopt;
    std::optional<Pair> pair = decoded_pair(text);
    if (!pair) return std::nullopt;
    fields.add(std::move(pair->first), std::move(pair->second));
  }
}

std::optional<Fields> form_fields(const Request& request) {
  return request.upload ? request.upload->fields() : parse_form(request.body);
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string address_group(const std::string& address) {
  return first_bytes(address, {.v4 = 4, .v6 = 8});
}

std::string wide_group(const std::string& address) {
  return first_bytes(address, {.v4 = 3, .v6 = 6});
}

}  // namespace handler::web
