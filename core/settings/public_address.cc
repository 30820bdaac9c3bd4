// Takes a base URL apart, strictly: what it lets pass is put in front of addresses unchanged.
#include "core/settings/public_address.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace core {
namespace {

constexpr std::string_view kPathCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
constexpr std::string_view kHostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
constexpr std::string_view kIpv6Characters = "0123456789abcdef:.";
constexpr int kHighestPort = 65535;

struct Scheme {
  std::string_view start;
  std::string_view own_port;
};
constexpr std::array<Scheme, 2> kSchemes = {{{"https://", "443"}, {"http://", "80"}}};

Failure no_base_url(std::string_view text, std::string_view why) {
  return {FailureCode::invalid,
          "'" + std::string(text) + "' is no base URL: " + std::string(why) +
              "; write https://window.example.gov.cn/ or https://www.example.gov.cn/window/, or "
              "only a path like /window/"};
}

// Why the path cannot be used; "" if it can.
std::string_view trouble_in_path(std::string_view path) {
  if (path.find_first_of("?#") != std::string_view::npos)
    return "a query or a fragment cannot stand in front of other addresses";
  if (path.find_first_not_of(kPathCharacters) != std::string_view::npos)
    return "its path may hold only letters, digits and - . _ ~";
  if (path.find("//") != std::string_view::npos) return "its path has two '/' side by side";
  for (const std::string& segment : split(path, '/')) {
    if (segment.starts_with('.')) return "a part of its path begins with a dot";
  }
  return {};
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.size() > 4 && host.ends_with(']') &&
           host.substr(1, host.size() - 2).find_first_not_of(kIpv6Characters) ==
               std::string_view::npos;
  }
  return !host.empty() && !host.starts_with('.') && !host.starts_with('-') &&
         host.find("..") == std::string_view::npos &&
         host.find_first_not_of(kHostCharacters) == std::string_view::npos;
}

// "window.example:443" without the scheme's own port; nothing if it is no host and port.
std::optional<std::string> read_place(const std::string& place, const Scheme& scheme) {
  const std::size_t bracket = place.rfind(']');
  const std::size_t colon = place.rfind(':');
  const bool has_port =
      colon != std::string::npos && (bracket == std::string::npos || colon > bracket);
  std::string host = has_port ? place.substr(0, colon) : place;
  if (!is_host(host)) return std::nullopt;
  if (!has_port) return host;
  const std::string port = place.substr(colon + 1);
  const std::optional<int> number = number_from_digits(port);
  if (!number || *number < 1 || *number > kHighestPort || port.starts_with('0'))
    return std::nullopt;
  return port == scheme.own_port ? host : place;
}

const Scheme* scheme_of(std::string_view lower) {
  const auto* found = std::ranges::find_if(
      kSchemes, [&](const Scheme& one) { return lower.starts_with(one.start); });
  return found == kSchemes.end() ? nullptr : &*found;
}

}  // namespace

Result<PublicAddress> read_public_address(std::string_view text) {
  if (text.empty()) return no_base_url(text, "it is empty");
  PublicAddress address;
  std::string_view path = text;
  if (!text.starts_with('/')) {
    const std::string lower = ascii_lower(text);
    const Scheme* scheme = scheme_of(lower);
    if (scheme == nullptr) return no_base_url(text, "it begins neither with https:// nor with '/'");
    const std::size_t start = scheme->start.size();
    const std::size_t end = std::min(lower.find_first_of("/?#", start), lower.size());
    const auto place = read_place(lower.substr(start, end - start), *scheme);
    if (!place) return no_base_url(text, "its host is none (only ASCII, and no user name)");
    address.origin = std::string(scheme->start) + *place;
    path = text.substr(end);
  }
  if (const std::string_view trouble = trouble_in_path(path); !trouble.empty())
    return no_base_url(text, trouble);
  address.path = std::string(path);
  if (!address.path.ends_with('/')) address.path += '/';
  return address;
}

std::string path_of_address(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return std::string(address);
  const std::size_t slash = address.find('/', scheme + 3);
  return slash == std::string_view::npos ? "" : std::string(address.substr(slash));
}

}  // namespace core
