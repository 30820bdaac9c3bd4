// Compares readings of the same bytes in different pieces.
#include "tests/handler/web/multipart_target.h"

#include <algorithm>
#include <random>
#include <stdexcept>

#include "core/base/text.h"
#include "handler/web/multipart.h"

namespace tests {
namespace {

using handler::web::MultipartMistake;
using handler::web::MultipartReader;
using handler::web::UploadedFile;

void must(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

void check_file(const UploadedFile& file, std::string_view body, std::uint64_t begin) {
  must(file.offset >= begin, "files must not overlap");
  must(file.offset + file.bytes <= body.size(), "a file must lie within the body");
  must(file.name.size() <= 120 && core::is_valid_utf8(file.name), "a name must be short text");
  must(file.name.find_first_of("/\\\r\n") == std::string::npos, "a name must be no path");
}

}  // namespace

std::string found_in(std::string_view body, std::string_view boundary, std::size_t most,
                     std::uint64_t seed) {
  std::mt19937_64 random(seed);
  MultipartReader reader(boundary);
  for (std::string_view rest = body; !rest.empty();) {
    const std::size_t size = std::min<std::size_t>(rest.size(), 1 + random() % most);
    // A copy of its own, so that a sanitizer sees reading beyond it.
    const std::string piece(rest.substr(0, size));
    (void)reader.take(piece);
    rest.remove_prefix(size);
  }
  std::string found = std::to_string(static_cast<int>(reader.finish())) + "\n";
  for (const auto& [name, value] : reader.fields().items()) {
    must(core::is_valid_utf8(name) && core::is_valid_utf8(value), "texts must be UTF-8");
    found.append(name).append("=").append(value).append("\n");
  }
  must(reader.files().empty() || reader.has_file_begun(), "a file must have begun");
  std::uint64_t begin = 0;
  for (const UploadedFile& file : reader.files()) {
    check_file(file, body, begin);
    begin = file.offset + file.bytes;
    found.append(file.field).append("<").append(file.name).append(">");
    found.append(body.substr(file.offset, file.bytes)).append("\n");
  }
  return found;
}

std::string read_anything(std::string_view body, std::string_view boundary, std::uint64_t seed) {
  std::string whole = found_in(body, boundary, 1, seed);
  must(found_in(body, boundary, 13, seed) == whole, "random pieces must change nothing");
  MultipartReader reader(boundary);
  (void)reader.take(body);
  const std::string mistake = std::to_string(static_cast<int>(reader.finish())) + "\n";
  must(whole.starts_with(mistake), "one piece must change nothing");
  return whole;
}

}  // namespace tests
