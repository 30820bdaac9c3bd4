// A live server whose peers read nothing, send little, or are too many: the others are served.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/handler/transport/live_server.h"

namespace handler::transport {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

const std::string kFull = "HTTP/1.1 503 Se";
constexpr const char* kAttacker = "127.0.0.2";
constexpr const char* kVisitor = "127.0.0.3";

// Connections that have sent something and then do nothing.
class Crowd {
 public:
  Crowd(int port, int size, const std::string& sent, const std::string& from = kAttacker) {
    for (int i = 0; i < size; ++i) {
      clients_.push_back(std::make_unique<Client>(port, from));
      if (!sent.empty()) clients_.back()->send(sent);
    }
  }
  Client& operator[](std::size_t i) { return *clients_[i]; }
  // How many the server has closed.
  int ended() {
    int ended = 0;
    for (const auto& client : clients_) {
      if (!client->saw_the_end()) client->receive({}, milliseconds(1));
      ended += client->saw_the_end() ? 1 : 0;
    }
    return ended;
  }

 private:
  std::vector<std::unique_ptr<Client>> clients_;
};

std::string get_path(const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
}

// A POST whose body is announced and not sent.
std::string head_of_post(int bytes) {
  return "POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " +
         std::to_string(bytes) + "\r\n\r\n";
}

// The status line that a new connection from this address gets.
std::string probe_from(const LiveServer& server, const std::string& from) {
  Client client(server.port, from);
  client.send(kLastGet);
  return client.receive().substr(0, 15);
}

HttpServerOptions with_places(int connections, std::chrono::milliseconds stall) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.limits.connections = connections;
  options.buffer.limits.stall = stall;
  options.buffer.limits.silence = hours(1);
  return options;
}

TEST(UnderFire, PeersThatReadNothingGiveWayToAnAddressWithFewerPlaces) {
  LiveServer server(with_places(4, hours(1)));
  Crowd deaf(server.port, 4, get_path("/large"));
  ASSERT_TRUE(server.app.has_begun(4));
  EXPECT_EQ(probe_from(server, kAttacker), kFull) << "their own address takes no place from them";
  EXPECT_TRUE(tests::comes_true([&] { return probe_from(server, kVisitor) == kServed; }));
}

TEST(UnderFire, PeersThatReadNothingGiveWayToAllOnceTheyStall) {
  LiveServer server(with_places(2, milliseconds(1)));
  Crowd deaf(server.port, 2, get_path("/large"));
  ASSERT_TRUE(server.app.has_begun(2));
  EXPECT_TRUE(tests::comes_true([&] { return probe_from(server, kAttacker) == kServed; }));
}

TEST(UnderFire, ARequestThatWaitsForAWorkerGivesWayToAnAddressWithFewerPlaces) {
  HttpServerOptions options = with_places(8, hours(1));
  options.workers = 2;
  LiveServer server(options);
  Crowd asking(server.port, 8, get_path("/slow"));
  ASSERT_TRUE(server.app.has_begun(2));
  Client visitor(server.port, kVisitor);
  visitor.send(kLastGet);
  EXPECT_TRUE(tests::comes_true([&] { return asking.ended() == 1; })) << "one has to leave";
  server.app.let_slow_end();
  EXPECT_EQ(visitor.receive().substr(0, 15), kServed);
}

TEST(UnderFire, OneNetworkHoldsNotAllPlaces) {
  HttpServerOptions options = with_places(100, hours(1));
  options.buffer.cap_own_machine = true;
  options.buffer.limits.connections_per_network = 2;
  LiveServer server(options);
  Client first(server.port, "127.0.7.1");
  Client second(server.port, "127.0.7.2");
  Client third(server.port, "127.0.7.3");
  third.send(kLastGet);
  EXPECT_EQ(third.receive().substr(0, 15), kServed);
  EXPECT_EQ(first.receive(), "");
  EXPECT_TRUE(first.saw_the_end());
  second.send(kLastGet);
  EXPECT_EQ(second.receive().substr(0, 15), kServed);
}

TEST(UnderFire, IdlePeersLeaveBeforeTheOpenFilesRunOut) {
  HttpServerOptions options = with_places(100'000, hours(1));
  const int next = ::dup(STDIN_FILENO);
  ::close(next);
  options.buffer.descriptors = next + 80;
  LiveServer server(options);
  Crowd idle(server.port, 100, "");
  EXPECT_EQ(probe_from(server, kVisitor), kServed);
  EXPECT_EQ(idle[0].receive(), "");
  EXPECT_TRUE(idle[0].saw_the_end());
}

// A file in memory, with a pattern that shows where a byte belongs.
web::FileBody file_of(std::size_t size) {
  std::string content(size, '\0');
  for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<char>('a' + i % 23);
  auto file = std::make_shared<const core::Descriptor>(::memfd_create("sent", MFD_CLOEXEC));
  EXPECT_EQ(::write(file->get(), content.data(), size), static_cast<ssize_t>(size));
  return {std::move(file), size};
}

TEST(UnderFire, ANewcomerWithoutAPlaceReadsTheAnswerToItsEnd) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
  const std::string request = get_path("/x");
  ASSERT_GT(::send(ends[0], request.data(), request.size(), MSG_NOSIGNAL), 0);
  turn_away(ends[1], web::plain(503, "later\n"));
  ::close(ends[1]);
  std::array<char, 4096> bytes{};
  const ssize_t count = ::recv(ends[0], bytes.data(), bytes.size(), 0);
  ASSERT_GT(count, 0);
  const std::string answer(bytes.data(), static_cast<std::size_t>(count));
  EXPECT_TRUE(answer.starts_with(kFull));
  EXPECT_TRUE(answer.ends_with("later\n"));
  EXPECT_EQ(::recv(ends[0], bytes.data(), bytes.size(), 0), 0) << "an end, and no reset";
  ::close(ends[0]);
}

TEST(UnderFire, SendsFilesOfAnySizeFromTheirDescriptor) {
  for (const std::size_t size : {0U, 1U, 16384U, 16385U, 3'000'000U}) {
    LiveServer server;
    server.app.file = file_of(size);
    const std::string answer =
        server.answer_to("GET /file HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_NE(answer.find("\r\nContent-Length: " + std::to_string(size) + "\r\n"),
              std::string::npos);
    EXPECT_EQ(body_of(answer), web::first_bytes_of(server.app.file, size));
    const std::string head =
        server.answer_to("HEAD /file HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_NE(head.find("\r\nContent-Length: " + std::to_string(size) + "\r\n"), std::string::npos);
    EXPECT_EQ(body_of(head), "");
  }
}

TEST(UnderFire, AnswersTheNextRequestAfterAFile) {
  LiveServer server;
  server.app.file = file_of(100'000);
  Client client(server.port);
  client.send(get_path("/file") + kLastGet);
  EXPECT_EQ(count_of(client.receive(), kServed), 2);
}

TEST(UnderFire, APeerThatTakesNothingForLongIsClosed) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.limits.silence = milliseconds(1);
  LiveServer server(options);
  server.app.file = {std::make_shared<const core::Descriptor>(::memfd_create("large", MFD_CLOEXEC)),
                     64U << 20};
  ASSERT_EQ(::ftruncate(server.app.file.file->get(), 64 << 20), 0);
  Client deaf(server.port);
  deaf.send(get_path("/file"));
  ASSERT_TRUE(tests::comes_true([&] { return server.app.files_given == 1; }));
  EXPECT_TRUE(tests::comes_true([&] { return server.app.file.file.use_count() == 1; }))
      << "the server gave the file up";
}

// 60,000 of the 100,000 bytes that all buffers may hold.
struct FullBuffers {
  FullBuffers() : server(options()), large(server.port, kAttacker) {
    large.send(head_of_post(60'000));
    EXPECT_EQ(large.receive("\r\n\r\n").substr(0, 12), "HTTP/1.1 100");
    large.send(std::string(59'999, 'a'));
    // Until the server has read them, another one may begin.
    EXPECT_TRUE(tests::comes_true([&] {
      Client other(server.port, kAttacker);
      other.send(head_of_post(60'000));
      refused = other.receive("</p>", milliseconds(50));
      return refused.starts_with(kFull);
    }));
  }
  static HttpServerOptions options() {
    HttpServerOptions options = with_places(100, hours(1));
    options.buffer.limits.buffered_bytes = 100'000;
    return options;
  }

  LiveServer server;
  Client large;
  std::string refused;
};

TEST(UnderFire, ABodyForWhichThereIsNoMemoryIsRefusedUntilLater) {
  FullBuffers full;
  EXPECT_EQ(body_of(full.refused), "<p>page 503</p>");
  EXPECT_NE(full.refused.find("\r\nRetry-After: 5\r\n"), std::string::npos);
  full.large.send("a");
  EXPECT_NE(full.large.receive("body 60000\n").find("body 60000\n"), std::string::npos);
}

TEST(UnderFire, TheLargestBodyGivesWayToASmallOne) {
  FullBuffers full;
  Client visitor(full.server.port, kVisitor);
  visitor.send(head_of_post(50'000));
  EXPECT_EQ(visitor.receive("\r\n\r\n").substr(0, 12), "HTTP/1.1 100");
  visitor.send(std::string(50'000, 'a'));
  EXPECT_NE(visitor.receive("body 50000\n").find("body 50000\n"), std::string::npos);
  EXPECT_EQ(full.large.receive(), "");
  EXPECT_TRUE(full.large.saw_the_end());
}

TEST(UnderFire, HeldAnswersKeepNoWorker) {
  LiveServer server;
  server.app.hold = hours(1);
  Crowd held(server.port, 8, get_path("/held"));
  EXPECT_TRUE(server.app.has_begun(8)) << "more than there are workers";
  EXPECT_EQ(probe_from(server, kVisitor), kServed);
  server.begin_to_stop();
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(held[i].receive("body 0\n").substr(0, 15), kServed) << "sent when the server stops";
  }
}

TEST(UnderFire, AHeldAnswerIsSentWhenItsTimeHasCome) {
  LiveServer server;
  server.app.hold = milliseconds(1);
  Client client(server.port);
  client.send(get_path("/held") + get_path("/x"));
  EXPECT_EQ(count_of(client.receive("GET /x from"), kServed), 2) << "and then the next one";
}

TEST(UnderFire, AHeldAnswerCountsAsAPlace) {
  LiveServer server(with_places(2, hours(1)));
  server.app.hold = hours(1);
  Crowd held(server.port, 2, get_path("/held"));
  ASSERT_TRUE(server.app.has_begun(2));
  EXPECT_EQ(probe_from(server, kAttacker), kFull);
  EXPECT_TRUE(tests::comes_true([&] { return probe_from(server, kVisitor) == kServed; }));
}

TEST(Listening, ReachesIpv6) {
  HttpServerOptions options = LiveServer::patient_options();
  options.listen = "[::1]:0";
  LiveServer server(options);
  Client client(server.port, "::1");
  client.send(kLastGet);
  EXPECT_EQ(body_of(client.receive()), "GET /x from ::1 loopback body 0\nconnection=close\n");
}

TEST(Listening, ReachesIpv6AndIpv4Together) {
  for (const char* listen : {"[::]:0", "*:0"}) {
    HttpServerOptions options = LiveServer::patient_options();
    options.listen = listen;
    LiveServer server(options);
    for (const char* from : {"::1", "127.0.0.1"}) {
      Client client(server.port, from);
      client.send(kLastGet);
      EXPECT_EQ(body_of(client.receive()),
                "GET /x from " + std::string(from) + " loopback body 0\nconnection=close\n");
    }
  }
}

}  // namespace
}  // namespace handler::transport
