// Finds the cause of a mistake before it is reported.
#include "core/input/yaml_mistakes.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/input/typo_search.h"

namespace core {
namespace {

// Whether a line below the value `last` belongs to it: the lines of a block of text, or of a text
// in quotes, hold what they like.
bool is_within_text(const SourceText& source, std::size_t last, std::size_t line) {
  if (last >= source.text().size() || line <= last) return false;
  const char first = source.text()[last];
  if (first == '|' || first == '>') return depth_of(source, line) > depth_of(source, last);
  if (first != '"' && first != '\'') return false;
  const std::size_t end = find_end_of_quoted(source.text(), last);
  return end != std::string_view::npos && line < end;
}

}  // namespace

void YamlMistakes::report(std::size_t start, std::size_t end, const char* code, Sentence message,
                          Sentence hint) {
  ++count_;
  diagnostics_.error(source_.span(start, end), code, std::move(message), std::move(hint));
}

void YamlMistakes::report_cause(std::size_t start, std::size_t end, const char* code,
                                Sentence message, Sentence hint, std::size_t opened,
                                std::size_t last) {
  const std::size_t line = line_above(source_, start);
  const std::size_t above = is_within_text(source_, last, line) ? start : line;
  const auto typo = find_typo_near(source_, {opened, start, last, above});
  if (!typo) return report(start, end, code, std::move(message), std::move(hint));
  report(typo->start, typo->end, "yaml.typing", typo->message, typo->hint);
}

bool YamlMistakes::refuse_tab_before(std::size_t start) {
  const std::size_t line = source_.line_start(start);
  const std::string_view before = source_.text().substr(line, start - line);
  if (before.find_first_not_of(" \t-?") != std::string_view::npos) return false;
  if (before.find('\t') == std::string_view::npos) return false;
  const std::size_t tab = line + before.find('\t');
  report(tab, tab + 1, "yaml.syntax", say("a tab is used as indentation"),
         say("indent with spaces"));
  return true;
}

void YamlMistakes::refuse_anchor(std::size_t start) {
  report(start, source_.text().find_first_of(" \t\r\n,[]{}", start), "yaml.anchor",
         say("anchors are not used here"),
         say("write the value out where it is needed, or put a text that begins with '&' in "
             "quotes"));
}

void YamlMistakes::refuse_tag(std::size_t start) {
  report(start, source_.text().find_first_of(" \t\r\n,[]{}", start), "yaml.tag",
         say("tags are not used here"),
         say("remove it, or put a text that begins with '!' in quotes"));
}

void YamlMistakes::refuse_alias(std::size_t start, std::size_t end) {
  report(start, end, "yaml.alias", say("aliases are not used here"),
         say("write the value out, or put a text that begins with '*' in quotes"));
}

void YamlMistakes::warn_of_cut_text(std::size_t end) {
  const auto [start, behind] = find_cut_text(source_, end);
  if (start == behind) return;
  const std::string_view rest = source_.text().substr(start, behind - start);
  diagnostics_.warning(source_.span(start, behind), "yaml.cut-text",
                       say("'{rest}' is not part of the text: ' #' begins a comment",
                           {{"rest", shortened(rest, 40)}}),
                       say("put the whole text in quotes, or write a blank behind '#'"));
}

}  // namespace core
