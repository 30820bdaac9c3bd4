// Small whole files of each type, made in code, with things planted in them that must not be kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "handler/files/file_type.h"

namespace tests {

// Stands in every text that is planted.
inline constexpr std::string_view kPlanted = "PLANTED";

// EXIF with this orientation, a maker, a maker's note, a GPS date and a thumbnail.
std::string planted_exif(int orientation);

std::string jpeg_segment(unsigned marker, std::string_view body);
std::string png_chunk(std::string_view name, std::string_view body);
std::string webp_chunk(std::string_view name, std::string_view body);

// Pictures that say nothing: JPEG and PNG of 8 x 8 and 1 x 1, grey; a lossless WebP of 1 x 1.
std::string plain_jpeg();
std::string plain_png();
std::string plain_webp();
std::string plain_pdf();

// The same pictures with all that they can say besides pixels, and this orientation. Their pixels
// are those of the plain pictures. Nothing stands behind their end.
std::string planted_jpeg(int orientation);
std::string planted_png(int orientation);
std::string planted_webp(int orientation);

// A lossy WebP of 8 x 8, as libwebp wrote it, and an animation of two pictures of 1 x 1.
std::string lossy_webp();
std::string animated_webp(std::string_view frame_extra = {});

// Heads of pictures of this size; the pixels are missing.
std::string jpeg_of_size(unsigned width, unsigned height);
std::string png_of_size(std::uint32_t width, std::uint32_t height);
std::string webp_of_size(unsigned width, unsigned height);
std::string animation_of_size(unsigned width, unsigned height, int pictures);

// A zlib stream of `megabytes` that becomes two hundred times as long.
std::string deflate_bomb(std::size_t megabytes);

struct Sample {
  handler::files::FileType type;
  std::string plain;
  std::string planted;  // with orientation 1
  int width, height;
};
std::vector<Sample> samples();

}  // namespace tests
