// Reads chunk after chunk, and compares each with what the part of the file says.
#include "handler/store/cases/file_contents.h"

#include <utility>

namespace handler::store {

core::Result<FileInfo> file_info_of(const Part& part, const core::SealKeys* keys) {
  if (part.destroyed) return core::Failure{core::FailureCode::not_found, "the file was destroyed"};
  if (!part.sealed) return file_info_in(part.body);
  if (keys == nullptr)
    return core::Failure{core::FailureCode::refused, "only the desk can open this file"};
  const core::Result<std::string> text = core::open_seal(part.body, *keys);
  if (!text) return text.failure();
  return file_info_in(*text);
}

FileContents::FileContents(FileQueries& files, FilePlace place, FileInfo info)
    : files_(&files),
      place_(std::move(place)),
      info_(std::move(info)),
      opener_(std::make_unique<core::StreamOpener>(info_.key, info_.header)) {}

core::Result<std::optional<std::string>> FileContents::next() {
  const std::int64_t all = chunks_of(info_.bytes);
  if (number_ == all) return std::optional<std::string>();
  const core::Result<std::string> sealed = files_->file_chunk(place_, number_);
  if (!sealed) return sealed.failure();
  core::Result<std::string> plain = opener_->open(*sealed);
  if (!plain) return plain.failure();
  const bool fits = sealed->size() == sealed_size(info_.bytes, number_);
  ++number_;
  if (!fits || opener_->is_whole() != (number_ == all))
    return core::Failure{core::FailureCode::corrupt, "a file has another length than it should"};
  return std::optional<std::string>(std::move(*plain));
}

core::Result<std::string> FileContents::rest() {
  std::string bytes;
  while (true) {
    core::Result<std::optional<std::string>> more = next();
    if (!more) return more.failure();
    if (!*more) return bytes;
    bytes += **more;
  }
}

}  // namespace handler::store
