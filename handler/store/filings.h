// Records that are written once and never changed, and their corrections: reports sent to
// superiors, and presences of leaders at the window.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/cases/figures/attendance.h"

namespace handler::store {

class Connections;

// Who put a record right, when and why.
struct Amendment {
  std::int64_t user = 0;
  core::Instant at{};
  std::string reason;
};

// A report that was sent to a superior body.
struct Filed {
  std::string filing;  // id in reports.yaml
  std::string period;  // "2026-09"
  std::int64_t user = 0;
  core::Instant at{};
  std::string figures = {};  // as filed, JSON; "": filed by a version that did not keep them
  std::optional<Amendment> taken_back = {};  // it was noted by mistake
};

class Filings {
 public:
  explicit Filings(Connections& connections) : connections_(connections) {}

  // `conflict` if that filing is noted for the period, and was not taken back.
  core::Status note_filed(const std::string& site, const Filed& filed);
  // The filing of the period was noted by mistake: the record stays, and counts no more.
  // `not_found` if none stands.
  core::Status take_back_filed(const std::string& site, const std::string& filing,
                               const std::string& period, const Amendment& amendment);
  // Newest period first, also those that were taken back.
  core::Result<std::vector<Filed>> filed(const std::string& site);
  // `conflict` if that leader is already recorded for that part of the day; the first record stays.
  core::Status note_presence(const std::string& site, const cases::Presence& presence);
  // The presence with that entry was another leader's, or with "" no leader came. `not_found` if
  // the site has no such presence; `conflict` if it says so already, or if that leader is recorded
  // for that part.
  core::Status correct_presence(const std::string& site, std::int64_t entry, const std::string& who,
                                const Amendment& amendment);
  // As corrected, also those noted by mistake. From `from` to `to`, both included, in order of
  // recording.
  core::Result<std::vector<cases::Presence>> presences(const std::string& site, core::Day from,
                                                       core::Day to);

 private:
  Connections& connections_;
};

}  // namespace handler::store
