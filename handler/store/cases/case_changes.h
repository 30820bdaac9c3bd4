// Reports and events as they are added to the tables.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/database/counters.h"
#include "handler/store/database/upkeep.h"

namespace handler::store {

class Connections;
class Database;

struct CountLimit {
  CountKey key;
  int most = 0;
};

// What a site takes in at once. A report above it is set aside, until the bytes of all that are set
// aside are used up.
struct SiteBudget {
  Budget site;
  Budget reserve;   // beyond it, for a network that sent nothing lately
  Budget newcomer;  // of the reporter's network: one, which comes back when "lately" is over
  std::int64_t most_bytes = 0;
};

struct NewReport {
  std::string site;
  std::string ticket_hash;      // hex, UNIQUE
  std::string nonce_hash;       // hex, UNIQUE: the same confirmation sent twice gives the same case
  bool known_to_staff = false;  // staff made the number for a person at the counter
  NewEvent submitted;
  Refold refold;
  // Each limit is counted up in the same commit, unless the report already existed. The first limit
  // that is used up refuses the report; the limits after it are not counted then.
  std::vector<CountLimit> limits;
  // Asked when no limit is used up. The store writes into the event that the report was set aside.
  std::optional<SiteBudget> budget = {};
};

struct AddedReport {
  CaseId id = 0;
  bool already_there = false;
  bool limited = false;    // no case was written because a limit is used up
  bool full = false;       // no case was written because too much is set aside already
  bool set_aside = false;  // it came above the budget, and staff have not looked at it yet
  bool is_news = false;    // the first in this hour that is `full` or set aside
  core::Instant recorded_at{};
};

// Events to be added to one case, provided its newest event is `seen_seq`.
struct Addition {
  CaseId id = 0;
  std::int64_t seen_seq = 0;
  std::vector<NewEvent> events;
  Refold refold;
};

class CaseChanges {
 public:
  explicit CaseChanges(Connections& connections) : connections_(connections) {}

  // Both add_report() and append_all() keep what they are given even if counters or lists are
  // damaged in the file: then limits do not count, and the case is listed later.
  core::Result<AddedReport> add_report(const NewReport& report);
  // `conflict` if the case's newest event is not `seen_seq` because another writer added one;
  // nothing is written then. Returns the record after the events. With no events, only the row of
  // current values is folded again.
  core::Result<CaseRecord> append(const std::string& site, CaseId id, std::int64_t seen_seq,
                                  std::vector<NewEvent> events, Refold refold);
  // The same for several cases of a site in one commit: all or none. Returns the first case's
  // record.
  core::Result<CaseRecord> append_all(const std::string& site,
                                      const std::vector<Addition>& additions);
  core::Status refold_case(const std::string& site, CaseId id, const Refold& refold);

 private:
  Connections& connections_;
};

// Adds the events of one case; inside a transaction of the caller. `first` runs once it is sure
// that the case is as the caller saw it, and may change its parts: lists and search follow. Throws
// Refused.
void append_events(Database& database, const std::string& site, const Addition& addition,
                   core::Instant now, const Upkeep& upkeep,
                   const std::function<void(Database&)>& first = {});

// The assisting units, whose worklists also show the case; inside a transaction of the caller.
void write_assisting(Database& database, const CaseRow& row);

// Makes the row and the lists of a case again if they are not what this program keeps; inside a
// transaction of the caller.
void refold_case(Database& database, const std::string& site, CaseId id, const Refold& refold);

}  // namespace handler::store
