// The headers that every answer carries, static or dynamic, good or refused.
#pragma once

#include <string>

#include "handler/web/response.h"

namespace handler::web {

enum class Caching {
  never,     // dynamic: "no-store"
  declared,  // the answer has set its own Cache-Control
};

// Content-Security-Policy without inline script or style. `form_origin`
// ("https://forms.example.gov.cn") is a further origin that forms may be sent to, for a site whose
// handler lives elsewhere; "" for none. An origin with blanks, commas, semicolons or quotes is a
// bug.
// `fetches`: scripts may read files of this origin.
std::string content_security_policy(const std::string& form_origin = {}, bool fetches = false);

// Sets or replaces them all. Thread-safe, keeps other headers.
void add_security_headers(Response& response, Caching caching = Caching::never,
                          const std::string& form_origin = {}, bool fetches = false);

}  // namespace handler::web
