// The table of security headers.
#include "handler/web/security_headers.h"

#include <array>
#include <string_view>
#include <utility>

#include "core/base/check.h"

namespace handler::web {
namespace {

// Referrer-Policy is same-origin, not no-referrer. Both send nothing to other origins, but with
// no-referrer browsers send "Origin: null" with our own forms (Fetch standard, 3.2), which the
// guard must refuse.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kHeaders{{
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy",
     "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"},
}};

// Browsers show no answer that is in a sandbox without an origin and has this header too (HTML
// standard, "obtain a response's opener policy": a clean slate cannot be sandboxed).
constexpr std::string_view kOpenerPolicy = "Cross-Origin-Opener-Policy";

}  // namespace

std::string content_security_policy(const std::string& form_origin, bool fetches) {
  BANCHENG_CHECK(form_origin.find_first_of(" \t\r\n,;'\"") == std::string::npos);
  std::string policy =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
      "font-src 'self'; manifest-src 'self'; form-action 'self'";
  if (!form_origin.empty()) policy += " " + form_origin;
  if (fetches) policy += "; connect-src 'self'";
  return policy + "; base-uri 'none'; frame-ancestors 'none'";
}

void add_security_headers(Response& response, Caching caching, const std::string& form_origin,
                          bool fetches) {
  const std::string_view declared = response.header("Content-Security-Policy");
  std::string policy = content_security_policy(form_origin, fetches);
  if (declared == kSandbox) policy.append("; ").append(kSandbox);
  const bool inert = declared == kInert;
  if (inert) policy = kInert;
  response.set_header("Content-Security-Policy", policy);
  for (const auto& [name, value] : kHeaders) {
    if (inert && name == kOpenerPolicy) continue;
    response.set_header(std::string(name), std::string(value));
  }
  if (caching == Caching::never) response.set_header("Cache-Control", "no-store");
}

}  // namespace handler::web
