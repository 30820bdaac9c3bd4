// Writes a notice into an event, and reads it back.
#include "handler/cases/fold/settled_calendar.h"

#include "core/base/check.h"
#include "handler/cases/fold/event_data.h"

namespace handler::cases {

const core::WorkTime& time_of(const Rules& rules, const Case& subject) {
  return subject.settled ? *subject.settled : *rules.time;
}

core::Json settlement_of(const core::CalendarYear& notice) {
  core::Json works = core::Json::object();
  core::Json rests = core::Json::object();
  for (const auto& [day, special] : notice.days)
    (special.works ? works : rests)[core::to_iso(day)] = special.name;
  return {{"calendar", notice.year}, {"works", works}, {"rests", rests}};
}

core::CalendarYear notice_of(const core::Json& data) {
  core::CalendarYear notice;
  notice.year = number_in(data, "calendar");
  for (const bool works : {true, false}) {
    for (const auto& [text, name] : data.at(works ? "works" : "rests").items()) {
      const std::optional<core::Day> day = core::day_from_iso(text);
      BANCHENG_CHECK(day.has_value());
      notice.days[*day] = {works, name.get<std::string>()};
    }
  }
  return notice;
}

}  // namespace handler::cases
