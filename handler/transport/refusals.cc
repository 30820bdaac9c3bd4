// Wraps the application's pages.
#include "handler/transport/refusals.h"

#include <array>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "handler/web/security_headers.h"

namespace handler::transport {
namespace {

constexpr std::array kStatuses{400, 405, 408, 411, 413, 415, 417, 431, 500, 503, 505};

}  // namespace

web::Response refusal(web::Application& application, int status) {
  std::string page = application.refusal_page(status);
  web::Response response = page.empty()
                               ? web::plain(status, std::string(web::reason_phrase(status)) + "\n")
                               : web::html(status, std::move(page));
  if (status == 405) response.set_header("Allow", "GET, HEAD, POST");
  if (status == 503) response.set_header("Retry-After", "5");
  web::add_security_headers(response, web::Caching::never);
  return response;
}

Refusals::Refusals(web::Application& application) {
  for (const int status : kStatuses) made_.emplace(status, refusal(application, status));
}

const web::Response& Refusals::of(int status) const {
  const auto found = made_.find(status);
  BANCHENG_CHECK(found != made_.end());
  return found->second;
}

}  // namespace handler::transport
