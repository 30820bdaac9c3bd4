// Counts within periods of time, for rate limits and delays after wrong passwords: a CGI process
// remembers nothing by itself.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

class Connections;
class Database;

// Something counted within periods of time: a rate limit.
struct CountKey {
  std::string key;
  int window_seconds = 0;
};

// In the caller's transaction, within periods that are aligned to the clock. Old counters go when
// others are written, so the table never needs a cleaner.
int add_to_counter(Database& database, const CountKey& counted, core::Instant now);
int read_counter(Database& database, const CountKey& counted, core::Instant now);

class Counters {
 public:
  explicit Counters(Connections& connections) : connections_(connections) {}

  // Adds one and returns the count within `window_seconds`.
  core::Result<int> count_up(const std::string& key, int window_seconds);
  core::Result<int> count_now(const std::string& key, int window_seconds);
  core::Status reset_count(const std::string& key);

 private:
  Connections& connections_;
};

}  // namespace handler::store
