// Rate limits per address, counted in the store because a CGI process keeps no memory.
#pragma once

#include <string>

#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::portal {

struct Limit {
  std::string_view name;
  int most = 0;
  int window_seconds = 0;
};

// A family behind one address may send several reports an hour, a service hall many.
inline constexpr Limit kReportsPerAddress = {"report", 20, 3600};
inline constexpr Limit kReportsPerSite = {"reports", 600, 3600};
inline constexpr Limit kActionsPerAddress = {"ticket_action", 20, 3600};
inline constexpr Limit kWrongNumbersPerAddress = {"ticket", 20, 600};

store::CountKey count_key(const Limit& limit, const std::string& whose);
store::CountLimit count_limit(const Limit& limit, const std::string& whose);
// Counts one; returns true if it is within the limit.
bool count_within(const view::Services& services, const Limit& limit, const std::string& whose);
void count_one(const view::Services& services, const Limit& limit, const std::string& whose);

// A keyed hash of the client's address; the address itself is not stored.
std::string address_key(const view::Services& services, const web::Request& request);

}  // namespace handler::portal
