// What the program `file_cleaner` answers on its standard output: "unfit REASON\n", or "ok TYPE
// WIDTH HEIGHT LENGTH\n" and LENGTH bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "handler/files/file_type.h"

namespace handler::files {

// A file as it may be kept. `width` and `height` are 0 for a PDF.
struct Cleaned {
  FileType type = FileType::jpeg;
  std::string bytes;
  int width = 0;
  int height = 0;
};

using Outcome = std::variant<Cleaned, Unfit>;

// The longest answer: a cleaned file may be a little longer than the one that was sent.
inline constexpr std::size_t kMostOfAnswer = kMostBytes + 4096;

// The head of the answer, which the bytes of a cleaned file follow.
std::string head_of_answer(const Outcome& outcome);

// The answer that `text` is; nothing if it is none. Everything is checked: the program that wrote
// it may have been taken over by the file that it read. Takes the bytes out of `text`.
std::optional<Outcome> read_answer(std::string&& text);

}  // namespace handler::files
