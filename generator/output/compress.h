// Compresses text files once, at build time, for web servers that send compressed files as they
// are: the only home of zlib and brotli.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace generator {

// One way of compressing a file: its file extension and its function.
struct PackedForm {
  std::string_view ending;
  std::string (*pack)(std::string_view bytes);
};

// RFC 1952 without name and time, and RFC 7932: equal input gives equal bytes. Thread-safe.
std::string gzipped(std::string_view bytes);
std::string brotlied(std::string_view bytes);

inline constexpr std::array kPackedForms = {PackedForm{".gz", gzipped},
                                            PackedForm{".br", brotlied}};

// Whether a file with this name and size gets packed forms: text files, judged by the extension,
// that are larger than one network packet.
bool is_packable(std::string_view path, std::size_t size);

// "a.css.gz" -> "a.css". Any other name is returned unchanged.
std::string_view unpacked_name(std::string_view path);

}  // namespace generator
