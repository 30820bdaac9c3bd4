// Numbers in the bytes of a file. The caller has checked that they are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace handler::files {

constexpr std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// Big-endian, as in JPEG and PNG.
constexpr std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

constexpr std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return big16(bytes, at) << 16U | big16(bytes, at + 2);
}

// Little-endian, as in WebP.
constexpr std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}

constexpr std::uint32_t little24(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | byte_at(bytes, at + 2) << 16U;
}

constexpr std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | little16(bytes, at + 2) << 16U;
}

inline void add_byte(std::string& bytes, std::uint32_t value) {
  bytes += static_cast<char>(value & 0xFFU);
}

inline void add_big16(std::string& bytes, std::uint32_t value) {
  add_byte(bytes, value >> 8U);
  add_byte(bytes, value);
}

inline void add_big32(std::string& bytes, std::uint32_t value) {
  add_big16(bytes, value >> 16U);
  add_big16(bytes, value);
}

inline void add_little24(std::string& bytes, std::uint32_t value) {
  add_byte(bytes, value);
  add_byte(bytes, value >> 8U);
  add_byte(bytes, value >> 16U);
}

inline void add_little32(std::string& bytes, std::uint32_t value) {
  add_little24(bytes, value);
  add_byte(bytes, value >> 24U);
}

}  // namespace handler::files
