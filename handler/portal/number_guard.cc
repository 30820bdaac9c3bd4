// Counts wrong numbers and waits. `serve` has the transport keep an answer back; a CGI process has
// the browser wait, and a token proves that it did.
#include "handler/portal/number_guard.h"

#include <algorithm>
#include <optional>

#include "handler/web/form_token.h"

namespace handler::portal {
namespace {

constexpr std::string_view kWaitPurpose = "number-wait";
constexpr std::chrono::minutes kTokenLasts{10};
constexpr Limit kTokenUsed = {"ticket_token", 1, 1200};

// One try. What the database does not take is counted in the process's memory.
struct Try {
  const view::Services& services;
  const Caller caller;
  const std::string& number;

  core::Instant now() const { return services.clock.now(); }
  std::string place() const { return "ticket_wait:" + caller.address; }
};

// Nothing if it cannot be read.
std::optional<int> counted(const Try& tried, const store::CountKey& key) {
  const core::Result<int> kept = tried.services.store.count_now(key.key, key.window_seconds);
  if (!kept) return std::nullopt;
  return *kept + tried.services.memory->count_now(key, tried.now());
}

// A count that cannot be read must not open the door, nor close it: then a number waits.
bool must_wait(const Try& tried) {
  const auto limits = count_limits(kWrongNumbersPerAddress, tried.caller);
  return std::ranges::any_of(limits, [&](const store::CountLimit& each) {
    return counted(tried, each.key).value_or(each.most) >= each.most;
  });
}

bool is_used_up(const Try& tried, const Limit& limit) {
  const auto limits = count_limits(limit, tried.caller);
  return std::ranges::any_of(limits, [&](const store::CountLimit& each) {
    return counted(tried, each.key).value_or(0) >= each.most;
  });
}

// What the database does not take is counted in memory, and noted for processes that have none.
void count(const Try& tried, const Limit& limit) {
  for (const store::CountLimit& each : count_limits(limit, tried.caller)) {
    if (tried.services.store.count_up(each.key.key, each.key.window_seconds)) continue;
    (void)tried.services.memory->count_up(each.key, tried.now());
    if (tried.services.one_request) tried.services.uncounted.note(tried.now());
  }
}

Passage limited(const Try& tried) {
  return {.kind = Passage::Kind::limited,
          .retry_after = seconds_left(tried.services, kWaitedTriesPerAddress)};
}

Passage crowded() {
  return {.kind = Passage::Kind::crowded, .retry_after = static_cast<int>(kNumberWait.count())};
}

// -- serve

Passage pass_held(const Try& tried) {
  if (!must_wait(tried)) return {};
  if (is_used_up(tried, kWaitedTriesPerAddress)) return limited(tried);
  if (!tried.services.memory->take_place(tried.place(), kMostWaits, kNumberWait)) return crowded();
  count(tried, kWaitedTriesPerAddress);
  return {.hold_for = kNumberWait};
}

// -- CGI

// Binds a wait to its number and address, so that a wait for one number opens no other.
std::string bound_to(const Try& tried) {
  const std::string parts[] = {tried.number, tried.caller.address};
  return core::to_hex(core::hash_parts(parts, 2, tried.services.portal_keys.token)).substr(0, 32);
}

std::string make_wait_token(const Try& tried) {
  return web::make_token(tried.services.portal_keys.token, kWaitPurpose,
                         {core::to_hex(tried.services.randomness.bytes(16)), bound_to(tried),
                          core::to_iso(tried.now())});
}

// If the use cannot be recorded, the wait still counts: it was for this number alone.
bool is_first_use(const Try& tried, const std::string& nonce) {
  const store::CountLimit used = count_limit(kTokenUsed, nonce);
  const core::Result<int> uses =
      tried.services.store.count_up(used.key.key, used.key.window_seconds);
  return !uses || *uses <= used.most;
}

// What a sent token is worth; nullopt: nothing, the wait begins.
std::optional<Passage> pass_token(const Try& tried, std::string_view token) {
  const auto fields = web::read_token(tried.services.portal_keys.token, kWaitPurpose, token);
  if (!fields || fields->size() != 3 || (*fields)[1] != bound_to(tried)) return std::nullopt;
  const std::optional<core::Instant> since = core::from_iso((*fields)[2]);
  if (!since || tried.now() < *since || tried.now() - *since > kTokenLasts) return std::nullopt;
  if (tried.now() - *since < kNumberWait)
    return Passage{.kind = Passage::Kind::ask_again, .token = std::string(token)};
  if (!is_first_use(tried, (*fields)[0])) return std::nullopt;
  return Passage{};
}

Passage pass_by_asking_again(const Try& tried, std::string_view token) {
  if (std::optional<Passage> proven = pass_token(tried, token)) return *proven;
  // A process cannot slow a number down that turns out wrong and cannot be counted. While counting
  // fails all of them wait.
  if (!must_wait(tried) && !tried.services.uncounted.stands(tried.now())) return {};
  if (is_used_up(tried, kWaitedTriesPerAddress)) return limited(tried);
  const core::Result<bool> place = tried.services.store.take_place(
      tried.place(), kMostWaits, static_cast<int>(kNumberWait.count()));
  if (place && !*place) return crowded();
  count(tried, kWaitedTriesPerAddress);
  return {.kind = Passage::Kind::ask_again, .token = make_wait_token(tried)};
}

}  // namespace

Passage pass_number(const view::Services& services, const web::Request& request,
                    const std::string& number, std::string_view token) {
  const Try tried{services, caller_of(services, request), number};
  return services.one_request ? pass_by_asking_again(tried, token) : pass_held(tried);
}

void note_wrong_number(const view::Services& services, const web::Request& request) {
  const std::string none;
  count({services, caller_of(services, request), none}, kWrongNumbersPerAddress);
}

}  // namespace handler::portal
