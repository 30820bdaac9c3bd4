// What verification finds: one sentence each, of a kind that says what it means and whether repair
// can make it anew.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "handler/store/database/database.h"

namespace handler::store {

enum class FindingKind {
  file,         // the file or a table that nothing else can make again
  index,        // an index, or how a table is laid out
  schema,       // a table or a trigger is not what the program makes
  chain,        // the recorded events
  text,         // what people wrote
  policy,       // what cases were accepted under
  row,          // the current values of a case
  list,         // worklists and what else is looked up
  words,        // the index of words
  number,       // how a reporter finds a case
  account,      // users and grants
  session,      // who is signed in
  counter,      // limits and delays
  publication,  // the record of what was published
  draft,        // what a person is about to publish
  head,         // a head that was noted outside the database
  listed,       // the list of destroyed parts beside the file
};

// What findings of a kind mean, for the operator.
std::string_view meaning_of(FindingKind kind);
// Repair makes it anew from the records.
bool is_derived(FindingKind kind);

struct Finding {
  FindingKind kind = FindingKind::file;
  std::string what;  // "site demo, case 5: state is 'closed', its events say 'handling'"
};

// Collects findings up to a number; the others are only counted.
class Findings {
 public:
  explicit Findings(std::size_t most) : most_(most) {}

  void add(FindingKind kind, const std::string& what);
  // Runs a part of the check of a database. If it cannot be finished, that is a finding:
  // "WHAT cannot be read: why", and the parts after it can still ask the database.
  void guard(Database& database, FindingKind kind, const std::string& what,
             const std::function<void()>& work);

  const std::vector<Finding>& all() const { return findings_; }
  std::size_t more() const { return more_; }
  // Something was found that repair must not touch.
  bool has_doubt() const { return doubt_; }

 private:
  std::size_t most_;
  std::vector<Finding> findings_;
  std::size_t more_ = 0;
  bool doubt_ = false;
};

}  // namespace handler::store
