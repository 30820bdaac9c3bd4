// handler.cgi, the program that a web server starts for each request: `handler cgi` without a
// command line and without what only a server needs, so that it starts in a moment.
#include <cstdlib>
#include <exception>
#include <iostream>

#include "handler/commands/cgi_command.h"

namespace {

constexpr int kRefused = 2;
constexpr int kBug = 70;

// The value of a variable, or what the option of `handler cgi` is by default.
std::string setting(const char* name, std::string otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

handler::RuntimeOptions options_of_environment() {
  handler::RuntimeOptions options;
  options.published = setting("BANCHENG_PUBLISHED", options.published);
  options.templates = setting("BANCHENG_TEMPLATES", options.templates);
  options.data = setting("BANCHENG_DATA", options.data);
  options.prefix = setting("BANCHENG_PREFIX", options.prefix);
  options.role = setting("BANCHENG_ROLE", options.role);
  options.test_clock = setting("BANCHENG_TEST_CLOCK", options.test_clock);
  options.guard_test_clock = setting("BANCHENG_GUARD_TEST_CLOCK", "") == "1";
  return options;
}

}  // namespace

int main() {
  try {
    const core::Status done = handler::answer_cgi(options_of_environment());
    if (done) return 0;
    std::cerr << "handler.cgi: " << done.failure().message << "\n";
    return kRefused;
  } catch (const std::exception& error) {
    std::cerr << "handler.cgi: " << error.what() << "\n";
    return kBug;
  }
}
