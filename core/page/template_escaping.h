// Escapes the values of templates, as ctemplate finds that each must be escaped where it stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// How a value is escaped.
enum class Escaping : std::uint32_t {
  none,       // finished markup
  html,       // text and quoted attributes; line breaks become blanks
  lines,      // the same, but line breaks stay
  address,    // the begin of an address: javascript: and data: become "#"; then as html
  attribute,  // an attribute without quotes
};

// By ctemplate's word for it: "h", "U=html". nullopt: no value of ours may stand there.
std::optional<Escaping> escaping_of(std::string_view word);

// Appends the escaped value. Pure.
void append_escaped(std::string_view value, Escaping escaping, std::string& out);

}  // namespace core
