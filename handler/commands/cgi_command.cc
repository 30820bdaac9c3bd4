// Answers one request with only the parts opened that it needs.
#include "handler/commands/cgi_command.h"

#include <unistd.h>

#include <exception>
#include <string_view>

#include "handler/transport/cgi.h"
#include "handler/view/failure_pages.h"

namespace handler {
namespace {

constexpr unsigned kSeconds = 60;

// A bug while opening is a refusal here: the visitor gets a page whatever happens.
core::Result<std::unique_ptr<Runtime>> open_runtime(const RuntimeOptions& options) {
  try {
    return Runtime::open(options);
  } catch (const std::exception& error) {
    return core::Failure{core::FailureCode::corrupt, error.what()};
  }
}

}  // namespace

void write_unavailable(const RuntimeOptions& options) {
  const std::string answer =
      "Status: 503 Service Unavailable\r\nContent-Type: text/html; "
      "charset=utf-8\r\nCache-Control: no-store\r\nRetry-After: 60\r\n\r\n" +
      view::FailurePages(options.published, options.templates).page(503);
  std::string_view rest = answer;
  while (!rest.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (written <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

core::Status answer_cgi(RuntimeOptions options) {
  transport::harden_cgi_process(kSeconds);
  options.one_request = true;
  core::Result<std::unique_ptr<Runtime>> opened = open_runtime(options);
  if (!opened) {
    // The reason goes to the web server's error log; the visitor gets a 503 page.
    write_unavailable(options);
    return opened.failure();
  }
  // Never destroyed: destroying a site takes a tenth of the time. Only the store must be closed.
  static Runtime* const runtime = opened->release();
  const int code = transport::run_cgi(runtime->app(), transport::environment_of(environ),
                                      STDIN_FILENO, STDOUT_FILENO, web::TransportLimits{});
  runtime->close_store();
  if (code != 0)
    return core::Failure{core::FailureCode::unavailable, "the web server did not take the answer"};
  return core::success();
}

}  // namespace handler
