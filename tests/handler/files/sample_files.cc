// Builds the files byte by byte.
#include "tests/handler/files/sample_files.h"

#include <array>

namespace tests {
namespace {

using handler::files::FileType;

std::string number(std::uint64_t value, int bytes, bool big) {
  std::string made;
  for (int i = 0; i < bytes; ++i)
    made += static_cast<char>(value >> (8 * (big ? bytes - 1 - i : i)) & 0xFFU);
  return made;
}

std::string big(std::uint64_t value, int bytes) {
  return number(value, bytes, true);
}

std::string little(std::uint64_t value, int bytes) {
  return number(value, bytes, false);
}

std::string planted(std::string_view what) {
  return std::string(kPlanted) + "-" + std::string(what);
}

// An entry of a directory of TIFF, little-endian.
std::string entry(unsigned tag, unsigned type, std::size_t count, std::size_t value) {
  return little(tag, 2) + little(type, 2) + little(count, 4) + little(value, 4);
}

std::string directory(const std::vector<std::string>& entries, std::size_t next) {
  std::string made = little(entries.size(), 2);
  for (const std::string& one : entries) made += one;
  return made + little(next, 4);
}

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) {
    value ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) value = (value & 1U) != 0 ? value >> 1U ^ 0xEDB88320U : value >> 1U;
  }
  return ~value;
}

std::string png_header(std::uint32_t width, std::uint32_t height) {
  return png_chunk("IHDR", big(width, 4) + big(height, 4) + std::string("\x08\0\0\0\0", 5));
}

const std::string kPngStart = "\x89PNG\r\n\x1A\n";
const std::string kPngPixels("\x78\xDA\x63\x68\0\0\0\x82\0\x81", 10);
const std::string kLossless("\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07", 13);
const std::string kXmp =
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/"
    "22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "dc:source='PLANTED-xmp'/></rdf:RDF></x:xmpmeta>";

std::string quantization() {
  return jpeg_segment(0xDB, std::string(1, '\0') + std::string(64, '\x01'));
}

std::string frame(unsigned width, unsigned height) {
  return jpeg_segment(0xC0,
                      "\x08" + big(height, 2) + big(width, 2) + std::string("\x01\x01\x11\0", 4));
}

// Two tables with the one symbol 0 each, then a scan of one block that is all grey.
std::string coded_pixels() {
  const std::string one_code = "\x01" + std::string(15, '\0') + std::string(1, '\0');
  return jpeg_segment(0xC4, std::string(1, '\0') + one_code) +
         jpeg_segment(0xC4, "\x10" + one_code) +
         jpeg_segment(0xDA, std::string("\x01\x01\0\0\x3F\0", 6)) + "\x3F";
}

std::string jfif(std::string_view thumbnail) {
  const int pixels = static_cast<int>(thumbnail.size() / 3);
  return jpeg_segment(0xE0, std::string("JFIF\0\x01\x02\0\0\x01\0\x01", 12) + big(pixels, 1) +
                                big(pixels == 0 ? 0 : 1, 1) + std::string(thumbnail));
}

std::string webp_file(std::string_view chunks) {
  return "RIFF" + little(chunks.size() + 4, 4) + "WEBP" + std::string(chunks);
}

std::string canvas(unsigned flags, unsigned width, unsigned height) {
  return webp_chunk("VP8X", little(flags, 4) + little(width - 1, 3) + little(height - 1, 3));
}

// The head of lossless pixels.
std::string lossless(unsigned width, unsigned height) {
  return webp_chunk("VP8L", "\x2F" + little((width - 1) | (height - 1) << 14U, 4));
}

}  // namespace

std::string planted_exif(int orientation) {
  const std::string make = planted("make") + std::string(1, '\0');
  const std::string note = planted("note");
  const std::string date = planted("gps");
  const std::string tiny = "\xFF\xD8" + planted("tiny") + "\xFF\xD9";
  constexpr std::size_t kMain = 8, kPhoto = 62, kGps = 80, kSmall = 98, kData = 128;
  const std::size_t at_note = kData + make.size();
  const std::size_t at_date = at_note + note.size();
  const std::size_t at_tiny = at_date + date.size();
  return "II*" + std::string(1, '\0') + little(kMain, 4) +
         directory({entry(0x010F, 2, make.size(), kData),
                    entry(0x0112, 3, 1, static_cast<std::size_t>(orientation)),
                    entry(0x8769, 4, 1, kPhoto), entry(0x8825, 4, 1, kGps)},
                   kSmall) +
         directory({entry(0x927C, 7, note.size(), at_note)}, 0) +
         directory({entry(0x001D, 2, date.size(), at_date)}, 0) +
         directory({entry(0x0201, 4, 1, at_tiny), entry(0x0202, 4, 1, tiny.size())}, 0) + make +
         note + date + tiny;
}

std::string jpeg_segment(unsigned marker, std::string_view body) {
  return "\xFF" + big(marker, 1) + big(body.size() + 2, 2) + std::string(body);
}

std::string png_chunk(std::string_view name, std::string_view body) {
  const std::string named = std::string(name) + std::string(body);
  return big(body.size(), 4) + named + big(checksum(named), 4);
}

std::string webp_chunk(std::string_view name, std::string_view body) {
  return std::string(name) + little(body.size(), 4) + std::string(body) +
         std::string(body.size() % 2, '\0');
}

std::string plain_jpeg() {
  return "\xFF\xD8" + jfif({}) + quantization() + frame(8, 8) + coded_pixels() + "\xFF\xD9";
}

std::string planted_jpeg(int orientation) {
  const std::string zero(1, '\0');
  return "\xFF\xD8" + jfif(planted("tiny")) +
         jpeg_segment(0xE1, "Exif" + zero + zero + planted_exif(orientation)) +
         jpeg_segment(0xE1, "http://ns.adobe.com/xap/1.0/" + zero + kXmp) +
         jpeg_segment(0xE2, "ICC_PROFILE" + zero + "\x01\x01" + planted("profile")) +
         jpeg_segment(0xE2, "MPF" + zero + planted("index")) +
         jpeg_segment(0xED, "Photoshop 3.0" + zero + "8BIM\x04\x04" + zero + zero + zero + zero +
                                zero + "\x11\x1C\x02\x19" + zero + "\x0B" + planted("iptc") +
                                zero) +
         jpeg_segment(0xFE, planted("comment")) + quantization() +
         jpeg_segment(0xEF, planted("own")) + frame(8, 8) + coded_pixels() + "\xFF\xD9";
}

std::string plain_png() {
  return kPngStart + png_header(1, 1) + png_chunk("IDAT", kPngPixels) + png_chunk("IEND", {});
}

std::string planted_png(int orientation) {
  const std::string zero(1, '\0');
  return kPngStart + png_header(1, 1) + png_chunk("iCCP", planted("profile") + zero + zero) +
         png_chunk("tEXt", "Author" + zero + planted("text")) +
         png_chunk("zTXt", "Author" + zero + zero + planted("packed")) +
         png_chunk("eXIf", planted_exif(orientation)) + png_chunk("IDAT", kPngPixels) +
         png_chunk("iTXt", "XML:com.adobe.xmp" + std::string(5, '\0') + kXmp) +
         png_chunk("prVt", planted("own")) + png_chunk("tIME", planted("time").substr(0, 7)) +
         png_chunk("IEND", {});
}

std::string plain_webp() {
  return webp_file(webp_chunk("VP8L", kLossless));
}

std::string planted_webp(int orientation) {
  constexpr unsigned kAll = 0x20 | 0x10 | 0x08 | 0x04;
  return webp_file(canvas(kAll, 1, 1) + webp_chunk("ICCP", planted("profile")) +
                   webp_chunk("VP8L", kLossless) + webp_chunk("EXIF", planted_exif(orientation)) +
                   webp_chunk("XMP ", kXmp) + webp_chunk("OWN ", planted("own")));
}

std::string plain_pdf() {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n"
         "0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n95\n"
         "%%EOF\n";
}

std::string lossy_webp() {
  const std::string pixels(
      "\x70\x01\0\x9D\x01\x2A\x08\0\x08\0\x0C\xC0\xCE\x25\xA0\x02\x74\x01\x40\0\0\xF1"
      "\x86\x18\x4C\x13\xAE\x04\x95\xAB\x30\x80\0\0",
      34);
  return webp_file(webp_chunk("VP8 ", pixels));
}

std::string animated_webp(std::string_view frame_extra) {
  const std::string picture = std::string(16, '\0') + webp_chunk("VP8L", kLossless);
  return webp_file(canvas(0x12, 1, 1) + webp_chunk("ANIM", std::string(6, '\0')) +
                   webp_chunk("ANMF", picture + std::string(frame_extra)) +
                   webp_chunk("ANMF", picture));
}

std::string jpeg_of_size(unsigned width, unsigned height) {
  return "\xFF\xD8" + jfif({}) + quantization() + frame(width, height) + coded_pixels() +
         "\xFF\xD9";
}

std::string png_of_size(std::uint32_t width, std::uint32_t height) {
  return kPngStart + png_header(width, height) + png_chunk("IDAT", kPngPixels) +
         png_chunk("IEND", {});
}

std::string webp_of_size(unsigned width, unsigned height) {
  return webp_file(canvas(0, width, height) + lossless(width, height));
}

std::string animation_of_size(unsigned width, unsigned height, int pictures) {
  std::string chunks = canvas(0x02, width, height) + webp_chunk("ANIM", std::string(6, '\0'));
  const std::string head =
      std::string(6, '\0') + little(width - 1, 3) + little(height - 1, 3) + std::string(4, '\0');
  for (int i = 0; i < pictures; ++i) chunks += webp_chunk("ANMF", head + lossless(width, height));
  return webp_file(chunks);
}

std::string deflate_bomb(std::size_t megabytes) {
  // Fixed codes: a zero, then copies of 258 bytes from one byte before, 13 bits each (RFC 1951,
  // 3.2.6).
  std::string made = "\x78\x9C";
  unsigned bits = 0, count = 0;
  const auto add = [&](unsigned code, int length) {
    for (int i = length - 1; i >= 0; --i) {
      bits |= (code >> i & 1U) << count;
      if (++count == 8) {
        made += static_cast<char>(bits);
        bits = count = 0;
      }
    }
  };
  add(1, 1);  // the last block
  add(2, 2);  // with fixed codes: 01, its lowest bit first
  add(0x30, 8);
  while (made.size() < (megabytes << 20U)) add(0xC5U << 5U, 13);
  return made;
}

std::vector<Sample> samples() {
  return {{FileType::jpeg, plain_jpeg(), planted_jpeg(1), 8, 8},
          {FileType::png, plain_png(), planted_png(1), 1, 1},
          {FileType::webp, plain_webp(), planted_webp(1), 1, 1},
          {FileType::pdf, plain_pdf(), plain_pdf(), 0, 0}};
}

}  // namespace tests
