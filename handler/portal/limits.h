// Rate limits per address and network, counted in the store because a CGI process keeps no memory.
#pragma once

#include <string>
#include <vector>

#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::portal {

struct Limit {
  std::string_view name;
  int most = 0;  // of one address
  int window_seconds = 0;
  int most_of_network = 0;  // of an IPv6 network of 48 bits; 0: not counted
};

struct Refill {
  std::string_view name;
  int most = 0;            // at once
  int refill_seconds = 0;  // until one more may be taken
};

// A family behind one address may send several reports an hour, a service hall many. A provider
// gives out a /48 to one customer or to thousands, so it gets ten times as much, and the site's
// budget still holds.
inline constexpr Limit kReportsPerAddress = {"report", 20, 3600, 200};
inline constexpr Limit kActionsPerAddress = {"ticket_action", 20, 3600, 200};
// After so many wrong numbers every number waits, right or wrong alike (number_guard.h).
inline constexpr Limit kWrongNumbersPerAddress = {"ticket", 20, 600, 200};
// Tries that waited: 300 in ten minutes, with the wrong numbers before them.
inline constexpr Limit kWaitedTriesPerAddress = {"ticket_waited", 280, 600, 2800};

// What a site takes in at once; what comes above it is set aside. A busy window gets a few reports
// an hour, so sixty at once and ten a minute are a flood. Meanwhile a network that sent nothing in
// the last hours has a reserve that the flood has not: its own networks have it only once.
inline constexpr Refill kReportsPerSite = {"reports", 60, 6};
inline constexpr Refill kReservePerSite = {"reports_reserve", 60, 12};
inline constexpr Refill kNewcomer = {"reports_newcomer", 1, 6 * 3600};
// After this time the site's whole budget is there again.
inline constexpr int kWholeBudgetSeconds = kReportsPerSite.most * kReportsPerSite.refill_seconds;

// Who asks, as keyed hashes; the addresses themselves are not stored.
struct Caller {
  std::string address;  // of the IPv4 address, or of the first 64 bits of an IPv6 address
  std::string network;  // of the first 48 bits of an IPv6 address; "" for IPv4
};
Caller caller_of(const view::Services& services, const web::Request& request);

// The budget of the site that a report from this request counts against.
store::SiteBudget site_budget(const view::Services& services, const std::string& site,
                              const web::Request& request);

store::CountLimit count_limit(const Limit& limit, const std::string& whose);
// Of the caller's address, then of the network if that is counted.
std::vector<store::CountLimit> count_limits(const Limit& limit, const Caller& caller);

// Counts one for address and network; returns true if it is within the limit. If counting fails the
// limit is ignored; a store that cannot write reports that itself.
bool count_within(const view::Services& services, const Limit& limit, const Caller& caller);

// Until the limit's next window: what an answer 429 says in Retry-After and in its sentence.
int seconds_left(const view::Services& services, const Limit& limit);
// Whole minutes, at least one.
int in_minutes(int seconds);

}  // namespace handler::portal
