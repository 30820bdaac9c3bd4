// Counts the days of retention, and finds what is left to destroy.
#include "handler/cases/jobs/retention.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

using core::Kept;
using core::Retention;

constexpr std::string_view kNoTimes = "none";

bool was_destroyed(const Case& subject, std::int64_t part) {
  return std::ranges::any_of(subject.destructions, [part](const Destruction& done) {
    return core::contains(done.parts, part);
  });
}

// When the class was destroyed by time last. A request does not count: it concerns one reporter,
// time all cases that were merged.
std::optional<core::Instant> time_was_over_at(const Case& subject, Kept kept) {
  std::optional<core::Instant> last;
  for (const Destruction& done : subject.destructions) {
    if (!done.on_request && core::contains(done.classes, kept)) last = done.at;
  }
  return last;
}

// Cases merged into this one are destroyed with it, also if it has nothing left itself. A
// destruction in an earlier round says nothing of those that were merged since.
bool is_left(const Case& subject, Kept kept) {
  if (!standing_parts(subject, kept).empty()) return true;
  if (subject.absorbed.empty()) return false;
  const std::optional<core::Instant> over = time_was_over_at(subject, kept);
  return !over || *over < *subject.ended_at;
}

// A merged case goes with its main case: of what is written in it afterwards, such as the reason of
// a hold, the time is over at once.
std::vector<KeptUntil> written_too_late(const Case& merged) {
  std::vector<KeptUntil> all;
  for (const auto& [kept, word] : core::kKept) {
    const std::optional<core::Instant> over = time_was_over_at(merged, kept);
    if (!over || standing_parts(merged, kept).empty()) continue;
    all.push_back({kept, core::day_of(*over) - std::chrono::days{1}});
  }
  return all;
}

// A merged case is judged by what kept_until() says of it.
bool is_spared(const Case& subject) {
  const Spared why = spared(subject);
  return why == Spared::open || why == Spared::on_hold;
}

bool waits_for_something(const Case& subject) {
  const bool to_rectify =
      subject.evaluation && subject.evaluation->unhappy && !subject.evaluation->rectified;
  return subject.reopening_asked || to_rectify || !subject.untold().empty();
}

core::Instant midnight_after(core::Day day) {
  return core::at(day + std::chrono::days{1}, std::chrono::milliseconds{0});
}

}  // namespace

Kept class_of(std::string_view field) {
  if (is_file(field)) return Kept::files;
  return field == "identity" ? Kept::identity : Kept::words;
}

std::vector<std::int64_t> standing_parts(const Case& subject, Kept kept) {
  std::vector<std::int64_t> parts;
  for (const SentText& text : subject.texts) {
    if (class_of(text.field) != kept || was_destroyed(subject, text.part)) continue;
    if (!core::contains(parts, text.part)) parts.push_back(text.part);
  }
  return parts;
}

std::optional<core::Day> last_day_of(const Retention& own, const Retention& present, Kept kept,
                                     core::Day ended) {
  std::optional<core::Day> last;
  for (const Retention* retention : {&own, &present}) {
    const std::optional<core::CalendarSpan> time = retention->time_of(kept);
    if (!time) continue;
    const core::Day day = core::day_after(ended, *time);
    last = last ? std::max(*last, day) : day;
  }
  return last;
}

Spared spared(const Case& subject) {
  if (subject.on_hold) return Spared::on_hold;
  if (subject.merged_into) return Spared::merged;
  const bool over = kEnded.contains(subject.state) && subject.ended_at;
  return over && !waits_for_something(subject) ? Spared::no : Spared::open;
}

std::vector<KeptUntil> kept_until(const Retention& own, const Retention& present,
                                  const Case& subject) {
  if (subject.merged_into) return written_too_late(subject);
  std::vector<KeptUntil> all;
  if (!subject.ended_at) return all;
  for (const auto& [kept, word] : core::kKept) {
    if (!is_left(subject, kept)) continue;
    const auto last = last_day_of(own, present, kept, core::day_of(*subject.ended_at));
    if (last) all.push_back({kept, *last});
  }
  return all;
}

std::vector<Kept> due_classes(const Retention& own, const Retention& present, const Case& subject,
                              core::Day today) {
  std::vector<Kept> due;
  if (is_spared(subject)) return due;
  for (const KeptUntil& each : kept_until(own, present, subject)) {
    if (each.last < today) due.push_back(each.kept);
  }
  return due;
}

std::optional<core::Instant> destruction_due(const Retention& own, const Retention& present,
                                             const Case& subject) {
  if (is_spared(subject)) return std::nullopt;
  std::optional<core::Instant> first;
  for (const KeptUntil& each : kept_until(own, present, subject)) {
    const core::Instant due = midnight_after(each.last);
    first = first ? std::min(*first, due) : due;
  }
  return first;
}

std::string retention_word(const Retention& present) {
  const std::string text = present.text();
  return text.empty() ? std::string(kNoTimes) : text;
}

std::optional<Retention> retention_of_word(std::string_view word) {
  Retention retention;
  if (word == kNoTimes) return retention;
  for (const std::string& each : core::split(word, ',')) {
    const std::string text = core::trimmed(each);
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos) return std::nullopt;
    const std::optional<Kept> kept = core::word_in(core::kKept, text.substr(0, blank));
    const auto time = core::calendar_span_from_text(text.substr(blank + 1));
    if (!kept || !time) return std::nullopt;
    retention.times[*kept] = *time;
  }
  if (retention_word(retention) != word) return std::nullopt;
  return retention;
}

bool depends_on_retention(const Case& subject) {
  if (!subject.ended_at || subject.merged_into) return false;
  return std::ranges::any_of(core::kKept,
                             [&](const auto& each) { return is_left(subject, each.first); });
}

}  // namespace handler::cases
