// What is noted once and never changed: reports that were sent to superiors, and when a leader was
// at the window.
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
};

class Filings {
 public:
  explicit Filings(Connections& connections) : connections_(connections) {}

  // `conflict` if that filing of that period was noted before.
  core::Status note_filed(const std::string& site, const Filed& filed);
  // The newest period first.
  core::Result<std::vector<Filed>> filed(const std::string& site);
  // `conflict` if that leader was written down for that part of the day before: the first note
  // stays.
  core::Status note_presence(const std::string& site, const cases::Presence& presence);
  // Between two days, both included, in the order of writing down.
  core::Result<std::vector<cases::Presence>> presences(const std::string& site, core::Day from,
                                                       core::Day to);

 private:
  Connections& connections_;
};

}  // namespace handler::store
