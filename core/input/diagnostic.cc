// The list of an author's mistakes: collected, sorted and printed for people (text) or programs
// (JSON).
#include "core/input/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/base/json.h"
#include "core/base/text.h"

namespace core {
namespace {

const char* name_of_severity(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

FixedSentence word_for(Severity severity) {
  return severity == Severity::error ? say("error") : say("warning");
}

auto order_of(const Diagnostic& d) {
  return std::tuple(std::string_view(d.span.file), d.span.line, d.span.column, d.severity,
                    std::string_view(d.code), d.message.english());
}

Sentence place_of(const Span& span) {
  if (span.line == 0) return as_is(span.file);
  return say("{file}:{line}:{column}",
             {{"file", span.file}, {"line", span.line}, {"column", span.column}});
}

Sentence headline(const Diagnostic& d) {
  return say("{place}: {severity}[{code}]: {message}", {{"place", place_of(d.span)},
                                                        {"severity", word_for(d.severity)},
                                                        {"code", d.code},
                                                        {"message", d.message}});
}

std::ptrdiff_t count_of(const std::vector<Diagnostic>& items, Severity severity) {
  return std::ranges::count(items, severity, &Diagnostic::severity);
}

std::vector<std::string_view> lines_of(std::string_view source) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = source.find('\n');
    lines.push_back(source.substr(0, end));
    if (end == std::string_view::npos) return lines;
    source.remove_prefix(end + 1);
  }
}

Sentence summary(const std::vector<Diagnostic>& items) {
  const std::ptrdiff_t errors = count_of(items, Severity::error);
  const std::ptrdiff_t warnings = count_of(items, Severity::warning);
  const Sentence of_errors =
      errors == 1 ? say("1 error") : say("{count} errors", {{"count", errors}});
  const Sentence of_warnings =
      warnings == 1 ? say("1 warning") : say("{count} warnings", {{"count", warnings}});
  if (warnings == 0) return of_errors;
  if (errors == 0) return of_warnings;
  return say("{errors}, {warnings}", {{"errors", of_errors}, {"warnings", of_warnings}});
}

// The smallest number of insertions, deletions, replacements and swaps of neighbours that turn a
// into b.
std::size_t edit_distance(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

constexpr std::size_t kLongWord = 10;     // characters from which three edits are tolerated
constexpr std::size_t kLongestWord = 60;  // a longer text is prose, not a name

constexpr std::size_t kWidestLine = 100;  // characters shown of one line
constexpr std::size_t kKeptBefore = 50;   // of these, how many before the mistake
constexpr std::string_view kCut = "...";

// One printable string per character: a tab becomes a space; control characters and ill-formed
// bytes become a replacement mark.
std::vector<std::string> printable_characters(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string> all = characters(line);
  for (std::string& character : all) {
    if (character == "\t") {
      character = " ";
    } else if (cleaned(character).empty()) {
      character = "\uFFFD";
    }
  }
  return all;
}

int columns_between(const std::vector<std::string>& all, std::size_t from, std::size_t to) {
  int columns = 0;
  for (std::size_t i = from; i < to; ++i) columns += display_columns(all[i]);
  return columns;
}

struct Window {
  std::size_t first, last;  // characters shown, last excluded
};

Window window_around(std::size_t place, std::size_t size) {
  if (size <= kWidestLine) return {0, size};
  const std::size_t wanted = place > kKeptBefore ? place - kKeptBefore : 0;
  const std::size_t first = std::min(wanted, size - kWidestLine);
  return {first, first + kWidestLine};
}

// Two lines ("   14 | key: value", "      |      ^~~~~ hint"), each ended by '\n'; a long line is
// cut around the span. `line` is the text of line span.line, without its end; ill-formed bytes and
// control characters are replaced.
std::string source_excerpt(std::string_view line, const Span& span, std::string_view hint) {
  const std::vector<std::string> all = printable_characters(line);
  const std::size_t place =
      std::min(static_cast<std::size_t>(std::max(span.column, 1) - 1), all.size());
  const Window shown = window_around(place, all.size());
  const std::size_t end =
      std::min(place + static_cast<std::size_t>(std::max(span.length, 1)), shown.last);

  std::string text(shown.first > 0 ? kCut : "");
  const int indent = display_columns(text) + columns_between(all, shown.first, place);
  for (std::size_t i = shown.first; i < shown.last; ++i) text += all[i];
  if (shown.last < all.size()) text += kCut;
  const int marked = std::max(columns_between(all, place, end), 1);
  const std::string carets = "^" + std::string(static_cast<std::size_t>(marked - 1), '~');
  return fmt::format("{:5} | {}\n      | {:{}}{}{}{}\n", span.line, text, "", indent, carets,
                     hint.empty() ? "" : " ", hint);
}

}  // namespace

void Diagnostics::error(Span span, std::string code, Sentence message, Sentence hint) {
  items_.push_back(
      {Severity::error, std::move(code), std::move(span), std::move(message), std::move(hint)});
}

void Diagnostics::warning(Span span, std::string code, Sentence message, Sentence hint) {
  items_.push_back(
      {Severity::warning, std::move(code), std::move(span), std::move(message), std::move(hint)});
}

void Diagnostics::add_source(std::string file, std::string text) {
  sources_.insert_or_assign(std::move(file), std::move(text));
}

void Diagnostics::merge(Diagnostics other) {
  std::move(other.items_.begin(), other.items_.end(), std::back_inserter(items_));
  sources_.merge(other.sources_);
}

bool Diagnostics::has_errors() const {
  return count_of(items_, Severity::error) > 0;
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all = items_;
  std::ranges::stable_sort(all,
                           [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  const auto same = [](const auto& a, const auto& b) { return order_of(a) == order_of(b); };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

std::string Diagnostics::text(Language language) const {
  if (empty()) return {};
  const std::vector<Diagnostic> all = sorted();
  std::map<std::string, std::vector<std::string_view>> lines;
  for (const auto& [file, source] : sources_) lines[file] = lines_of(source);
  std::string result;
  for (const Diagnostic& d : all) {
    result += headline(d).in(language) + "\n";
    const std::vector<std::string_view>& source = lines[d.span.file];
    const auto line = static_cast<std::size_t>(d.span.line);
    if (line >= 1 && line <= source.size()) {
      result += source_excerpt(source[line - 1], d.span, d.hint.in(language));
    } else if (!d.hint.empty()) {
      result += "      " + say("hint: {hint}", {{"hint", d.hint}}).in(language) + "\n";
    }
  }
  return result + summary(all).in(language) + "\n";
}

std::string Diagnostics::json(Language language) const {
  const std::vector<Diagnostic> all = sorted();
  Json list = Json::array();
  for (const Diagnostic& d : all) {
    list.push_back({{"severity", name_of_severity(d.severity)},
                    {"code", d.code},
                    {"file", d.span.file},
                    {"line", d.span.line},
                    {"column", d.span.column},
                    {"length", d.span.length},
                    {"message", d.message.in(language)},
                    {"hint", d.hint.in(language)}});
  }
  const Json whole = {{"diagnostics", list},
                      {"errors", count_of(all, Severity::error)},
                      {"warnings", count_of(all, Severity::warning)}};
  // A file name or a quoted scalar may hold ill-formed bytes; the report must still be JSON.
  return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Sentence did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string> letters = characters(word.substr(0, 4 * kLongestWord));
  if (letters.empty() || letters.size() > kLongestWord) return {};
  std::size_t best = std::min(letters.size() >= kLongWord ? 4ul : 3ul, letters.size());
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(letters, characters(candidate));
    if (distance >= best) continue;
    best = distance;
    nearest = &candidate;
  }
  if (nearest == nullptr) return {};
  return say("did you mean '{word}'?", {{"word", *nearest}});
}

}  // namespace core
