// Goes from table to table, those that others refer to first.
#include "handler/store/transfer/table_copy.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "handler/store/cases/destroyed_again.h"
#include "handler/store/cases/listing.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/row_copy.h"
#include "handler/store/database/schema.h"

namespace handler::store {
namespace {

// Rows refer to rows of these tables, in this order; the others have no order.
constexpr std::array<std::string_view, 7> kReferredTo = {
    "users", "cases", "parts", "drafts", "publications", "filed", "presences"};

bool is_transferred(std::string_view table) {
  return table != "schema_version" && !table.starts_with("case_words");
}

std::vector<std::string> copied_tables(Database& database) {
  std::vector<std::string> tables(kReferredTo.begin(), kReferredTo.end());
  for (std::string& table : accepted(database.tables())) {
    if (is_transferred(table) && !core::contains(kReferredTo, table))
      tables.push_back(std::move(table));
  }
  return tables;
}

// So that no two values look the same: a letter for the type, the length, the bytes.
void add_value(std::string& text, const Value& value) {
  const auto add = [&](char type, std::string_view bytes) {
    text += type;
    text += std::to_string(bytes.size());
    text += ':';
    text += bytes;
  };
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return add('n', std::to_string(*number));
  if (const auto* words = std::get_if<std::string>(&value)) return add('t', *words);
  if (const auto* blob = std::get_if<Blob>(&value)) return add('b', blob->bytes);
  add('0', "");
}

void add_row(TableSum& sum, const Row& row) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) add_value(text, row.at(i));
  const std::string hash = core::hash(text);
  ++sum.rows;
  for (std::size_t i = 0; i < sum.hashes.size(); ++i) {
    std::uint64_t lane = 0;
    std::memcpy(&lane, hash.data() + i * sizeof lane, sizeof lane);
    sum.hashes.at(i) += lane;
  }
}

void check_no_other_tables(Database& from, const std::vector<std::string>& ours) {
  for (const std::string& table : accepted(from.tables())) {
    if (is_transferred(table) && !core::contains(ours, table))
      throw Refused(core::FailureCode::corrupt,
                    "the table " + table + " is not of this program: take it out of the database");
  }
}

}  // namespace

TableSums copy_tables(Database& from, Database& to) {
  const std::vector<std::string> tables = copied_tables(to);
  check_no_other_tables(from, tables);
  TableSums sums;
  for (const std::string& table : tables) {
    TableSum& sum = sums[table];
    copy_table(from, to, table, [&](const Row& row) { add_row(sum, row); });
  }
  return sums;
}

TableSums sums_of(Database& database) {
  TableSums sums;
  for (const std::string& table : copied_tables(database)) {
    TableSum& sum = sums[table];
    visit_table(database, table, [&](const Row& row) { add_row(sum, row); });
  }
  return sums;
}

std::string difference(const TableSums& one, const TableSums& other) {
  for (const auto& [table, sum] : one) {
    const auto there = other.find(table);
    if (there == other.end()) return "the table " + table + " is missing in the copy";
    if (there->second.rows != sum.rows)
      return "the table " + table + " has " + std::to_string(sum.rows) + " rows, and its copy " +
             std::to_string(there->second.rows);
    if (there->second != sum) return "a row of the table " + table + " differs in the copy";
  }
  return one.size() == other.size() ? "" : "the copy has more tables";
}

void number_on(Database& database) {
  for (const Row& row : run(database, kLargestNumbers)) {
    if (!row.is_null(1)) pass_over_ids(database, row.text(0), row.number(1));
  }
  run(database, dialect::kNumberChunksOn);
}

void drop_tables(Database& database) {
  std::vector<std::string> tables = copied_tables(database);
  std::ranges::reverse(tables);  // what refers to rows goes before them
  tables.insert(tables.end(), {"case_words", "schema_version"});
  for (const std::string& table : tables) drop_table(database, table);
}

// Which words the index had of a case that is not listed now, or as it was before, is not taken
// over: such a case is listed anew when the program starts.
void index_words(Database& from, Database& to) {
  visit(from, "SELECT case_id FROM cases WHERE listed IN (1, -1) ORDER BY case_id", {},
        [&](const Row& row) { put_words(to, row.number(0)); });
}

}  // namespace handler::store
