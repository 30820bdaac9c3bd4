// Escapes by a table of characters; what is rare is left to ctemplate.
#include "core/page/template_escaping.h"

#include <ctemplate/template_modifiers.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace core {
namespace {

constexpr std::array<std::pair<std::string_view, Escaping>, 5> kWords = {
    {{"none", Escaping::none},
     {"h", Escaping::html},
     {"p", Escaping::lines},
     {"U=html", Escaping::address},
     {"H=attribute", Escaping::attribute}}};

// By byte, what stands for it; "": the byte itself. Every escaped byte is below kFirstPlain.
constexpr unsigned char kFirstPlain = 0x40;
using Entities = std::array<std::string_view, kFirstPlain>;

constexpr Entities kOfLines = [] {
  Entities entities{};
  entities['&'] = "&amp;";
  entities['<'] = "&lt;";
  entities['>'] = "&gt;";
  entities['"'] = "&quot;";
  entities['\''] = "&#39;";
  return entities;
}();

constexpr Entities kOfHtml = [] {
  Entities entities = kOfLines;
  for (const unsigned char c : {'\t', '\n', '\v', '\f', '\r'}) entities[c] = " ";
  return entities;
}();

// Whether each of eight bytes is kFirstPlain or above, or one from '(' to ';', as those of Chinese
// text, letters, digits and most marks are. A sum sets a byte's highest bit if it reaches a limit.
bool are_plain(const char* eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHighest = 0x80U * kOnes;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  const std::uint64_t low = bytes & ~kHighest;
  const std::uint64_t reaches_plain = low + (0x80U - kFirstPlain) * kOnes;
  const std::uint64_t reaches_marks = low + (0x80U - '(') * kOnes;
  const std::uint64_t passes_marks = low + (0x80U - '<') * kOnes;
  return ((bytes | reaches_plain | (reaches_marks & ~passes_marks)) & kHighest) == kHighest;
}

// The first byte from `at` on that is escaped.
std::size_t next_escaped(std::string_view value, std::size_t at, const Entities& entities) {
  while (at < value.size()) {
    while (value.size() - at >= sizeof(std::uint64_t) && are_plain(value.data() + at))
      at += sizeof(std::uint64_t);
    const std::size_t end = std::min(at + sizeof(std::uint64_t), value.size());
    for (; at < end; ++at) {
      const auto byte = static_cast<unsigned char>(value[at]);
      if (byte < kFirstPlain && !entities[byte].empty()) return at;
    }
  }
  return at;
}

void append_with(const Entities& entities, std::string_view value, std::string& out) {
  std::size_t done = 0;
  for (std::size_t at = next_escaped(value, 0, entities); at < value.size();
       at = next_escaped(value, done, entities)) {
    out.append(value.substr(done, at - done));
    out.append(entities[static_cast<unsigned char>(value[at])]);
    done = at + 1;
  }
  out.append(value.substr(done));
}

void append_by(const ctemplate::TemplateModifier& modifier, std::string_view value,
               std::string& out) {
  ctemplate::StringEmitter emitter(&out);
  modifier.Modify(value.data(), value.size(), nullptr, &emitter, "");
}

}  // namespace

std::optional<Escaping> escaping_of(std::string_view word) {
  const auto* found =
      std::ranges::find(kWords, word, &std::pair<std::string_view, Escaping>::first);
  if (found == kWords.end()) return std::nullopt;
  return found->second;
}

void append_escaped(std::string_view value, Escaping escaping, std::string& out) {
  // Only what stands before a colon can be a kind of address that runs or loads something.
  const bool is_plain_address =
      escaping == Escaping::address && value.find(':') == std::string_view::npos;
  if (escaping == Escaping::html || is_plain_address) {
    append_with(kOfHtml, value, out);
  } else if (escaping == Escaping::lines) {
    append_with(kOfLines, value, out);
  } else if (escaping == Escaping::address) {
    append_by(ctemplate::validate_url_and_html_escape, value, out);
  } else if (escaping == Escaping::attribute) {
    append_by(ctemplate::cleanse_attribute, value, out);
  } else {
    out.append(value);
  }
}

}  // namespace core
