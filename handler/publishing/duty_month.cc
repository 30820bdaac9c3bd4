// Looks at the roster day by day, and goes on with it turn by turn.
#include "handler/publishing/duty_month.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"

namespace handler::publishing {
namespace {

using core::Day;
using core::DutyEntry;
using core::HalfDay;
using core::kOneDay;

constexpr int kSunday = 7;
constexpr int kShortestWeek = 5;  // days of a turn that counts as a week
constexpr int kLongestWeek = 9;
constexpr int kShortestMonth = 28;
constexpr std::size_t kTypical = 6;  // turns that show how long a turn is

std::optional<std::size_t> holder(const std::vector<DutyEntry>& entries, Day day, HalfDay half) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].holds(day, half)) return i;
  }
  return std::nullopt;
}

// The next entry that holds the same half of its days.
const DutyEntry* next_of(const std::vector<DutyEntry>& entries, std::size_t at) {
  for (std::size_t i = at + 1; i < entries.size(); ++i) {
    if (shares_halves(entries[at], entries[i])) return &entries[i];
  }
  return nullptr;
}

int halves_of(const DutyEntry& entry, const core::Period& period, const core::Calendar& calendar) {
  int halves = 0;
  for (Day day = std::max(entry.from, period.from); day <= std::min(entry.to, period.to);
       day += kOneDay) {
    if (calendar.is_workday(day)) halves += entry.part ? 1 : 2;
  }
  return halves;
}

int length_of(const DutyEntry& entry) {
  return static_cast<int>((entry.to - entry.from).count()) + 1;
}

// The turns of whole days, or of one half of them, and how they go on.
class Track {
 public:
  Track(const std::vector<DutyEntry>& entries, std::optional<HalfDay> part, Day end,
        const core::Calendar& calendar)
      : calendar_(calendar) {
    for (const DutyEntry& entry : entries) {
      if (entry.part && part && *entry.part != *part) continue;
      if (entry.from > end) {
        taken_from_ = std::min(taken_from_, entry.from);
        continue;
      }
      free_from_ = std::max(free_from_, entry.to + kOneDay);
      if (entry.part == part) turns_.push_back(entry);
    }
  }

  void go_on(const core::Period& period, std::vector<DutyEntry>& made) const {
    if (turns_.empty()) return;
    const std::vector<DutyEntry> leaders = in_turn();
    const bool skips = leaves_out_days_off();
    std::size_t next = 0;
    for (Day day = std::max(period.from, free_from_); day <= period.to;) {
      if (skips && !calendar_.is_workday(day)) {
        day += kOneDay;
        continue;
      }
      DutyEntry turn = leaders[next++ % leaders.size()];
      turn.from = day;
      turn.to = std::min(end_of_turn(day, period), taken_from_ - kOneDay);
      day = turn.to + kOneDay;
      while (skips && !calendar_.is_workday(turn.to)) turn.to -= kOneDay;
      made.push_back(std::move(turn));
    }
  }

 private:
  // The leaders since the last one had the turn before; the next one first.
  std::vector<DutyEntry> in_turn() const {
    std::vector<DutyEntry> leaders;
    for (std::size_t i = turns_.size(); i-- > 0;) {
      const bool goes_on = !leaders.empty() && leaders.back().name == turns_[i].name;
      if (goes_on) continue;
      if (core::contains(leaders, turns_[i].name, &DutyEntry::name)) break;
      leaders.push_back(turns_[i]);
    }
    std::ranges::reverse(leaders);
    return leaders;
  }

  bool leaves_out_days_off() const {
    const std::size_t first = turns_.size() - std::min(turns_.size(), kTypical);
    for (std::size_t i = first; i < turns_.size(); ++i) {
      for (Day day = turns_[i].from; day <= turns_[i].to; day += kOneDay) {
        if (!calendar_.is_workday(day)) return false;
      }
    }
    return true;
  }

  int usual_length() const {
    std::vector<int> lengths;
    const std::size_t first = turns_.size() - std::min(turns_.size(), kTypical);
    for (std::size_t i = first; i < turns_.size(); ++i) lengths.push_back(length_of(turns_[i]));
    std::ranges::sort(lengths);
    return lengths[lengths.size() / 2];
  }

  Day end_of_turn(Day from, const core::Period& period) const {
    const int length = usual_length();
    if (length < kShortestWeek) return from;
    if (length <= kLongestWeek) return from + std::chrono::days(kSunday - core::weekday_of(from));
    if (length >= kShortestMonth) return period.to;
    return from + std::chrono::days(length - 1);
  }

  const core::Calendar& calendar_;
  std::vector<DutyEntry> turns_;
  Day free_from_{};              // the day after the last entry
  Day taken_from_ = Day::max();  // the first day of what is planned behind the period
};

}  // namespace

bool shares_halves(const DutyEntry& a, const DutyEntry& b) {
  return !a.part || !b.part || *a.part == *b.part;
}

std::vector<DutyDay> duty_days(const std::vector<DutyEntry>& entries, const core::Period& period,
                               const core::Calendar& calendar) {
  std::vector<DutyDay> days;
  for (Day day = period.from; day <= period.to; day += kOneDay) {
    days.push_back({day, calendar.kind_of(day), holder(entries, day, HalfDay::morning),
                    holder(entries, day, HalfDay::afternoon)});
  }
  return days;
}

std::vector<DutyShare> duty_shares(const std::vector<DutyEntry>& entries,
                                   const core::Period& period, const core::Calendar& calendar) {
  std::vector<DutyShare> shares;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const DutyEntry& entry = entries[i];
    if (entry.to < period.from || period.to < entry.from) continue;
    auto share = std::ranges::find(shares, entry.name, &DutyShare::name);
    if (share == shares.end()) share = shares.insert(share, {.name = entry.name});
    ++share->turns;
    share->halves += halves_of(entry, period, calendar);
    const DutyEntry* next = next_of(entries, i);
    share->is_double = share->is_double || (next != nullptr && next->name == entry.name);
  }
  return shares;
}

std::vector<DutyEntry> turns_forward(const std::vector<DutyEntry>& entries,
                                     const core::Period& period, const core::Calendar& calendar) {
  const auto last =
      std::ranges::find_if(entries.rbegin(), entries.rend(),
                           [&](const DutyEntry& one) { return one.from <= period.to; });
  if (last == entries.rend()) return {};
  std::vector<std::optional<HalfDay>> parts = {std::nullopt};
  if (last->part) parts = {HalfDay::morning, HalfDay::afternoon};
  std::vector<DutyEntry> made;
  for (const std::optional<HalfDay>& part : parts)
    Track(entries, part, period.to, calendar).go_on(period, made);
  std::ranges::stable_sort(made, [](const DutyEntry& a, const DutyEntry& b) {
    return std::pair(a.from, a.part) < std::pair(b.from, b.part);
  });
  return made;
}

}  // namespace handler::publishing
