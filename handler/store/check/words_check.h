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

// Takes the words of each case, and then compares. Each engine keeps its index in a way of its own.
class WordsCheck {
 public:
  virtual ~WordsCheck() = default;

  // The index must hold these words for the case, "": none.
  virtual void expect(CaseId id, const std::string& words) = 0;
  // What the index holds for this case is not known: an older program wrote it.
  virtual void leave_out(CaseId id) = 0;
  virtual void finish(Findings& findings) = 0;
};

// SQLite cuts words in its own way, so the expected words go through an index of the same sort, a
// few cases at a time. Both indexes are read from end to end; what they hold of each case is added
// up in one number, so that memory grows by some bytes a case alone.
class SqliteWordsCheck : public WordsCheck {
 public:
  explicit SqliteWordsCheck(Database& database);

  void expect(CaseId id, const std::string& words) override;
  void leave_out(CaseId id) override;
  void finish(Findings& findings) override;

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
