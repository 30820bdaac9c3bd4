// The table saved_views: what somebody asks the worklist again and again.
#pragma once

#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

// In the order of their names.
core::Result<std::vector<SavedView>> read_views(Database& database, std::int64_t user,
                                                const std::string& site);
core::Status write_view(Database& database, std::int64_t user, const std::string& site,
                        const SavedView& view);
core::Status erase_view(Database& database, std::int64_t user, const std::string& site,
                        const std::string& name);

}  // namespace handler::store
