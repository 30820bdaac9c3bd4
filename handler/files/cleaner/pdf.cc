// Looks at both ends of a PDF.
#include "handler/files/cleaner/pdf.h"

#include <cstddef>

namespace handler::files {
namespace {

constexpr std::size_t kMostBeforeEnd = 64;  // "startxref", line ends and a number
constexpr std::string_view kBlank("\0\t\n\f\r ", 6);
constexpr std::string_view kEnd = "%%EOF";

}  // namespace

Outcome check_pdf(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-1.") && !bytes.starts_with("%PDF-2.")) return Unfit::type;
  const std::size_t last = bytes.find_last_not_of(kBlank);
  std::string_view body = bytes.substr(0, last + 1);
  if (!body.ends_with(kEnd)) return Unfit::damaged;
  body.remove_suffix(kEnd.size());
  const std::size_t start = body.rfind("startxref");
  if (start == std::string_view::npos || body.size() - start > kMostBeforeEnd)
    return Unfit::damaged;
  return Cleaned{FileType::pdf, std::string(bytes), 0, 0};
}

}  // namespace handler::files
