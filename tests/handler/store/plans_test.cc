// No statement reads a table that grows with the cases from end to end, but those that must.
#include <algorithm>

#include "tests/handler/store/all_statements.h"
#include "tests/handler/store/refusal_calls.h"

namespace {

namespace store = handler::store;

// The first word behind "FROM " or "JOIN " whose alias, or itself, is `name`.
std::string table_called(const std::string& sql, const std::string& name) {
  for (const std::string before : {"FROM ", "JOIN ", "INTO ", "UPDATE "}) {
    for (std::size_t at = sql.find(before); at != std::string::npos;
         at = sql.find(before, at + 1)) {
      const std::size_t begin = at + before.size();
      const std::size_t end = sql.find_first_of(" (),", begin);
      const std::string table = sql.substr(begin, end - begin);
      if (table == name ||
          sql.compare(begin, table.size() + 4 + name.size(), table + " AS " + name) == 0)
        return table;
    }
  }
  return name;
}

// The tables that a plan reads whole, or whole for one site: "events for a site".
std::set<std::string> read_whole(store::Database& database, const std::string& sql) {
  static const std::set<std::string> kGrowing = {
      "cases", "events", "parts", "file_chunks", "case_marks", "case_traces", "assisting_units"};
  std::set<std::string> found;
  const auto rows = database.run("EXPLAIN QUERY PLAN " + sql, {});
  if (!rows) return found;  // BEGIN and the like
  for (const store::Row& row : *rows) {
    const std::string step = row.text(3);
    const bool is_scan = step.starts_with("SCAN ");
    if (!is_scan && !(step.starts_with("SEARCH ") && step.ends_with("(site=?)"))) continue;
    const std::size_t begin = step.find(' ') + 1;
    const std::string table = table_called(sql, step.substr(begin, step.find(' ', begin) - begin));
    if (kGrowing.contains(table)) found.insert(table + (is_scan ? "" : " for a site"));
  }
  return found;
}

// A statement that may read one of them whole, by its table and how it begins.
struct Allowed {
  std::string_view begins;
  std::string_view because;
};
constexpr Allowed kAllowed[] = {
    {"case_marks for a site: SELECT COUNT(*)", "few marks are left of cases that have ended"},
    {"case_marks: INSERT INTO cases(", "a check of foreign keys that only broken ones begin"},
    {"cases for a site: SELECT cases.case_id", "an index of those without traces alone"},
    {"cases: SELECT site, SUM(CASE WHEN state = 'set_aside'", "an index of those set aside alone"},
    {"cases: SELECT site, SUM(file_bytes)", "an index of those that have files alone"},
    {"parts: SELECT COUNT(*) FROM parts WHERE destroyed = 1", "an index of those destroyed alone"},
    {"parts: SELECT site, case_id, part_id FROM parts WHERE destroyed", "the same"},
    {"parts: SELECT body FROM parts WHERE sealed = 1", "ends after five, and asked for keys alone"},
};

bool is_allowed(const std::string& found) {
  const bool ends_at_first = found.ends_with("LIMIT 1");
  return ends_at_first || std::ranges::any_of(kAllowed, [&](const Allowed& allowed) {
           return found.starts_with(allowed.begins);
         });
}

TEST(Plans, ReadNoGrowingTableWhole) {
  test::StoreFixture room;
  test::refusal::furnish(*room.open());
  const auto raw = room.raw();
  const std::set<std::string> statements = test::statements_of_all_calls();
  EXPECT_GT(statements.size(), 100U);
  for (const std::string& sql : statements) {
    for (const std::string& table : read_whole(*raw, sql))
      EXPECT_TRUE(is_allowed(table + ": " + sql)) << table << ": " << sql;
  }
  EXPECT_TRUE(read_whole(*raw, "SELECT seq FROM events AS e WHERE type = 'x'").contains("events"));
}

}  // namespace
