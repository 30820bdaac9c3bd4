// Recomputes what cannot have changed.
#pragma once

#include <cstdint>

namespace handler::store {

class Database;

// Returns the number of verified events; throws Refused with the first event that fails.
std::int64_t verify_chains(Database& database);

}  // namespace handler::store
