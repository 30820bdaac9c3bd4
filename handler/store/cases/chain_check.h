// Recomputes what cannot have changed.
#pragma once

#include <cstdint>

namespace handler::store {

class Database;

// Number of events that verify; the refusal names the first that does not.
std::int64_t verify_chains(Database& database);

}  // namespace handler::store
