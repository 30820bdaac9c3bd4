// The steps of the schema, one after another, make on PostgreSQL what they make on SQLite.
#include "handler/store/database/schema.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "handler/store/database/refused.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;

// One line for each column, primary key, other index, reference and trigger, as SQLite's catalog
// has them. The index of words is each engine's own.
constexpr std::string_view kOfSqlite[] = {
    R"(SELECT t.name || '.' || c.name || ' ' ||
         CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea' ELSE lower(c.type) END ||
         CASE WHEN c."notnull" OR c.pk > 0 THEN ' not null' ELSE '' END ||
         COALESCE(' default ' || c.dflt_value, '')
       FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table')",
    R"(SELECT t.name || ' key ' || (SELECT group_concat(name) FROM
         (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk))
       FROM sqlite_schema AS t WHERE t.type = 'table')",
    R"(SELECT t.name || ' index ' || CASE i.origin WHEN 'c' THEN i.name ELSE '' END ||
         CASE WHEN i."unique" THEN ' unique' ELSE '' END ||
         CASE WHEN i.partial THEN ' partial' ELSE '' END || ' ' ||
         (SELECT group_concat(name || CASE WHEN "desc" THEN ' desc' ELSE '' END) FROM
           (SELECT name, "desc" FROM pragma_index_xinfo(i.name) WHERE key = 1 ORDER BY seqno))
       FROM sqlite_schema AS t, pragma_index_list(t.name) AS i
       WHERE t.type = 'table' AND i.origin <> 'pk')",
    R"(SELECT t.name || ' ' || f."from" || ' refers to ' || f."table"
       FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table')",
    "SELECT tbl_name || ' trigger ' || name FROM sqlite_schema WHERE type = 'trigger'"};

constexpr std::string_view kOfPostgres[] = {
    R"(SELECT relname || '.' || attname || ' ' || format_type(atttypid, -1) ||
         CASE WHEN attnotnull THEN ' not null' ELSE '' END ||
         COALESCE(' default ' || regexp_replace(regexp_replace(pg_get_expr(adbin, adrelid),
           '::\w+$', ''), '^''(-?\d+)''$', '\1'), '')
       FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
         LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE relnamespace = 'public'::REGNAMESPACE AND relkind = 'r' AND attnum > 0
         AND NOT attisdropped)",
    R"(SELECT t.relname || CASE WHEN indisprimary THEN ' key ' ELSE ' index ' ||
         CASE WHEN EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'u')
           THEN '' ELSE i.relname END ||
         CASE WHEN indisunique THEN ' unique' ELSE '' END ||
         CASE WHEN indpred IS NULL THEN '' ELSE ' partial' END || ' ' END ||
         (SELECT string_agg(pg_get_indexdef(indexrelid, k, TRUE) ||
           CASE WHEN indoption[k - 1] & 1 = 1 THEN ' desc' ELSE '' END, ',' ORDER BY k)
          FROM generate_series(1, indnkeyatts) AS k)
       FROM pg_index JOIN pg_class AS t ON t.oid = indrelid JOIN pg_class AS i ON i.oid = indexrelid
       WHERE t.relnamespace = 'public'::REGNAMESPACE)",
    R"(SELECT t.relname || ' ' || attname || ' refers to ' || o.relname
       FROM pg_constraint JOIN pg_class AS t ON t.oid = conrelid JOIN pg_class AS o
         ON o.oid = confrelid JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
       WHERE contype = 'f')",
    R"(SELECT relname || ' trigger ' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
       WHERE NOT tgisinternal)"};

// PostgreSQL has none of the indexes that are second copies of small tables.
bool is_compared(const std::string& line) {
  return !line.starts_with("case_words") && !line.starts_with("sqlite_") &&
         line.find("_whole ") == std::string::npos;
}

std::set<std::string> lines_of(store::Database& database, std::span<const std::string_view> all) {
  std::set<std::string> lines;
  for (const std::string_view sql : all) {
    for (const store::Row& row : store::run(database, sql)) {
      if (!row.is_null(0) && is_compared(row.text(0))) lines.insert(row.text(0));
    }
  }
  return lines;
}

std::string lines_beyond(const std::set<std::string>& lines, const std::set<std::string>& others) {
  std::set<std::string> beyond;
  std::ranges::set_difference(lines, others, std::inserter(beyond, beyond.end()));
  std::string text;
  for (const std::string& line : beyond) text += line + "\n";
  return text;
}

TEST(PostgresSchema, IsThatOfSqliteAfterEachStep) {
  const test::PostgresRoom room;
  const auto server = room.session();
  const auto file = store::open_sqlite_in_memory().value();
  for (int version = 1; version <= store::schema_version(); ++version) {
    ASSERT_TRUE(store::migrate_up_to(*file, version));
    const core::Status done = store::migrate_up_to(*server, version);
    ASSERT_TRUE(done) << version << ": " << done.failure().message;
    const std::set<std::string> wanted = lines_of(*file, kOfSqlite);
    const std::set<std::string> made = lines_of(*server, kOfPostgres);
    EXPECT_EQ(lines_beyond(wanted, made), "") << "missing after step " << version;
    EXPECT_EQ(lines_beyond(made, wanted), "") << "not SQLite's after step " << version;
    EXPECT_GT(wanted.size(), 50U);
  }
}

}  // namespace
