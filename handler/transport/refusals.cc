// Wraps the application's pages.
#include "handler/transport/refusals.h"

#include <array>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "handler/web/security_headers.h"

namespace handler::transport {
namespace {

using core::FilesRefused;

constexpr std::array kStatuses{400, 405, 408, 411, 413, 415, 417, 431, 500, 503, 505};
constexpr std::array kFilesRefused{FilesRefused::too_large, FilesRefused::busy,
                                   FilesRefused::no_room, FilesRefused::unknown};

int status_of(Cause cause) {
  if (const int* status = std::get_if<int>(&cause)) return *status;
  switch (std::get<FilesRefused>(cause)) {
    case FilesRefused::too_large:
      return 413;
    case FilesRefused::unknown:
      return 403;
    case FilesRefused::busy:
    case FilesRefused::no_room:
      return 503;
  }
  return 503;
}

std::string page_for(web::Application& application, Cause cause) {
  if (const int* status = std::get_if<int>(&cause)) return application.refusal_page(*status);
  return application.files_refused_page(std::get<FilesRefused>(cause));
}

// Seconds. Sending files takes longer than any other request.
const char* retry_after(Cause cause) {
  return std::holds_alternative<FilesRefused>(cause) ? "60" : "5";
}

}  // namespace

web::Response refusal(web::Application& application, Cause cause) {
  const int status = status_of(cause);
  std::string page = page_for(application, cause);
  web::Response response = page.empty()
                               ? web::plain(status, std::string(web::reason_phrase(status)) + "\n")
                               : web::html(status, std::move(page));
  if (status == 405) response.set_header("Allow", "GET, HEAD, POST");
  if (status == 503) response.set_header("Retry-After", retry_after(cause));
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
  for (const FilesRefused why : kFilesRefused) made.emplace(why, refusal(application, why));
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

web::Response Refusals::of(Cause cause) const {
  const std::shared_ptr<const Made> made = [this] {
    const std::lock_guard lock(mutex_);
    return made_;
  }();
  const auto found = made->find(cause);
  BANCHENG_CHECK(found != made->end());
  return found->second;
}

web::Response Refusals::answer_to(const web::Request& request) const {
  try {
    return application_.handle(request);
  } catch (...) {
    return of(500);
  }
}

}  // namespace handler::transport
