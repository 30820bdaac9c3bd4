// How long a peer whose request was refused may keep its place.
#include "handler/transport/connection.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace handler::transport {
namespace {

using std::chrono::seconds;

// A peer whose form of 300 000 bytes was refused, and whose bytes moved last at kMoved.
class RefusedPeer {
 public:
  RefusedPeer(const std::string& begin_of_body, const Cause& cause) : RefusedPeer(ends()) {
    connection_.reader.append("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" +
                              begin_of_body);
    EXPECT_EQ(connection_.reader.advance(), RequestReader::Progress::refused);
    connection_.drop_request(limits_, cause);
    connection_.state = Connection::State::draining;
    connection_.moved = kMoved;
    connection_.deadline = kMoved + seconds(1000);
  }

  void sends(std::size_t bytes) {
    const std::string body(bytes, 'x');
    for (std::size_t sent = 0; sent < bytes;) {
      const ssize_t count =
          ::send(peer_.get(), body.data() + sent, std::min<std::size_t>(bytes - sent, 30'000), 0);
      ASSERT_GT(count, 0);
      sent += static_cast<std::size_t>(count);
      while (connection_.discard() == Connection::Outcome::done) continue;
    }
  }
  bool leaves_after(seconds silence) const {
    return connection_.is_late(limits_, kMoved + silence);
  }

 private:
  struct Ends {
    core::Descriptor ours;
    core::Descriptor peer;
  };
  static constexpr Instant kMoved{};

  static Ends ends() {
    int both[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, both), 0);
    return {core::Descriptor(both[0]), core::Descriptor(both[1])};
  }
  explicit RefusedPeer(Ends ends)
      : peer_(std::move(ends.peer)),
        connection_(std::move(ends.ours), 1, ClientAddress{"192.0.2.1"}, limits_) {}

  const web::TransportLimits limits_{
      .body_bytes = 1000, .upload_silence = seconds(20), .stall = seconds(2)};
  core::Descriptor peer_;
  Connection connection_;
};

constexpr int kTooLarge = 413;

TEST(RefusedPeers, ThatSendNothingOfTheirBodyLeaveSoon) {
  const RefusedPeer silent("", kTooLarge);
  EXPECT_FALSE(silent.leaves_after(seconds(1)));
  EXPECT_TRUE(silent.leaves_after(seconds(2)));
}

TEST(RefusedPeers, ThatSendTheirBodyMayPause) {
  RefusedPeer later("", kTooLarge);
  later.sends(1);
  const RefusedPeer before("b", kTooLarge);
  for (const RefusedPeer* peer : {&std::as_const(later), &before}) {
    EXPECT_FALSE(peer->leaves_after(seconds(19)));
    EXPECT_TRUE(peer->leaves_after(seconds(20)));
  }
}

TEST(RefusedPeers, ThatHaveSentTheirBodyLeaveSoon) {
  RefusedPeer whole("begin", kTooLarge);
  whole.sends(299'994);
  EXPECT_FALSE(whole.leaves_after(seconds(2))) << "a byte is missing";
  whole.sends(1);
  EXPECT_TRUE(whole.leaves_after(seconds(2)));
}

TEST(RefusedPeers, ThatWereLateLeaveSoonUnlessTheyGoOn) {
  RefusedPeer late("begin", 408);
  EXPECT_TRUE(late.leaves_after(seconds(2)));
  late.sends(1);
  EXPECT_FALSE(late.leaves_after(seconds(19)));
}

}  // namespace
}  // namespace handler::transport
