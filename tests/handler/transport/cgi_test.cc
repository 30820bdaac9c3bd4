// CGI requests through real pipes.
#include "handler/transport/cgi.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>
#include <variant>

#include "handler/web/disk_room.h"
#include "tests/handler/transport/live_server.h"
#include "tests/support/multipart_body.h"
#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"

namespace handler::transport {
namespace {

struct Pipe {
  Pipe() {
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  }
  ~Pipe() {
    close_reading();
    close_writing();
  }
  void close_reading() {
    if (ends[0] >= 0) ::close(std::exchange(ends[0], -1));
  }
  void close_writing() {
    if (ends[1] >= 0) ::close(std::exchange(ends[1], -1));
  }
  std::array<int, 2> ends{};
};

Environment environment(Environment extra) {
  extra.insert({{"GATEWAY_INTERFACE", "CGI/1.1"},
                {"REQUEST_METHOD", "GET"},
                {"SCRIPT_NAME", "/handle"},
                {"PATH_INFO", "/demo/report"},
                {"REMOTE_ADDR", "192.0.2.7"}});
  return extra;
}

Environment post_environment(Environment extra) {
  extra.insert({"REQUEST_METHOD", "POST"});
  return environment(std::move(extra));
}

web::TransportLimits limits(int body_seconds = 120) {
  web::TransportLimits limits;
  limits.body_seconds = body_seconds;
  return limits;
}

enum class Input { ends, stays_open };

// The whole document that the program wrote.
std::string document(const Environment& variables, const std::string& body = "",
                     Input input_end = Input::ends, const web::TransportLimits& limit = limits(),
                     const UploadPlace& uploads = {}) {
  Pipe input;
  Pipe output;
  EchoApp app;
  std::thread writer([&] {
    [[maybe_unused]] const ssize_t count = ::write(input.ends[1], body.data(), body.size());
    if (input_end == Input::ends) input.close_writing();
  });
  std::string text;
  std::thread reader([&] {
    std::array<char, 4096> bytes;
    for (ssize_t count = 0; (count = ::read(output.ends[0], bytes.data(), bytes.size())) > 0;) {
      text.append(bytes.data(), static_cast<std::size_t>(count));
    }
  });
  EXPECT_EQ(run_cgi(app, variables, input.ends[0], output.ends[1], limit, uploads), 0);
  output.close_writing();
  input.close_reading();
  writer.join();
  reader.join();
  return text;
}

std::string status_line_of(const std::string& text) {
  return text.substr(0, text.find("\r\n"));
}

TEST(Cgi, AnswersAGet) {
  EXPECT_EQ(document(environment({{"QUERY_STRING", "a=1"}, {"HTTP_USER_AGENT", "test"}})),
            "Status: 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            "GET /handle/demo/report from 192.0.2.7 body 0\nuser-agent=test\n");
}

TEST(Cgi, ReadsExactlyAsManyBytesAsAnnounced) {
  const std::string text =
      document(post_environment({{"CONTENT_LENGTH", "3"}, {"CONTENT_TYPE", "a/b"}}), "abcdef",
               Input::stays_open);
  EXPECT_EQ(body_of(text), "POST /handle/demo/report from 192.0.2.7 body 3\ncontent-type=a/b\n");
}

TEST(Cgi, TakesFourThousandChineseCharacters) {
  std::string body = "problem=";
  for (int i = 0; i < 4000; ++i) body += "%E5%8A%9E";
  EXPECT_NE(document(post_environment({{"CONTENT_LENGTH", std::to_string(body.size())}}), body)
                .find("body 36008"),
            std::string::npos);
}

TEST(Cgi, WritesALargeAnswerInFull) {
  EXPECT_EQ(body_of(document(environment({{"SCRIPT_NAME", "/large"}, {"PATH_INFO", ""}}))).size(),
            4U << 20);
}

TEST(Cgi, AnswersHeadWithoutABody) {
  EXPECT_EQ(body_of(document(environment({{"REQUEST_METHOD", "HEAD"}}))), "");
}

TEST(Cgi, KnowsTlsAndTheOwnMachineFromTheServer) {
  EXPECT_NE(document(environment({{"HTTPS", "on"}})).find(" secure "), std::string::npos);
  EXPECT_NE(document(environment({{"REQUEST_SCHEME", "https"}})).find(" secure "),
            std::string::npos);
  EXPECT_NE(document(environment({{"REMOTE_ADDR", "127.0.0.1"}})).find(" loopback "),
            std::string::npos);
  EXPECT_EQ(
      document(environment({{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_X_FORWARDED_FOR", "1.1.1.1"}}))
          .find(" loopback "),
      std::string::npos);
}

TEST(Cgi, DoesNotBelieveForwardingHeaders) {
  const std::string text = document(
      environment({{"HTTP_X_FORWARDED_FOR", "10.9.9.9"}, {"HTTP_X_FORWARDED_PROTO", "https"}}));
  EXPECT_EQ(text.find("secure"), std::string::npos);
  EXPECT_NE(text.find("from 192.0.2.7 "), std::string::npos);
}

TEST(Cgi, DropsTheProxyHeader) {
  EXPECT_EQ(document(environment({{"HTTP_PROXY", "http://evil"}})).find("evil"), std::string::npos);
}

TEST(Cgi, TellsNothingOfWhatWentWrongInside) {
  const std::string text = document(environment({{"SCRIPT_NAME", "/throw"}, {"PATH_INFO", ""}}));
  EXPECT_EQ(status_line_of(text), "Status: 500 Internal Server Error");
  EXPECT_EQ(text.find("secret"), std::string::npos);
}

TEST(Cgi, RefusesWhatIsMissingOrWrong) {
  const auto status = [](Environment variables) { return status_line_of(document(variables)); };
  EXPECT_EQ(status({}), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"REMOTE_ADDR", ""}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"REQUEST_METHOD", "PUT"}})), "Status: 405 Method Not Allowed");
  EXPECT_EQ(status(environment({{"PATH_INFO", "/../x"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"PATH_INFO", "/\xff"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"PATH_INFO", "/a\nb"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"HTTP_X", "a\r\nb"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(environment({{"CONTENT_LENGTH", "5"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(post_environment({})), "Status: 411 Length Required");
  EXPECT_EQ(status(post_environment({{"CONTENT_LENGTH", ""}})), "Status: 411 Length Required");
  EXPECT_EQ(status(post_environment({{"CONTENT_LENGTH", "3abc"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(post_environment({{"CONTENT_LENGTH", "-1"}})), "Status: 400 Bad Request");
  EXPECT_EQ(status(post_environment({{"CONTENT_LENGTH", "262145"}})),
            "Status: 413 Content Too Large");
  EXPECT_EQ(status(post_environment({{"CONTENT_LENGTH", "1"}, {"HTTP_CONTENT_ENCODING", "gzip"}})),
            "Status: 415 Unsupported Media Type");
}

TEST(Cgi, RefusesABodyShorterThanAnnounced) {
  EXPECT_EQ(status_line_of(document(post_environment({{"CONTENT_LENGTH", "5"}}), "abc")),
            "Status: 400 Bad Request");
}

TEST(Cgi, DoesNotWaitForeverForTheBody) {
  EXPECT_EQ(status_line_of(document(post_environment({{"CONTENT_LENGTH", "5"}}), "abc",
                                    Input::stays_open, limits(1))),
            "Status: 408 Request Timeout");
}

TEST(Cgi, SaysByItsExitCodeThatNobodyListened) {
  Pipe input;
  Pipe output;
  output.close_reading();
  EchoApp app;
  EXPECT_EQ(run_cgi(app, environment({}), input.ends[0], output.ends[1], limits()), 2);
}

TEST(Cgi, DropsTheBodyBeforeItRefusesWithoutReading) {
  Pipe input;
  Pipe output;
  const std::string body(700'000, 'x');
  ssize_t written = 0;
  std::thread writer([&] { written = ::write(input.ends[1], body.data(), body.size()); });
  const Environment variables = post_environment({{"CONTENT_LENGTH", std::to_string(body.size())}});
  EXPECT_EQ(
      refuse_cgi(web::plain(503, "later"), variables, input.ends[0], output.ends[1], limits()), 0);
  input.close_reading();
  writer.join();
  EXPECT_EQ(written, static_cast<ssize_t>(body.size()));
  std::array<char, 200> answer;
  const ssize_t count = ::read(output.ends[0], answer.data(), answer.size());
  EXPECT_EQ(body_of(std::string(answer.data(), static_cast<std::size_t>(count))), "later");
}

// A form with files, announced as it is.
class CgiUpload : public ::testing::Test {
 protected:
  CgiUpload() {
    place_.folder = folder_.path();
    place_.free_bytes = [](const auto&) { return web::kKeptFree << 8U; };
  }
  std::string answer(const std::string& body, Input input_end = Input::ends,
                     const std::string& path = "/upload", std::size_t more = 0) {
    return document(announced(body.size() + more, path), body, input_end, limits_, place_);
  }
  static Environment announced(std::size_t size, const std::string& path = "/upload") {
    return post_environment({{"CONTENT_TYPE", tests::content_type_of_files()},
                             {"CONTENT_LENGTH", std::to_string(size)},
                             {"SCRIPT_NAME", path},
                             {"PATH_INFO", ""}});
  }
  static std::string page(core::FilesRefused why) { return EchoApp().files_refused_page(why); }

  const tests::TemporaryFolder folder_;
  UploadPlace place_;
  web::TransportLimits limits_ = limits();
  const std::string file_ = std::string(700'000, 'x');
  const std::string body_ = tests::multipart_body({{"a", "1"}, {"file", file_, "a.jpg"}});
};

TEST_F(CgiUpload, ReachesTheAppWithTextsAndFiles) {
  EXPECT_NE(answer(body_).find(" body 0\ncontent-type=" + tests::content_type_of_files() +
                               "\nfield a=1\nfile file a.jpg " + hash_of_file(file_) + "\n"),
            std::string::npos);
}

TEST_F(CgiUpload, IsTakenOnlyWhereTheAppTakesIt) {
  EXPECT_EQ(body_of(answer(body_, Input::ends, "/x")), "<p>page 413</p>");
  place_.folder.clear();
  EXPECT_EQ(body_of(answer(body_)), "<p>page 413</p>");
}

TEST_F(CgiUpload, IsRefusedWithTheReason) {
  EXPECT_EQ(body_of(answer("no boundary")), "<p>page 400</p>");
  EXPECT_EQ(body_of(answer(body_, Input::ends, "/upload", 1)), "<p>page 400</p>") << "too short";
  limits_.upload_bytes = body_.size() - 1;
  EXPECT_EQ(body_of(answer(body_)), page(core::FilesRefused::too_large));
  limits_.upload_bytes = body_.size();
  place_.free_bytes = [this](const auto&) {
    return web::wanted_free(body_.size(), web::StillToWrite::arriving) - 1;
  };
  EXPECT_EQ(body_of(answer(body_)), page(core::FilesRefused::no_room));
}

// Else a web server that sends first and reads afterwards would lose the answer.
TEST_F(CgiUpload, IsReadToItsEndAlsoIfItIsRefused) {
  limits_.upload_bytes = body_.size() - 1;
  Pipe input;
  Pipe output;
  EchoApp app;
  ssize_t written = 0;
  std::thread writer([&] { written = ::write(input.ends[1], body_.data(), body_.size()); });
  EXPECT_EQ(run_cgi(app, announced(body_.size()), input.ends[0], output.ends[1], limits_, place_),
            0);
  input.close_reading();
  writer.join();
  EXPECT_EQ(written, static_cast<ssize_t>(body_.size()));
}

TEST_F(CgiUpload, WaitsForItsTurn) {
  const TurnTaker reporter{web::UploadSender::reporter, {}};
  const auto first = take_shared_turn(folder_.path(), limits_.uploads, reporter);
  EXPECT_EQ(status_line_of(answer(body_)), "Status: 200 OK");
  const auto second = take_shared_turn(folder_.path(), limits_.uploads, reporter);
  const std::string refused = answer(body_);
  EXPECT_EQ(status_line_of(refused), "Status: 503 Service Unavailable");
  EXPECT_NE(refused.find("Retry-After: 60\r\n"), std::string::npos);
  EXPECT_EQ(body_of(refused), page(core::FilesRefused::busy));
}

TEST_F(CgiUpload, LeavesATurnToStaff) {
  const TurnTaker reporter{web::UploadSender::reporter, {}};
  const auto first = take_shared_turn(folder_.path(), limits_.uploads, reporter);
  const auto second = take_shared_turn(folder_.path(), limits_.uploads, reporter);
  const std::string of_staff =
      tests::multipart_body({{"sender", "staff"}, {"file", file_, "a.jpg"}});
  EXPECT_EQ(status_line_of(answer(of_staff)), "Status: 200 OK");
}

TEST_F(CgiUpload, OfAStrangerIsNotReadOn) {
  // Reading on would meet the end of a body that is shorter than its length says: 400.
  const std::string begin =
      tests::multipart_body({{"sender", "stranger"}, {"file", file_.substr(0, 20'000), "a.jpg"}});
  const std::string refused = answer(begin, Input::ends, "/upload", 10'000'000);
  EXPECT_EQ(status_line_of(refused), "Status: 403 Forbidden");
  EXPECT_EQ(body_of(refused), page(core::FilesRefused::unknown));
}

TEST_F(CgiUpload, GivesTextsInFrontOfItsFilesTheTimeOfAnyForm) {
  limits_ = limits(1);
  EXPECT_EQ(
      status_line_of(answer("--" + tests::kBoundary, Input::stays_open, "/upload", 1'000'000)),
      "Status: 408 Request Timeout");
}

TEST_F(CgiUpload, MustNotPauseForLong) {
  limits_.upload_silence = std::chrono::milliseconds(100);
  EXPECT_EQ(status_line_of(answer("--" + tests::kBoundary, Input::stays_open, "/upload", 100)),
            "Status: 408 Request Timeout");
}

// Runs in its own process, because the changes cannot be undone.
int harden(const tests::Words&) {
  Pipe inherited;
  harden_cgi_process(20);
  rlimit core{};
  getrlimit(RLIMIT_CORE, &core);
  const bool is_closed = ::fcntl(inherited.ends[0], F_GETFD) == -1;
  const bool has_mask = ::umask(0) == 077;
  const bool has_alarm = ::alarm(0) > 0;
  return is_closed && has_mask && has_alarm && core.rlim_cur == 0 ? 0 : 1;
}

const tests::Part kHarden("harden", harden);

TEST(CgiProcess, KeepsNothingItDoesNotNeed) {
  EXPECT_EQ(kHarden.start().end().code, 0);
}

TEST(CgiEnvironment, ReadsEachVariableOnce) {
  const std::array<const char*, 5> block{"A=1", "B=2=3", "A=9", "C", nullptr};
  EXPECT_EQ(environment_of(block.data()), (Environment{{"A", "1"}, {"B", "2=3"}}));
}

}  // namespace
}  // namespace handler::transport
