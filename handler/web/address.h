// Addresses of peers as limits count them.
#pragma once

#include <string>

namespace handler::web {

// What belongs to one household or hall: an IPv4 address itself, of an IPv6 address its first 64
// bits (a subscriber has all the others to choose from). Bytes to compare, not to print.
std::string address_group(const std::string& address);

}  // namespace handler::web
