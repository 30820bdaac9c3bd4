// Applies and plans corrections of times.
#include "handler/cases/fold/corrected_times.h"

#include <algorithm>

namespace handler::cases {
namespace {

constexpr const char* kTimes = "times";

int year_at(core::Instant instant) {
  return core::year_of(core::day_of(instant));
}

void apply_correction(std::vector<Event>& events, const core::Json& times) {
  for (Event& event : events) {
    const std::string seq = std::to_string(event.seq);
    if (times.contains(seq)) event.corrected_at = instant_in(times, seq);
  }
}

}  // namespace

void correct_times(std::vector<Event>& events) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].type != EventType::times_corrected) continue;
    const core::Json times = events[i].data.value(kTimes, core::Json::object());
    apply_correction(events, times);
  }
}

std::optional<PlannedEvent> correction_of(const std::vector<Event>& events, const WrongTimes& wrong,
                                          const std::string& reason, const std::string& by) {
  PlannedEvent planned;
  planned.type = EventType::times_corrected;
  core::Json times = core::Json::object();
  for (const Event& event : events) {
    if (!wrong.holds(event.recorded_at)) continue;
    const core::Instant right = event.recorded_at + wrong.move;
    if (event.noted_at() == right) continue;
    times[std::to_string(event.seq)] = core::to_iso(right);
    const std::string serial = text_in(event.data, "serial");
    if (event.type == EventType::accepted && year_at(event.recorded_at) != year_at(right))
      planned.data["serial"] = serial;
  }
  if (times.empty()) return std::nullopt;
  planned.data[kTimes] = std::move(times);
  planned.texts = {{"reason", reason, /*for_reporter=*/true}, {"by", by}};
  return planned;
}

}  // namespace handler::cases
