// Compresses in memory, so that files are written whole.
#include "generator/output/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>

#include "core/base/check.h"

namespace generator {
namespace {

constexpr std::size_t kSmallest = 256;
constexpr std::array<std::string_view, 9> kTextEndings = {
    ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest"};
constexpr int kGzipLevel = 9;
constexpr int kGzipHeader = 16;  // added to the window bits: gzip format, not zlib
// Measured on pages of 5 kB: level 11 makes them a tenth smaller and takes 35 times as long. A
// larger window at this level takes as long, too, and saves nothing.
constexpr int kBrotliQuality = 9;
constexpr int kBrotliWindowBits = 16;

}  // namespace

bool is_packable(std::string_view path, std::size_t size) {
  if (size < kSmallest) return false;
  return std::ranges::any_of(kTextEndings,
                             [path](std::string_view ending) { return path.ends_with(ending); });
}

std::string_view unpacked_name(std::string_view path) {
  for (const PackedForm& form : kPackedForms) {
    if (path.ends_with(form.ending)) return path.substr(0, path.size() - form.ending.size());
  }
  return path;
}

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  BANCHENG_CHECK(deflateInit2(&stream, kGzipLevel, Z_DEFLATED, MAX_WBITS + kGzipHeader,
                              MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib only reads from it, but its type is not const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  BANCHENG_CHECK(ended == Z_STREAM_END);
  return out;
}

std::string brotlied(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  BANCHENG_CHECK(BrotliEncoderCompress(kBrotliQuality, kBrotliWindowBits, BROTLI_MODE_TEXT,
                                       bytes.size(),
                                       reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                       reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
  return out;
}

}  // namespace generator
