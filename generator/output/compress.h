// Text files made small once, when they are built, for web servers that send them as they lie: the
// only home of zlib and brotli.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace generator {

// One way to make a file small: the ending of its name, and the bytes.
struct PackedForm {
  std::string_view ending;
  std::string (*pack)(std::string_view bytes);
};

// RFC 1952 without name and time, and RFC 7932: equal bytes give equal bytes. Thread-safe.
std::string gzipped(std::string_view bytes);
std::string brotlied(std::string_view bytes);

inline constexpr std::array kPackedForms = {PackedForm{".gz", gzipped},
                                            PackedForm{".br", brotlied}};

// Whether a file of this name and size gets packed forms beside it: text, by its ending, and more
// than fits into one packet anyway.
bool is_packable(std::string_view path, std::size_t size);

// "a.css.gz" -> "a.css"; a name that no form gives comes back as it is.
std::string_view unpacked_name(std::string_view path);

}  // namespace generator
