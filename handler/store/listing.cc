// Takes a case out of the lists and puts it in again; what is the same stays untouched.
#include "handler/store/listing.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "handler/store/search_words.h"

namespace handler::store {
namespace {

core::Status done(const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  return core::success();
}

// Where a case belongs, as words: so that a search in a narrow scope need not look at what others
// wrote.
struct Place {
  std::string site;
  std::string window;
  std::string unit;
  std::string assisting;  // units, ',' between them
};

std::string terms_of(const Place& place) {
  std::string terms = scope_term("s", place.site) + " " + scope_term("w", place.window) + " " +
                      scope_term("u", place.unit);
  for (const std::string& unit : core::split(place.assisting, ',')) {
    if (!unit.empty()) terms += " " + scope_term("u", unit);
  }
  return terms;
}

core::Result<std::string> words_of_case(Database& database, CaseId id, const Place& place) {
  const core::Result<Rows> parts = database.run(
      "SELECT body FROM parts WHERE case_id = $1 AND sealed = 0 AND destroyed = 0 ORDER BY part_id",
      {id});
  if (!parts) return parts.failure();
  std::string words;
  for (const Row& part : *parts) words += " " + words_in(part.text(0));
  if (words.find_first_not_of(' ') == std::string::npos) return std::string();
  return terms_of(place) + words;
}

core::Status take_out_marks(Database& database, CaseId id, const Listing& listing) {
  return done(database.run(
      "DELETE FROM case_marks WHERE site = $1 AND due_key = $2 AND case_id = $3 AND mark IN "
      "(SELECT value FROM json_each($4))",
      {listing.site, listing.due_key, id, listing.marks}));
}

core::Status put_in_marks(Database& database, CaseId id) {
  return done(database.run(
      "INSERT INTO case_marks(site, mark, due_key, case_id, state, kind, tier, window_id, unit, "
      "concerned_unit, restricted, breached, submitted_at) "
      "SELECT site, mark.value, due_key, case_id, state, kind, tier, window_id, unit, "
      "concerned_unit, restricted, marks LIKE '%\"breached\"%', submitted_at "
      "FROM cases, json_each(cases.marks) AS mark WHERE case_id = $1",
      {id}));
}

core::Status change_words(Database& database, CaseId id, const Listing& before,
                          const Listing& after) {
  if (before.listed && !before.words.empty()) {
    const core::Status taken = done(
        database.run("INSERT INTO case_words(case_words, rowid, words) VALUES ('delete', $1, $2)",
                     {id, before.words}));
    if (!taken) return taken;
  }
  if (after.words.empty()) return core::success();
  return done(
      database.run("INSERT INTO case_words(rowid, words) VALUES ($1, $2)", {id, after.words}));
}

core::Status change_marks(Database& database, CaseId id, const Listing& before) {
  if (before.listed) {
    if (const core::Status taken = take_out_marks(database, id, before); !taken) return taken;
  }
  return put_in_marks(database, id);
}

}  // namespace

core::Result<Listing> read_listing(Database& database, CaseId id) {
  const core::Result<Rows> rows = database.run(
      "SELECT listed, site, due_key, marks, window_id, unit, state || '|' || kind || '|' || tier "
      "|| '|' || window_id || '|' || unit || '|' || concerned_unit || '|' || restricted, "
      "assisting FROM cases WHERE case_id = $1",
      {id});
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  const Row& row = rows->front();
  core::Result<std::string> words =
      words_of_case(database, id, {row.text(1), row.text(4), row.text(5), row.text(7)});
  if (!words) return words.failure();
  return Listing{row.number(0) != 0, row.number(0) == 1, row.text(6), row.text(3),
                 row.text(1),        row.text(2),        *words};
}

core::Status write_listing(Database& database, CaseId id, const Listing& before) {
  const core::Result<Listing> after = read_listing(database, id);
  if (!after) return after.failure();
  const bool same_marks = before.listed && before.row == after->row &&
                          before.marks == after->marks && before.due_key == after->due_key;
  if (!same_marks) {
    if (const core::Status changed = change_marks(database, id, before); !changed) return changed;
  }
  if (!before.listed || before.words != after->words) {
    const core::Status changed = change_words(database, id, before, *after);
    if (!changed) return changed;
  }
  if (after->current) return core::success();
  return done(database.run("UPDATE cases SET listed = 1 WHERE case_id = $1", {id}));
}

core::Status forget_old_words(Database& database) {
  return done(database.run("INSERT INTO case_words(case_words) VALUES ('optimize')"));
}

std::string json_list(const std::vector<std::string>& values) {
  return core::Json(values).dump();
}

}  // namespace handler::store
