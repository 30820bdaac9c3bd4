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

Refusals::Refusals(web::Application& application, std::chrono::milliseconds kept)
    : application_(application),
      kept_(kept),
      made_at_(std::chrono::steady_clock::now()),
      made_(std::make_shared<const Made>(made_by(application))) {}

Refusals::Made Refusals::made_by(web::Application& application) {
  Made made;
  for (const int status : kStatuses) made.emplace(status, refusal(application, status));
  return made;
}

void Refusals::follow(Instant now) noexcept {
  Instant made_at = made_at_;
  if (now - made_at < kept_) return;
  if (!made_at_.compare_exchange_strong(made_at, now)) return;  // another worker makes them
  try {
    auto made = std::make_shared<const Made>(made_by(application_));
    const std::lock_guard lock(mutex_);
    made_ = std::move(made);
  } catch (...) {
    return;
  }
}

web::Response Refusals::of(int status) const {
  const std::shared_ptr<const Made> made = [this] {
    const std::lock_guard lock(mutex_);
    return made_;
  }();
  const auto found = made->find(status);
  BANCHENG_CHECK(found != made->end());
  return found->second;
}

}  // namespace handler::transport
