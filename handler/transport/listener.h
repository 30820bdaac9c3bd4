// Opens the listening socket, which no other server may share, or explains why it cannot.
#pragma once

#include <string>

#include "core/base/result.h"

namespace handler::transport {

struct Listener {
  int socket = -1;        // listening, close-on-exec; the caller closes it
  int port = 0;           // 0 for a Unix socket
  std::string address;    // as open_listener() takes it
  std::string unix_path;  // socket file to remove at the end; "" for TCP, and if it is another's
};

// `listen` is "127.0.0.1:8080", "[::1]:8080", "localhost:0" (port 0: any free one), "[::]:8080" or
// "*:8080" (every address of the machine, IPv4 and IPv6; "*" takes IPv4 alone on a machine without
// IPv6), "0.0.0.0:8080" (every IPv4 address) or "unix:/run/x.sock" (mode 0660; a stale socket file
// is replaced). Failures say in one sentence what to do: invalid address, conflict (taken),
// no_access.
core::Result<Listener> open_listener(const std::string& listen);

// A socket that listens already and that another program keeps open too, as systemd does: its file
// stays at the end.
Listener listener_of(int socket);

}  // namespace handler::transport
