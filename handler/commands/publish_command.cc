// Opens the store and lets the publisher work.
#include "handler/commands/publish_command.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ostream>
#include <thread>

#include "core/base/exit_codes.h"
#include "core/settings/settings.h"
#include "handler/publishing/places.h"
#include "handler/publishing/publisher.h"
#include "handler/transport/service_manager.h"

namespace handler {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLook{500};
// After a failure of the world the same would fail again at once.
constexpr milliseconds kRest{10'000};

std::atomic<bool> g_stop = false;

void stop_publishing(int) {
  g_stop = true;
}

bool is_stopping() {
  return g_stop;
}

void rest(milliseconds longest) {
  for (milliseconds rested{0}; rested < longest && !g_stop; rested += kLook)
    std::this_thread::sleep_for(kLook);
}

publishing::Publisher open_publisher(const RuntimeOptions& runtime, const ClockAndStore& opened) {
  const health::Place place = place_of(runtime);
  const publishing::PublisherOptions made{.places = publishing::places_of(place),
                                          .files = place.files};
  return core::accepted(publishing::Publisher::open(*opened.store, *opened.clock, made));
}

void print(const publishing::PassReport& report, std::ostream& out, std::ostream& err) {
  for (const std::string& line : report.done) out << line << std::endl;
  for (const std::string& line : report.failed) err << "handler: " << line << std::endl;
}

// Passes until a signal; what fails again and again is said once.
void follow(publishing::Publisher& publisher, std::ostream& out, std::ostream& err) {
  std::vector<std::string> said;
  while (!g_stop) {
    core::Result<publishing::PassReport> pass = publisher.pass(is_stopping);
    publishing::PassReport report;
    if (pass) report = *std::move(pass);
    if (!pass) report.failed.push_back(pass.failure().message);
    const std::vector<std::string> failed = report.failed;
    if (failed == said) report.failed.clear();
    print(report, out, err);
    if (!failed.empty() || !report.done.empty()) said = failed;
    rest(failed.empty() ? kLook : kRest);
  }
}

}  // namespace

int publish(const RuntimeOptions& runtime, const PublishOptions& options, std::ostream& out,
            std::ostream& err) {
  g_stop = false;
  std::signal(SIGINT, stop_publishing);
  std::signal(SIGTERM, stop_publishing);
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  publishing::Publisher publisher = open_publisher(runtime, opened);
  if (options.follow) {
    out << "publishing from " << runtime.content.string() << std::endl;
    transport::tell_ready(core::variable_of_process);
    follow(publisher, out, err);
    return core::exit_code::kDone;
  }
  const publishing::PassReport report = core::accepted(publisher.pass(is_stopping));
  if (report.is_busy)
    throw core::Refused(
        core::FailureCode::busy,
        "another publisher works on " + runtime.content.string() + ": nothing is left to do");
  print(report, out, err);
  return report.failed.empty() ? core::exit_code::kDone : core::exit_code::kMayHeal;
}

}  // namespace handler
