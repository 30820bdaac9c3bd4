// Counts by keyed hashes of addresses.
#include "handler/portal/limits.h"

#include "handler/web/address.h"

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
  // A store that cannot count limits nobody: what it then cannot write either, it says itself.
  const core::Result<int> count =
      services.store.count_up(counter_key(limit, whose), limit.window_seconds);
  return !count || *count <= limit.most;
}

void count_one(const view::Services& services, const Limit& limit, const std::string& whose) {
  // A count that is lost lets one more through; a report is never lost for it.
  (void)services.store.count_up(counter_key(limit, whose), limit.window_seconds);
}

std::string address_key(const view::Services& services, const web::Request& request) {
  return core::to_hex(
             core::hash(web::address_group(request.remote_address), services.portal_keys.token))
      .substr(0, 32);
}

}  // namespace handler::portal
