// Counts per keyed hash of an address and its network.
#include "handler/portal/limits.h"

#include <algorithm>
#include <chrono>

namespace handler::portal {
namespace {

std::string keyed(const view::Services& services, const std::string& group) {
  return core::to_hex(core::hash(group, services.portal_keys.token)).substr(0, 32);
}

// An IPv4 address is counted alone: whole towns share a network of 24 bits.
bool is_ipv6(const std::string& address) {
  return address.find(':') != std::string::npos;
}

}  // namespace

Caller caller_of(const view::Services& services, const web::Request& request) {
  const std::string& address = request.remote_address;
  Caller caller{keyed(services, web::address_group(address)), ""};
  if (is_ipv6(address)) caller.network = keyed(services, "/48 " + web::wide_group(address));
  return caller;
}

store::SiteBudget site_budget(const view::Services& services, const std::string& site,
                              const web::Request& request) {
  const auto of = [](const Refill& refill, const std::string& whose) {
    return store::Budget{std::string(refill.name) + ":" + whose, refill.most,
                         refill.refill_seconds};
  };
  const std::string network = web::wide_group(request.remote_address);
  return {.site = of(kReportsPerSite, site),
          .reserve = of(kReservePerSite, site),
          .newcomer = of(kNewcomer, site + ":" + keyed(services, "wide " + network)),
          .most_bytes = services.place.set_aside_bytes};
}

store::CountLimit count_limit(const Limit& limit, const std::string& whose) {
  return {{std::string(limit.name) + ":" + whose, limit.window_seconds}, limit.most};
}

std::vector<store::CountLimit> count_limits(const Limit& limit, const Caller& caller) {
  std::vector<store::CountLimit> limits{count_limit(limit, caller.address)};
  if (limit.most_of_network == 0 || caller.network.empty()) return limits;
  limits.push_back(count_limit(limit, caller.network));
  limits.back().most = limit.most_of_network;
  return limits;
}

bool count_within(const view::Services& services, const Limit& limit, const Caller& caller) {
  bool within = true;
  for (const store::CountLimit& each : count_limits(limit, caller)) {
    const core::Result<int> count = services.store.count_up(each.key.key, each.key.window_seconds);
    if (count && *count > each.most) within = false;
  }
  return within;
}

int seconds_left(const view::Services& services, const Limit& limit) {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(services.clock.now().time_since_epoch());
  return limit.window_seconds - static_cast<int>(now.count() % limit.window_seconds);
}

int in_minutes(int seconds) {
  return std::max(1, (seconds + 59) / 60);
}

}  // namespace handler::portal
