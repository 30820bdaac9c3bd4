// A table from yaml-cpp's messages (its exceptions.h, version 0.7) to plain words.
#include "core/input/yaml_errors.h"

#include <array>

namespace core {
namespace {

struct Row {
  std::string_view said;  // how yaml-cpp's message begins
  const char* message;
  const char* hint;
};

constexpr const char* kCheckIndentation =
    "put a text of several lines in quotes, and indent the keys of one map alike";
constexpr const char* kSpaceAfterColon =
    "write 'key: value' with a space after ':', and put a text that contains ': ' in quotes";

constexpr std::array kRows = {
    Row{"illegal tab", "a tab is used as indentation", "indent with spaces"},
    Row{"illegal map value", "a ':' has no place here", kSpaceAfterColon},
    Row{"illegal map key", "a key has no place here", kCheckIndentation},
    Row{"illegal block entry", "a list item has no place here",
        "begin the list on a line of its own, or put the text in quotes"},
    Row{"illegal flow end", "this bracket closes nothing", "remove it, or put the text in quotes"},
    Row{"end of map flow", "a map in braces is not closed", "close it with '}'"},
    Row{"end of sequence flow", "a list in brackets is not closed", "close it with ']'"},
    Row{"end of map", "this does not fit the map above it", kCheckIndentation},
    Row{"end of sequence", "this does not fit the list above it", kCheckIndentation},
    Row{"unknown token", "a text cannot begin with this character", "put the text in quotes"},
    Row{"unknown escape", "this backslash sequence is unknown",
        "write \\\\ for a backslash, or use single quotes"},
    Row{"bad character found while scanning hex", "this backslash sequence is not complete",
        "write \\\\ for a backslash, or use single quotes"},
    Row{"invalid unicode", "this backslash sequence names no character", "write it as it is"},
    Row{"illegal document indicator", "a line of a quoted text begins with '---' or '...'",
        "indent that line, or close the quote above it"},
    Row{"illegal EOF", "the file ends within a text", "close the quote"},
    Row{"unexpected character in block", "'|' and '>' stand alone at the end of their line",
        "begin the text on the next line, or put it in quotes"},
    Row{"cannot set zero", "a block of text cannot be indented by 0", "write only '|' or '>'"},
    Row{"alias not found", "a text cannot begin with '*'", "put the text in quotes"},
    Row{"anchor not found", "a text cannot begin with '&'", "put the text in quotes"},
    Row{"illegal character found while scanning alias", "a text cannot begin with '*'",
        "put the text in quotes"},
    Row{"illegal character found while scanning anchor", "a text cannot begin with '&'",
        "put the text in quotes"},
};

}  // namespace

PlainWords plain_words_for(std::string_view yaml_cpp_message) {
  for (const Row& row : kRows)
    if (yaml_cpp_message.starts_with(row.said)) return {row.message, row.hint};
  return {"this is not YAML: " + std::string(yaml_cpp_message), ""};
}

}  // namespace core
