// Forms with files at a live server: received or refused.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>

#include "tests/handler/transport/upload_fixture.h"

namespace handler::transport {
namespace {

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

TurnTaker reporter(const std::string& group = "") {
  return {web::UploadSender::reporter, group};
}

const TurnTaker kStaff{web::UploadSender::staff, {}};

TEST(UploadTurns, AreGivenBackWhenTheyAreDestroyed) {
  UploadTurns turns(3);
  UploadTurns::Turn first = turns.take(reporter());
  const UploadTurns::Turn second = turns.take(reporter());
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(turns.take(reporter()));
  first.reset();
  EXPECT_TRUE(turns.take(reporter()));
  EXPECT_TRUE(turns.take(reporter())) << "the one before was given back at once";
}

TEST(UploadTurns, AreNeverAllOfOneKind) {
  UploadTurns turns(3);
  const UploadTurns::Turn first = turns.take(kStaff);
  UploadTurns::Turn second = turns.take(kStaff);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(turns.take(kStaff));
  const UploadTurns::Turn other = turns.take(reporter());
  EXPECT_TRUE(other);
  EXPECT_FALSE(turns.take(reporter())) << "no more than three";
  second.reset();
  EXPECT_TRUE(turns.take(reporter()));
  UploadTurns one(1);
  EXPECT_TRUE(one.take(kStaff));
}

TEST(UploadTurns, GiveEachGroupOfAddressesOne) {
  UploadTurns turns(3);
  UploadTurns::Turn first = turns.take(reporter("192.0.2.1"));
  EXPECT_TRUE(first);
  EXPECT_TRUE(turns.has(reporter("192.0.2.1")));
  EXPECT_FALSE(turns.take(reporter("192.0.2.1")));
  EXPECT_TRUE(turns.take(reporter("192.0.2.2")));
  first.reset();
  EXPECT_FALSE(turns.has(reporter("192.0.2.1")));
  EXPECT_TRUE(turns.take(reporter("192.0.2.1")));
}

TEST(UploadTurns, AreSharedByProcesses) {
  const tests::TemporaryFolder folder;
  const auto turn_of = [&](const TurnTaker& taker) {
    return take_shared_turn(folder.path(), 3, taker);
  };
  const auto is_given = [](const auto& turn) {
    return std::holds_alternative<core::Descriptor>(turn);
  };
  const auto first = turn_of(reporter("192.0.2.1"));
  EXPECT_TRUE(is_given(first));
  EXPECT_EQ(std::get<FilesRefused>(turn_of(reporter("192.0.2.1"))), FilesRefused::busy);
  {
    const auto second = turn_of(reporter("192.0.2.2"));
    EXPECT_TRUE(is_given(second));
    EXPECT_EQ(std::get<FilesRefused>(turn_of(reporter("192.0.2.3"))), FilesRefused::busy);
    const auto staff = turn_of(kStaff);
    EXPECT_TRUE(is_given(staff));
    EXPECT_EQ(std::get<FilesRefused>(turn_of(kStaff)), FilesRefused::busy);
  }
  EXPECT_TRUE(is_given(turn_of(reporter("192.0.2.3"))));
  const auto of_window = turn_of(kStaff);
  EXPECT_TRUE(is_given(of_window) && is_given(turn_of(kStaff)));
  EXPECT_EQ(std::get<FilesRefused>(take_shared_turn(folder / "missing", 3, kStaff)),
            FilesRefused::no_room);
}

TEST(FreeBytes, AreAskedOfTheFileSystem) {
  const tests::TemporaryFolder folder;
  EXPECT_GT(free_bytes_of(folder.path()), 0U);
  EXPECT_EQ(free_bytes_of(folder / "missing"), 0U);
}

}  // namespace
}  // namespace handler::transport
