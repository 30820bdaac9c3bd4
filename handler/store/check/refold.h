// A case folded from its events under the rules that the database holds: for verification and
// repair, which have no published site.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/policy/policy_version.h"
#include "handler/cases/fold/case.h"
#include "handler/store/cases/case_rows.h"

namespace handler::store {

using PolicyPointer = std::shared_ptr<const core::PolicyVersion>;
// The rules that a site publishes now, or nullptr if they are not at hand.
using PresentRules = std::function<PolicyPointer(const std::string& site)>;

// The rules of the database and those that are published. Not thread-safe.
class RulesAtHand {
 public:
  RulesAtHand(Database& database, PresentRules present)
      : database_(database), present_(std::move(present)) {}

  // nullptr: the database does not hold that version, or not as it was stored.
  PolicyPointer stored(const std::string& version);
  // What a case that was not accepted yet may have been folded under: first what is published, then
  // every stored version of its site.
  std::vector<PolicyPointer> for_new_case(const std::string& site);

 private:
  Database& database_;
  PresentRules present_;
  std::map<std::string, PolicyPointer> known_;
  std::map<std::string, std::vector<PolicyPointer>> of_site_;
};

// A case as its events tell it, under one of the rules that fit it.
struct Refolded {
  PolicyPointer rules;
  cases::Case folded;
  CaseRow row;
};
// Empty: no rules are at hand. Several, if the case was not accepted yet and several could be
// meant. `file_bytes` as held_file_bytes() counts them.
std::vector<Refolded> refold(RulesAtHand& rules, const std::vector<cases::Event>& events,
                             core::Instant now, std::int64_t file_bytes);

// Whether a time at which the system looks at the case next may stand in its row. What is over
// already is looked at by the next tick; what lies ahead must be what follows from the case.
bool is_next_job(const Refolded& refolded, const Value& stored, core::Instant now);
// Whether the version of a calendar may stand in its row: one that was published once, which the
// database does not keep, and none where no calendar can move a date.
bool is_calendar(const Refolded& refolded, const Value& stored, core::Instant now);
// Whether the word of a retention may stand in the row: of one that was published once, which the
// database need not keep, or "?" until a tick has counted the row.
bool is_retention(const Refolded& refolded, const Value& stored);
// Whether something of the case is due then, by its own policy and the retention whose word stands
// beside it.
bool is_destruction(const Refolded& refolded, const Value& stored, const Value& word);

}  // namespace handler::store
