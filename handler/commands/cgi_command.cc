// Answers one request with only the parts opened that it needs.
#include "handler/commands/cgi_command.h"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <optional>
#include <utility>

#include "core/base/exit_codes.h"
#include "handler/commands/operator_settings.h"
#include "handler/transport/cgi.h"
#include "handler/view/failure_pages.h"
#include "handler/web/security_headers.h"

namespace handler {
namespace {

constexpr unsigned kSeconds = 60;

// A bug while opening is a refusal here: the visitor gets a page in any case.
core::Result<std::unique_ptr<Runtime>> open_runtime(const RuntimeOptions& options) {
  try {
    return Runtime::open(options);
  } catch (const std::exception& error) {
    return core::Failure{core::FailureCode::corrupt, error.what()};
  }
}

// Every address of the desk has this in it.
bool is_for_desk(const transport::Environment& environment) {
  const auto holds_desk = [&environment](const char* name) {
    const auto found = environment.find(name);
    return found != environment.end() && found->second.find("/desk") != std::string::npos;
  };
  return holds_desk("SCRIPT_NAME") || holds_desk("PATH_INFO");
}

}  // namespace

void write_unavailable(const RuntimeOptions& options) {
  web::Response response =
      web::html(503, view::FailurePages(options.published, options.templates).page(503));
  response.set_header("Retry-After", "60");
  web::add_security_headers(response);
  transport::refuse_cgi(response, transport::environment_of(environ), STDIN_FILENO, STDOUT_FILENO,
                        web::TransportLimits{});
}

core::Status answer_cgi(RuntimeOptions options, const core::Diagnostics& mistakes) {
  transport::harden_cgi_process(kSeconds);
  if (mistakes.has_errors()) {
    write_unavailable(options);
    return core::Failure{core::FailureCode::misconfigured, mistakes.text()};
  }
  const transport::Environment environment = transport::environment_of(environ);
  options.one_request = true;
  options.no_desk = !is_for_desk(environment);
  options.answers = true;
  core::Result<std::unique_ptr<Runtime>> opened = open_runtime(options);
  if (!opened) {
    // The reason goes to the web server's error log; the visitor gets a 503 page.
    write_unavailable(options);
    return opened.failure();
  }
  // Never destroyed: destroying a site takes a tenth of the time. Only the store must be closed.
  static Runtime* const kRuntime = opened->release();
  const int code = transport::run_cgi(kRuntime->app(), environment, STDIN_FILENO, STDOUT_FILENO,
                                      web::TransportLimits{}, {.folder = options.data});
  kRuntime->close_store();
  if (code != 0)
    return core::Failure{core::FailureCode::unavailable, "the web server did not take the answer"};
  return core::success();
}

int run_cgi_program() {
  try {
    const OperatorSettings settings = operator_settings(std::nullopt);
    const core::Status done = answer_cgi(settings.runtime, settings.mistakes);
    if (done) return core::exit_code::kDone;
    std::cerr << "handler.cgi: " << done.failure().message << "\n";
    return core::exit_code::of(done.failure());
  } catch (const std::exception& error) {
    std::cerr << "handler.cgi: " << error.what() << "\n";
    return core::exit_code::kBug;
  }
}

}  // namespace handler
