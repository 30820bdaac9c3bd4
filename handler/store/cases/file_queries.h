// Files as they are read: one sealed chunk at a time, and how much room a site's files take.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/database/database.h"

namespace handler::store {

class Connections;

// A part is named with its site and case: the number alone opens nothing.
struct FilePlace {
  std::string site;
  CaseId id = 0;
  std::int64_t part = 0;
};

// The files of a site that are not destroyed.
struct HeldFiles {
  std::string site;
  std::int64_t bytes = 0;  // plain ones, of all of them
};
// Of each site that has any. Reads the same index as FileQueries::file_bytes().
std::vector<HeldFiles> read_held_files(Database& database);

class FileQueries {
 public:
  explicit FileQueries(Connections& connections) : connections_(connections) {}

  // The sealed chunk with that number, from 0. Each call is a short read of its own, so that a slow
  // receiver keeps no old state of the database. `not_found` if the case has no such part or it was
  // destroyed, also between two chunks; `corrupt` if the part is there without the chunk.
  core::Result<std::string> file_chunk(const FilePlace& place, std::int64_t number);
  // The plain bytes of all files of the site that are not destroyed. Reads an index of the cases
  // that have files alone.
  core::Result<std::int64_t> file_bytes(const std::string& site);
  core::Result<std::vector<HeldFiles>> held_files();

 private:
  Connections& connections_;
};

}  // namespace handler::store
