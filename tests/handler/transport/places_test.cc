// Who leaves first when places or bytes are short.
#include "handler/transport/places.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace handler::transport {
namespace {

using std::chrono::seconds;
using State = Connection::State;
using Within = Places::Within;

constexpr web::UploadSender kReporter = web::UploadSender::reporter;

// Connections in chosen states; their ids count from 1.
class PlacesTest : public ::testing::Test {
 protected:
  // `quiet`: how long ago the last byte moved.
  std::uint64_t add(const std::string& address, State state, seconds quiet = seconds(0),
                    std::size_t bytes = 0) {
    const std::uint64_t id = connections_.size() + 1;
    auto made =
        std::make_unique<Connection>(core::Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC)), id,
                                     ClientAddress{address}, limits_);
    made->state = state;
    made->moved = now_ - quiet;
    made->answer.bytes.reserve(bytes);
    places_.enter(*made);
    places_.count(*made);
    connections_.emplace(id, std::move(made));
    return id;
  }
  Connection& at(std::uint64_t id) { return *connections_.at(id); }
  std::uint64_t leaves_for(const std::string& address, Within within = Within::all) {
    return places_.who_leaves_for(places_.newcomer(ClientAddress{address}), within, connections_,
                                  now_);
  }
  std::uint64_t frees_bytes(std::uint64_t spared, std::size_t at_least = 0) {
    return places_.who_frees_bytes(spared, at_least, connections_, now_);
  }

  // An upload of a reporter that has its turn for so long and has sent nothing.
  std::uint64_t add_upload(seconds turn) {
    const std::uint64_t id = add("192.0.2.1", State::body);
    at(id).upload_turn = std::make_shared<const TurnTaker>(TurnTaker{kReporter, {}});
    at(id).deadline = now_ - turn + seconds(limits_.upload_seconds);
    return id;
  }

  const web::TransportLimits limits_{.buffered_bytes = 100'000, .stall = seconds(2)};
  const Instant now_ = std::chrono::steady_clock::now();
  Connections connections_;
  Places places_{limits_};
};

TEST_F(PlacesTest, TakeFromTheAddressWithTheMostConnections) {
  add("192.0.2.1", State::head);
  add("198.51.100.1", State::head, seconds(0));
  add("198.51.100.1", State::head, seconds(1));
  EXPECT_EQ(leaves_for("203.0.113.1"), 3U) << "and there from the one that moved longest ago";
}

TEST_F(PlacesTest, CountTheNetworkBeforeTheAddress) {
  add("192.0.2.1", State::head);
  add("192.0.2.1", State::head);
  for (const char* address : {"2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:1:3::1"}) {
    add(address, State::head);
  }
  EXPECT_EQ(leaves_for("203.0.113.1"), 3U);
  EXPECT_EQ(leaves_for("2001:db8:1:9::1", Within::network), 3U);
}

TEST_F(PlacesTest, TakeIdleAndStalledOnesFirst) {
  add("198.51.100.1", State::head);
  add("198.51.100.1", State::head);
  const std::uint64_t stalled = add("192.0.2.1", State::writing, seconds(2));
  EXPECT_EQ(leaves_for("203.0.113.1"), stalled);
  const std::uint64_t idle = add("192.0.2.2", State::waiting);
  at(idle).requests = 1;
  EXPECT_EQ(leaves_for("203.0.113.1"), idle) << "as many places, and nothing to lose";
}

TEST_F(PlacesTest, LeaveWhatGetsOnToAnAddressWithAsManyConnections) {
  add("192.0.2.1", State::writing);
  add("192.0.2.2", State::parked);
  const std::uint64_t queued = add("192.0.2.2", State::working);
  add("198.51.100.1", State::head);
  EXPECT_EQ(leaves_for("192.0.2.2"), 0U) << "the one that sends its request has fewer";
  EXPECT_EQ(leaves_for("203.0.113.1"), 4U);
  at(4).state = State::working;
  at(4).begun = true;
  EXPECT_EQ(leaves_for("203.0.113.1"), 2U) << "parked before queued";
  at(2).state = State::working;
  at(2).begun = true;
  EXPECT_EQ(leaves_for("203.0.113.1"), queued);
}

TEST_F(PlacesTest, NeverTakeFromAWorker) {
  add("192.0.2.1", State::working, seconds(9), 90'000);
  at(1).begun = true;
  EXPECT_EQ(leaves_for("203.0.113.1"), 0U);
  EXPECT_EQ(frees_bytes(0), 0U);
}

TEST_F(PlacesTest, FreeTheBytesOfStalledPeersThenOfTheLargest) {
  add("192.0.2.1", State::body, seconds(0), 50'000);
  add("192.0.2.2", State::body, seconds(0), 40'000);
  add("198.51.100.1", State::writing, seconds(3), 9'000);
  EXPECT_EQ(frees_bytes(0), 3U);
  EXPECT_EQ(frees_bytes(3), 1U);
  EXPECT_EQ(frees_bytes(3, 50'000), 0U) << "an equal one does not give way";
  EXPECT_TRUE(places_.are_bytes_left(1'000));
  EXPECT_FALSE(places_.are_bytes_left(1'001));
  places_.leave(at(1));
  connections_.erase(1);
  EXPECT_TRUE(places_.are_bytes_left(51'000));
}

TEST_F(PlacesTest, TakeTheTurnOfASlowSenderOnlyAfterAWhile) {
  add("192.0.2.1", State::body);
  const std::uint64_t new_one = add_upload(seconds(29));
  EXPECT_EQ(places_.who_gives_turn(kReporter, connections_, now_), 0U);
  EXPECT_EQ(places_.who_gives_turn(kReporter, connections_, now_ + seconds(1)), new_one);
  at(new_one).state = State::working;
  EXPECT_EQ(places_.who_gives_turn(kReporter, connections_, now_ + seconds(1)), 0U)
      << "it was received";
}

TEST_F(PlacesTest, TakeATurnOfReportersForReportersAlone) {
  add_upload(seconds(60));
  EXPECT_EQ(places_.who_gives_turn(web::UploadSender::staff, connections_, now_), 0U);
}

}  // namespace
}  // namespace handler::transport
