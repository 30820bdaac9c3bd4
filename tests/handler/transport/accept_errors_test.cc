// Accept errors must not end the service. This file replaces the system's accept(), which
// cpp-httplib's library calls, so that it can fail on demand.
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <atomic>
#include <cerrno>

#include "tests/handler/transport/live_server.h"

namespace {

std::atomic<int> next_error{0};
std::atomic<int> errors_given{0};

}  // namespace

extern "C" int accept(int socket, sockaddr* address, socklen_t* size) {
  const int accepted =
      static_cast<int>(::syscall(SYS_accept4, socket, address, size, SOCK_CLOEXEC));
  const int error = next_error.exchange(0);
  if (error == 0) return accepted;
  ++errors_given;
  ::close(accepted);
  errno = error;
  return -1;
}

namespace handler::transport {
namespace {

class AcceptError : public ::testing::TestWithParam<int> {};

TEST_P(AcceptError, DoesNotEndTheService) {
  LiveServer server;
  errors_given = 0;
  next_error = GetParam();
  Client unlucky(server.port);
  unlucky.receive();
  EXPECT_EQ(errors_given, 1);
  EXPECT_EQ(
      server.answer_to("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").substr(0, 15),
      "HTTP/1.1 200 OK");
}

INSTANTIATE_TEST_SUITE_P(Errors, AcceptError,
                         ::testing::Values(ECONNABORTED, ENFILE, EMFILE, ENOMEM, ENOBUFS, EPROTO,
                                           EPERM, EINTR));

}  // namespace
}  // namespace handler::transport
