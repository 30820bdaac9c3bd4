// What is kept of a case: the events to come, the row of current values, and the record of all of
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/time/local_time.h"
#include "handler/cases/fold/event.h"
#include "handler/store/cases/part.h"

namespace handler::store {

using cases::CaseId;

// A new number for a case: from this event on the previous number no longer works.
struct NewNumber {
  std::string ticket_hash;      // hex, UNIQUE
  bool known_to_staff = false;  // staff made it
};

// An event to be recorded. The store sets seq, recorded_at, prev and hash, and for each part i sets
// data[parts[i].field] to {"part", "commitment"}.
struct NewEvent {
  cases::Actor actor;
  cases::EventType type = cases::EventType::submitted;
  core::Json data = core::Json::object();
  std::optional<core::Instant> occurred_at;
  std::string policy;
  std::vector<Part> parts;
  bool gives_serial = false;  // the store puts the site's next serial number into data["serial"]
  std::string serial_prefix;  // "PY"
  std::optional<NewNumber> number = {};
};

// The row of current values for lists: always the result of fold(), written together with the
// events.
struct CurrentValues {
  std::string state, kind, tier, window, unit, concerned_unit, serial, policy;
  int round = 1;
  bool restricted = false;
  bool confidential = false;
  std::optional<core::Instant> next_due;
  std::vector<std::string> marks;         // ids of cases::mark_table()
  std::string channel = "online";         // how the report was received
  std::optional<core::Day> assigned_due;  // deadline of a superior's task

  bool operator==(const CurrentValues&) const = default;
  std::vector<std::string> assisting;
  // When the system must next record something, and the year whose holiday notice the case waits
  // for (0: none).
  std::optional<core::Instant> next_job;
  int awaited_notice = 0;
  // The date by which a visit is due; the closing day where the policy promises no time.
  std::optional<core::Instant> visit_by;
};

// Folds all events of the case, including the new ones, into its row; called inside the
// transaction.
using Refold = std::function<CurrentValues(const std::vector<cases::Event>&)>;

struct CaseRow {
  CaseId id = 0;
  std::string site;
  CurrentValues values;
  core::Instant submitted_at{};
  core::Instant updated_at{};
  std::int64_t last_seq = 0;
  std::string matter;  // named by staff at acceptance; "" before, and once destroyed
};

struct CaseRecord {
  CaseRow row;
  std::shared_ptr<const std::vector<cases::Event>> history;  // never null in store results
  std::map<std::int64_t, Part> parts;

  const std::vector<cases::Event>& events() const { return *history; }
};

}  // namespace handler::store
