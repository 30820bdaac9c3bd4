// Forms with files at a live server: whose turn it is when many send at once.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/handler/transport/upload_fixture.h"

namespace handler::transport {
namespace {

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

TEST_F(UploadTest, LeavesATurnToOtherNetworks) {
  options_.buffer.cap_own_machine = true;
  const auto first = begun(small_);
  EXPECT_EQ(body_of(answer_to(last(small_))), page(FilesRefused::busy));
}

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

// It is answered when its first file begins, and not read to its end.
TEST_F(UploadTest, OfAStrangerIsNotReadOn) {
  const std::string body = multipart_body({{"sender", "stranger"}, {"file", large_, "a"}});
  Client client(server().port);
  client.send(head_of(body.size()) + begin_of(body));
  const std::string answer = client.receive();
  EXPECT_EQ(status_of(answer), "HTTP/1.1 403");
  EXPECT_EQ(body_of(answer), page(FilesRefused::unknown));
  EXPECT_EQ(server().app.handled, 0);
  EXPECT_TRUE(tests::comes_true([&] { return !client.send("x"); })) << "closed, far from its end";
}

}  // namespace
}  // namespace handler::transport
