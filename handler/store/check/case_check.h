// Every case folded from its events and compared, by key, with what the tables hold of it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>

#include "handler/store/cases/chain_check.h"
#include "handler/store/check/findings.h"
#include "handler/store/check/refold.h"
#include "handler/store/check/words_check.h"

namespace handler::store {

// What the walk along the chains has seen of a case, to compare it with what is found by case.
struct SeenOfCase {
  std::int64_t events = 0;
  std::int64_t seq_sum = 0;
};

// What the checks of all cases share.
struct CaseCheck {
  Database& database;
  Findings& findings;
  RulesAtHand& rules;
  core::Instant now{};
  std::unordered_map<CaseId, SeenOfCase> seen = {};
  DestroyedParts destroyed = {};  // as events say, or a list outside the database
  std::set<std::string> missing_policies = {};

  std::int64_t cases = 0;
  std::int64_t unbound_numbers = 0;  // cases whose events do not say which number they have
  std::int64_t unbound_texts = 0;    // texts whose events do not say who reads them
  std::int64_t without_rules = 0;    // cases that could not be folded
  std::int64_t waiting = 0;          // cases that the program lists anew when it starts
};

// One sentence for each column of the row that differs from what the events say under the rules
// that fit best; none if the row fits. `all` is not empty. The deadlines of a case that was not
// accepted yet are compared only if the policy that it came in under is certain: `strictly`
// compares them all the same.
enum class Compare { certainly, strictly };
std::vector<std::string> row_differences(const StoredRow& row, const std::vector<Refolded>& all,
                                         core::Instant now, Compare how);

// All cases, and that none is missing; `words` receives the words of each. Takes `seen` apart.
void check_cases(CaseCheck& check, WordsCheck* words);

}  // namespace handler::store
