// Pages for requests that never reach the app: made before they are needed, and made again after a
// build.
#include "handler/transport/refusals.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/handler/transport/live_server.h"

namespace handler::transport {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr const char* kMalformed = "GET /\r\n\r\n";

TEST(Refusals, FollowTheApplicationWhenTheyWereKeptLongEnough) {
  EchoApp app;
  Refusals refusals(app, hours(2));
  const Refusals::Instant now = std::chrono::steady_clock::now();
  app.has_new_pages = true;
  refusals.follow(now);
  EXPECT_EQ(refusals.of(413).body, "<p>page 413</p>") << "no file is read for each request";
  refusals.follow(now + hours(3));
  EXPECT_EQ(refusals.of(413).body, "<p>new page 413</p>");
  app.has_new_pages = false;
  refusals.follow(now + hours(4));
  EXPECT_EQ(refusals.of(413).body, "<p>new page 413</p>");
}

TEST(Refusals, StayIfTheApplicationCannotMakeThem) {
  struct FailingApp : EchoApp {
    std::string refusal_page(int status) override {
      if (has_new_pages) throw std::runtime_error("no memory");
      return EchoApp::refusal_page(status);
    }
  } app;
  Refusals refusals(app, seconds(0));
  app.has_new_pages = true;
  refusals.follow(std::chrono::steady_clock::now() + seconds(1));
  EXPECT_EQ(refusals.of(503).body, "<p>page 503</p>");
  EXPECT_EQ(refusals.of(503).header("Retry-After"), "5");
}

TEST(Refusals, OfARunningServerAreThoseOfTheNewestBuild) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.refusals_kept = seconds(0);
  LiveServer server(options);
  EXPECT_EQ(body_of(server.answer_to(kMalformed)), "<p>page 400</p>");
  server.app.has_new_pages = true;
  (void)server.answer_to("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(body_of(server.answer_to(kMalformed)), "<p>new page 400</p>");
}

}  // namespace
}  // namespace handler::transport
