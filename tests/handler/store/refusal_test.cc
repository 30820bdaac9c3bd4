// The state after each call of the store when one of its statements fails: each statement in turn.
#include <numeric>
#include <set>

#include "tests/handler/faulty_store.h"
#include "tests/handler/store/file_calls.h"
#include "tests/handler/store/publishing_calls.h"

namespace {

namespace store = handler::store;
using handler::testing::Faults;
using handler::testing::faulty;
using test::refusal::Call;
using test::refusal::Outcomes;
using test::refusal::Said;

// Every row of every table, as text; counters separately.
struct Contents {
  std::string counts;
  std::string others;
};

std::string text_of(const store::Row& row, std::size_t column) {
  if (row.is_null(column)) return "NULL";
  return row.is_number(column) ? std::to_string(row.number(column)) : row.text(column);
}

// In an order of its own: without ORDER BY a database has none.
std::string text_of(const store::Rows& rows) {
  std::multiset<std::string> lines;
  for (const store::Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += text_of(row, i) + "|";
    lines.insert(line + "\n");
  }
  return std::accumulate(lines.begin(), lines.end(), std::string());
}

Contents contents_of(store::Database& database) {
  Contents contents;
  const std::vector<std::string> tables = database.tables().value();
  for (const std::string& table : tables) {
    // The note of what the files still hold has another value each time.
    const std::string own = table == "facts" ? " WHERE name <> 'leftovers'" : "";
    const store::Rows rows = database.run("SELECT * FROM " + table + own).value();
    std::string& text = table == "counters" ? contents.counts : contents.others;
    text += table + "\n" + text_of(rows);
  }
  return contents;
}

// A filled database; each trial gets a copy.
class Trials {
 public:
  Trials() : before_(furnished()) {}

  // Fails each statement of the call in turn.
  Outcomes outcomes_of(const Call& call) const {
    Faults never;
    const Trial whole = run(call, never);
    EXPECT_TRUE(whole.answer) << call.name;
    Outcomes outcomes;
    for (int n = 0; n <= never.said; ++n) {
      Faults faults;
      faults.refuse_at = n;
      outcomes.insert(told(run(call, faults), whole));
    }
    return outcomes;
  }

 private:
  struct Trial {
    Said answer;
    Contents contents;
  };

  Contents furnished() {
    test::refusal::furnish(*room_.open());
    const auto raw = room_.raw();
    // As a schema step leaves it.
    EXPECT_TRUE(raw->run("UPDATE cases SET listed = -1 WHERE case_id = 1"));
    EXPECT_TRUE(raw->erase_leftovers());
    return contents_of(*raw);
  }

  Trial run(const Call& call, Faults& faults) const {
    test::StoreFixture room;
    room.copy(room_);
    store::StoreOptions options = room.options();
    options.group_commit = false;
    options.readers = 1;
    const int refuse_at = faults.refuse_at.exchange(-1);
    store::Store opened(
        store::Connections::open(faulty(room.connect(), faults), options, room.clock).value());
    faults.said = 0;
    faults.refuse_at = refuse_at;
    Said answer = call.make(opened);
    return {std::move(answer), contents_of(*room.raw())};
  }

  std::string kept(const Contents& now, const Contents& whole) const {
    const bool as_before = now.others == before_.others && now.counts == before_.counts;
    if (whole.others == before_.others && whole.counts == before_.counts)
      return as_before ? "" : "changed, ";
    if (as_before) return "nothing is kept, ";
    if (now.others != whole.others) return "A PART IS KEPT, ";
    return now.counts == whole.counts ? "all is kept, " : "all but the counts is kept, ";
  }

  std::string told(const Trial& trial, const Trial& whole) const {
    const std::string what = kept(trial.contents, whole.contents);
    if (!trial.answer) {
      const bool refused = trial.answer.failure().code == core::FailureCode::disk_full;
      return what + (refused ? "disk_full" : trial.answer.failure().message);
    }
    if (*trial.answer == *whole.answer) return what + "answers";
    return what + "answers otherwise: " + *trial.answer;
  }

  test::StoreFixture room_;
  Contents before_;
};

void expect_outcomes(const std::vector<Call>& calls) {
  static const Trials kTrials;
  for (const Call& call : calls) EXPECT_EQ(kTrials.outcomes_of(call), call.outcomes) << call.name;
}

TEST(Refusal, LeavesACaseAsItWasOrAsItShouldBe) {
  expect_outcomes(test::refusal::calls_of_cases());
}

TEST(Refusal, IsToldByWhatReadsCases) {
  expect_outcomes(test::refusal::readings_of_cases());
}

TEST(Refusal, LeavesFilesWholeOrGone) {
  expect_outcomes(test::refusal::calls_of_files());
}

TEST(Refusal, LeavesPoliciesAndFilingsWhole) {
  expect_outcomes(test::refusal::calls_of_policies_and_filings());
}

TEST(Refusal, LeavesDraftsAndPublicationsWhole) {
  expect_outcomes(test::refusal::calls_of_publishing());
}

TEST(Refusal, LeavesStaffWhole) {
  expect_outcomes(test::refusal::calls_of_staff());
}

TEST(Refusal, LeavesSessionsViewsAndCountersWhole) {
  expect_outcomes(test::refusal::other_calls());
}

}  // namespace
