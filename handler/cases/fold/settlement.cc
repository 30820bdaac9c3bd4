// Compares the calendar of a case with the published one, and writes and reads the difference.
#include "handler/cases/fold/settlement.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

using core::Day;

constexpr const char* kOneYear = "calendar";  // the year, in events of older programs

Day day_in(const std::string& text) {
  const std::optional<Day> day = core::day_from_iso(text);
  BANCHENG_CHECK(day.has_value());
  return *day;
}

// Its clocks may run on: an answer is sent back, another tier asks for more, or a wrong end is
// undone.
bool may_go_on(const Case& subject) {
  constexpr States kGoesOn = kUnanswered | kReplied;
  const bool by_mistake = subject.state == core::CaseState::withdrawn && subject.undoable;
  return !subject.archived && (kGoesOn.contains(subject.state) || by_mistake);
}

bool touches(const core::CalendarChange& change, const core::Calendar& before,
             const ClockRun& run) {
  const Day first = core::day_of(run.due.asked);
  // A pause may end on any later day.
  const Day last = run.paused ? Day::max() : core::day_of(*run.due.due);
  const bool moves = std::ranges::any_of(change.days, [&](const auto& entry) {
    const auto& [day, kind] = entry;
    return first <= day && day <= last && before.is_workday(day) != kind.works;
  });
  const int due_year = core::year_of(core::day_of(*run.due.due));
  return moves || (run.due.provisional && std::ranges::any_of(change.years, [&](int year) {
                     return core::year_of(first) <= year && year <= due_year;
                   }));
}

// -- what the event names

bool names_a_day(const core::CalendarYear* notice, const core::CalendarChange& change) {
  return notice != nullptr && std::ranges::any_of(change.days, [notice](const auto& entry) {
           return !entry.second.local && notice->days.contains(entry.first);
         });
}

core::Json documents_of(const core::CalendarChange& change, const core::Calendar& before,
                        const core::Calendar& published) {
  core::Json documents = core::Json::array();
  for (const core::CalendarYear& notice : published.years()) {
    const bool counts = core::contains(change.years, notice.year) || names_a_day(&notice, change) ||
                        names_a_day(before.year(notice.year), change);
    if (counts && !notice.notice.empty())
      documents.push_back({{"name", notice.notice}, {"issued", core::to_iso(notice.issued)}});
  }
  return documents;
}

// Also of a closure that was lifted.
core::Json closures_of(const core::CalendarChange& change, const core::Calendar& before) {
  std::vector<std::string> names;
  for (const auto& [day, after] : change.days) {
    const core::DayKind old = before.kind_of(day);
    const std::string name = after.local ? after.name : old.local ? old.name : std::string();
    if (!name.empty() && !core::contains(names, name)) names.push_back(name);
  }
  return names;
}

core::Json data_of(const core::CalendarChange& change, const core::Calendar& before,
                   const core::Calendar& published) {
  core::Json works = core::Json::object();
  core::Json rests = core::Json::object();
  core::Json local = core::Json::array();
  for (const auto& [day, kind] : change.days) {
    (kind.works ? works : rests)[core::to_iso(day)] = kind.name;
    if (kind.local) local.push_back(core::to_iso(day));
  }
  return {{"works", works},
          {"rests", rests},
          {"local", local},
          {"years", change.years},
          {"documents", documents_of(change, before, published)},
          {"closures", closures_of(change, before)}};
}

// -- and reading it

core::CalendarYear notice_in(const core::Json& data) {
  core::CalendarYear notice;
  notice.year = number_in(data, kOneYear);
  for (const bool works : {true, false}) {
    for (const auto& [text, name] : data.at(works ? "works" : "rests").items())
      notice.days[day_in(text)] = {works, name.get<std::string>()};
  }
  return notice;
}

core::CalendarChange change_in(const core::Json& data) {
  core::CalendarChange change;
  change.years = data.at("years").get<std::vector<int>>();
  const std::vector<std::string> local = texts_in(data, "local");
  for (const bool works : {true, false}) {
    for (const auto& [text, named] : data.at(works ? "works" : "rests").items()) {
      const std::string name = named.get<std::string>();
      change.days[day_in(text)] = {.works = works,
                                   .special = !name.empty(),
                                   .name = name,
                                   .local = core::contains(local, text)};
    }
  }
  return change;
}

}  // namespace

bool counts_days_ahead(const Case& subject, const ClockRun& run, core::Instant now) {
  if (run.open_at(now)) return true;
  const bool in_time = run.stopped_at && run.due.due && *run.due.due >= *run.stopped_at;
  return in_time && *run.due.due >= now && run.round == subject.round && !run.cancelled &&
         may_go_on(subject);
}

std::optional<core::Json> settlement_for(const Rules& rules, const Case& subject,
                                         const core::Calendar& published, core::Instant now) {
  const bool counts_any = std::ranges::any_of(
      subject.clocks, [&](const ClockRun& run) { return counts_days_ahead(subject, run, now); });
  if (!counts_any) return std::nullopt;
  const core::Calendar& before = time_of(rules, subject).calendar;
  const core::CalendarChange change = before.change_to(published, core::day_of(now));
  const bool counts = std::ranges::any_of(subject.clocks, [&](const ClockRun& run) {
    return counts_days_ahead(subject, run, now) && touches(change, before, run);
  });
  if (!counts) return std::nullopt;
  return data_of(change, before, published);
}

core::Calendar settled_calendar(const core::Calendar& before, const core::Json& data) {
  return settles_one_year(data) ? before.with(notice_in(data)) : before.with(change_in(data));
}

bool settles_one_year(const core::Json& data) {
  return data.contains(kOneYear);
}

std::vector<Announcement> announcements_of(const core::Json& data) {
  std::vector<Announcement> all;
  const core::Json documents = data.value("documents", core::Json::array());
  for (const core::Json& document : documents)
    all.push_back({text_in(document, "name"), day_in(text_in(document, "issued"))});
  for (const std::string& closure : texts_in(data, "closures")) all.push_back({closure, {}});
  return all;
}

}  // namespace handler::cases
