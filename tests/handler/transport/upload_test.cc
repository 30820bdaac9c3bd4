// Forms with files at a live server: received, refused, and too many at once.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "handler/web/disk_room.h"
#include "tests/handler/transport/live_server.h"
#include "tests/support/multipart_body.h"
#include "tests/support/temporary_folder.h"

namespace handler::transport {
namespace {

using core::FilesRefused;
using std::chrono::hours;
using std::chrono::milliseconds;
using tests::multipart_body;

std::string head_of(std::size_t bytes, const std::string& more = "",
                    const std::string& path = "/upload") {
  return "POST " + path +
         " HTTP/1.1\r\nHost: h\r\nContent-Type: " + tests::content_type_of_files() +
         "\r\nContent-Length: " + std::to_string(bytes) + "\r\n" + more + "\r\n";
}

std::string last(const std::string& body, const std::string& path = "/upload") {
  return head_of(body.size(), "Connection: close\r\n", path) + body;
}

std::string page(FilesRefused why) {
  return EchoApp().files_refused_page(why);
}

std::string status_of(const std::string& answer) {
  return answer.substr(0, 12);
}

class UploadTest : public ::testing::Test {
 protected:
  UploadTest() {
    options_ = LiveServer::patient_options();
    options_.buffer.limits.body_bytes = 16;  // so that all forms of these tests need a turn
    options_.buffer.limits.upload_silence = hours(1);
    options_.buffer.limits.upload_grace = hours(1);
    options_.buffer.limits.upload_seconds = 3600;
    options_.buffer.uploads.folder = folder_.path();
    options_.buffer.uploads.free_bytes = [](const auto&) { return web::kKeptFree << 8U; };
  }
  LiveServer& server() {
    if (!server_) server_ = std::make_unique<LiveServer>(options_);
    return *server_;
  }
  std::string answer_to(const std::string& bytes) { return server().answer_to(bytes); }
  // A sender of the form whose first file has begun, and who has a turn.
  std::unique_ptr<Client> begun(const std::string& body, const std::string& more = "") {
    auto client = std::make_unique<Client>(server().port);
    const int before = server().app.asked;
    client->send(head_of(body.size(), "Connection: close\r\n" + more) + begin_of(body));
    EXPECT_TRUE(server().app.was_asked(before + 1));
    return client;
  }
  // Up to the first bytes of its first file.
  static std::string begin_of(const std::string& body) {
    return body.substr(0, body.find("\r\n\r\n", body.find("filename")) + 5);
  }
  static std::string rest_of(const std::string& body) { return body.substr(begin_of(body).size()); }

  const tests::TemporaryFolder folder_;
  HttpServerOptions options_;
  const std::string large_ = std::string(3'000'000, 'x') + "y";
  const std::string small_ = multipart_body({{"a", "1"}, {"file", "bytes", "a.jpg"}});
  const std::string of_staff_ = multipart_body({{"sender", "staff"}, {"file", "bytes", "a.jpg"}});

 private:
  std::unique_ptr<LiveServer> server_;
};

TEST_F(UploadTest, ReachesTheAppWithTextsAndFiles) {
  const std::string answer = answer_to(last(multipart_body(
      {{"words", "办不成"}, {"file", large_, "照片.jpg"}, {"file", "%PDF", "b.pdf"}})));
  EXPECT_EQ(status_of(answer), "HTTP/1.1 200");
  EXPECT_NE(answer.find("field words=办不成\nfile file 照片.jpg " + hash_of_file(large_) +
                        "\nfile file b.pdf " + hash_of_file("%PDF") + "\n"),
            std::string::npos)
      << answer;
  EXPECT_NE(answer.find(" body 0\n"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(UploadTest, IsNotInMemoryWhole) {
  options_.buffer.limits.buffered_bytes = 1'000'000;
  EXPECT_EQ(status_of(answer_to(last(multipart_body({{"file", large_, "a"}})))), "HTTP/1.1 200");
}

TEST_F(UploadTest, MayComeByteByByteAndBeforeAnotherRequest) {
  Client client(server().port);
  const std::string requests =
      head_of(small_.size()) + small_ + "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  for (const char byte : requests) client.send({&byte, 1});
  const std::string answers = client.receive();
  EXPECT_EQ(count_of(answers, kServed), 2);
  EXPECT_LT(answers.find(hash_of_file("bytes")), answers.find("GET /x from"));
  Client at_once(server().port);
  at_once.send(requests);
  EXPECT_EQ(count_of(at_once.receive(), kServed), 2);
}

TEST_F(UploadTest, IsTakenOnlyWhereTheAppTakesIt) {
  options_.buffer.limits.body_bytes = 1000;
  EXPECT_NE(answer_to(last(small_, "/x")).find(" body " + std::to_string(small_.size())),
            std::string::npos);
  const std::string answer = answer_to(head_of(262'145, "", "/x"));
  EXPECT_EQ(status_of(answer), "HTTP/1.1 413");
  EXPECT_EQ(body_of(answer), "<p>page 413</p>");
}

TEST_F(UploadTest, NeedsALength) {
  EXPECT_EQ(status_of(answer_to("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Type: " +
                                tests::content_type_of_files() +
                                "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
            "HTTP/1.1 411");
}

TEST_F(UploadTest, ThatIsTooLargeIsReadToItsEndSoThatTheAnswerArrives) {
  options_.buffer.limits.upload_bytes = 1'000'000;
  const std::string body = multipart_body({{"file", large_, "a"}});
  Client client(server().port);
  EXPECT_TRUE(client.send(head_of(body.size()) + body));
  const std::string answer = client.receive();
  EXPECT_EQ(status_of(answer), "HTTP/1.1 413");
  EXPECT_EQ(body_of(answer), page(FilesRefused::too_large));
  EXPECT_EQ(server().app.handled, 0);
}

TEST_F(UploadTest, OfTwentyAtOnceTwoPassAndTheOthersAreToldToWait) {
  const std::string body = multipart_body({{"file", std::string(300'000, 'x'), "a"}});
  const auto first = begun(body);
  const auto second = begun(body);
  for (int i = 0; i < 18; ++i) {
    Client other(server().port);
    EXPECT_TRUE(other.send(head_of(body.size()) + body));
    const std::string answer = other.receive();
    EXPECT_EQ(status_of(answer), "HTTP/1.1 503");
    EXPECT_NE(answer.find("Retry-After: 60\r\n"), std::string::npos);
    EXPECT_EQ(body_of(answer), page(FilesRefused::busy));
  }
  first->send(rest_of(body));
  EXPECT_EQ(status_of(first->receive()), "HTTP/1.1 200");
  EXPECT_EQ(status_of(answer_to(last(body))), "HTTP/1.1 200") << "its turn is free again";
  second->send(rest_of(body));
  EXPECT_EQ(status_of(second->receive()), "HTTP/1.1 200");
}

TEST_F(UploadTest, KeepsItsTurnWhileTheAppWorks) {
  options_.buffer.limits.uploads = 1;
  Client client(server().port);
  client.send(last(small_, "/upload/slow"));
  ASSERT_TRUE(server().app.has_begun(1));
  EXPECT_EQ(body_of(answer_to(last(small_))), page(FilesRefused::busy));
  server().app.let_slow_end();
  EXPECT_EQ(status_of(client.receive()), "HTTP/1.1 200");
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, GivesItsTurnToAnotherIfItsSenderIsTooSlow) {
  options_.buffer.limits.uploads = 1;
  options_.buffer.limits.upload_grace = milliseconds(0);
  const auto slow = begun(small_);
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
  EXPECT_EQ(status_of(slow->receive()), "HTTP/1.1 408");
}

TEST_F(UploadTest, GivesItsTurnBackWhenItsSenderLeaves) {
  options_.buffer.limits.uploads = 1;
  begun(small_).reset();
  EXPECT_TRUE(
      tests::comes_true([&] { return status_of(answer_to(last(small_))) == "HTTP/1.1 200"; }));
}

TEST_F(UploadTest, IsRefusedWithTheReason) {
  EXPECT_EQ(body_of(answer_to(last("no boundary"))), "<p>page 400</p>");
  EXPECT_EQ(body_of(answer_to(last(""))), "<p>page 400</p>");
  EXPECT_EQ(body_of(answer_to(last(small_.substr(0, small_.size() - 4)))), "<p>page 400</p>");
  EXPECT_EQ(body_of(answer_to(last(multipart_body({{"a", std::string(300'000, 'x')}})))),
            "<p>page 413</p>");
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200") << "the turns are free again";
}

TEST_F(UploadTest, LeavesRoomOnTheDisk) {
  std::atomic<std::uint64_t> free =
      web::wanted_free(small_.size(), web::StillToWrite::arriving) - 1;
  options_.buffer.uploads.free_bytes = [&free](const auto&) { return free.load(); };
  const std::string answer = answer_to(last(small_));
  EXPECT_EQ(status_of(answer), "HTTP/1.1 503");
  EXPECT_EQ(body_of(answer), page(FilesRefused::no_room));
  ++free;
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, NeedsNoTurnAndNoRoomIfItIsSmall) {
  std::atomic<std::uint64_t> free = web::kKeptFree << 8U;
  options_.buffer.uploads.free_bytes = [&free](const auto&) { return free.load(); };
  options_.buffer.limits.body_bytes = small_.size();
  options_.buffer.limits.uploads = 1;
  const auto other = begun(multipart_body({{"a", "1"}, {"file", "more bytes", "a.jpg"}}));
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
  free = 0;
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, LeavesATurnToOtherNetworks) {
  options_.buffer.cap_own_machine = true;
  const auto first = begun(small_);
  EXPECT_EQ(body_of(answer_to(last(small_))), page(FilesRefused::busy));
}

// -- who sends

TEST_F(UploadTest, OfReportersLeavesATurnToStaff) {
  const auto first = begun(small_);
  const auto second = begun(small_);
  EXPECT_EQ(body_of(answer_to(last(small_))), page(FilesRefused::busy));
  EXPECT_EQ(status_of(answer_to(last(of_staff_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, OfStaffLeavesATurnToReporters) {
  options_.buffer.cap_own_machine = true;  // a hall has one address for all of its windows
  const auto first = begun(small_, "Sender: staff\r\n");
  const auto second = begun(small_, "Sender: staff\r\n");
  EXPECT_EQ(body_of(answer_to(last(of_staff_))), page(FilesRefused::busy));
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, OfReportersTakesNoTurnOfStaffThatIsSlow) {
  options_.buffer.limits.upload_grace = milliseconds(0);
  const auto staff = begun(small_, "Sender: staff\r\n");
  const auto first = begun(small_);
  const auto second = begun(small_);
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200") << "one of both has given way";
  staff->send(rest_of(small_));
  EXPECT_EQ(status_of(staff->receive()), "HTTP/1.1 200");
}

TEST_F(UploadTest, OfAStrangerIsAnsweredWhenItsFirstFileBegins) {
  const std::string body = multipart_body({{"sender", "stranger"}, {"file", large_, "a"}});
  Client client(server().port);
  client.send(head_of(body.size()) + begin_of(body));
  const std::string answer = client.receive();
  EXPECT_EQ(status_of(answer), "HTTP/1.1 403");
  EXPECT_EQ(body_of(answer), page(FilesRefused::unknown));
  EXPECT_EQ(server().app.handled, 0);
  EXPECT_TRUE(client.send(rest_of(body)));
}

// Browsers read an answer when they have sent the form, and none if the connection is reset before.
// The bodies are larger than what the kernel takes by itself.
TEST_F(UploadTest, OfAStrangerIsReadToItsEndSoThatTheAnswerArrives) {
  const std::string body =
      multipart_body({{"sender", "stranger"}, {"file", std::string(20'000'000, 'x'), "a"}});
  Client client(server().port);
  EXPECT_TRUE(client.send(head_of(body.size()) + body));
  EXPECT_EQ(body_of(client.receive()), page(FilesRefused::unknown));
  EXPECT_TRUE(client.saw_the_end());
}

TEST_F(UploadTest, IsReadToItsEndWhereNoFilesAreTaken) {
  const std::string body(20'000'000, 'x');
  Client client(server().port);
  EXPECT_TRUE(client.send(head_of(body.size(), "", "/x") + body));
  EXPECT_EQ(body_of(client.receive()), "<p>page 413</p>");
}

TEST_F(UploadTest, IsReadToItsEndAlsoIfItsHeadIsRefused) {
  options_.buffer.limits.stall = hours(1);
  const std::string body(20'000'000, 'x');
  Client client(server().port);
  EXPECT_TRUE(client.send(head_of(body.size(), "Content-Encoding: gzip\r\n") + body));
  EXPECT_EQ(body_of(client.receive()), "<p>page 415</p>");
}

// Deadlines are far, so that the bytes end it.
TEST_F(UploadTest, OfAStrangerIsNotReadForEver) {
  options_.buffer.limits.upload_bytes = 1'000'000;
  const std::string body =
      multipart_body({{"sender", "stranger"}, {"file", std::string(900'000, 'x'), "a"}});
  Client client(server().port);
  client.send(head_of(body.size()) + begin_of(body));
  EXPECT_EQ(body_of(client.receive()), page(FilesRefused::unknown));
  EXPECT_TRUE(tests::comes_true([&] { return !client.send(large_); }));
}

TEST_F(UploadTest, AsksNothingAboutTheSenderOfASmallForm) {
  options_.buffer.limits.body_bytes = 1000;
  const std::string body = multipart_body({{"sender", "stranger"}, {"file", "bytes", "a"}});
  EXPECT_EQ(status_of(answer_to(last(body))), "HTTP/1.1 200");
  EXPECT_EQ(server().app.asked, 0);
}

TEST_F(UploadTest, HasTheTimeOfAnyFormForTheTextsInFrontOfItsFiles) {
  options_.buffer.limits.body_seconds = 1;
  EXPECT_EQ(status_of(answer_to(head_of(1'000'000) + small_.substr(0, 20))), "HTTP/1.1 408");
}

TEST_F(UploadTest, GoesOnWhereItWaitedForLeaveToContinue) {
  Client client(server().port);
  client.send(head_of(small_.size(), "Connection: close\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(client.receive("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(small_);
  EXPECT_EQ(status_of(client.receive()), "HTTP/1.1 200");
}

// -- bounds

// As without memory.
TEST_F(UploadTest, ThatThrowsIsClosedAndAllOthersAreServed) {
  std::atomic<int> told = 0;
  options_.buffer.complain = [&told](std::string_view what) {
    EXPECT_EQ(what, "std::bad_alloc");
    ++told;
  };
  Client before(server().port);
  const auto is_served = [](Client& client) {
    client.send("GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
    return !client.receive(" body 0\n").empty();
  };
  EXPECT_TRUE(is_served(before));
  Client client(server().port);
  EXPECT_TRUE(is_served(client));
  client.send(head_of(small_.size(), "", "/upload/throw"));
  EXPECT_EQ(client.receive(), "");
  EXPECT_TRUE(client.saw_the_end());
  EXPECT_EQ(answer_to(last(small_, "/upload/throw")), "") << "also when it comes with a newcomer";
  EXPECT_EQ(told, 2);
  EXPECT_TRUE(is_served(before));
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, ThatThrowsGivesItsTurnBack) {
  options_.buffer.limits.uploads = 1;
  std::atomic<bool> throws = true;
  options_.buffer.uploads.free_bytes = [&throws](const auto&) {
    if (throws) throw std::bad_alloc();
    return web::kKeptFree << 8U;
  };
  EXPECT_EQ(answer_to(last(small_)), "");
  throws = false;
  EXPECT_EQ(status_of(answer_to(last(small_))), "HTTP/1.1 200");
}

TEST_F(UploadTest, NeedsItsFolder) {
  options_.buffer.uploads.folder = folder_ / "missing";
  EXPECT_EQ(body_of(answer_to(last(small_))), page(FilesRefused::no_room));
}

TEST_F(UploadTest, MustNotPauseForLong) {
  options_.buffer.limits.upload_silence = milliseconds(200);
  EXPECT_EQ(status_of(answer_to(head_of(small_.size()) + small_.substr(0, 20))), "HTTP/1.1 408");
}

TEST_F(UploadTest, MustNotDripForEver) {
  options_.buffer.limits.upload_seconds = 1;
  const std::string body = multipart_body({{"file", large_, "a"}});
  Client client(server().port);
  client.send(head_of(body.size()));
  std::string answer;
  std::size_t sent = 0;
  EXPECT_TRUE(tests::comes_true([&] {
    client.send(std::string_view(body).substr(sent++, 1));
    answer += client.receive({}, milliseconds(1));
    return !answer.empty();
  }));
  EXPECT_EQ(status_of(answer), "HTTP/1.1 408");
}

}  // namespace
}  // namespace handler::transport
