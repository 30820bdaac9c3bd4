// Updates a case in the lists: removes the old entries and inserts the new ones, but only those
// that differ.
#include "handler/store/cases/listing.h"

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/fold/event.h"
#include "handler/store/cases/case_rows.h"
#include "handler/store/cases/search_words.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

// The scope of a case as search terms, so that a search in a narrow scope need not read the matches
// of other scopes.
struct Place {
  std::string site;
  std::string window;
  std::string unit;
  std::string assisting;  // unit ids, separated by ','
};

std::string scope_terms_of(const Place& place) {
  std::string terms = scope_term("s", place.site) + " " + scope_term("w", place.window) + " " +
                      scope_term("u", place.unit);
  for (const std::string& unit : core::split(place.assisting, ',')) {
    if (!unit.empty()) terms += " " + scope_term("u", unit);
  }
  return terms;
}

// The part of a file holds its key, and no word that is searched for.
void add_words(std::string& words, std::string_view field, std::string_view body) {
  if (!cases::is_file(field)) words += " " + words_in(body);
}

std::string with_scope(const Place& place, const std::string& words) {
  if (words.find_first_not_of(' ') == std::string::npos) return {};
  return scope_terms_of(place) + words;
}

std::string words_of_case(Database& database, CaseId id, const Place& place) {
  static const std::string kOpenParts =
      "SELECT body, field FROM parts WHERE case_id = $1 AND sealed = 0 AND destroyed = 0 AND "
      "part_id NOT "
      "IN (SELECT hidden.value FROM cases, " +
      dialect::rows_of_ids("cases.hidden_parts") +
      " AS hidden WHERE cases.case_id = $1) ORDER BY part_id";
  std::string words;
  for (const Row& part : run(database, kOpenParts, {id}))
    add_words(words, part.text(1), part.text(0));
  return with_scope(place, words);
}

void take_out_marks(Database& database, CaseId id, const Listing& listing) {
  static const std::string kTakeOut =
      "DELETE FROM case_marks WHERE site = $1 AND due_key = $2 AND case_id = $3 AND mark IN "
      "(SELECT value FROM " +
      dialect::rows_of_list("$4") + ")";
  run(database, kTakeOut, {listing.site, listing.due_key, id, listing.marks});
}

// However they are filed; reads all marks of the site.
void take_out_all_marks(Database& database, CaseId id, const Listing& listing) {
  run(database, "DELETE FROM case_marks WHERE site = $1 AND case_id = $2", {listing.site, id});
}

// One by one: before a statement that adds several rows, SQLite copies every page that it changes.
void put_in_marks(Database& database, const CaseRow& row) {
  StoredRow stored;
  stored.columns = columns_of(row);
  const bool breached = core::contains(row.values.marks, "breached");
  std::vector<Value> values = {row.site, std::string(), row.id, std::int64_t{breached}};
  for (const char* repeated : {"due_key", "state", "kind", "tier", "window_id", "unit",
                               "concerned_unit", "restricted", "submitted_at"})
    values.push_back(stored.at(repeated));
  for (const std::string& mark : row.values.marks) {
    values[1] = mark;
    run(database,
        "INSERT INTO case_marks(site, mark, case_id, breached, due_key, state, kind, tier, "
        "window_id, unit, concerned_unit, restricted, submitted_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values);
  }
}

CaseRow read_row(Database& database, CaseId id) {
  return row_of(only(run(database, rows_where("cases.case_id = $1"), {id}), "case"));
}

}  // namespace

Listing read_listing(Database& database, CaseId id) {
  const Row row = only(
      run(database,
          "SELECT listed, site, due_key, marks, window_id, unit, state || '|' || kind || '|' || "
          "tier || '|' || window_id || '|' || unit || '|' || concerned_unit || '|' || restricted "
          "|| '|' || submitted_at, assisting FROM cases WHERE case_id = $1",
          {id}),
      "case");
  const Place place{row.text(1), row.text(4), row.text(5), row.text(7)};
  return {row.number(0) != 0, row.number(0) == -2,
          row.number(0) == 1, row.text(6),
          row.text(3),        row.text(1),
          row.text(2),        words_of_case(database, id, place)};
}

void write_listing(Database& database, CaseId id, const Listing& before) {
  const Listing after = read_listing(database, id);
  // Which words the index has of a stale case is not known; more of them only find it more often.
  const bool is_known = before.listed && !before.stale;
  const bool same_marks = is_known && before.row == after.row && before.marks == after.marks &&
                          before.due_key == after.due_key;
  if (!same_marks) {
    if (before.stale) take_out_all_marks(database, id, before);
    if (is_known) take_out_marks(database, id, before);
    put_in_marks(database, read_row(database, id));
  }
  if (!is_known || before.words != after.words) {
    if (is_known && !before.words.empty()) run(database, dialect::kTakeWords, {id, before.words});
    if (!after.words.empty()) run(database, dialect::kPutWords, {id, after.words});
  }
  if (!after.current) run(database, "UPDATE cases SET listed = 1 WHERE case_id = $1", {id});
}

void list_new_case(Database& database, const CaseRow& row, const std::vector<Part>& parts) {
  put_in_marks(database, row);
  std::string words;
  for (const Part& part : parts) {
    if (!part.sealed) add_words(words, part.field, part.body);
  }
  const CurrentValues& values = row.values;
  words = with_scope({row.site, values.window, values.unit, core::joined(values.assisting, ",")},
                     words);
  if (!words.empty()) run(database, dialect::kPutWords, {row.id, words});
}

void put_words(Database& database, CaseId id) {
  const std::string words = read_listing(database, id).words;
  if (!words.empty()) run(database, dialect::kPutWords, {id, words});
}

void leave_unlisted(Database& database, CaseId id, const Listing& before) {
  run(database, "UPDATE cases SET listed = $2 WHERE case_id = $1",
      {id, std::int64_t{before.listed ? -2 : 0}});
}

bool merge_words(Database& database, bool begins) {
  const auto changes = [&] { return run(database, dialect::kChanges).front().number(0); };
  const std::int64_t before = changes();
  if (begins)
    run(database, dialect::kBeginToMergeWords);
  else
    run(database, dialect::kMergeWords);
  // A step that finds nothing to merge changes one row at most.
  return begins || changes() - before > 1;
}

}  // namespace handler::store
