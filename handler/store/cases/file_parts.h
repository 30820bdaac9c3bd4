// A file of a case: sealed chunk by chunk under a key of its own, and described by a part of its
// event, which holds that key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/base/spool.h"
#include "handler/store/cases/case_record.h"

namespace handler::store {

// What the part of a file says: canonical JSON
// {"bytes":N,"chunks":N,"header":hex,"key":hex,"name":"...","type":"jpeg"}.
struct FileInfo {
  std::string type;  // "jpeg", "png", "webp", "pdf"
  std::string name;  // as it was sent, UTF-8; may be empty
  std::int64_t bytes = 0;
  std::string header;  // raw, of core::StreamSealer
  std::string key;     // raw

  bool operator==(const FileInfo&) const = default;
};

// Chunks that a file of so many bytes has; all but the last hold core::kSealChunk plain bytes.
std::int64_t chunks_of(std::int64_t bytes);
// The bytes of one of them, sealed. A number that there is not is a bug.
std::size_t sealed_size(std::int64_t bytes, std::int64_t number);

std::string text_of(const FileInfo& info);
// `corrupt` if the text is not byte for byte what text_of() writes.
core::Result<FileInfo> file_info_in(const std::string& text);

// The sealed chunks of one file, one after the other. Any number of threads may read them.
struct SealedChunks {
  core::Spool spool;
  std::int64_t bytes = 0;  // plain ones
  std::string content;     // hex BLAKE2b over all sealed chunks in order
};

struct SealedFile {
  FileInfo info;
  std::shared_ptr<const SealedChunks> chunks;
};

// Seals under a new key into an unnamed file in `folder`, without a second copy in memory. Fails
// with `invalid` if there are no bytes or the name is no UTF-8, and as core::Spool does. Any
// thread.
core::Result<SealedFile> seal_file(std::string type, std::string name, std::string_view plain,
                                   const std::filesystem::path& folder);

// The part of the file, with its chunks: the store writes both in one commit. `field` is one for
// which cases::is_file() holds; the other values are those of make_part().
Part make_file_part(core::Randomness& randomness, std::string field, const SealedFile& file,
                    const std::string& seal_public_key, bool for_reporter);

// The plain bytes of each file that the events refer to, by part, whether or not it is still there.
std::map<std::int64_t, std::int64_t> file_sizes_in(const std::vector<cases::Event>& events);
// Of the files that come with an event, together.
std::int64_t file_bytes_of(const NewEvent& event);

}  // namespace handler::store
