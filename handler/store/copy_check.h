// Reads a copy of the database as a stranger would: what a backup says of itself is read from the
// copy, never from the database that it was made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/store/chain_heads.h"
#include "handler/store/key_prints.h"
#include "handler/store/verification.h"

namespace handler::store {

class Database;

struct CopyContent {
  std::int64_t schema = 0;
  KeyPrints prints;
  std::vector<ChainHeadOf> heads;
  std::map<std::string, std::int64_t> counts;  // of the rows of the main tables, by table

  bool operator==(const CopyContent&) const = default;
};

struct CheckedCopy {
  CopyContent content;  // what cannot be read is empty, and a finding
  VerifyReport report;  // of the whole copy
};

// What the database holds, in a transaction of the caller; throws Refused.
CopyContent content_of(Database& database);

// Refuses a file that holds no tables of ours: `corrupt` (also for an empty database), `too_new`.
// An older version is welcome. Changes no data; the log beside the file may be brought into it.
core::Status check_is_ours(const std::filesystem::path& file);

// Verifies the copy with verify_database() and reads what it holds, without a change to it or
// beside it. The file is one that copy_to_new_file() or fold_into_one_file() left. Findings are no
// failure: the caller decides what a copy with findings is good for. Failures: those of
// verify_database().
core::Result<CheckedCopy> check_copy(const std::filesystem::path& file,
                                     const VerifyOptions& options = {});

}  // namespace handler::store
