// Records that are written once and never changed: reports sent to superiors, and presences of
// leaders at the window.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/cases/figures/attendance.h"

namespace handler::store {

class Connections;

// A report that was sent to a superior body.
struct Filed {
  std::string filing;  // id in reports.yaml
  std::string period;  // "2026-09"
  std::int64_t user = 0;
  core::Instant at{};
  std::string figures = {};  // as filed, JSON; "": filed by a version that did not keep them
};

class Filings {
 public:
  explicit Filings(Connections& connections) : connections_(connections) {}

  // `conflict` if that filing was already noted for the period.
  core::Status note_filed(const std::string& site, const Filed& filed);
  // Newest period first.
  core::Result<std::vector<Filed>> filed(const std::string& site);
  // `conflict` if that leader is already recorded for that part of the day; the first record stays.
  core::Status note_presence(const std::string& site, const cases::Presence& presence);
  // From `from` to `to`, both included, in order of recording.
  core::Result<std::vector<cases::Presence>> presences(const std::string& site, core::Day from,
                                                       core::Day to);

 private:
  Connections& connections_;
};

}  // namespace handler::store
