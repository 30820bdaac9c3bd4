// Reads bancheng.conf line by line; knows the syntax, not the settings.
#include "core/settings/conf_file.h"

#include <optional>
#include <string_view>

#include "core/base/ascii.h"
#include "core/input/source_text.h"

namespace core {
namespace {

constexpr std::size_t kMostConfFileBytes = 64u << 10;

// The line without a comment: from '#' at its start or after a blank.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

// One line on its way to a setting. All views point into the text of the file.
class LineReader {
 public:
  LineReader(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::optional<ConfLine> read(std::string_view line) {
    const std::string_view said = trimmed_line(without_comment(line));
    if (said.empty()) return std::nullopt;
    const std::size_t equals = said.find('=');
    if (equals == std::string_view::npos)
      return wrong(said, "conf.no-value", say("this line sets nothing"), say("write: key = value"));
    const std::string_view key = without_blanks(said.substr(0, equals));
    const std::string_view value = without_blanks(said.substr(equals + 1));
    if (key.empty()) return wrong(said, "conf.no-key", say("no key stands before the '='"), {});
    if (value.empty())
      return wrong(key, "conf.no-value", say("the key has no value"),
                   say("leave the line out instead"));
    if (value.front() == '"' || value.front() == '\'')
      return wrong(value, "conf.quotes", say("quotes would be part of the value"),
                   say("remove them"));
    return ConfLine{std::string(key), std::string(value), span_of(key), span_of(value)};
  }

 private:
  static std::string_view trimmed_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return without_blanks(line);
  }

  Span span_of(std::string_view part) const {
    const auto start = static_cast<std::size_t>(part.data() - source_.text().data());
    return source_.span(start, start + part.size());
  }

  std::nullopt_t wrong(std::string_view part, const char* code, FixedSentence message,
                       const Sentence& hint) {
    diagnostics_.error(span_of(part), code, message, hint);
    return std::nullopt;
  }

  const SourceText& source_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<ConfLine> read_conf(const std::string& file, const std::string& text,
                                Diagnostics& diagnostics) {
  std::vector<ConfLine> lines;
  if (!is_readable_text(file, text, kMostConfFileBytes, diagnostics)) return lines;
  diagnostics.add_source(file, text);
  const SourceText source(file, text);
  LineReader reader(source, diagnostics);
  std::string_view rest = without_byte_order_mark(text);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (auto line = reader.read(rest.substr(0, end))) lines.push_back(std::move(*line));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

}  // namespace core
