// The index of words against the words of the open texts, case by case.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "handler/store/cases/case_record.h"
#include "handler/store/check/findings.h"
#include "handler/store/database/database.h"

namespace handler::store {

// SQLite cuts words in its own way, so the expected words go through an index of the same sort, a
// few cases at a time. Both indexes are read from end to end; what they hold of each case is added
// up in one number, so that memory grows by some bytes a case alone.
class WordsCheck {
 public:
  explicit WordsCheck(Database& database);

  // The index must hold these words for the case, "": none.
  void expect(CaseId id, const std::string& words);
  // What the index holds for this case is not known: an older program wrote it.
  void leave_out(CaseId id);
  void finish(Findings& findings);

 private:
  void take_batch();
  void compare_sizes(Findings& findings);
  void look_up_each_term(Findings& findings);

  Database& database_;
  std::vector<std::pair<CaseId, std::string>> batch_;
  std::unordered_map<CaseId, std::uint64_t> sums_;  // expected less found
  std::unordered_map<CaseId, bool> left_out_;
};

}  // namespace handler::store
