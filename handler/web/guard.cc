// The rules of the guard, as pure functions.
#include "handler/web/guard.h"

#include <string>

#include "core/base/ascii.h"

namespace handler::web {
namespace {

std::string own_origin(const Request& request) {
  return core::ascii_lower(std::string(request.secure ? "https://" : "http://") +
                           std::string(request.header("host")));
}

bool is_ours_or_absent(std::string_view referer, const std::string& origin) {
  if (referer.empty()) return true;
  const std::string lower = core::ascii_lower(referer);
  return lower == origin || lower.compare(0, origin.size() + 1, origin + "/") == 0;
}

bool is_form(std::string_view content_type) {
  std::string type = core::ascii_lower(content_type.substr(0, content_type.find(';')));
  type.erase(type.find_last_not_of(" \t") + 1);
  return type == "application/x-www-form-urlencoded";
}

bool is_staff_only(Access access) {
  return access == Access::staff || access == Access::staff_entrance;
}

}  // namespace

bool is_same_origin(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  const std::string_view origin = request.header("origin");
  const std::string_view referer = request.header("referer");
  if (request.header("host").empty()) return false;
  if (site.empty() && origin.empty() && referer.empty()) return false;
  const std::string ours = own_origin(request);
  if (!site.empty() && site != "same-origin") return false;
  if (!is_ours_or_absent(referer, ours)) return false;
  if (origin == "null") return site == "same-origin";
  return origin.empty() || core::ascii_lower(origin) == ours;
}

int refused_by_guard(const Request& request, const Route& route) {
  if (request.method == "GET" || request.method == "HEAD") return 0;
  if (request.method != "POST") return 405;
  if (!is_form(request.header("content-type"))) return 415;
  return is_staff_only(route.access) && !is_same_origin(request) ? 403 : 0;
}

}  // namespace handler::web
