// Finds unfinished texts, and content that an author forgot to renew.
#include "core/site/content_lint.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/input/source_text.h"
#include "core/site/roster_checks.h"

namespace core {
namespace {

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Chinese words begin with a byte above 0x7f other than 0xe3 and 0xef, with which Chinese
// punctuation begins.
bool begins_word(std::string_view rest) {
  if (rest.empty()) return false;
  const auto first = static_cast<unsigned char>(rest[0]);
  return is_ascii_letter(rest[0]) || (first >= 0x80 && first != 0xe3 && first != 0xef);
}

// What may stand next to a placeholder.
enum class Beside {
  no_letter,  // no ASCII letter, which would make it part of a longer word
  no_word,    // no Chinese word after it, which would make a different word
  anything,
};
struct Placeholder {
  std::string_view word;
  Beside beside;
};
constexpr std::array<Placeholder, 8> kPlaceholders = {{{"TODO", Beside::no_letter},
                                                       {"TBD", Beside::no_letter},
                                                       {"FIXME", Beside::no_letter},
                                                       {"Lorem ipsum", Beside::no_letter},
                                                       {"XX", Beside::no_letter},
                                                       {"\u5f85\u5b9a", Beside::no_word},
                                                       {"\u5f85\u8865\u5145", Beside::no_word},
                                                       {"\u00d7\u00d7", Beside::anything}}};
// "test" counts only as a whole value: within a sentence it may be meant.
constexpr std::string_view kTest = "\u6d4b\u8bd5";

bool stands_alone(std::string_view line, std::size_t at, const Placeholder& placeholder) {
  const std::string_view rest = line.substr(at + placeholder.word.size());
  if (placeholder.beside == Beside::anything) return true;
  if (placeholder.beside == Beside::no_word) return !begins_word(rest);
  const bool joined_before = at > 0 && (is_ascii_letter(line[at - 1]) || line[at - 1] == '_');
  const bool same_again = !rest.empty() && rest[0] == placeholder.word[0];
  const bool joined_behind = !rest.empty() && (is_ascii_letter(rest[0]) || rest[0] == '_');
  return !joined_before && (same_again || !joined_behind);
}

// The text between two marks of YAML or Markdown, so that a value is nothing but the one word.
bool is_a_value(std::string_view line, std::size_t at) {
  constexpr std::string_view kMarks = " \t,:{}[]\"'-#>*0123456789";
  const std::string_view before = line.substr(0, at);
  const std::string_view behind = line.substr(at + kTest.size());
  const bool begins = before.empty() || kMarks.find(before.back()) != std::string_view::npos;
  const std::size_t next = behind.find_first_not_of("0123456789 ");
  const bool ends =
      next == std::string_view::npos || kMarks.find(behind[next]) != std::string_view::npos;
  return begins && ends;
}

std::size_t find_placeholder(std::string_view line, std::size_t& length) {
  for (const Placeholder& placeholder : kPlaceholders) {
    for (std::size_t at = line.find(placeholder.word); at != std::string_view::npos;
         at = line.find(placeholder.word, at + 1)) {
      if (!stands_alone(line, at, placeholder)) continue;
      length = placeholder.word.size();
      return at;
    }
  }
  const std::size_t at = line.find(kTest);
  length = kTest.size();
  return at != std::string_view::npos && is_a_value(line, at) ? at : std::string_view::npos;
}

std::string_view without_yaml_comment(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t");
  if (start != std::string_view::npos && line[start] == '#') return {};
  return line.substr(0, line.find(" #"));
}

void find_in_file(const std::string& file, const std::string& text, Diagnostics& diagnostics) {
  const SourceText source(file, text);
  const bool has_comments = file.ends_with(".yaml");
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = std::string_view(text).substr(start, end - start);
    if (has_comments) line = without_yaml_comment(line);
    std::size_t length = 0;
    const std::size_t at = find_placeholder(line, length);
    if (at != std::string_view::npos) {
      diagnostics.add_source(file, text);
      diagnostics.warning(
          source.span(start + at, start + at + length), "content.placeholder",
          say("'{text}' looks like a placeholder", {{"text", line.substr(at, length)}}),
          say("write what is meant, or leave it out"));
    }
    start = end + 1;
  }
}

void warn_of_future(const std::optional<Day>& day, Day today, const Span& span, Sentence hint,
                    Diagnostics& diagnostics) {
  if (!day || *day <= today) return;
  diagnostics.warning(span, "content.future-date",
                      say("{day} has not come yet", {{"day", to_iso(*day)}}), std::move(hint));
}

void warn_of_twice(const std::string& title, const Span& span, std::map<std::string, Span>& seen,
                   Diagnostics& diagnostics) {
  const auto [earlier, is_new] = seen.try_emplace(title, span);
  if (is_new) return;
  diagnostics.warning(span, "content.duplicate-title",
                      say("'{title}' is a title already", {{"title", shortened(title, 40)}}),
                      say("the other one is in {file}, line {line}",
                          {{"file", earlier->second.file}, {"line", earlier->second.line}}));
}

void find_ended_posts(const Body& body, Day today, Diagnostics& diagnostics) {
  for (const RosterEntry& entry : body.roster) {
    if (!entry.to || *entry.to >= today) continue;
    diagnostics.warning(entry.span, "content.ended-post",
                        say("this post was held until {day}", {{"day", to_iso(*entry.to)}}),
                        say("it is no longer shown: remove the entry, or name who follows"));
  }
}

void find_stale_rosters(const Site& site, Day today, Diagnostics& diagnostics) {
  for (const Body& body : site.bodies) {
    warn_of_future(body.as_of, today, body.as_of_span, say("'as_of' is the day of the roster"),
                   diagnostics);
    find_ended_posts(body, today, diagnostics);
    // A sample keeps the roster of its document, however old, and says so.
    if (site.identity.standing == Standing::sample || !body.as_of || body.roster.empty()) continue;
    const std::chrono::year_month_day then(*body.as_of);
    const Day two_years_later = *body.as_of + std::chrono::days{2 * 365};
    if (today <= two_years_later) continue;
    diagnostics.warning(body.as_of_span, "content.stale-roster",
                        say("this roster is of {year}", {{"year", static_cast<int>(then.year())}}),
                        say("check its present members, and renew 'as_of'"));
  }
}

// Windows of towns may open at other times; what the main one prints is read as the hours that
// limits are counted by.
void find_other_hours(const Site& site, Diagnostics& diagnostics) {
  if (site.windows.empty()) return;
  const Window& main = site.windows.front();
  const std::string counted = to_text(site.policy.hours);
  if (!main.hours || to_text(*main.hours) == counted) return;
  diagnostics.warning(
      main.span, "content.hours-differ",
      say("the main window is open {printed}, but limits are counted by {counted}",
          {{"printed", to_text(*main.hours)}, {"counted", counted}}),
      site.policy.hours.published
          ? say("let 'hours' of windows.yaml and of policy.yaml be the same")
          : say("name the same hours in policy.yaml; without 'hours' there they are assumed"));
}

// No number is made up for a town: its own document must name one.
void find_missing_retention(const Site& site, Diagnostics& diagnostics) {
  if (site.identity.standing == Standing::sample || !site.policy.retention.times.empty()) return;
  diagnostics.warning(
      site.policy.basis_span, "content.no-retention",
      say("'retention' is missing: what reporters sent is never destroyed"),
      say("add the times that your town has published; until then the privacy page says "
          "that none is"));
}

}  // namespace

void find_placeholders(const std::map<std::string, std::string>& files, Diagnostics& diagnostics) {
  for (const auto& [file, text] : files) {
    if (is_valid_utf8(text)) find_in_file(file, text, diagnostics);
  }
}

void find_stale(const Site& site, Day today, Diagnostics& diagnostics) {
  std::map<std::string, Span> titles;
  for (const Document& document : site.documents) {
    warn_of_future(document.date, today, document.date_span,
                   say("'date' is the day of the document"), diagnostics);
    warn_of_twice(document.title, document.title_span, titles, diagnostics);
  }
  find_stale_rosters(site, today, diagnostics);
  find_other_hours(site, diagnostics);
  find_missing_retention(site, diagnostics);
  find_duty_gaps(site, today, diagnostics);
  const std::vector<DutyEntry>& duty = site.duty.entries;
  if (duty.empty() || duty.back().to >= today) return;
  diagnostics.warning(duty.back().span, "content.stale-duty",
                      say("the duty roster ended on {day}", {{"day", to_iso(duty.back().to)}}),
                      say("add the coming days: pages show no leader on duty"));
}

void find_stale_articles(const std::vector<Article>& articles, Day today,
                         Diagnostics& diagnostics) {
  std::map<std::string, Span> titles;
  for (const Article& article : articles) {
    warn_of_future(article.date, today, article.date_span,
                   say("it is not shown before: build again on that day"), diagnostics);
    warn_of_twice(article.title, article.title_span, titles, diagnostics);
    if (!article.expires || *article.expires >= today) continue;
    diagnostics.warning(article.expires_span, "content.expired",
                        say("this was shown until {day}", {{"day", to_iso(*article.expires)}}),
                        say("it is no longer shown: remove the file, or renew 'expires'"));
  }
}

}  // namespace core
