// Single cases, whole, and the few that a phone number, a trace or an update asks for; and what
// finds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/policy/policy_version.h"
#include "core/time/local_time.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/cases/history_memory.h"
#include "handler/store/sqlite/counters.h"

namespace handler::store {

class Connections;
class Database;

// What one look-up by number needs to know, read in one go.
struct LookUp {
  int count = 0;                     // of `counted`, so far
  std::optional<CaseRecord> record;  // nothing: no such case, or it is another site's
};

// Cases of a site for which the system has something to do.
struct JobQuery {
  std::string site;
  core::Instant now{};
  int known_year = 0;  // the newest year whose notice is published
  CaseId behind = 0;   // the last case of the page before
  int limit = 200;
};

// Keyed hashes of what is sealed in a case, by which the desk finds it and cases that are like it.
struct CaseTraces {
  CaseId id = 0;
  std::string phone_index = {};          // of the phone alone; "": none
  std::vector<std::string> traces = {};  // of the phone and of the matter
};

class CaseQueries {
 public:
  explicit CaseQueries(Connections& connections) : connections_(connections) {}

  // not_found if there is none (or it is another site's). For the reporter: sealed parts come
  // without their bodies, which the portal could not open.
  core::Result<CaseRecord> case_by_ticket(const std::string& site, const std::string& ticket_hash);
  // The same for a stranger whose wrong guesses are counted.
  core::Result<LookUp> look_up(const std::string& site, const std::string& ticket_hash,
                               const CountKey& counted);
  core::Result<CaseRecord> case_by_id(const std::string& site, CaseId id);
  // Those whose next job has come, in order of case; found by an index that holds no others.
  core::Result<std::vector<CaseRow>> cases_with_jobs(const JobQuery& query);
  // Cases after `after` whose row and lists an older program wrote: each is to be folded again with
  // refold_case() before it stands right in every list.
  core::Result<std::vector<CaseRow>> unlisted_cases(CaseId after, int limit);
  core::Result<std::vector<CaseRow>> cases_by_phone_index(const std::string& site,
                                                          const std::string& index);
  // Written when the desk opens cases for the first time, in one commit; gone with the parts.
  core::Status keep_traces(const std::string& site, const std::vector<CaseTraces>& traces);
  core::Result<std::vector<std::string>> traces_of(const std::string& site, CaseId id);
  // Of cases on which somebody still has to act; newest first, at most 50.
  core::Result<std::vector<CaseRow>> open_cases_by_trace(const std::string& site,
                                                         const std::string& trace);
  // Cases that the desk has not opened yet, newest first.
  core::Result<std::vector<CaseRecord>> cases_without_traces(const std::string& site, int limit);
  core::Result<bool> is_traced(const std::string& site, CaseId id);
  // Cases that were submitted at or after `from` and before `until`, oldest first, at most `most`.
  core::Result<std::vector<CaseId>> cases_between(const std::string& site, core::Instant from,
                                                  core::Instant until, int most);
  core::Status keep_policy_version(const std::string& site, const std::string& version,
                                   const core::PolicyTexts& texts);
  core::Result<core::PolicyTexts> policy_version(const std::string& version);

 private:
  Connections& connections_;
  HistoryMemory memory_;
};

// What the store's own files share, inside a transaction of their caller: the case with everything
// that is kept of it.
CaseRecord read_case(Database& database, const std::string& site, CaseId id);

// Puts the traces in the place of those that the case had.
void write_traces(Database& database, const std::string& site, const CaseTraces& traces);
core::PolicyTexts read_policy_texts(Database& database, const std::string& version);

}  // namespace handler::store
