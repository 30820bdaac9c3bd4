// Reads multipart/form-data (RFC 7578, RFC 2046) while it arrives, so that no file is in memory
// whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "handler/web/multipart_headers.h"
#include "handler/web/request.h"

namespace handler::web {

enum class MultipartMistake {
  none,
  malformed,
  too_many_parts,
  text_too_long,
  cut_off,  // the body ends before its last boundary
};

// A file of the body. A field without a chosen file is none.
struct UploadedFile {
  std::string field;
  std::string name;  // as file_name() gives it; may be ""
  std::uint64_t bytes = 0;
  std::uint64_t offset = 0;  // of its first byte in the body
};

// Takes the body in pieces of any size; the pieces change nothing in what it finds. Refuses what
// two readers could understand differently: text before the first or behind the last boundary, bare
// line ends, a line that goes on behind the boundary, a part without the line end that belongs to
// the next boundary. A part without a file name is a text, valid UTF-8 without NUL; names and texts
// together have at most 256 KiB, the head of a part 8 KiB, a body 60 parts. Not thread-safe.
class MultipartReader {
 public:
  // `boundary` as multipart_boundary() gives it.
  explicit MultipartReader(std::string_view boundary);

  // Takes the next bytes. After a mistake, which is returned again, bytes are ignored.
  MultipartMistake take(std::string_view bytes);
  // Call at the end of the body.
  MultipartMistake finish();

  // What was found so far, in the order of the body.
  const Fields& fields() const { return fields_; }
  const std::vector<UploadedFile>& files() const { return files_; }
  // A part that has a file name has begun, also one of a field without a chosen file.
  bool has_file_begun() const { return has_file_begun_; }
  // Bytes of memory for texts and the head of a part.
  std::size_t held_bytes() const { return text_bytes_ + head_.size(); }

 private:
  enum class State { data, boundary_end, head, end };

  std::size_t take_some(std::string_view bytes);
  std::size_t take_data(std::string_view bytes);
  void take_boundary_end(char byte);
  void take_head(char byte);
  void take_end(char byte);
  void begin_data();
  void keep(std::string_view bytes);
  void end_part();
  void end_file();
  void end_text();
  void fail(MultipartMistake mistake) { mistake_ = mistake; }

  const std::string delimiter_;  // "\r\n--" and the boundary
  State state_ = State::data;
  MultipartMistake mistake_ = MultipartMistake::none;
  std::uint64_t offset_ = 0;  // of the next byte
  // Bytes of delimiter_ that were just seen. Of these, so many are the line end before the data or
  // before the body; they are no data.
  std::size_t matched_ = 2;
  std::size_t borrowed_ = 2;
  bool is_before_first_ = true;  // the first boundary was not seen yet
  std::string line_;             // behind a boundary
  std::size_t parts_ = 0;
  std::string head_;
  PartHead part_;
  std::string text_;
  std::size_t text_bytes_ = 0;
  bool has_file_begun_ = false;
  std::uint64_t data_offset_ = 0;  // of the part's first byte
  Fields fields_;
  std::vector<UploadedFile> files_;
};

}  // namespace handler::web
