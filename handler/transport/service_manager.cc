// Reads sd_listen_fds(3)'s variables and writes sd_notify(3)'s datagram.
#include "handler/transport/service_manager.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "core/base/descriptor.h"
#include "core/base/files.h"

namespace handler::transport {
namespace {

core::Failure wrong_socket(const std::string& what) {
  return {core::FailureCode::misconfigured,
          "systemd passed " + what +
              ": bancheng.socket must have exactly one ListenStream= and no Accept=yes"};
}

int option_of(int socket, int option) {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

}  // namespace

core::Result<std::optional<Listener>> passed_listener(const core::Environment& environment,
                                                      int first) {
  const std::optional<std::string> count = environment("LISTEN_FDS");
  // The variables stay in the environment of programs that this one starts; they are not theirs.
  if (!count || environment("LISTEN_PID") != std::to_string(::getpid()))
    return std::optional<Listener>();
  if (count != "1") return wrong_socket(*count + " sockets");
  const bool listens =
      option_of(first, SO_TYPE) == SOCK_STREAM && option_of(first, SO_ACCEPTCONN) == 1;
  if (!listens) return wrong_socket("no listening stream socket");
  if (::fcntl(first, F_SETFD, FD_CLOEXEC) != 0)
    return core::system_failure("keep from other programs the socket", "LISTEN_FDS");
  return std::optional(listener_of(first));
}

void tell_ready(const core::Environment& environment) {
  constexpr std::string_view kReady = "READY=1";
  const std::optional<std::string> place = environment("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (!place || place->empty() || place->size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, place->data(), place->size());
  // '@' stands for the zero byte of a socket without a file.
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const std::size_t size = offsetof(sockaddr_un, sun_path) + place->size();
  const core::Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  [[maybe_unused]] const ssize_t sent =
      ::sendto(socket.get(), kReady.data(), kReady.size(), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(size));
}

}  // namespace handler::transport
