// Writes the one block of EXIF that a cleaned picture may have.
#include "handler/files/cleaner/picture.h"

#include "handler/files/cleaner/bytes.h"

namespace handler::files {
namespace {

constexpr std::string_view kMark("Exif\0\0", 6);
constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;

}  // namespace

std::string exif_of(int orientation) {
  std::string block("MM\0*", 4);
  add_big32(block, 8);  // where the only directory begins
  add_big16(block, 1);  // its entries
  add_big16(block, kOrientationTag);
  add_big16(block, kShort);
  add_big32(block, 1);
  add_big16(block, static_cast<std::uint32_t>(orientation));
  add_big16(block, 0);
  add_big32(block, 0);  // no other directory
  return block;
}

std::string_view without_exif_mark(std::string_view block) {
  if (block.starts_with(kMark)) block.remove_prefix(kMark.size());
  return block;
}

}  // namespace handler::files
