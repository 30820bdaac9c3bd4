// The commands on keys: export, compare and import a copy of them. What cannot be done throws
// core::Refused.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "handler/runtime.h"

namespace handler {

struct KeysOptions {
  std::filesystem::path file;  // the copy
};

// Writes both key files into one new file.
void export_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out);
// Says whether the copy would open the data, and notes that it was compared.
void compare_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out);
// Puts the keys of a copy into a data folder that has lost them; never overwrites others.
void import_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out);

}  // namespace handler
