// Reads and writes the row of current values; one table lists how each column is written and read.
#include "handler/store/cases/case_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

// Sorts after every ISO time: cases without a deadline come last.
constexpr std::string_view kNoTime = "~";

Value as_value(const std::string& text) {
  return text;
}
Value as_value(std::int64_t number) {
  return number;
}
Value as_value(const core::Instant& time) {
  return core::to_iso(time);
}
Value as_value(const std::optional<core::Instant>& time) {
  return time ? core::to_iso(*time) : std::string(kNoTime);
}
Value as_value(const std::optional<core::Day>& day) {
  return core::iso_or_empty(day);
}

void read(const Row& row, std::size_t at, std::string& text) {
  text = row.text(at);
}
void read(const Row& row, std::size_t at, std::int64_t& number) {
  number = row.number(at);
}
void read(const Row& row, std::size_t at, int& number) {
  number = static_cast<int>(row.number(at));
}
void read(const Row& row, std::size_t at, bool& flag) {
  flag = row.flag(at);
}
void read(const Row& row, std::size_t at, core::Instant& time) {
  time = row.time(at);
}
void read(const Row& row, std::size_t at, std::optional<core::Instant>& time) {
  time = core::from_iso(row.text(at));
}
void read(const Row& row, std::size_t at, std::optional<core::Day>& day) {
  day = core::day_from_iso(row.text(at));
}

struct Column {
  std::string_view name;
  bool stays = false;  // fixed at submission
  Value (*get)(const CaseRow& row);
  void (*set)(CaseRow& row, const Row& from, std::size_t at);
};

// A member of the row itself.
template <auto kMember>
constexpr Column own(std::string_view name, bool stays = false) {
  return {name, stays, [](const CaseRow& row) { return as_value(row.*kMember); },
          [](CaseRow& row, const Row& from, std::size_t at) { read(from, at, row.*kMember); }};
}

// A value folded from the events.
template <auto kMember>
constexpr Column folded(std::string_view name, bool stays = false) {
  return {
      name, stays, [](const CaseRow& row) { return as_value(row.values.*kMember); },
      [](CaseRow& row, const Row& from, std::size_t at) { read(from, at, row.values.*kMember); }};
}

// The words of `["a","b"]`; nothing if a word needs a parser.
std::optional<std::vector<std::string>> plain_list(std::string_view json) {
  constexpr std::string_view kBetween = "\",\"";
  std::vector<std::string> words;
  if (json == "[]") return words;
  if (!json.starts_with("[\"") || !json.ends_with("\"]") || json.size() < 4) return std::nullopt;
  json = json.substr(2, json.size() - 4);
  while (true) {
    const std::string_view word = json.substr(0, json.find(kBetween));
    if (word.find_first_of("\"\\") != std::string_view::npos) return std::nullopt;
    words.emplace_back(word);
    if (word.size() == json.size()) return words;
    json.remove_prefix(word.size() + kBetween.size());
  }
}

std::vector<std::string> list_in(const std::string& json) {
  if (std::optional<std::vector<std::string>> plain = plain_list(json)) return std::move(*plain);
  const core::Json list = core::Json::parse(json, nullptr, /*allow_exceptions=*/false);
  std::vector<std::string> texts;
  if (!list.is_array()) return texts;
  for (const core::Json& text : list) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

Value get_marks(const CaseRow& row) {
  return json_list(row.values.marks);
}
void set_marks(CaseRow& row, const Row& from, std::size_t at) {
  row.values.marks = list_in(from.text(at));
}

Value get_assisting(const CaseRow& row) {
  return core::joined(row.values.assisting, ",");
}
void set_assisting(CaseRow& row, const Row& from, std::size_t at) {
  for (std::string& unit : core::split(from.text(at), ','))
    if (!unit.empty()) row.values.assisting.push_back(std::move(unit));
}

Value get_hidden(const CaseRow& row) {
  return core::Json(row.values.hidden_parts).dump();
}
void set_hidden(CaseRow& row, const Row& from, std::size_t at) {
  if (from.text(at) == "[]") return;
  const core::Json list = core::Json::parse(from.text(at), nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) return;
  for (const core::Json& id : list) {
    if (id.is_number_integer()) row.values.hidden_parts.push_back(id.get<std::int64_t>());
  }
}

using Values = CurrentValues;
constexpr bool kStays = true;

// The columns after case_id, which comes first.
constexpr Column kColumns[] = {
    own<&CaseRow::site>("site", kStays),
    folded<&Values::state>("state"),
    folded<&Values::kind>("kind"),
    folded<&Values::tier>("tier"),
    folded<&Values::window>("window_id"),
    folded<&Values::unit>("unit"),
    folded<&Values::concerned_unit>("concerned_unit"),
    folded<&Values::serial>("serial"),
    folded<&Values::policy>("policy"),
    folded<&Values::round>("round"),
    folded<&Values::restricted>("restricted"),
    folded<&Values::confidential>("confidential"),
    folded<&Values::next_due>("due_key"),
    own<&CaseRow::submitted_at>("submitted_at"),
    own<&CaseRow::updated_at>("updated_at"),
    own<&CaseRow::last_seq>("last_seq"),
    {"marks", false, get_marks, set_marks},
    folded<&Values::channel>("channel", kStays),
    folded<&Values::assigned_due>("assigned_due", kStays),
    folded<&Values::set_aside>("set_aside_bytes"),
    own<&CaseRow::file_bytes>("file_bytes"),
    folded<&Values::next_job>("job_key"),
    folded<&Values::calendar>("calendar"),
    folded<&Values::visit_by>("visit_key"),
    folded<&Values::destroy_at>("destroy_key"),
    folded<&Values::retention>("retention"),
    {"assisting", false, get_assisting, set_assisting},
    {"hidden_parts", false, get_hidden, set_hidden},
};

std::string placeholder(std::size_t number) {
  return "$" + std::to_string(number);
}

std::string insert_statement() {
  std::string names = "ticket_hash, nonce_hash, known_to_staff, listed";
  std::string values = "$1, $2, $3, 1";
  std::size_t number = 3;
  for (const Column& column : kColumns) {
    names += ", " + std::string(column.name);
    values += ", " + placeholder(++number);
  }
  return "INSERT INTO cases(" + names + ") VALUES (" + values + ")";
}

enum class Written { what_changes, all };

std::string update_statement(Written which) {
  std::string changes;
  std::size_t number = 1;
  for (const Column& column : kColumns) {
    if (column.stays && which == Written::what_changes) continue;
    changes += (number == 1 ? "" : ", ") + std::string(column.name) + " = ";
    changes += placeholder(++number);
  }
  return "UPDATE cases SET " + changes + " WHERE case_id = $1";
}

}  // namespace

std::string row_columns(const std::string& table) {
  std::string columns = table + ".case_id, ";
  for (const Column& column : kColumns) columns += table + "." + std::string(column.name) + ", ";
  // Without a sort or a list of the hidden parts, for which SQLite would make a table each time.
  return columns +
         "COALESCE((SELECT body FROM parts WHERE part_id = (SELECT MAX(part_id) FROM parts "
         "WHERE parts.case_id = " +
         table + ".case_id AND parts.site = " + table +
         ".site AND field = 'matter' AND sealed = 0 AND destroyed = 0 AND NOT EXISTS "
         "(SELECT 1 FROM " +
         dialect::rows_of_ids(table + ".hidden_parts") + " WHERE value = part_id))), '')";
}

CaseRow row_of(const Row& row) {
  CaseRow found;
  std::size_t at = 0;
  found.id = row.number(at++);
  for (const Column& column : kColumns) column.set(found, row, at++);
  found.matter = row.text(at);
  return found;
}

std::string rows_where(std::string_view sql) {
  static const std::string kSelect = "SELECT " + row_columns("cases") + " FROM cases WHERE ";
  return kSelect + std::string(sql);
}

std::vector<std::pair<std::string_view, Value>> columns_of(const CaseRow& row) {
  std::vector<std::pair<std::string_view, Value>> values;
  for (const Column& column : kColumns) values.emplace_back(column.name, column.get(row));
  return values;
}

const Value& StoredRow::at(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &std::pair<std::string_view, Value>::first);
  BANCHENG_CHECK(found != columns.end());
  return found->second;
}

void visit_stored_rows(Database& database, const std::function<void(const StoredRow&)>& take) {
  std::string sql =
      "SELECT case_id, ticket_hash, nonce_hash, phone_index, known_to_staff, listed, traced, "
      "awaited_notice";
  for (const Column& column : kColumns) sql += ", " + std::string(column.name);
  visit(database, sql + " FROM cases ORDER BY case_id", {}, [&](const Row& from) {
    StoredRow row{from.number(0), {},
                  from.text(1),   from.text(2),
                  from.text(3),   from.number(4),
                  from.number(5), from.number(6),
                  from.number(7)};
    std::size_t at = 8;
    for (const Column& column : kColumns) row.columns.emplace_back(column.name, from.at(at++));
    take(row);
  });
}

CaseRow row_after(const std::vector<cases::Event>& events, CaseId id, CurrentValues values,
                  std::int64_t file_bytes) {
  CaseRow row;
  row.id = id;
  row.site = events.back().site;
  row.values = std::move(values);
  row.submitted_at = events.front().noted_at();
  row.updated_at = events.back().noted_at();
  row.last_seq = events.back().seq;
  row.file_bytes = file_bytes;
  return row;
}

CaseId insert_row(Database& database, const NewReport& report, const CaseRow& row) {
  static const std::string kInsert = insert_statement();
  std::vector<Value> values;
  values.reserve(3 + std::size(kColumns));
  values.insert(values.end(),
                {report.ticket_hash, report.nonce_hash, std::int64_t{report.known_to_staff}});
  for (const Column& column : kColumns) values.push_back(column.get(row));
  run(database, kInsert, values);
  return run(database, dialect::kLastId).front().number(0);
}

void rewrite_row(Database& database, const CaseRow& row, bool known_to_staff) {
  static const std::string kUpdate = update_statement(Written::all);
  std::vector<Value> values = {row.id};
  for (const Column& column : kColumns) values.push_back(column.get(row));
  run(database, kUpdate, values);
  run(database, "UPDATE cases SET known_to_staff = $2 WHERE case_id = $1",
      {row.id, std::int64_t{known_to_staff}});
}

void update_row(Database& database, const CaseRow& row) {
  static const std::string kUpdate = update_statement(Written::what_changes);
  std::vector<Value> values = {row.id};
  for (const Column& column : kColumns) {
    if (!column.stays) values.push_back(column.get(row));
  }
  run(database, kUpdate, values);
}

std::string json_list(const std::vector<std::string>& values) {
  return core::Json(values).dump();
}

}  // namespace handler::store
