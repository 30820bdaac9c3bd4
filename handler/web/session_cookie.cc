// Builds and reads the cookies.
#include "handler/web/session_cookie.h"

#include <algorithm>
#include <cctype>

#include "core/base/check.h"
#include "core/base/text.h"

namespace handler::web {
namespace {

bool is_token_text(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  });
}

std::optional<std::string> device_cookie_name(const Request& request) {
  auto name = session_cookie_name(request);
  if (name) *name += "-device";
  return name;
}

// `cookie` is the name, or nullopt where no cookie may be set.
std::optional<std::string> cookie_with(const Request& request, std::optional<std::string> cookie,
                                       const std::string& value, const std::string& lifetime) {
  if (!cookie) return std::nullopt;
  *cookie += "=" + value + "; Path=/; HttpOnly; SameSite=Strict";
  if (request.secure) *cookie += "; Secure";
  *cookie += lifetime;
  return cookie;
}

}  // namespace

std::optional<std::string> session_cookie_name(const Request& request) {
  if (request.secure) return "__Host-bancheng";
  if (request.loopback) return "bancheng";
  return std::nullopt;
}

std::optional<std::string> session_cookie(const Request& request, std::string_view session_id) {
  BANCHENG_CHECK(is_token_text(session_id));
  return cookie_with(request, session_cookie_name(request), std::string(session_id), "");
}

std::optional<std::string> ended_session_cookie(const Request& request) {
  return cookie_with(request, session_cookie_name(request), "", "; Max-Age=0");
}

std::string_view sent_session_id(const Request& request) {
  const auto name = session_cookie_name(request);
  return name ? request.cookie(*name) : std::string_view{};
}

std::optional<std::string> device_cookie(const Request& request, std::string_view mark) {
  BANCHENG_CHECK(std::ranges::all_of(core::split(mark, '.'), is_token_text));
  return cookie_with(request, device_cookie_name(request), std::string(mark),
                     "; Max-Age=" + std::to_string(kDeviceDays * 24 * 60 * 60));
}

std::string_view sent_device_mark(const Request& request) {
  const auto name = device_cookie_name(request);
  return name ? request.cookie(*name) : std::string_view{};
}

}  // namespace handler::web
