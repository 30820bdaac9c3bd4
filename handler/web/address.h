// Groups client addresses for rate limits.
#pragma once

#include <string>

namespace handler::web {

// The group of one household or hall: the IPv4 address, or the first 64 bits of an IPv6 address,
// because a subscriber controls the other bits. For comparison, not for display.
std::string address_group(const std::string& address);

}  // namespace handler::web
