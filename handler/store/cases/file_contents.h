// The plain bytes of a file of a case, unsealed chunk by chunk.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/base/stream_seal.h"
#include "handler/store/cases/file_parts.h"
#include "handler/store/cases/file_queries.h"

namespace handler::store {

// What the part of a file says. `keys` are the desk's, or null: then a sealed part is `refused`.
// `not_found` if the part was destroyed; `corrupt` if it is no file's, was altered, or came without
// its body.
core::Result<FileInfo> file_info_of(const Part& part, const core::SealKeys* keys);

// Not thread-safe; movable. The store must outlive it.
class FileContents {
 public:
  FileContents(FileQueries& files, FilePlace place, FileInfo info);

  const FileInfo& info() const { return info_; }
  // The next plain bytes, at most core::kSealChunk; nullopt after the last, and only if the file is
  // whole. Fails like FileQueries::file_chunk(), and with `corrupt` if a chunk was altered.
  core::Result<std::optional<std::string>> next();
  // All bytes that are left, in memory.
  core::Result<std::string> rest();

 private:
  FileQueries* files_;
  FilePlace place_;
  FileInfo info_;
  std::unique_ptr<core::StreamOpener> opener_;
  std::int64_t number_ = 0;
};

}  // namespace handler::store
