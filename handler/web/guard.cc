// The rules of the guard, as pure functions.
#include "handler/web/guard.h"

#include <string>

#include "core/base/ascii.h"

namespace handler::web {
namespace {

std::string own_origin(const Request& request, std::string_view declared) {
  if (!declared.empty()) return std::string(declared);
  return core::ascii_lower(std::string(request.secure ? "https://" : "http://") +
                           std::string(request.header("host")));
}

bool is_ours_or_absent(std::string_view referer, const std::string& origin) {
  if (referer.empty()) return true;
  const std::string lower = core::ascii_lower(referer);
  return lower == origin || lower.compare(0, origin.size() + 1, origin + "/") == 0;
}

// An address without its path, which may say more than a log should keep.
std::string_view origin_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  return scheme == std::string_view::npos ? address
                                          : address.substr(0, address.find('/', scheme + 3));
}

// What the browser said of where the form was, for the log.
std::string sent_origin(const Request& request) {
  constexpr std::size_t kMostShown = 200;
  const std::string_view origin = request.header("origin");
  const std::string_view named = origin.empty() ? origin_of(request.header("referer")) : origin;
  const std::string_view site = request.header("sec-fetch-site");
  std::string sent(named.empty() ? "nothing" : named.substr(0, kMostShown));
  if (!site.empty()) sent += " (" + std::string(site.substr(0, kMostShown)) + ")";
  return sent;
}

// The transport makes an upload of multipart/form-data, and only where the application takes one.
bool is_form(const Request& request, const Route& route) {
  if (request.upload) return route.takes_upload();
  const std::string_view content_type = request.header("content-type");
  std::string type = core::ascii_lower(content_type.substr(0, content_type.find(';')));
  type.erase(type.find_last_not_of(" \t") + 1);
  return type == "application/x-www-form-urlencoded";
}

bool is_staff_only(Access access) {
  return access == Access::staff || access == Access::staff_entrance;
}

}  // namespace

bool is_same_origin(const Request& request, std::string_view declared) {
  const std::string_view site = request.header("sec-fetch-site");
  const std::string_view origin = request.header("origin");
  const std::string_view referer = request.header("referer");
  if (declared.empty() && request.header("host").empty()) return false;
  if (site.empty() && origin.empty() && referer.empty()) return false;
  const std::string ours = own_origin(request, declared);
  if (!site.empty() && site != "same-origin") return false;
  if (!is_ours_or_absent(referer, ours)) return false;
  if (origin == "null") return site == "same-origin";
  return origin.empty() || core::ascii_lower(origin) == ours;
}

Refusal refused_by_guard(const Request& request, const Route& route, std::string_view declared) {
  if (request.method == "GET" || request.method == "HEAD") return {};
  if (request.method != "POST") return {405};
  if (!is_form(request, route)) return {415};
  if (!is_staff_only(route.access) || is_same_origin(request, declared)) return {};
  return {403, sent_origin(request), own_origin(request, declared)};
}

}  // namespace handler::web
