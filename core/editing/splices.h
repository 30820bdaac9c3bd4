// The text of a file that is edited: changes at byte ranges, the order of what is moved, and what
// editing must know of lines: their ends and blanks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// A file as it stands: its name is for messages.
struct SourceFile {
  std::string name;
  std::string text;
};

// What stands between `begin` and `end` is replaced.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// `text` with all splices made. They may come in any order but must not overlap; two insertions at
// one place are made in the order given.
std::string spliced(std::string_view text, std::vector<Splice> splices);

// Which of `size` things stands at each place after the one at `from` was moved so that it stands
// at `to`: 3, from 0, to 2 give 1, 2, 0. Both must be below `size`.
std::vector<std::size_t> order_after_move(std::size_t size, std::size_t from, std::size_t to);

// A view of a text as lines, which end with LF or CR LF. Offsets are bytes of the text, which must
// outlive the view. Thread-safe.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  // The first byte of the line that holds `at`.
  std::size_t start(std::size_t at) const;
  // Behind the last byte of that line, before its line end.
  std::size_t end(std::size_t at) const;
  // The first byte of the line after it, or the end of the text.
  std::size_t next(std::size_t at) const;
  // Bytes of the line before `at`.
  std::size_t column(std::size_t at) const { return at - start(at); }

  // True if the line that holds `at` has nothing but blanks.
  bool is_blank(std::size_t at) const;
  // True if it has nothing but a comment.
  bool is_comment(std::size_t at) const;
  // The first byte of the line that is no blank, or its end.
  std::size_t first_mark(std::size_t at) const;
  // True if only blanks stand before `at` in its line.
  bool begins_line(std::size_t at) const { return first_mark(at) >= at; }
  // The first line start from `at`, itself a line start, whose line is not blank; the end of the
  // text if all are.
  std::size_t after_blanks(std::size_t at) const;
  // The first of the blank lines that stand directly before the line start `at`; none before
  // `limit`. `at` itself if there are none.
  std::size_t before_blanks(std::size_t at, std::size_t limit) const;

  // The line end that most lines have; LF if none has one.
  std::string_view habit() const;

 private:
  std::string_view text_;
};

}  // namespace core
