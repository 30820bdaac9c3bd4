// Reads addresses from sockets and from a trusted proxy's headers.
#include "handler/transport/client_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace handler::transport {
namespace {

// An IPv4 peer of a dual-stack listener is "::ffff:192.0.2.1".
std::string without_mapping(const std::string& address) {
  constexpr std::string_view kMapped = "::ffff:";
  const bool is_mapped =
      address.compare(0, kMapped.size(), kMapped) == 0 && address.find('.') != std::string::npos;
  return is_mapped ? address.substr(kMapped.size()) : address;
}

bool is_listed(const std::vector<std::string>& list, const std::string& address) {
  return core::contains(list, address);
}

std::string forwarded_address(const web::Request& request, const std::string& otherwise,
                              const std::vector<std::string>& trusted) {
  const std::vector<std::string> entries = core::split(request.header("x-forwarded-for"), ',');
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    std::string address = plain_address(core::trimmed(*entry));
    if (address.empty()) return otherwise;
    if (!is_listed(trusted, address)) return address;
  }
  return otherwise;
}

bool is_forwarded(const web::Request& request) {
  constexpr std::array kSigns{"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host",
                              "x-real-ip",       "forwarded",         "via"};
  return std::ranges::any_of(kSigns,
                             [&](const char* name) { return !request.header(name).empty(); });
}

}  // namespace

ClientAddress client_address_of(int socket) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return {};
  if (storage.ss_family == AF_UNIX) return {"unix", true, true};
  const void* bytes =
      storage.ss_family == AF_INET
          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(&storage)->sin_addr)
          : &reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_addr;
  inet_ntop(storage.ss_family, bytes, text.data(), text.size());
  const std::string address = without_mapping(text.data());
  return {address, false, is_loopback_address(address)};
}

bool is_loopback_address(const std::string& address) {
  std::array<unsigned char, 4> bytes{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) return bytes[0] == 127;
  return address == "::1";
}

std::string plain_address(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  for (const int family : {AF_INET, AF_INET6}) {
    if (inet_pton(family, address.c_str(), bytes.data()) != 1) continue;
    inet_ntop(family, bytes.data(), text.data(), text.size());
    return without_mapping(text.data());
  }
  return {};
}

std::vector<std::string> plain_addresses(std::vector<std::string> addresses) {
  for (std::string& address : addresses) address = plain_address(address);
  return addresses;
}

void describe_client(web::Request& request, const ClientAddress& client,
                     const std::vector<std::string>& trusted_proxies) {
  request.remote_address = client.address;
  request.secure = false;
  request.loopback = client.on_this_machine && !is_forwarded(request);
  if (!client.unix_socket && !is_listed(trusted_proxies, client.address)) return;
  request.remote_address = forwarded_address(request, client.address, trusted_proxies);
  request.secure = request.header("x-forwarded-proto") == "https";
}

bool is_limited(const ClientAddress& client, const std::vector<std::string>& trusted_proxies,
                bool own_machine_too) {
  const bool is_own = client.on_this_machine && !own_machine_too;
  return !is_own && !core::contains(trusted_proxies, client.address);
}

}  // namespace handler::transport
