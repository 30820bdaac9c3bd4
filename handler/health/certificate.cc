// Walks the outermost elements of an X.509 certificate up to its second time.
#include "handler/health/certificate.h"

#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

#include "core/base/files.h"

namespace handler::health {
namespace {

constexpr unsigned char kSequence = 0x30;
constexpr unsigned char kVersion = 0xA0;
constexpr unsigned char kUtcTime = 0x17;
constexpr unsigned char kGeneralizedTime = 0x18;

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;  // line ends and padding
    buffer = (buffer << 6U) | static_cast<unsigned>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 0xFFU);
  }
  return bytes;
}

// One element of DER: its tag and what is in it.
struct Element {
  unsigned char tag = 0;
  std::string_view content;
};

// Takes the next element off the front of `rest`; nullopt if it is cut.
std::optional<Element> take(std::string_view& rest) {
  if (rest.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(rest[at]); };
  Element element{byte(0), {}};
  std::size_t length = byte(1);
  std::size_t head = 2;
  if (length >= 0x80) {
    const std::size_t count = length & 0x7FU;
    if (count == 0 || count > 4 || rest.size() < head + count) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = (length << 8U) | byte(head + i);
    head += count;
  }
  if (rest.size() < head + length) return std::nullopt;
  element.content = rest.substr(head, length);
  rest.remove_prefix(head + length);
  return element;
}

// "YYMMDDHHMMSSZ" or "YYYYMMDDHHMMSSZ".
std::optional<core::Instant> time_of_element(const Element& element) {
  std::string digits(element.content);
  if (element.tag == kUtcTime) digits.insert(0, digits < "50" ? "20" : "19");
  if (element.tag != kUtcTime && element.tag != kGeneralizedTime) return std::nullopt;
  if (digits.size() != 15 || digits.back() != 'Z') return std::nullopt;
  const std::optional<core::Day> day = core::day_from_iso(
      digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
  const std::optional<core::MinuteOfDay> minute =
      core::minute_from_text(digits.substr(8, 2) + ":" + digits.substr(10, 2));
  if (!day || !minute) return std::nullopt;
  return core::Instant{*day} + *minute;  // UTC; the seconds do not matter
}

// The validity follows version, serial number, algorithm and issuer.
std::optional<core::Instant> end_in(std::string_view certificate) {
  const std::optional<Element> whole = take(certificate);
  if (!whole || whole->tag != kSequence) return std::nullopt;
  std::string_view inside = whole->content;
  const std::optional<Element> signed_part = take(inside);
  if (!signed_part || signed_part->tag != kSequence) return std::nullopt;
  std::string_view rest = signed_part->content;
  if (rest.starts_with(static_cast<char>(kVersion)) && !take(rest)) return std::nullopt;
  for (int skipped = 0; skipped < 3; ++skipped) {
    if (!take(rest)) return std::nullopt;
  }
  const std::optional<Element> validity = take(rest);
  if (!validity || validity->tag != kSequence) return std::nullopt;
  std::string_view times = validity->content;
  if (!take(times)) return std::nullopt;
  const std::optional<Element> end = take(times);
  return end ? time_of_element(*end) : std::nullopt;
}

}  // namespace

std::optional<core::Instant> end_of_certificate(const std::filesystem::path& file) {
  constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
  const core::Result<std::string> text = core::read_file(file, 1U << 20U);
  if (!text) return std::nullopt;
  const std::size_t begin = text->find(kBegin);
  const std::size_t end = text->find("-----END CERTIFICATE-----");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return std::nullopt;
  const std::size_t first = begin + kBegin.size();
  return end_in(from_base64(std::string_view(*text).substr(first, end - first)));
}

}  // namespace handler::health
