// Accepted sockets wait in order, and are closed with the queue.
#include "handler/transport/newcomers.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "tests/support/waiting.h"

namespace handler::transport {
namespace {

core::Descriptor some_file() {
  return core::Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC));
}

bool is_open(int number) {
  return ::fcntl(number, F_GETFD) >= 0;
}

TEST(NewcomersTest, ComeInOrder) {
  Newcomers newcomers;
  core::Descriptor first = some_file();
  core::Descriptor second = some_file();
  const int numbers[] = {first.get(), second.get()};
  newcomers.add(std::move(first));
  newcomers.add(std::move(second));
  EXPECT_EQ(newcomers.next()->get(), numbers[0]);
  EXPECT_TRUE(newcomers.settle(1, 0)) << "the other waits";
  EXPECT_EQ(newcomers.next()->get(), numbers[1]);
  EXPECT_FALSE(newcomers.settle(1, 0));
  EXPECT_FALSE(newcomers.next());
}

TEST(NewcomersTest, AreClosedWithTheQueue) {
  core::Descriptor socket = some_file();
  const int number = socket.get();
  {
    Newcomers newcomers;
    newcomers.add(std::move(socket));
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(NewcomersTest, WaitWhereSocketsAreShort) {
  Newcomers newcomers;
  newcomers.allow(1);
  newcomers.add(some_file());
  std::atomic<bool> may_go_on{false};
  std::thread accepting([&] {
    newcomers.wait_for_room(tests::kFar);
    EXPECT_TRUE(may_go_on);
  });
  ASSERT_TRUE(newcomers.next());
  may_go_on = true;
  newcomers.settle(1, 1);
  accepting.join();
}

TEST(NewcomersTest, WaitNoLongerThanTheyAreTold) {
  Newcomers newcomers;
  newcomers.allow(1);
  newcomers.add(some_file());
  newcomers.wait_for_room(std::chrono::milliseconds(1));
}

}  // namespace
}  // namespace handler::transport
