// Reads CSV by searching for the next comma, quote or line end; copies only cells that have doubled
// quotes.
#include "core/input/csv_reader.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/input/typos.h"

namespace core {
namespace {

// In China, spreadsheet programs save CSV in the encoding of Windows unless told otherwise.
constexpr FixedSentence kEncodingHint =
    say("in the spreadsheet choose 'save as' and the type 'CSV UTF-8'; plain 'CSV' is GB18030");

bool is_blank_or_line_end(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The last character of a text that is not empty.
std::string_view last_character(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return text.substr(start);
}

}  // namespace

std::string_view trimmed_cell(std::string_view text) {
  while (!text.empty() && (is_blank_or_line_end(text.front()) || odd_blanks_at(text) > 0))
    text.remove_prefix(std::max<std::size_t>(odd_blanks_at(text), 1));
  while (!text.empty() &&
         (is_blank_or_line_end(text.back()) || odd_blanks_at(last_character(text)) > 0))
    text.remove_suffix(last_character(text).size());
  return text;
}

std::string_view readable_csv(const std::string& file, const std::string& text,
                              Diagnostics& diagnostics) {
  if (is_utf16(text)) {
    diagnostics.error({file, 0, 0, 1}, "csv.encoding", say("the file is UTF-16, not UTF-8"),
                      kEncodingHint);
    return {};
  }
  const std::string_view body = without_byte_order_mark(text);
  diagnostics.add_source(file, std::string(body));
  const std::size_t ill_formed = find_invalid_utf8(body);
  if (ill_formed != std::string_view::npos) {
    const SourceText source(file, body);
    diagnostics.error(source.span(ill_formed, ill_formed + 1), "csv.encoding",
                      say("the file is not UTF-8"), kEncodingHint);
    return {};
  }
  const std::size_t control = find_unprintable(body);
  if (control == std::string_view::npos) return body;
  const SourceText source(file, body);
  diagnostics.error(source.span(control, control + 1), "csv.control",
                    say("a control character stands here, which no text may hold"),
                    say("remove it"));
  return {};
}

bool CsvReader::next(std::vector<CsvCell>& cells) {
  cells.clear();
  unescaped_.clear();
  if (ended_ || at_ >= text_.size()) return false;
  for (;;) {
    cells.push_back(read_cell());
    if (ended_) return false;
    if (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      continue;
    }
    end_line();
    return true;
  }
}

CsvCell CsvReader::read_cell() {
  CsvCell cell{.text = {}, .line = line_, .line_start = line_start_, .start = at_, .end = at_};
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(cell);
    return cell;
  }
  at_ = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
  if (at_ < text_.size() && text_[at_] == '"') {
    diagnostics_.error(span_of({{}, line_, line_start_, at_, at_ + 1}), "csv.quote",
                       say("a quote stands inside a cell that does not begin with one"),
                       say("put the whole cell in quotes and double the quotes inside it"));
    at_ = std::min(text_.find_first_of(",\r\n", at_), text_.size());
  }
  cell.end = at_;
  cell.text = trimmed_cell(text_.substr(cell.start, cell.end - cell.start));
  return cell;
}

void CsvReader::read_quoted(CsvCell& cell) {
  const std::size_t content = at_ + 1;
  bool doubled = false;
  std::size_t close = text_.find('"', content);
  while (close != std::string_view::npos && close + 1 < text_.size() && text_[close + 1] == '"') {
    doubled = true;
    close = text_.find('"', close + 2);
  }
  if (close == std::string_view::npos) {
    diagnostics_.error(span_of({{}, line_, line_start_, at_, at_ + 1}), "csv.quote",
                       say("this quote is never closed"),
                       say("put a quote at the end of the cell"));
    ended_ = true;
    return;
  }
  cell.text =
      trimmed_cell(doubled ? unquoted(content, close) : text_.substr(content, close - content));
  for (std::size_t end = text_.find('\n', at_); end < close; end = text_.find('\n', end + 1)) {
    ++line_;
    line_start_ = end + 1;
  }
  at_ = cell.end = close + 1;
  const std::size_t behind = std::min(text_.find_first_of(",\r\n", at_), text_.size());
  if (!trimmed_cell(text_.substr(at_, behind - at_)).empty()) {
    diagnostics_.error(span_of({{}, line_, line_start_, at_, behind}), "csv.quote",
                       say("text stands behind the closing quote of a cell"),
                       say("double the quotes inside a cell in quotes"));
  }
  at_ = behind;
}

std::string_view CsvReader::unquoted(std::size_t start, std::size_t end) {
  std::string& text = unescaped_.emplace_back();
  for (std::size_t i = start; i < end; ++i) {
    text += text_[i];
    if (text_[i] == '"') ++i;
  }
  return text;
}

void CsvReader::end_line() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
  line_start_ = at_;
}

Span CsvReader::span_of(const CsvCell& cell) const {
  const auto before = character_count(text_.substr(cell.line_start, cell.start - cell.line_start));
  const std::size_t line_end = std::min(text_.find('\n', cell.start), text_.size());
  const std::size_t end = std::max(std::min(cell.end, line_end), cell.start);
  const auto length = character_count(text_.substr(cell.start, end - cell.start));
  return {file_, cell.line, static_cast<int>(before) + 1, std::max(1, static_cast<int>(length))};
}

}  // namespace core
