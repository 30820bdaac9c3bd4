// Which workdays without a leader on duty are worth a warning; the rosters are among the planted
// mistakes.
#include "core/site/roster_checks.h"

#include <gtest/gtest.h>

#include "tests/support/site_copy.h"

namespace core {
namespace {

// What is said, on a Tuesday, of leaders on duty from and to these days.
std::string said_of(const std::vector<std::pair<const char*, const char*>>& duty,
                    const char* today = "2026-11-10") {
  Diagnostics ignored;
  Site site = tests::SiteCopy(BANCHENG_SOURCE_DIR).load(ignored)->site;
  site.duty.entries.clear();
  for (const auto& [from, to] : duty)
    site.duty.entries.push_back({.from = *day_from_iso(from), .to = *day_from_iso(to)});
  Diagnostics diagnostics;
  find_duty_gaps(site, *day_from_iso(today), diagnostics);
  std::string all;
  for (const Diagnostic& d : diagnostics.sorted()) all += d.message.english() + "\n";
  return all;
}

TEST(DutyGaps, AreWorkdaysBetweenEntries) {
  EXPECT_EQ(said_of({{"2026-11-09", "2026-11-13"}, {"2026-11-17", "2026-11-20"}}),
            "no leader is on duty on 2026-11-16 before this\n");
  EXPECT_EQ(said_of({{"2026-11-09", "2026-11-12"}, {"2026-11-20", "2026-11-20"}}),
            "no leader is on duty from 2026-11-13 to 2026-11-19 before this\n");
}

TEST(DutyGaps, AreNeitherWeekendsNorThePastNorTheTimeOutsideTheRoster) {
  EXPECT_EQ(said_of({{"2026-11-09", "2026-11-13"}, {"2026-11-16", "2026-11-20"}}), "");
  EXPECT_EQ(said_of({{"2026-11-02", "2026-11-02"}, {"2026-11-10", "2026-11-10"}}), "");
  EXPECT_EQ(said_of({{"2026-12-01", "2026-12-04"}}), "");
  EXPECT_EQ(said_of({}), "");
}

TEST(DutyGaps, AreNotSeenWhereALongerEntryCoversThem) {
  EXPECT_EQ(said_of({{"2026-11-09", "2026-11-20"},
                     {"2026-11-10", "2026-11-10"},
                     {"2026-11-19", "2026-11-20"}}),
            "");
}

}  // namespace
}  // namespace core
