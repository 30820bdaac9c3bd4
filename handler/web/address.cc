// Computes the group of an address.
#include "handler/web/address.h"

#include <arpa/inet.h>

#include <array>

namespace handler::web {

std::string address_group(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  return std::string(bytes.begin(), bytes.begin() + 8);
}

}  // namespace handler::web
