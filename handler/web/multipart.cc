// A machine that takes bytes one by one, but whole runs of data at once.
#include "handler/web/multipart.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace handler::web {
namespace {

constexpr std::size_t kMostParts = 60;
constexpr std::size_t kLongestHead = 8192;
constexpr std::size_t kMostText = 262144;
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

bool is_plain_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && core::is_valid_utf8(text);
}

// Whether `byte` may follow `head`: no control characters, and CR and LF only together.
bool may_follow(std::string_view head, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (head.ends_with('\r') != (byte == '\n')) return false;
  return value == '\t' || value == '\r' || value == '\n' || (value >= 0x20 && value != 0x7f);
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary)
    : delimiter_(std::string("\r\n--").append(boundary)) {}

MultipartMistake MultipartReader::take(std::string_view bytes) {
  while (!bytes.empty() && mistake_ == MultipartMistake::none) {
    const std::size_t taken = take_some(bytes);
    offset_ += taken;
    bytes.remove_prefix(taken);
  }
  return mistake_;
}

MultipartMistake MultipartReader::finish() {
  const bool is_whole = state_ == State::end && (line_.empty() || line_ == kLineEnd);
  if (mistake_ == MultipartMistake::none && !is_whole) fail(MultipartMistake::cut_off);
  return mistake_;
}

// How many of the bytes it took. None, if a beginning of the delimiter turned out to be data.
std::size_t MultipartReader::take_some(std::string_view bytes) {
  switch (state_) {
    case State::data:
      return take_data(bytes);
    case State::boundary_end:
      take_boundary_end(bytes.front());
      break;
    case State::head:
      take_head(bytes.front());
      break;
    case State::end:
      take_end(bytes.front());
      break;
  }
  return 1;
}

// A boundary holds no CR, so a beginning of the delimiter that does not go on holds no other one.
std::size_t MultipartReader::take_data(std::string_view bytes) {
  if (matched_ == 0) {
    const std::size_t plain = std::min(bytes.find('\r'), bytes.size());
    keep(bytes.substr(0, plain));
    if (plain > 0) return plain;
  }
  if (bytes.front() == delimiter_[matched_]) {
    if (++matched_ == delimiter_.size()) end_part();
    return 1;
  }
  if (is_before_first_) {
    fail(MultipartMistake::malformed);
    return 1;
  }
  keep(std::string_view(delimiter_).substr(borrowed_, matched_ - borrowed_));
  matched_ = 0;
  borrowed_ = 0;
  return 0;
}

void MultipartReader::take_boundary_end(char byte) {
  line_ += byte;
  if (line_ == "\r" || line_ == "-") return;
  if (line_ == "--") {
    state_ = State::end;
    line_.clear();
  } else if (line_ != kLineEnd) {
    fail(MultipartMistake::malformed);
  } else if (++parts_ > kMostParts) {
    fail(MultipartMistake::too_many_parts);
  } else {
    state_ = State::head;
    head_.clear();
  }
}

void MultipartReader::take_head(char byte) {
  if (head_.size() == kLongestHead || !may_follow(head_, byte))
    return fail(MultipartMistake::malformed);
  head_ += byte;
  if (head_.ends_with(kHeadEnd) || head_ == kLineEnd) begin_data();
}

void MultipartReader::begin_data() {
  head_.resize(head_.size() - std::min(head_.size(), kHeadEnd.size()));
  std::optional<PartHead> part = read_part_head(head_);
  if (!part) return fail(MultipartMistake::malformed);
  part_ = std::move(*part);
  has_file_begun_ = has_file_begun_ || part_.filename.has_value();
  text_bytes_ += part_.name.size();
  if (text_bytes_ > kMostText) return fail(MultipartMistake::text_too_long);
  text_.clear();
  data_offset_ = offset_ + 1;
  matched_ = kLineEnd.size();
  borrowed_ = kLineEnd.size();
  state_ = State::data;
}

// Of a file only the place is kept.
void MultipartReader::keep(std::string_view bytes) {
  if (part_.filename) return;
  text_bytes_ += bytes.size();
  if (text_bytes_ > kMostText) return fail(MultipartMistake::text_too_long);
  text_ += bytes;
}

// The byte that is being taken is the last one of the delimiter.
void MultipartReader::end_part() {
  const bool is_borrowed = std::exchange(borrowed_, 0) > 0;
  matched_ = 0;
  state_ = State::boundary_end;
  line_.clear();
  if (std::exchange(is_before_first_, false)) return;
  if (is_borrowed) return fail(MultipartMistake::malformed);
  if (part_.filename) return end_file();
  end_text();
}

// Browsers send a field without a chosen file as one without name and bytes.
void MultipartReader::end_file() {
  const std::uint64_t bytes = offset_ + 1 - delimiter_.size() - data_offset_;
  if (bytes == 0 && part_.filename->empty()) return;
  files_.push_back({std::move(part_.name), std::move(*part_.filename), bytes, data_offset_});
}

void MultipartReader::end_text() {
  if (!is_plain_text(text_)) return fail(MultipartMistake::malformed);
  fields_.add(std::move(part_.name), std::exchange(text_, {}));
}

// Browsers end the last line; nothing else may follow.
void MultipartReader::take_end(char byte) {
  line_ += byte;
  if (!kLineEnd.starts_with(line_)) fail(MultipartMistake::malformed);
}

}  // namespace handler::web
