// Opens TCP and Unix listening sockets without SO_REUSEPORT, so that a second server gets an error.
#include "handler/transport/listener.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>
#include <system_error>

#include "core/base/descriptor.h"

namespace handler::transport {
namespace {

constexpr int kBacklog = 1024;
constexpr const char* kUnixPrefix = "unix:";

struct Place {
  std::string host;
  std::string port;
};

core::Failure invalid(const std::string& listen) {
  return {core::FailureCode::invalid,
          fmt::format("cannot listen on \"{}\"; write it as 127.0.0.1:8080, [::1]:8080, *:8080 or "
                      "unix:/run/bancheng.sock",
                      listen)};
}

// A kernel may know IPv6 and still have none of its addresses, not even that of the machine itself.
bool has_ipv6() {
  const core::Descriptor probe(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in6 own{};
  own.sin6_family = AF_INET6;
  own.sin6_addr = in6addr_loopback;
  return probe.ok() &&
         ::bind(probe.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0;
}

std::optional<Place> split_place(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  Place place{listen.substr(0, colon), listen.substr(colon + 1)};
  if (place.port.empty() || place.port.size() > 5 ||
      place.port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(place.port) > 65535) {
    return std::nullopt;
  }
  if (place.host.front() == '[' && place.host.back() == ']') {
    place.host = place.host.substr(1, place.host.size() - 2);
  }
  if (place.host == "localhost") place.host = "127.0.0.1";
  if (place.host == "*") place.host = has_ipv6() ? "::" : "0.0.0.0";
  return place;
}

core::Failure bind_failure(const std::string& where, int error) {
  if (error == EADDRINUSE) {
    return {core::FailureCode::conflict,
            where + " is taken by another program; stop that one or choose another with --listen"};
  }
  if (error == EACCES || error == EPERM) {
    return {core::FailureCode::no_access,
            where + " may not be opened by this user; choose a port from 1024 up with --listen"};
  }
  return {core::FailureCode::unavailable,
          fmt::format("cannot listen on {}: {}", where, std::generic_category().message(error))};
}

core::Result<Listener> bound(int socket, const sockaddr* address, socklen_t size,
                             const std::string& where) {
  if (::bind(socket, address, size) != 0 || ::listen(socket, kBacklog) != 0) {
    const int error = errno;
    ::close(socket);
    return bind_failure(where, error);
  }
  return listener_of(socket);
}

// The path of a Unix socket, or the host of another, as open_listener() takes it.
std::string text_of(const sockaddr_storage& address, socklen_t size, int port) {
  if (address.ss_family == AF_UNIX) {
    const auto& own = reinterpret_cast<const sockaddr_un&>(address);
    const std::size_t most = size - offsetof(sockaddr_un, sun_path);
    return kUnixPrefix + std::string(own.sun_path, ::strnlen(own.sun_path, most));
  }
  std::array<char, INET6_ADDRSTRLEN> host{};
  const bool is_four = address.ss_family == AF_INET;
  const void* number =
      is_four ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr)
              : &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  ::inet_ntop(address.ss_family, number, host.data(), host.size());
  return is_four ? fmt::format("{}:{}", host.data(), port)
                 : fmt::format("[{}]:{}", host.data(), port);
}

int port_in(const sockaddr_storage& address) {
  if (address.ss_family == AF_UNIX) return 0;
  return address.ss_family == AF_INET
             ? ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port)
             : ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
}

core::Result<Listener> open_tcp(const std::string& listen) {
  const auto place = split_place(listen);
  if (!place) return invalid(listen);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(place->host.c_str(), place->port.c_str(), &hints, &found) != 0) {
    return invalid(listen);
  }
  const int socket = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  // Allows a restart without waiting for old connections to time out.
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // "[::]" takes IPv4 peers too, whatever net.ipv6.bindv6only says. Fails harmlessly on IPv4.
  const int off = 0;
  setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  auto listener = bound(socket, found->ai_addr, found->ai_addrlen,
                        fmt::format("port {} on {}", place->port, place->host));
  freeaddrinfo(found);
  return listener;
}

// Something else that an operator named, or put there, by mistake: it is not ours to remove.
bool is_no_socket(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && !S_ISSOCK(status.st_mode);
}

// Removes a socket file on which no server answers, left by a crashed server.
void remove_dead_socket(const sockaddr_un& address) {
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool is_dead =
      ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
      errno == ECONNREFUSED;
  ::close(probe);
  if (is_dead && !is_no_socket(address.sun_path)) ::unlink(address.sun_path);
}

core::Result<Listener> open_unix(const std::string& path, const std::string& listen) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) return invalid(listen);
  std::memcpy(address.sun_path, path.c_str(), path.size());
  if (is_no_socket(path))
    return core::Failure{core::FailureCode::misconfigured,
                         path + " is no socket: remove it, or choose another with --listen"};
  remove_dead_socket(address);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const mode_t old_mask = ::umask(0117);
  auto listener =
      bound(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address, listen);
  ::umask(old_mask);
  if (listener) listener->unix_path = path;
  return listener;
}

}  // namespace

Listener listener_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    return {.socket = socket};
  const int port = port_in(address);
  return {.socket = socket, .port = port, .address = text_of(address, size, port)};
}

core::Result<Listener> open_listener(const std::string& listen) {
  if (listen.rfind(kUnixPrefix, 0) == 0) {
    return open_unix(listen.substr(std::strlen(kUnixPrefix)), listen);
  }
  return open_tcp(listen);
}

}  // namespace handler::transport
