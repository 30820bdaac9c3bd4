// The steps of the schema for PostgreSQL, made from the very texts that SQLite runs.
#pragma once

#include <string>
#include <string_view>

namespace handler::store {

// A step of schema.cc as PostgreSQL's DDL. What is replaced is one table in postgres_schema.cc; a
// text without such parts is returned as it is. The first step also gets the functions that
// statements of both databases use, such as json_each(). Pure.
std::string postgres_schema(std::string_view step);

}  // namespace handler::store
