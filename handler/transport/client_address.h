// The client's address: that of the peer, or the one a trusted proxy reports (security a7).
#pragma once

#include <string>
#include <vector>

#include "handler/web/request.h"

namespace handler::transport {

struct ClientAddress {
  std::string address;           // numeric; "unix" for a Unix socket
  bool unix_socket = false;      // file permissions decide who connects: always a trusted proxy
  bool on_this_machine = false;  // loopback address
};

// The peer of a connected socket.
ClientAddress client_address_of(int socket);

// True for 127.0.0.0/8 and ::1.
bool is_loopback_address(const std::string& address);

// The one text of a numeric address, as the kernel writes it: "2001:DB8:0::7" -> "2001:db8::7",
// "::ffff:192.0.2.7" -> "192.0.2.7"; "" if it is no address.
std::string plain_address(const std::string& address);
std::vector<std::string> plain_addresses(std::vector<std::string> addresses);

// Fills remote_address, secure and loopback from `client` and the request's headers.
// X-Forwarded-For (rightmost entry that is no trusted proxy) and X-Forwarded-Proto count only if
// the peer is trusted. A request that some proxy forwarded is never `loopback`, trusted or not.
// `trusted_proxies` are plain addresses.
void describe_client(web::Request& request, const ClientAddress& client,
                     const std::vector<std::string>& trusted_proxies);

// Whether limits for one address hold for this peer: not for trusted proxies, whose visitors share
// it, and not for this machine unless `own_machine_too`.
bool is_limited(const ClientAddress& client, const std::vector<std::string>& trusted_proxies,
                bool own_machine_too);

}  // namespace handler::transport
