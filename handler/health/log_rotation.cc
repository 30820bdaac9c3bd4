// Reads as much of logrotate's language as says how long something is kept.
#include "handler/health/log_rotation.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::health {
namespace {

struct Period {
  std::string_view word;
  int days;
};
constexpr std::array kPeriods{Period{"daily", 1}, Period{"weekly", 7}, Period{"monthly", 30},
                              Period{"yearly", 365}};
constexpr std::array<std::string_view, 6> kScripts = {"prerotate",  "postrotate", "firstaction",
                                                      "lastaction", "preremove",  "endscript"};
constexpr std::array<std::string_view, 4> kBySize = {"size", "maxsize", "minsize", "hourly"};
// logrotate passes over files that end so (its "tabooext").
constexpr std::array<std::string_view, 8> kPassedOver = {
    "~", ".bak", ".disabled", ".dpkg-bak", ".dpkg-dist", ".dpkg-new", ".dpkg-old", ".swp"};

// "rotate 190" and "rotate=190" are the same.
std::vector<std::string> words_of(std::string line) {
  std::ranges::replace_if(
      line, [](char c) { return c == '\t' || c == '=' || c == '\r'; }, ' ');
  std::vector<std::string> words = core::split(line, ' ');
  std::erase(words, "");
  return words;
}

// What stands between the braces of one or several logs.
class Stanza {
 public:
  void take(const std::vector<std::string>& words) {
    const std::string& first = words.front();
    const auto* const period = std::ranges::find(kPeriods, first, &Period::word);
    if (period != kPeriods.end()) period_ = period->days;
    if (core::contains(kBySize, first)) by_size_ = true;
    if (words.size() < 2) return;
    const std::optional<int> number = core::number_from_digits(words[1]);
    if (first == "rotate") count_ = number;  // -1, for ever, is no number here
    if (first == "maxage") most_ = number;
  }

  std::optional<int> days() const {
    if (by_size_) return std::nullopt;
    const bool is_counted = count_ && period_ && *count_ < 100'000;
    if (!is_counted) return std::nullopt;
    return std::min(*count_ * *period_, most_.value_or(*count_ * *period_));
  }

 private:
  std::optional<int> count_, period_, most_;
  bool by_size_ = false;
};

bool names(const std::vector<std::string>& patterns, const std::string& log) {
  return std::ranges::any_of(patterns, [&](std::string pattern) {
    std::erase_if(pattern, [](char c) { return c == '"' || c == '\''; });
    return ::fnmatch(pattern.c_str(), log.c_str(), FNM_PATHNAME) == 0;
  });
}

// Goes through the lines of one file up to the end of the stanza that names the log.
class RotationReader {
 public:
  explicit RotationReader(const std::string& log) : log_(log) {}

  // True when the stanza of the log is complete.
  bool take(const std::string& line) {
    std::vector<std::string> words = words_of(line);
    if (words.empty() || words.front().starts_with('#')) return false;
    if (core::contains(kScripts, words.front())) {
      in_script_ = words.front() != "endscript";
      return false;
    }
    if (in_script_) return false;
    return is_inside_ ? take_inside(words) : take_outside(std::move(words));
  }

  std::optional<int> days() const { return stanza_.days(); }

 private:
  bool take_outside(std::vector<std::string> words) {
    const auto brace = std::ranges::find(words, "{");
    patterns_.insert(patterns_.end(), words.begin(), brace);
    if (brace == words.end()) {
      // A default of the file, which is no place.
      if (patterns_.back().find('/') == std::string::npos) patterns_.clear();
      return false;
    }
    is_ours_ = names(std::exchange(patterns_, {}), log_);
    stanza_ = {};
    is_inside_ = true;
    words.erase(words.begin(), std::next(brace));
    return !words.empty() && take_inside(words);
  }

  bool take_inside(const std::vector<std::string>& words) {
    if (!words.front().starts_with('}')) {
      stanza_.take(words);
      return false;
    }
    is_inside_ = false;
    return is_ours_;
  }

  const std::string& log_;
  std::vector<std::string> patterns_;
  Stanza stanza_;
  bool is_inside_ = false;
  bool is_ours_ = false;
  bool in_script_ = false;
};

}  // namespace

std::optional<int> days_in(std::string_view text, const std::string& log) {
  RotationReader reader(log);
  for (const std::string& line : core::split(text, '\n')) {
    if (reader.take(line)) return reader.days();
  }
  return std::nullopt;
}

std::optional<int> days_kept(const std::filesystem::path& folder, const std::string& log) {
  constexpr std::size_t kMostBytes = 1U << 20U;
  const core::Result<std::vector<std::string>> files = core::list_folder(folder);
  if (!files) return std::nullopt;
  for (const std::string& name : *files) {
    if (std::ranges::any_of(kPassedOver, [&](auto end) { return name.ends_with(end); })) continue;
    const core::Result<std::string> text = core::read_file(folder / name, kMostBytes);
    if (!text) continue;
    if (const std::optional<int> days = days_in(*text, log)) return days;
  }
  return std::nullopt;
}

}  // namespace handler::health
