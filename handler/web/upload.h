// The files of a request: sealed on the disk while they arrive, opened one by one. Nothing of them
// is on the disk in plain, and they are in memory only while one is read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/spool.h"
#include "core/base/stream_seal.h"
#include "handler/web/multipart.h"

namespace handler::web {

// A body of multipart/form-data that was received whole. Thread-compatible; reading does not change
// it.
class Upload {
 public:
  // Texts of the form, in the order of the body.
  const Fields& fields() const { return fields_; }
  const std::vector<UploadedFile>& files() const { return files_; }

  // The bytes of files()[index]. Opens what was sealed before it too: a few milliseconds for each
  // ten megabytes. Fails with `corrupt` or `unavailable`.
  core::Result<std::string> read(std::size_t index) const;

  // Bytes of memory for the texts.
  std::size_t held_bytes() const { return held_bytes_; }

 private:
  friend class UploadSpool;
  // The sealed body, and what opens it: only this process can, as long as it lives.
  struct Sealed {
    core::Spool spool;
    std::string key;
    std::string header;
  };
  Upload(const MultipartReader& reader, Sealed sealed);

  Fields fields_;
  std::vector<UploadedFile> files_;
  std::size_t held_bytes_;
  Sealed sealed_;
};

// Receives such a body in one pass: seals it and reads its parts. Movable; not thread-safe.
class UploadSpool {
 public:
  // The sealed bytes go to an unnamed file in `folder`. Fails as core::Spool::make() does.
  static core::Result<UploadSpool> make(const std::filesystem::path& folder,
                                        std::string_view boundary);

  // Takes the next bytes. Fails with `invalid` after a mistake in the body, with `disk_full` or
  // another code of the disk; then the body is lost.
  core::Status append(std::string_view bytes);
  // Call once, at the end of the body. Fails in the same way.
  core::Result<std::shared_ptr<const Upload>> finish();

  MultipartMistake mistake() const { return mistake_; }
  // Whether a file has begun, and the texts so far.
  bool has_file_begun() const { return reader_->has_file_begun(); }
  const Fields& texts() const { return reader_->fields(); }
  // Bytes of memory in use.
  std::size_t held_bytes() const { return pending_.capacity() + reader_->held_bytes(); }

 private:
  UploadSpool(core::Spool spool, std::string_view boundary);
  core::Status seal_pending(bool last);

  std::unique_ptr<MultipartReader> reader_;
  MultipartMistake mistake_ = MultipartMistake::none;
  std::string key_;
  std::unique_ptr<core::StreamSealer> sealer_;
  core::Spool spool_;
  std::string pending_;  // plain bytes that fill no chunk yet
};

}  // namespace handler::web
