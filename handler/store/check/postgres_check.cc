// Asks the catalog of PostgreSQL.
#include "handler/store/check/postgres_check.h"

#include <map>
#include <memory>
#include <set>

#include "core/base/quick_hash.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/row_copy.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

struct PostgresReference {
  std::string_view what;
  std::string_view sql;  // one row if a reference leads nowhere
};

// Those between what was recorded; other tables are derived, or checked by key.
constexpr PostgresReference kReferences[] = {
    {"a text belongs to no case",
     "SELECT 1 FROM parts WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.case_id = "
     "parts.case_id) LIMIT 1"},
    {"an event belongs to no case",
     "SELECT 1 FROM events WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.case_id = "
     "events.case_id) LIMIT 1"},
    {"a part of a file belongs to no text",
     "SELECT 1 FROM file_chunks WHERE NOT EXISTS (SELECT 1 FROM parts WHERE part_id = part) LIMIT "
     "1"},
    {"a right belongs to no account",
     "SELECT 1 FROM grants WHERE NOT EXISTS (SELECT 1 FROM users WHERE users.user_id = "
     "grants.user_id) LIMIT 1"}};

// "table", "column", "key", "reference", "trigger" or "index", and the name.
using Thing = std::pair<std::string, std::string>;

// That finds candidates of a search; all else of the words is of each engine's own kind.
const Thing kIndexOfWords = {"index", "case_words_by_word"};

std::set<Thing> things_in(Database& database, std::string_view sql) {
  std::set<Thing> things;
  for (const Row& row : run(database, sql)) {
    const Thing thing = {row.text(0), row.text(1)};
    const bool is_of_words = thing.second.starts_with("case_words") && thing != kIndexOfWords;
    // PostgreSQL has none of the indexes that are second copies.
    if (!is_of_words && !thing.second.ends_with("_whole")) things.insert(thing);
  }
  return things;
}

std::unique_ptr<Database> fresh_database(std::int64_t version) {
  std::unique_ptr<Database> fresh = accepted(open_sqlite_in_memory());
  accepted(migrate_up_to(*fresh, static_cast<int>(version)));
  return fresh;
}

constexpr std::string_view kOfSqlite =
    "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' UNION ALL "
    "SELECT 'column', m.name || '.' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) "
    "AS c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' UNION ALL "
    "SELECT DISTINCT 'key', m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c "
    "WHERE m.type = 'table' AND c.pk > 0 UNION ALL "
    "SELECT 'key', m.name || '.' || c.name FROM sqlite_schema AS m, pragma_index_list(m.name) AS "
    "i, pragma_index_info(i.name) AS c WHERE m.type = 'table' AND i.origin = 'u' AND c.seqno = 0 "
    "UNION ALL "
    "SELECT 'reference', m.name || '.' || f.\"from\" FROM sqlite_schema AS m, "
    "pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table' AND f.seq = 0";

constexpr std::string_view kIndexesOfSqlite =
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name";

// Triggers that are switched off, indexes and references that are not valid count as missing.
constexpr std::string_view kOfPostgres =
    "SELECT CASE relkind WHEN 'r' THEN 'table' ELSE 'index' END, relname::TEXT FROM pg_class LEFT "
    "JOIN pg_index ON indexrelid = pg_class.oid WHERE relnamespace = 'public'::REGNAMESPACE AND "
    "(relkind = 'r' OR (relkind = 'i' AND indisvalid)) UNION ALL "
    "SELECT 'trigger', tgname::TEXT FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', "
    "'A') UNION ALL "
    "SELECT 'column', relname || '.' || attname FROM pg_class JOIN pg_attribute ON attrelid = "
    "pg_class.oid WHERE relnamespace = 'public'::REGNAMESPACE AND relkind = 'r' AND attnum > 0 AND "
    "NOT attisdropped UNION ALL "
    "SELECT CASE contype WHEN 'f' THEN 'reference' ELSE 'key' END, relname || CASE contype WHEN "
    "'p' THEN '' ELSE '.' || attname END FROM pg_constraint JOIN pg_class ON pg_class.oid = "
    "conrelid JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE relnamespace = "
    "'public'::REGNAMESPACE AND contype IN ('p', 'u', 'f') AND convalidated";

FindingKind kind_of_thing(const Thing& thing) {
  return thing.first == "index" ? FindingKind::index : FindingKind::schema;
}

// As the index has them: one blank between terms.
std::uint64_t hash_of_terms(const std::string& words) {
  std::string terms;
  for (const char c : words) {
    if (c != ' ' || !terms.ends_with(' ')) terms += c;
  }
  return core::quick_hash(terms) | 1U;
}

}  // namespace

void check_references(Database& database, Findings& findings) {
  for (const auto& [what, sql] : kReferences) {
    if (!run(database, sql).empty()) findings.add(FindingKind::chain, std::string(what));
  }
}

void check_tables(Database& database, std::int64_t version, Findings& findings) {
  std::set<Thing> wanted = things_in(*fresh_database(version), kOfSqlite);
  wanted.insert(kIndexOfWords);
  const std::set<Thing> found = things_in(database, kOfPostgres);
  for (const Thing& thing : wanted) {
    if (!found.contains(thing))
      findings.add(kind_of_thing(thing), "the " + thing.first + " " + thing.second + " is missing");
  }
  for (const Thing& thing : found) {
    if (thing.first != "index" && !wanted.contains(thing))
      findings.add(FindingKind::schema, "the " + thing.first + " " + thing.second + " is not ours");
  }
}

// The database's own connection writes its engine's text of a step.
void make_missing_indexes(Database& database) {
  const std::unique_ptr<Database> fresh = fresh_database(version_of_database(database));
  const std::set<Thing> wanted = things_in(*fresh, kOfSqlite);
  const std::set<Thing> found = things_in(database, kOfPostgres);
  for (const Row& row : run(*fresh, kIndexesOfSqlite)) {
    const Thing index = {"index", row.text(0)};
    if (wanted.contains(index) && !found.contains(index))
      make_index(database, index.second, row.text(1));
  }
}

void PostgresWordsCheck::expect(CaseId id, const std::string& words) {
  if (!words.empty()) expected_[id] = hash_of_terms(words);
}

void PostgresWordsCheck::leave_out(CaseId id) {
  expected_[id] = 0;
}

void PostgresWordsCheck::finish(Findings& findings) {
  const auto tell = [&](CaseId id) {
    findings.add(FindingKind::words, "case " + std::to_string(id) +
                                         ": the search knows it by other words than its texts");
  };
  visit(database_,
        "SELECT case_id, terms, CASE WHEN words = words_of(terms) THEN 1 ELSE 0 END FROM "
        "case_words ORDER BY case_id",
        {}, [&](const Row& row) {
          const auto found = expected_.find(row.number(0));
          const std::uint64_t hash = found == expected_.end() ? 1 : found->second;
          if (found != expected_.end()) expected_.erase(found);
          if (hash != 0 && (hash != hash_of_terms(row.text(1)) || !row.flag(2)))
            tell(row.number(0));
        });
  for (const auto& [id, hash] : expected_) {
    if (hash != 0) tell(id);
  }
}

}  // namespace handler::store
