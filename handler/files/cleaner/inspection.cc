// One row for each type.
#include "handler/files/cleaner/inspection.h"

#include <array>
#include <cstddef>
#include <optional>

#include "handler/files/cleaner/jpeg.h"
#include "handler/files/cleaner/metadata.h"
#include "handler/files/cleaner/pdf.h"
#include "handler/files/cleaner/png.h"
#include "handler/files/cleaner/webp.h"

namespace handler::files {
namespace {

using Cleaner = Outcome (*)(std::string_view bytes, const OrientationReader& orientation_of);

// In the order of FileType; a PDF is not changed.
constexpr std::array<Cleaner, 3> kPictures = {clean_jpeg, clean_png, clean_webp};

Outcome cleaned_picture(FileType type, std::string_view bytes) {
  Outcome outcome = kPictures[static_cast<std::size_t>(type)](bytes, orientation_of);
  const Cleaned* const cleaned = std::get_if<Cleaned>(&outcome);
  if (cleaned != nullptr && says_more_than_orientation(cleaned->bytes)) return Unfit::damaged;
  return outcome;
}

}  // namespace

Outcome inspect(std::string_view bytes, const ContentTypes& types) {
  if (bytes.empty()) return Unfit::empty;
  if (bytes.size() > kMostBytes) return Unfit::too_large;
  const std::optional<FileType> type = type_by_first_bytes(bytes);
  if (!type || types.type_of(bytes) != type) return Unfit::type;
  return *type == FileType::pdf ? check_pdf(bytes) : cleaned_picture(*type, bytes);
}

}  // namespace handler::files
