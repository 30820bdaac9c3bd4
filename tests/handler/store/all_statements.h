// The statements of the program, as they pass through the seam of the store.
#pragma once

#include <set>
#include <string>

namespace test {

// What all calls of the store say to a filled database, as SQLite takes it.
std::set<std::string> statements_of_all_calls();

}  // namespace test
