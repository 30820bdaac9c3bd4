// The rows of a whole table, from one database into another, and what else needs names of tables
// and indexes: these come from a database of this program.
#pragma once

#include <functional>
#include <string>

#include "handler/store/database/database.h"

namespace handler::store {

// All functions run in transactions of the caller and throw Refused.

using SeeRow = std::function<void(const Row&)>;

// Copies all rows into the table of the same name and columns; memory does not grow with their
// number. `see` gets each row once. A row that `to` does not take is named by its table.
void copy_table(Database& from, Database& to, const std::string& table, const SeeRow& see = {});

void visit_table(Database& database, const std::string& table, const SeeRow& see);

// The table with its rows, indexes and triggers; no row of another table refers to it.
void drop_table(Database& database, const std::string& table);

// The index of this name, also where one stands that is not valid; `text` makes it, as a step of
// the schema does.
void make_index(Database& database, const std::string& name, const std::string& text);

}  // namespace handler::store
