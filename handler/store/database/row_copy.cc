// Reads row by row and writes some rows at once.
#include "handler/store/database/row_copy.h"

#include <vector>

#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

// A statement carries so many rows or bytes, whichever is reached first: a server on another
// machine answers each statement after a while.
constexpr std::size_t kMostStatementRows = 64;
constexpr std::size_t kMostStatementBytes = 1U << 20;

std::size_t bytes_of(const Value& value) {
  if (const auto* words = std::get_if<std::string>(&value)) return words->size();
  if (const auto* blob = std::get_if<Blob>(&value)) return blob->bytes.size();
  return sizeof(std::int64_t);
}

// "INSERT INTO parts VALUES ($1, $2), ($3, $4)"
std::string insert_into(const std::string& table, std::size_t rows, std::size_t columns) {
  std::string statement = "INSERT INTO " + table + " VALUES ";
  for (std::size_t i = 1; i <= rows * columns; ++i) {
    const bool is_first = (i - 1) % columns == 0;
    statement += is_first ? (i == 1 ? "($" : ", ($") : ", $";
    statement += std::to_string(i) + (i % columns == 0 ? ")" : "");
  }
  return statement;
}

// Gathers rows of one table and writes them.
class Rower {
 public:
  Rower(Database& to, const std::string& table) : to_(to), table_(table) {}

  void take(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      values_.push_back(row.at(i));
      bytes_ += bytes_of(row.at(i));
    }
    ++rows_;
    if (rows_ == kMostStatementRows || bytes_ >= kMostStatementBytes) write();
  }

  void write() {
    if (rows_ == 0) return;
    const auto done = to_.run(insert_into(table_, rows_, values_.size() / rows_), values_);
    if (!done)
      throw Refused(done.failure().code, "table " + table_ + ": " + done.failure().message);
    values_.clear();
    rows_ = 0;
    bytes_ = 0;
  }

 private:
  Database& to_;
  const std::string& table_;
  std::vector<Value> values_;
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

void copy_table(Database& from, Database& to, const std::string& table, const SeeRow& see) {
  Rower rower(to, table);
  visit_table(from, table, [&](const Row& row) {
    if (see) see(row);
    rower.take(row);
  });
  rower.write();
}

void visit_table(Database& database, const std::string& table, const SeeRow& see) {
  visit(database, "SELECT * FROM " + table, {}, see);
}

void drop_table(Database& database, const std::string& table) {
  run(database, "DROP TABLE " + table);
}

void make_index(Database& database, const std::string& name, const std::string& text) {
  accepted(database.run_script("DROP INDEX IF EXISTS " + name + "; " + text));
}

}  // namespace handler::store
