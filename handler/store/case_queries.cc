// Reads cases: whole records for one, pages of rows for the worklist.
#include <utility>

#include "core/base/check.h"
#include "handler/store/case_tables.h"
#include "handler/store/event_rows.h"

namespace handler::store {
namespace {

constexpr std::string_view kRowColumns =
    "case_id, site, state, kind, tier, window_id, unit, concerned_unit, serial, policy, round, "
    "restricted, "
    "confidential, due_key, submitted_at, updated_at, last_seq";

CaseRow row_of(const Row& row) {
  CaseRow found;
  found.id = row.number(0);
  found.site = row.text(1);
  CurrentValues& values = found.values;
  values.state = row.text(2);
  values.kind = row.text(3);
  values.tier = row.text(4);
  values.window = row.text(5);
  values.unit = row.text(6);
  values.concerned_unit = row.text(7);
  values.serial = row.text(8);
  values.policy = row.text(9);
  values.round = static_cast<int>(row.number(10));
  values.restricted = row.flag(11);
  values.confidential = row.flag(12);
  values.next_due = core::from_iso(row.text(13));
  found.submitted_at = core::from_iso(row.text(14)).value_or(core::Instant{});
  found.updated_at = core::from_iso(row.text(15)).value_or(core::Instant{});
  found.last_seq = row.number(16);
  return found;
}

core::Result<CaseRecord> record_of(Database& database, const core::Result<Rows>& rows,
                                   SealedBodies sealed, HistoryMemory* memory) {
  if (!rows) return rows.failure();
  if (rows->empty()) return core::Failure{core::FailureCode::not_found, "no such case"};
  CaseRecord record;
  record.row = row_of(rows->front());
  if (memory != nullptr) record.history = memory->find(record.row.id, record.row.last_seq);
  if (!record.history) {
    core::Result<std::vector<cases::Event>> events = read_events(database, record.row.id);
    if (!events) return events.failure();
    record.history = std::make_shared<const std::vector<cases::Event>>(std::move(*events));
    if (memory != nullptr) memory->keep(record.row.id, record.row.last_seq, record.history);
  }
  core::Result<std::map<std::int64_t, Part>> parts = read_parts(database, record.row.id, sealed);
  if (!parts) return parts.failure();
  record.parts = std::move(*parts);
  return record;
}

// A WHERE clause that grows together with its values; only placeholders are ever put into the text.
class Conditions {
 public:
  void add(std::string_view before, Value value, std::string_view after = "") {
    text_ += (text_.empty() ? " WHERE " : " AND ") + std::string(before) +
             placeholder(std::move(value)) + std::string(after);
  }
  void add_literal(std::string_view condition) {
    text_ += (text_.empty() ? " WHERE " : " AND ") + std::string(condition);
  }
  void add_in(std::string_view column, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + placeholder(value);
    add_literal(std::string(column) + " IN (" + list + ")");
  }
  std::string placeholder(Value value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }
  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string text_;
  std::vector<Value> values_;
};

// Scope: what the grants allow, without states, search and position.
Conditions scope_of(const CaseFilter& filter) {
  Conditions where;
  where.add("site = ", filter.site);
  where.add_in("window_id", filter.windows);
  where.add_in("unit", filter.units);
  return where;
}

// '%' and '_' typed by people are text, not patterns.
std::string like_pattern(const std::string& typed) {
  std::string pattern = "%";
  for (const char c : typed) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

// Longer than any serial number or useful phrase; SQLite refuses very long patterns.
constexpr std::size_t kLongestSearch = 500;

void add_search(Conditions& where, const std::string& typed) {
  if (typed.size() > kLongestSearch) {
    where.add_literal("1 = 0");
    return;
  }
  const std::string pattern = where.placeholder(like_pattern(typed));
  where.add_literal(
      "(serial LIKE " + pattern +
      " ESCAPE '\\' OR EXISTS (SELECT 1 FROM parts WHERE parts.case_id = cases.case_id AND "
      "parts.sealed = 0 AND parts.body LIKE " +
      pattern + " ESCAPE '\\'))");
}

// A position is "due_key|case_id" of the last row shown.
void add_position(Conditions& where, const std::string& after) {
  const std::size_t bar = after.rfind('|');
  if (bar == std::string::npos) return;
  std::int64_t id = 0;
  for (const char c : after.substr(bar + 1)) {
    if (c < '0' || c > '9' || id > 1'000'000'000'000'000) return;
    id = id * 10 + (c - '0');
  }
  const std::string due = where.placeholder(after.substr(0, bar));
  const std::string case_id = where.placeholder(id);
  where.add_literal("(due_key > " + due + " OR (due_key = " + due + " AND case_id > " + case_id +
                    "))");
}

std::string position_of(const CaseRow& row) {
  return (row.values.next_due ? core::to_iso(*row.values.next_due) : std::string("~")) + "|" +
         std::to_string(row.id);
}

}  // namespace

core::Result<CaseRecord> read_case_by_ticket(Database& database, const std::string& site,
                                             const std::string& ticket_hash,
                                             HistoryMemory* memory) {
  return record_of(database,
                   database.run("SELECT " + std::string(kRowColumns) +
                                    " FROM cases WHERE ticket_hash = $1 AND site = $2",
                                {ticket_hash, site}),
                   SealedBodies::leave_out, memory);
}

core::Result<CaseRecord> read_case(Database& database, const std::string& site, CaseId id,
                                   HistoryMemory* memory) {
  return record_of(database,
                   database.run("SELECT " + std::string(kRowColumns) +
                                    " FROM cases WHERE case_id = $1 AND site = $2",
                                {id, site}),
                   SealedBodies::read, memory);
}

core::Result<CasePage> read_case_page(Database& database, const CaseFilter& filter) {
  BANCHENG_CHECK(filter.limit > 0);
  Conditions where = scope_of(filter);
  where.add_in("state", filter.states);
  if (!filter.search.empty()) add_search(where, filter.search);
  if (filter.after) add_position(where, *filter.after);
  const std::string limit = where.placeholder(std::int64_t{filter.limit + 1});
  const core::Result<Rows> rows =
      database.run("SELECT " + std::string(kRowColumns) + " FROM cases" + where.text() +
                       " ORDER BY due_key, case_id LIMIT " + limit,
                   where.values());
  if (!rows) return rows.failure();
  CasePage page;
  for (const Row& row : *rows) page.rows.push_back(row_of(row));
  if (page.rows.size() > static_cast<std::size_t>(filter.limit)) {
    page.rows.pop_back();
    page.next = position_of(page.rows.back());
  }
  return page;
}

core::Result<std::map<std::string, int>> read_case_counts(Database& database,
                                                          const CaseFilter& filter) {
  const Conditions where = scope_of(filter);
  const core::Result<Rows> rows = database.run(
      "SELECT state, COUNT(*) FROM cases" + where.text() + " GROUP BY state", where.values());
  if (!rows) return rows.failure();
  std::map<std::string, int> counts;
  for (const Row& row : *rows) counts[row.text(0)] = static_cast<int>(row.number(1));
  return counts;
}

core::Result<std::vector<CaseRow>> read_cases_by_phone(Database& database, const std::string& site,
                                                       const std::string& index) {
  const core::Result<Rows> rows =
      database.run("SELECT " + std::string(kRowColumns) +
                       " FROM cases WHERE site = $1 AND phone_index = $2 AND phone_index <> '' "
                       "ORDER BY case_id DESC LIMIT 50",
                   {site, index});
  if (!rows) return rows.failure();
  std::vector<CaseRow> found;
  for (const Row& row : *rows) found.push_back(row_of(row));
  return found;
}

}  // namespace handler::store
