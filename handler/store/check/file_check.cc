// Asks SQLite to check its own structures, and names what they belong to.
#include "handler/store/check/file_check.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/contains.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

// Tables whose rows are compared with something else, by key: damage to them shows there, and what
// is left is their layout. `list` and `counter`: tables that are derived or may be emptied.
struct TableKind {
  std::string_view name;
  FindingKind kind;
};
constexpr TableKind kTables[] = {
    {"cases", FindingKind::index},
    {"events", FindingKind::index},
    {"parts", FindingKind::index},
    {"file_chunks", FindingKind::index},
    {"policy_versions", FindingKind::index},
    {"grants", FindingKind::index},
    {"staff_changes", FindingKind::index},
    {"serials", FindingKind::index},
    {"publications", FindingKind::index},
    {"publication_files", FindingKind::index},
    {"publication_steps", FindingKind::index},
    {"case_marks", FindingKind::list},
    {"assisting_units", FindingKind::list},
    {"counters", FindingKind::counter},
    {"case_words_data", FindingKind::words},
    {"case_words_idx", FindingKind::words},
    {"case_words_docsize", FindingKind::words},
    {"case_words_config", FindingKind::words},
};

FindingKind kind_of_table(std::string_view name) {
  const auto found = std::ranges::find(kTables, name, &TableKind::name);
  return found == std::end(kTables) ? FindingKind::file : found->kind;
}

bool is_fine(const Rows& rows) {
  return rows.size() == 1 && rows.front().text(0) == "ok";
}

void check_table(Database& database, const std::string& table, Findings& findings) {
  const Rows rows = run(database, "SELECT * FROM pragma_integrity_check($1)", {table});
  if (is_fine(rows)) return;
  for (const Row& row : rows)
    findings.add(kind_of_table(table), "table " + table + ": " + row.text(0));
}

using SchemaRow = std::tuple<std::string, std::string, std::string>;  // type, name, table

// Versions of SQLite differ in blanks and quotes when they write a changed table again.
std::string squeezed(const Row& row) {
  if (row.is_null(3)) return {};
  std::string text = row.text(3);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '"'; });
  return text;
}

std::map<SchemaRow, std::string> schema_of(Database& database) {
  std::map<SchemaRow, std::string> schema;
  for (const Row& row : run(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema"))
    schema[{row.text(0), row.text(1), row.text(2)}] = squeezed(row);
  return schema;
}

std::string words_of(const SchemaRow& row) {
  return "the " + std::get<0>(row) + " " + std::get<1>(row);
}

FindingKind kind_of(const SchemaRow& row) {
  return std::get<0>(row) == "index" ? FindingKind::index : FindingKind::schema;
}

}  // namespace

void check_file(Database& database, Findings& findings) {
  if (is_fine(run(database, "PRAGMA integrity_check(20)"))) {
    for (const Row& row :
         run(database, "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check")) {
      const FindingKind kind = kind_of_table(row.text(0));
      findings.add(kind == FindingKind::index ? FindingKind::chain : kind,
                   "table " + row.text(0) + ": a row belongs to no row of " + row.text(1));
    }
    return;
  }
  const std::size_t before = findings.all().size();
  for (const std::string& table : accepted(database.tables())) {
    if (table == "case_words") continue;  // its own tables are checked
    findings.guard(database, kind_of_table(table), "table " + table,
                   [&] { check_table(database, table, findings); });
  }
  if (findings.all().size() > before) return;
  for (const Row& row : run(database, "PRAGMA integrity_check(20)"))
    findings.add(FindingKind::index, "the file: " + row.text(0));
}

void check_schema(Database& database, std::int64_t version, Findings& findings) {
  const std::unique_ptr<Database> fresh = accepted(open_sqlite_in_memory());
  accepted(migrate_up_to(*fresh, static_cast<int>(version)));
  const std::map<SchemaRow, std::string> wanted = schema_of(*fresh);
  const std::map<SchemaRow, std::string> found = schema_of(database);
  for (const auto& [row, sql] : wanted) {
    const auto there = found.find(row);
    if (there == found.end()) {
      findings.add(kind_of(row), words_of(row) + " is missing");
    } else if (there->second != sql) {
      findings.add(kind_of(row), words_of(row) + " is not as this version of the program makes it");
    }
  }
  for (const auto& [row, sql] : found) {
    if (!wanted.contains(row)) findings.add(FindingKind::schema, words_of(row) + " is not ours");
  }
}

void check_numbering(Database& database, std::int64_t version,
                     std::map<std::string, std::int64_t> passed, Gaps gaps, Findings& findings) {
  std::map<std::string, std::int64_t> next;
  for (const Row& row : run(database, dialect::kAllLastIds)) next[row.text(0)] = row.number(1);
  for (const Row& row : run(database, kLargestNumbers)) {
    const std::int64_t largest = row.is_null(1) ? 0 : row.number(1);
    const std::int64_t given = next[row.text(0)];
    next.erase(row.text(0));
    const bool is_passed = gaps == Gaps::allowed || given <= passed[row.text(0)];
    if (given == largest || (given > largest && is_passed)) continue;
    const FindingKind kind = kind_of_table(row.text(0));
    findings.add(kind == FindingKind::index ? FindingKind::chain : kind,
                 "table " + row.text(0) + ": its newest row was number " + std::to_string(given) +
                     ", now it is " + std::to_string(largest));
  }
  for (const auto& [name, number] : next) {
    if (number != 0)
      findings.add(FindingKind::schema,
                   "numbers are counted for a table " + name + ", which is not ours");
  }
  const Row steps = run(database,
                        "SELECT COUNT(*), COUNT(DISTINCT version), MIN(version), MAX(version) FROM "
                        "schema_version")
                        .front();
  const bool whole =
      steps.number(0) == version && steps.number(1) == version && steps.number(2) == 1;
  if (!whole) findings.add(FindingKind::schema, "the list of the schema's steps is not whole");
}

}  // namespace handler::store
