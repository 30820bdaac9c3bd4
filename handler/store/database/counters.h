// Counts within time windows, for rate limits and for delays after wrong passwords. They are in the
// database because a CGI process keeps no memory.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

class Connections;
class Database;

// A counter with its time window.
struct CountKey {
  std::string key;
  int window_seconds = 0;
};

// What may be taken at any time: `most` at once, and one more each `refill_seconds` until they are
// `most` again. So it slides, and no hour must be waited for.
struct Budget {
  std::string key;
  int most = 0;
  int refill_seconds = 0;
};

// All run in the caller's transaction; windows are aligned to the clock. Writing also deletes
// expired counters.
int add_to_counter(Database& database, const CountKey& counted, core::Instant now);
int read_counter(Database& database, const CountKey& counted, core::Instant now);
// Takes one; false if none is there, and then nothing is taken.
bool take_from_budget(Database& database, const Budget& budget, core::Instant now);

class Counters {
 public:
  explicit Counters(Connections& connections) : connections_(connections) {}

  // Adds one and returns the count within `window_seconds`.
  core::Result<int> count_up(const std::string& key, int window_seconds);
  // Takes one back of those that were counted in the present window, if there are any.
  core::Status count_down(const std::string& key, int window_seconds);
  core::Result<int> count_now(const std::string& key, int window_seconds);
  core::Status reset_count(const std::string& key);
  // Deletes the counts whose window is over, also if nothing is counted any more.
  core::Status forget_old_counts();

  // Takes one of `places` under `key` for at least `seconds` (at most one more); false while all
  // are taken. For processes that share no memory.
  core::Result<bool> take_place(const std::string& key, int places, int seconds);

 private:
  Connections& connections_;
};

}  // namespace handler::store
