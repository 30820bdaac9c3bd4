// A stream of sealed chunks under a random key that is never written anywhere.
#include "handler/web/upload.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/check.h"

namespace handler::web {
namespace {

core::Failure not_readable() {
  return {core::FailureCode::invalid, "the body is no form that can be read"};
}

}  // namespace

Upload::Upload(const MultipartReader& reader, Sealed sealed)
    : fields_(reader.fields()),
      files_(reader.files()),
      held_bytes_(reader.held_bytes()),
      sealed_(std::move(sealed)) {}

core::Result<std::string> Upload::read(std::size_t index) const {
  BANCHENG_CHECK(index < files_.size());
  const UploadedFile& file = files_[index];
  core::StreamOpener opener(sealed_.key, sealed_.header);
  std::string bytes;
  bytes.reserve(file.bytes);
  std::uint64_t sealed_at = 0;
  std::uint64_t plain_at = 0;
  while (bytes.size() < file.bytes) {
    const std::uint64_t left = sealed_.spool.size() - sealed_at;
    const auto size = static_cast<std::size_t>(
        std::min<std::uint64_t>(core::kSealChunk + core::kSealOverhead, left));
    const core::Result<std::string> chunk = sealed_.spool.read(sealed_at, size);
    if (!chunk) return chunk.failure();
    const core::Result<std::string> plain = opener.open(*chunk);
    if (!plain) return plain.failure();
    // The part of this chunk that belongs to the file.
    const std::uint64_t begin = std::max(file.offset, plain_at);
    const std::uint64_t end = std::min(file.offset + file.bytes, plain_at + plain->size());
    if (begin < end) bytes.append(*plain, begin - plain_at, end - begin);
    sealed_at += size;
    plain_at += plain->size();
  }
  return bytes;
}

UploadSpool::UploadSpool(core::Spool spool, std::string_view boundary)
    : reader_(std::make_unique<MultipartReader>(boundary)),
      key_(core::make_stream_key()),
      sealer_(std::make_unique<core::StreamSealer>(key_)),
      spool_(std::move(spool)) {
  pending_.reserve(core::kSealChunk);
}

core::Result<UploadSpool> UploadSpool::make(const std::filesystem::path& folder,
                                            std::string_view boundary) {
  core::Result<core::Spool> spool = core::Spool::make(folder);
  if (!spool) return spool.failure();
  return UploadSpool(std::move(*spool), boundary);
}

core::Status UploadSpool::append(std::string_view bytes) {
  mistake_ = reader_->take(bytes);
  if (mistake_ != MultipartMistake::none) return not_readable();
  while (!bytes.empty()) {
    // A full chunk is sealed when more follows, so that the last one is never empty.
    if (pending_.size() == core::kSealChunk) {
      if (core::Status sealed = seal_pending(false); !sealed) return sealed;
    }
    const std::size_t fits = std::min(bytes.size(), core::kSealChunk - pending_.size());
    pending_.append(bytes.substr(0, fits));
    bytes.remove_prefix(fits);
  }
  return core::success();
}

core::Result<std::shared_ptr<const Upload>> UploadSpool::finish() {
  mistake_ = reader_->finish();
  if (mistake_ != MultipartMistake::none) return not_readable();
  if (core::Status sealed = seal_pending(true); !sealed) return sealed.failure();
  return std::shared_ptr<const Upload>(
      new Upload(*reader_, {std::move(spool_), std::move(key_), sealer_->header()}));
}

core::Status UploadSpool::seal_pending(bool last) {
  core::Status kept = spool_.append(sealer_->seal(pending_, last));
  pending_.clear();
  return kept;
}

}  // namespace handler::web
