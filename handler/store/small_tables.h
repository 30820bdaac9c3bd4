// The tables policy_versions and counters.
#pragma once

#include <string>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

core::Status insert_policy_version(Database& database, const std::string& site,
                                   const std::string& version, const core::PolicyTexts& texts);
core::Result<core::PolicyTexts> read_policy_texts(Database& database, const std::string& version);

// Old counters go when others are written, so the table never needs a cleaner.
core::Status sweep_counters(Database& database, core::Instant now);
// Counts within periods of `window_seconds`, aligned to the clock.
core::Result<int> add_to_counter(Database& database, const std::string& key, int window_seconds,
                                 core::Instant now);
core::Result<int> read_counter(Database& database, const std::string& key, int window_seconds,
                               core::Instant now);
core::Status delete_counter(Database& database, const std::string& key);

}  // namespace handler::store
