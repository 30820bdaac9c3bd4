// Counts per keyed hash of an address.
#include "handler/portal/limits.h"

namespace handler::portal {
namespace {

std::string counter_key(const Limit& limit, const std::string& whose) {
  return std::string(limit.name) + ":" + whose;
}

}  // namespace

store::CountKey count_key(const Limit& limit, const std::string& whose) {
  return {counter_key(limit, whose), limit.window_seconds};
}

store::CountLimit count_limit(const Limit& limit, const std::string& whose) {
  return {count_key(limit, whose), limit.most};
}

bool count_within(const view::Services& services, const Limit& limit, const std::string& whose) {
  // If counting fails, the limit is ignored; a store that cannot write reports that itself.
  const core::Result<int> count =
      services.store.count_up(counter_key(limit, whose), limit.window_seconds);
  return !count || *count <= limit.most;
}

void count_one(const view::Services& services, const Limit& limit, const std::string& whose) {
  // Ignore a failure: one more attempt gets through, but no report is lost.
  (void)services.store.count_up(counter_key(limit, whose), limit.window_seconds);
}

std::string address_key(const view::Services& services, const web::Request& request) {
  return core::to_hex(
             core::hash(web::address_group(request.remote_address), services.portal_keys.token))
      .substr(0, 32);
}

}  // namespace handler::portal
