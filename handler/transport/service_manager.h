// What systemd hands to `serve` and wants to hear from it, so that a restart refuses no connection:
// the socket that it keeps open (sd_listen_fds(3)), and when the program is ready (sd_notify(3)).
// Both are a few variables and one datagram, so libsystemd is not needed.
#pragma once

#include <optional>

#include "core/base/result.h"
#include "core/settings/settings.h"
#include "handler/transport/listener.h"

namespace handler::transport {

// The first descriptor that sd_listen_fds(3) passes.
inline constexpr int kFirstPassed = 3;

// The listening socket that the service manager passed to this process with LISTEN_PID and
// LISTEN_FDS; nullopt if it passed none. `misconfigured` if it passed several, because one that is
// never accepted from would leave its clients waiting, or something else than a listening stream
// socket. The socket becomes close-on-exec. Call it once, before other threads are made.
core::Result<std::optional<Listener>> passed_listener(const core::Environment& environment,
                                                      int first = kFirstPassed);

// Tells the service manager that started this process (NOTIFY_SOCKET), if one did, that the program
// is ready. What cannot be told is no reason not to serve: systemd says itself what it waited for.
void tell_ready(const core::Environment& environment);

}  // namespace handler::transport
