// A table from yaml-cpp's messages (its exceptions.h, version 0.7) to plain words.
#include "core/input/yaml_errors.h"

#include <array>

namespace core {
namespace {

struct Row {
  std::string_view said;  // how yaml-cpp's message begins
  FixedSentence message;
  FixedSentence hint;
};

constexpr FixedSentence kCheckIndentation =
    say("put a text of several lines in quotes, and indent the keys of one map alike");
constexpr FixedSentence kSpaceAfterColon =
    say("write 'key: value' with a space after ':', and put a text that contains ': ' in quotes");

constexpr std::array kRows = {
    Row{"illegal tab", say("a tab is used as indentation"), say("indent with spaces")},
    Row{"illegal map value", say("a ':' has no place here"), kSpaceAfterColon},
    Row{"illegal map key", say("a key has no place here"), kCheckIndentation},
    Row{"illegal block entry", say("a list item has no place here"),
        say("begin the list on a line of its own, or put the text in quotes")},
    Row{"illegal flow end", say("this bracket closes nothing"),
        say("remove it, or put the text in quotes")},
    Row{"end of map flow", say("a map in braces is not closed"), say("close it with '}'")},
    Row{"end of sequence flow", say("a list in brackets is not closed"), say("close it with ']'")},
    Row{"end of map", say("this does not fit the map above it"), kCheckIndentation},
    Row{"end of sequence", say("this does not fit the list above it"), kCheckIndentation},
    Row{"unknown token", say("a text cannot begin with this character"),
        say("put the text in quotes")},
    Row{"unknown escape", say("this backslash sequence is unknown"),
        say("write \\\\ for a backslash, or use single quotes")},
    Row{"bad character found while scanning hex", say("this backslash sequence is not complete"),
        say("write \\\\ for a backslash, or use single quotes")},
    Row{"invalid unicode", say("this backslash sequence names no character"),
        say("write it as it is")},
    Row{"illegal document indicator", say("a line of a quoted text begins with '---' or '...'"),
        say("indent that line, or close the quote above it")},
    Row{"illegal EOF", say("the file ends within a text"), say("close the quote")},
    Row{"unexpected character in block", say("'|' and '>' stand alone at the end of their line"),
        say("begin the text on the next line, or put it in quotes")},
    Row{"cannot set zero", say("a block of text cannot be indented by 0"),
        say("write only '|' or '>'")},
    Row{"alias not found", say("a text cannot begin with '*'"), say("put the text in quotes")},
    Row{"anchor not found", say("a text cannot begin with '&'"), say("put the text in quotes")},
    Row{"illegal character found while scanning alias", say("a text cannot begin with '*'"),
        say("put the text in quotes")},
    Row{"illegal character found while scanning anchor", say("a text cannot begin with '&'"),
        say("put the text in quotes")},
};

}  // namespace

PlainWords plain_words_for(std::string_view yaml_cpp_message) {
  for (const Row& row : kRows)
    if (yaml_cpp_message.starts_with(row.said)) return {row.message, row.hint};
  return {say("this is not YAML: {reason}", {{"reason", yaml_cpp_message}}), {}};
}

}  // namespace core
