// Copies of the database that restore and repair keep beside it. They hold texts that were
// destroyed since, so an operator must see them until they are deleted.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace handler::store {

// The names of files and folders in the data folder, sorted, with what a restore or a repair left
// that was killed. None if the folder cannot be read.
std::vector<std::string> old_copies_in(const std::filesystem::path& data);

}  // namespace handler::store
