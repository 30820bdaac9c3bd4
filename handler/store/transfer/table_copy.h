// Copies the rows of a database into another one, whatever engine each has, and adds up both sides
// so that they can be compared.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "handler/store/database/database.h"

namespace handler::store {

// What a table holds: its number of rows, and the sum of a hash of each row over all columns. Two
// tables with equal sums have the same rows, in whatever order.
struct TableSum {
  std::int64_t rows = 0;
  std::array<std::uint64_t, 4> hashes{};

  bool operator==(const TableSum&) const = default;
};
using TableSums = std::map<std::string, TableSum>;  // by table

// All functions run in transactions of the caller and throw Refused. A copied table is each table
// of the schema but the list of its steps and the index of words. Memory does not grow with the
// number of rows.

// Copies each table from `from` into `to`, which has the tables of the same schema, all of them
// empty, and adds up what was read. `corrupt` if `from` has a table that is not of this program. A
// row that `to` does not take is named by its table.
TableSums copy_tables(Database& from, Database& to);

TableSums sums_of(Database& database);

// The first table that differs, in a sentence; "" if all are equal.
std::string difference(const TableSums& one, const TableSums& other);

// New rows of each numbered table get numbers beyond those of its rows.
void number_on(Database& database);

// Takes all tables of this program away, with their rows.
void drop_tables(Database& database);

// Makes the index of words of `to`, which is empty, by the texts that were copied.
void index_words(Database& from, Database& to);

}  // namespace handler::store
