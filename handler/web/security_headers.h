// The security headers of every answer: static or dynamic, success or refusal.
#pragma once

#include <string>

#include "handler/web/response.h"

namespace handler::web {

enum class Caching {
  never,     // dynamic pages: "no-store"
  declared,  // the answer has set its own Cache-Control
};

// Content-Security-Policy without inline script or style. `form_origin`
// ("https://forms.example.gov.cn") is a further allowed form target, for a site whose handler is on
// another origin; "" for none. An origin with blanks, commas, semicolons or quotes fails a check.
// `fetches` allows scripts to read files of this origin.
std::string content_security_policy(const std::string& form_origin = {}, bool fetches = false);

// As its Content-Security-Policy, makes a response keep this beside the policy of all: no script
// runs in the page, and its forms cannot be sent. For pages that are shown, not used.
inline constexpr const char* kSandbox = "sandbox allow-same-origin";

// As its Content-Security-Policy, makes a response keep this in place of the policy of all:
// whatever is in it, nothing runs and nothing is loaded. For files that people sent.
inline constexpr const char* kInert = "sandbox; default-src 'none'; frame-ancestors 'none'";

// Sets or replaces all of them and keeps other headers. Thread-safe.
void add_security_headers(Response& response, Caching caching = Caching::never,
                          const std::string& form_origin = {}, bool fetches = false);

}  // namespace handler::web
