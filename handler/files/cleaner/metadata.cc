// The one place that knows exiv2.
#include "handler/files/cleaner/metadata.h"

// exiv2 0.27 hands out std::auto_ptr.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <exiv2/exiv2.hpp>
#pragma GCC diagnostic pop

#include <algorithm>

namespace handler::files {
namespace {

constexpr const char* kOrientation = "Exif.Image.Orientation";

const Exiv2::byte* as_bytes(std::string_view text) {
  return reinterpret_cast<const Exiv2::byte*>(text.data());
}

bool is_orientation(const Exiv2::Exifdatum& datum) {
  return datum.key() == kOrientation;
}

bool says_more(Exiv2::Image& image) {
  const Exiv2::ExifData& exif = image.exifData();
  return !std::all_of(exif.begin(), exif.end(), is_orientation) || !image.iptcData().empty() ||
         !image.xmpData().empty() || !image.xmpPacket().empty() || !image.comment().empty() ||
         image.iccProfileDefined() || !image.nativePreviews().empty();
}

}  // namespace

void prepare_metadata() {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  Exiv2::XmpParser::initialize();
}

int orientation_of(std::string_view exif) {
  try {
    Exiv2::ExifData data;
    Exiv2::ExifParser::decode(data, as_bytes(exif), static_cast<std::uint32_t>(exif.size()));
    const auto found = data.findKey(Exiv2::ExifKey(kOrientation));
    const long value = found == data.end() || found->count() == 0 ? 1 : found->toLong();
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  } catch (const Exiv2::AnyError&) {
    return 1;
  }
}

bool says_more_than_orientation(std::string_view picture) {
  try {
    const auto image =
        Exiv2::ImageFactory::open(as_bytes(picture), static_cast<long>(picture.size()));
    image->readMetadata();
    return says_more(*image);
  } catch (const Exiv2::AnyError&) {
    return true;
  }
}

}  // namespace handler::files
