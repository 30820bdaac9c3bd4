// Counters as rows that hold their time window; a new window starts at one.
#include "handler/store/database/counters.h"

#include <chrono>

#include "core/base/check.h"
#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

std::int64_t seconds_of(core::Instant now) {
  return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
}

std::int64_t period_of(const CountKey& counted, core::Instant now) {
  BANCHENG_CHECK(counted.window_seconds > 0);
  return seconds_of(now) / counted.window_seconds;
}

void forget_old(Database& database, core::Instant now) {
  run(database, "DELETE FROM counters WHERE expires_at < $1", {seconds_of(now)});
}

}  // namespace

int add_to_counter(Database& database, const CountKey& counted, core::Instant now) {
  const std::int64_t period = period_of(counted, now);
  forget_old(database, now);
  const Rows rows = run(
      database,
      "INSERT INTO counters(key, period, count, expires_at) VALUES ($1, $2, 1, $3) "
      "ON CONFLICT (key) DO UPDATE SET count = CASE WHEN counters.period = $2 THEN counters.count "
      "+ 1 ELSE 1 END, period = $2, expires_at = $3 RETURNING count",
      {counted.key, period, (period + 1) * counted.window_seconds});
  return static_cast<int>(rows.front().number(0));
}

int read_counter(Database& database, const CountKey& counted, core::Instant now) {
  const Rows rows = run(database, "SELECT count FROM counters WHERE key = $1 AND period = $2",
                        {counted.key, period_of(counted, now)});
  return rows.empty() ? 0 : static_cast<int>(rows.front().number(0));
}

// `period` holds when the budget will be full again, in milliseconds: each one that is taken puts
// it off by the time in which one comes back. A time beyond the longest was written before the
// clock went back. `count` is 1, because verification takes a counter of nothing for damage.
bool take_from_budget(Database& database, const Budget& budget, core::Instant now) {
  BANCHENG_CHECK(budget.most > 0 && budget.refill_seconds > 0);
  const std::int64_t one = std::int64_t{1000} * budget.refill_seconds;
  const std::int64_t at = now.time_since_epoch().count();
  const std::int64_t latest = at + (one * budget.most);
  const Rows taken = run(
      database,
      "INSERT INTO counters(key, period, count, expires_at) VALUES ($1, CAST($2 AS BIGINT) + $3, "
      "1, $5) "
      "ON CONFLICT (key) DO UPDATE SET period = $3 + CASE WHEN counters.period BETWEEN $2 AND $4 "
      "THEN counters.period ELSE $2 END, expires_at = $5 WHERE counters.period NOT BETWEEN $2 AND "
      "$4 OR counters.period + $3 <= $4 RETURNING period",
      {budget.key, at, one, latest, (latest / 1000) + 1});
  return !taken.empty();
}

core::Result<int> Counters::count_up(const std::string& key, int window_seconds) {
  // A count that cannot be written is no answer that was not saved.
  core::Result<int> count = connections_.attempt([&](Database& database) {
    return add_to_counter(database, {key, window_seconds}, connections_.now());
  });
  if (count) connections_.upkeep().trust_counters();
  return count;
}

core::Status Counters::count_down(const std::string& key, int window_seconds) {
  return connections_.write([&](Database& database) {
    const std::int64_t period = period_of({key, window_seconds}, connections_.now());
    // Verification takes a counter of nothing for damage.
    run(database, "DELETE FROM counters WHERE key = $1 AND period = $2 AND count = 1",
        {key, period});
    run(database,
        "UPDATE counters SET count = count - 1 WHERE key = $1 AND period = $2 AND count > 1",
        {key, period});
  });
}

core::Result<int> Counters::count_now(const std::string& key, int window_seconds) {
  return connections_.read_one([&](Database& database) {
    return read_counter(database, {key, window_seconds}, connections_.now());
  });
}

core::Result<bool> Counters::take_place(const std::string& key, int places, int seconds) {
  return connections_.write([&](Database& database) {
    const std::int64_t now = seconds_of(connections_.now());
    // The present second has begun already.
    const std::int64_t until = now + seconds + 1;
    run(database, "DELETE FROM counters WHERE expires_at < $1", {now});
    for (int place = 0; place < places; ++place) {
      // One that ends later than any could was taken before the clock went back.
      const Rows taken =
          run(database,
              "INSERT INTO counters(key, period, count, expires_at) VALUES ($1, 0, 1, $2) "
              "ON CONFLICT (key) DO UPDATE SET expires_at = $2 "
              "WHERE counters.expires_at <= $3 OR counters.expires_at > $2 RETURNING count",
              {key + ":" + std::to_string(place), until, now});
      if (!taken.empty()) return true;
    }
    return false;
  });
}

core::Status Counters::reset_count(const std::string& key) {
  return connections_.write("DELETE FROM counters WHERE key = $1", {key});
}

core::Status Counters::forget_old_counts() {
  return connections_.write([&](Database& database) { forget_old(database, connections_.now()); });
}

}  // namespace handler::store
