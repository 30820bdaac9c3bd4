// A live server with normal, odd and slow requests.
#include "handler/transport/http_server.h"

#include <gtest/gtest.h>
#include <sys/un.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "tests/handler/transport/live_server.h"

namespace handler::transport {
namespace {

using std::chrono::milliseconds;

const std::string kGet = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

// The status line that a new connection gets.
std::string probe(int port) {
  Client client(port);
  client.send(kLastGet);
  return client.receive().substr(0, 15);
}

TEST(HttpServer, AnswersAGet) {
  LiveServer server;
  const std::string answer = server.answer_to(kLastGet);
  EXPECT_EQ(answer.substr(0, 17), "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(body_of(answer), "GET /x from 127.0.0.1 loopback body 0\nconnection=close\n");
}

TEST(HttpServer, AnswersTwentyPipelinedGetsInTwentyAnswers) {
  LiveServer server;
  Client client(server.port);
  std::string requests;
  for (int i = 0; i < 20; ++i) {
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }
  client.send(requests);
  client.finish_sending();
  const std::string answers = client.receive();
  EXPECT_EQ(count_of(answers, "HTTP/1.1 200 OK"), 20);
  for (int i = 1; i < 20; ++i) {
    EXPECT_LT(answers.find("GET /" + std::to_string(i - 1) + " "),
              answers.find("GET /" + std::to_string(i) + " "));
  }
}

// What comes while an answer is made, or held, stays in the socket until then.
TEST(HttpServer, AnswersWhatCameDuringTheWork) {
  LiveServer server;
  Client client(server.port);
  client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(server.app.has_begun(1));
  client.send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
  server.app.hold = std::chrono::milliseconds(50);
  server.app.let_slow_end();
  ASSERT_TRUE(server.app.has_begun(2));
  client.send("GET /last HTTP/1.1\r\nHost: h\r\n\r\n");
  client.finish_sending();
  EXPECT_EQ(count_of(client.receive(), "HTTP/1.1 200 OK"), 3);
}

TEST(HttpServer, TakesFourThousandChineseCharacters) {
  LiveServer server;
  std::string body = "problem=";
  for (int i = 0; i < 4000; ++i) body += "%E5%8A%9E";
  Client client(server.port);
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_EQ(body_of(client.receive()),
            "POST /x from 127.0.0.1 loopback body 36008\nconnection=close\ncontent-length=36008\n");
}

TEST(HttpServer, TakesARequestByteByByte) {
  LiveServer server;
  Client client(server.port);
  const std::string request =
      "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
  for (const char byte : request) client.send({&byte, 1});
  EXPECT_NE(client.receive().find("body 3\n"), std::string::npos);
}

TEST(HttpServer, AnswersHeadWithTheLengthAndNoBody) {
  LiveServer server;
  const std::string answer =
      server.answer_to("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 56\r\n"), std::string::npos) << answer;
  EXPECT_EQ(body_of(answer), "");
}

TEST(HttpServer, ClosesAfterAnHttp10Request) {
  LiveServer server;
  Client client(server.port);
  client.send("GET /x HTTP/1.0\r\n\r\n");
  EXPECT_EQ(count_of(client.receive(), "HTTP/1.1 200 OK"), 1);
  EXPECT_TRUE(client.saw_the_end());
}

TEST(HttpServer, SaysContinueBeforeTheBody) {
  LiveServer server;
  Client client(server.port);
  client.send(
      "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nExpect: 100-continue\r\n"
      "Content-Length: 3\r\n\r\n");
  EXPECT_EQ(client.receive("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(count_of(client.receive(), "HTTP/1.1 200 OK"), 1);
}

TEST(HttpServer, LeavesEscapesInHeadersAlone) {
  LiveServer server;
  const std::string answer = server.answer_to(
      "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Test: a%0d%0aInjected: yes\r\n\r\n");
  EXPECT_NE(answer.find("x-test=a%0d%0aInjected: yes\n"), std::string::npos);
  EXPECT_EQ(answer.find("\r\nInjected"), std::string::npos);
}

TEST(HttpServer, TakesThePeersAddressFromTheSocketOnly) {
  LiveServer server;
  const std::string answer = server.answer_to(
      "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nREMOTE_ADDR: 10.9.9.9\r\n"
      "X_Forwarded_For: 10.9.9.9\r\n\r\n");
  EXPECT_EQ(body_of(answer), "GET /x from 127.0.0.1 loopback body 0\nconnection=close\n");
}

TEST(HttpServer, BelievesAProxyItWasToldToTrust) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.trusted_proxies = {"127.0.0.1", "10.0.0.2"};
  LiveServer server(options);
  const std::string answer = server.answer_to(
      "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-For: 1.1.1.1, 192.0.2.7, 10.0.0.2\r\n\r\n");
  EXPECT_EQ(answer.find("GET /x from 192.0.2.7 secure body 0") == std::string::npos, false)
      << answer;
}

TEST(HttpServer, TellsNothingOfWhatWentWrongInside) {
  LiveServer server;
  const std::string answer =
      server.answer_to("GET /throw HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.substr(0, 34), "HTTP/1.1 500 Internal Server Error");
  EXPECT_EQ(answer.find("secret"), std::string::npos);
  EXPECT_EQ(server.answer_to(kLastGet).substr(0, 15), "HTTP/1.1 200 OK");
}

TEST(HttpServer, IgnoresRangesOfDynamicPages) {
  LiveServer server;
  std::string range = "bytes=0-";
  for (int i = 0; i < 1000; ++i) range += ",0-";
  const std::string answer = server.answer_to(
      "GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\nRange: " + range + "\r\n\r\n");
  EXPECT_EQ(answer.substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_EQ(body_of(answer).size(), 4U << 20);
}

TEST(HttpServer, ClosesAfterAHundredRequests) {
  LiveServer server;
  Client client(server.port);
  std::string requests;
  for (int i = 0; i < 101; ++i) requests += kGet;
  client.send(requests);
  EXPECT_EQ(count_of(client.receive(), "HTTP/1.1 200 OK"), 100);
  EXPECT_TRUE(client.saw_the_end());
}

TEST(HttpServer, ClosesIdleConnectionsSilently) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.idle_seconds = 1;
  LiveServer server(options);
  Client client(server.port);
  client.send(kGet);
  client.receive("body 0\n");
  EXPECT_EQ(client.receive(), "");
  EXPECT_TRUE(client.saw_the_end());
}

// Sends ten bytes a second until there is an answer, with a long limit.
std::string drip(Client& client, const std::string& beginning) {
  client.send(beginning);
  std::string answer;
  tests::comes_true([&] {
    client.send("a");
    answer = client.receive("\r\n\r\n", milliseconds(100));
    return !answer.empty();
  });
  return answer;
}

TEST(HttpServer, GivesASlowHeadUpAtItsDeadlineHoweverItDrips) {
  LiveServer server(LiveServer::quick_options());
  Client client(server.port);
  EXPECT_EQ(drip(client, "GET /x HTTP/1.1\r\nX: ").substr(0, 12), "HTTP/1.1 408");
  EXPECT_EQ(server.app.handled, 0);
}

TEST(HttpServer, GivesASlowBodyUpAtItsDeadlineHoweverItDrips) {
  LiveServer server(LiveServer::quick_options());
  Client client(server.port);
  EXPECT_EQ(
      drip(client, "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n").substr(0, 12),
      "HTTP/1.1 408");
  EXPECT_EQ(server.app.handled, 0);
}

// There are fewer workers than slow peers, and deadlines are an hour: a worker that waited for one
// of them would never answer.
TEST(HttpServer, ServesOthersWhileManyPeersAreSlow) {
  LiveServer server;
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Client>(server.port));
    if (i % 4 == 1) slow.back()->send("GET /x HTTP/1.1\r\nX: ");
    if (i % 4 == 2)
      slow.back()->send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\na");
    if (i % 4 == 3) slow.back()->send("G");
  }
  for (int i = 0; i < 5; ++i) EXPECT_EQ(probe(server.port), kServed);
}

TEST(HttpServer, DoesNotWaitForAPeerThatReadsNothing) {
  LiveServer server;
  std::vector<std::unique_ptr<Client>> deaf;
  for (int i = 0; i < 8; ++i) {
    deaf.push_back(std::make_unique<Client>(server.port));
    deaf.back()->send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
  }
  EXPECT_TRUE(server.app.has_begun(8)) << "more than there are workers";
  EXPECT_EQ(probe(server.port), kServed);
}

TEST(HttpServer, MakesRoomForANewcomerFromTheSameAddress) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.cap_own_machine = true;
  options.buffer.limits.connections_per_address = 10;
  LiveServer server(options);
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 40; ++i) {
    slow.push_back(std::make_unique<Client>(server.port));
    slow.back()->send("GET /x HTTP/1.1\r\nX: ");
  }
  EXPECT_EQ(probe(server.port), kServed);
  EXPECT_EQ(slow.front()->receive(), "");
  EXPECT_TRUE(slow.front()->saw_the_end()) << "the one that waited longest had to leave";
  slow.back()->send("1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(slow.back()->receive().substr(0, 15), kServed) << "the last one may stay";
}

TEST(HttpServer, KeepsItsTotalOfConnections) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.limits.connections = 5;
  LiveServer server(options);
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<Client>(server.port));
  EXPECT_EQ(probe(server.port), kServed);
}

TEST(HttpServer, RefusesANewcomerWhenAllOthersAreServed) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.limits.connections = 2;
  LiveServer server(options);
  Client first(server.port);
  Client second(server.port);
  first.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  second.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(server.app.has_begun(2));
  Client third(server.port);
  EXPECT_EQ(third.receive().substr(0, 12), "HTTP/1.1 503");
  server.app.let_slow_end();
  EXPECT_EQ(first.receive("body 0\n").substr(0, 12), "HTTP/1.1 200");
  EXPECT_EQ(second.receive("body 0\n").substr(0, 12), "HTTP/1.1 200");
}

TEST(HttpServer, SurvivesPeersThatLeaveDuringTheWork) {
  LiveServer server;
  for (int i = 0; i < 20; ++i) {
    Client client(server.port);
    client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(server.app.has_begun(std::min(i + 1, 4))) << "there are four workers";
  }
  server.app.let_slow_end();
  EXPECT_EQ(probe(server.port), kServed);
}

TEST(HttpServer, FinishesWhatIsInProgressWhenStopped) {
  LiveServer server;
  Client client(server.port);
  client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(server.app.has_begun(1));
  server.begin_to_stop();
  server.app.let_slow_end();
  EXPECT_EQ(count_of(client.receive(), kServed), 1);
  EXPECT_TRUE(client.saw_the_end());
  server.stop();
}

// The body may take an hour, but stopping only a second.
TEST(HttpServer, StopsInTimeWhilePeersAreSlow) {
  HttpServerOptions options = LiveServer::patient_options();
  options.buffer.stop_seconds = 1;
  LiveServer server(options);
  Client client(server.port);
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na");
  std::future<void> stopped = std::async(std::launch::async, [&] { server.stop(); });
  EXPECT_EQ(stopped.wait_for(tests::kFar), std::future_status::ready);
  client.finish_sending();
}

TEST(HttpServer, CanBeStoppedBeforeItRuns) {
  EchoApp app;
  HttpServer server(app, LiveServer::patient_options());
  ASSERT_TRUE(server.bind().ok());
  server.stop();
  EXPECT_TRUE(server.run().ok());
}

TEST(HttpServer, SaysThatThePortIsTaken) {
  LiveServer server;
  EchoApp app;
  HttpServerOptions options = LiveServer::patient_options();
  options.listen = "127.0.0.1:" + std::to_string(server.port);
  HttpServer second(app, options);
  const core::Result<int> bound = second.bind();
  ASSERT_FALSE(bound.ok());
  EXPECT_EQ(bound.failure().code, core::FailureCode::conflict);
  EXPECT_EQ(bound.failure().message,
            "port " + std::to_string(server.port) +
                " on 127.0.0.1 is taken by another program; stop that one or choose another with "
                "--listen");
}

TEST(HttpServer, SaysHowAnAddressIsWritten) {
  EchoApp app;
  for (const char* listen : {"", "8080", "localhost", "127.0.0.1:", "127.0.0.1:99999", "a.b:80",
                             "127.0.0.1:80x", "unix:"}) {
    HttpServerOptions options;
    options.listen = listen;
    HttpServer server(app, options);
    const core::Result<int> bound = server.bind();
    ASSERT_FALSE(bound.ok()) << listen;
    EXPECT_EQ(bound.failure().message,
              "cannot listen on \"" + std::string(listen) +
                  "\"; write it as 127.0.0.1:8080, [::1]:8080, *:8080 or unix:/run/bancheng.sock");
  }
}

int connected_to(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return socket;
}

TEST(HttpServer, ServesAProxyOverAUnixSocketAndRemovesItAtTheEnd) {
  const std::string path =
      ::testing::TempDir() + "bancheng_" + std::to_string(::getpid()) + ".sock";
  HttpServerOptions options = LiveServer::patient_options();
  options.listen = "unix:" + path;
  {
    LiveServer server(options);
    Client client(0, connected_to(path));
    client.send(
        "GET /x HTTP/1.0\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n\r\n");
    EXPECT_EQ(body_of(client.receive()).substr(0, 36), "GET /x from 192.0.2.7 secure body 0\n");
    EchoApp app;
    HttpServer second(app, options);
    EXPECT_EQ(second.bind().failure().message,
              options.listen +
                  " is taken by another program; stop that one or choose another with --listen");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace handler::transport
