// Reads a copy of the database as a stranger would: what a backup says of itself is read from the copy, never from
// the database that it was made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/store/key_prints.h"

namespace handler::store {

// The newest event of a site's chain.
struct CopiedHead {
  std::string site;
  std::int64_t seq = 0;
  std::string hash;

  bool operator==(const CopiedHead&) const = default;
};

struct CopyContent {
  std::int64_t schema = 0;
  KeyPrints prints;
  std::vector<CopiedHead> heads;               // by site
  std::map<std::string, std::int64_t> counts;  // of the rows of the main tables, by table

  bool operator==(const CopyContent&) const = default;
};

// Refuses a file that holds no tables of ours: `corrupt` (also for an empty database), `too_new`. An older version is
// welcome. Changes no data; the log beside the file may be brought into it.
core::Status check_is_ours(const std::filesystem::path& file);

// Opens the copy as it is, without a change to it or beside it, and verifies it. The file is one that copy_database()
// or fold_into_one_file() left. `corrupt` says what is wrong; `too_new` if a newer program wrote it.
core::Result<CopyContent> check_copy(const std::filesystem::path& file);

}  // namespace handler::store
