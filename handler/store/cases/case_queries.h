// Single cases, whole, and the few that a phone number, a trace or an update asks for; and what
// finds them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/policy/policy_version.h"
#include "core/time/local_time.h"
#include "handler/store/cases/admission.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/cases/history_memory.h"

namespace handler::store {

class Connections;
class Database;

// Selects the cases of a site for which the system has something to record.
struct JobQuery {
  std::string site;
  core::Instant now{};
  std::string calendar;  // version of the published one; "": whatever the cases were compared with
  CaseId behind = 0;     // the last case of the previous page
  int limit = 200;
};

// Selects the cases of a site of which something is to be destroyed.
struct RetentionQuery {
  std::string site;
  core::Instant now{};
  std::string retention;  // the word of the present one (see CurrentValues)
  CaseId behind = 0;      // the last case of the previous page
  int limit = 200;
};

// A case with events that were recorded within a span of time.
struct RecordedCase {
  std::string site;
  CaseId id = 0;
  core::Instant first{};  // of those events, as the clock showed it then
  core::Instant last{};
};

// Keyed hashes of sealed data of a case, by which the desk finds the case and similar ones.
struct CaseTraces {
  CaseId id = 0;
  std::string phone_index = {};          // of the first phone number; "": none
  std::vector<std::string> traces = {};  // of the phone numbers and of the matter
};
// Before the index of a further phone number, as a trace.
inline constexpr std::string_view kFurtherPhone = "phone:index:";

class CaseQueries {
 public:
  explicit CaseQueries(Connections& connections) : connections_(connections) {}

  // not_found if the site has no such case. For the reporter: sealed parts come without bodies,
  // which the portal could not open.
  core::Result<CaseRecord> case_by_ticket(const std::string& site, const std::string& ticket_hash);
  core::Result<CaseRecord> case_by_id(const std::string& site, CaseId id);
  // Cases whose next job is due, or whose deadlines were not compared with that calendar yet, in
  // order of id; uses indexes of only those cases.
  core::Result<std::vector<CaseRow>> cases_with_jobs(const JobQuery& query);
  // Cases of which a class is due by the row, or whose row was counted with another retention, in
  // order of id; uses indexes of only those cases.
  core::Result<std::vector<CaseRow>> cases_to_destroy(const RetentionQuery& query);
  // Cases after id `after` whose row and lists an older program wrote, or which were left out of
  // damaged lists. Each must be folded again
  // with refold_case() before lists show it correctly.
  core::Result<std::vector<CaseRow>> unlisted_cases(CaseId after, int limit);
  // Newest first, at most 50; also by a further number of the report.
  core::Result<std::vector<CaseRow>> cases_by_phone_index(const std::string& site,
                                                          const std::string& index);
  // Written in one commit when the desk opens cases for the first time; deleted with the parts.
  // Passes over cases that have theirs or have lost them: traces that were read before a
  // destruction must not come back.
  core::Status keep_traces(const std::string& site, const std::vector<CaseTraces>& traces);
  core::Result<std::vector<std::string>> traces_of(const std::string& site, CaseId id);
  // Only cases that need further action; newest first, at most 50.
  core::Result<std::vector<CaseRow>> open_cases_by_trace(const std::string& site,
                                                         const std::string& trace);
  // Cases whose traces were not written yet, newest first.
  core::Result<std::vector<CaseRecord>> cases_without_traces(const std::string& site, int limit);
  core::Result<bool> is_traced(const std::string& site, CaseId id);
  // Cases submitted at or after `from` and before `until`, oldest first, at most `most`: what
  // ledgers and figures count. Reports that were turned away are no cases of the window; those that
  // wait aside count after three days, so that leaving them there hides nothing.
  core::Result<std::vector<CaseId>> cases_between(const std::string& site, core::Instant from,
                                                  core::Instant until, int most);
  // Of all sites, both ends included, by what the clock showed; reads every event. By site and id.
  core::Result<std::vector<RecordedCase>> cases_recorded_between(core::Instant from,
                                                                 core::Instant to);
  // Of each site that has reports set aside, or turned away and not destroyed yet.
  core::Result<std::vector<SetAside>> set_aside();
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
