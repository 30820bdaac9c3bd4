// Applies the events that move clocks, record deadlines and reminders, or escalate the case.
#include "handler/cases/fold/fold_time.h"

#include "core/base/contains.h"
#include "handler/cases/fold/event_data.h"
#include "handler/cases/fold/settled_calendar.h"

namespace handler::cases {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!core::contains(names, name)) names.push_back(name);
}

}  // namespace

namespace apply {

void escalated(Folding& folding, const Event& event) {
  add_once(folding.result.escalated_to, text_in(event.data, "target"));
  const std::string trigger = text_in(event.data, "trigger");
  if (!trigger.empty()) add_once(folding.result.triggered, trigger);
}

void retiered(Folding& folding, const Event& event) {
  folding.result.tier = text_in(event.data, "tier");
  folding.clocks.retier(folding.rules.policy->tier(folding.result.tier), event.counted_at());
}

void extension_asked(Folding& folding, const Event& event) {
  folding.clocks.ask_extension(text_in(event.data, "clock"), number_in(event.data, "workdays"),
                               event.actor.user);
}

void extension_granted(Folding& folding, const Event& event) {
  folding.clocks.grant_extension(text_in(event.data, "clock"), number_in(event.data, "workdays"),
                                 event.counted_at());
}

void extension_refused(Folding& folding, const Event& event) {
  folding.clocks.refuse_extension(text_in(event.data, "clock"));
}

void breached(Folding& folding, const Event& event) {
  folding.clocks.record_breach(text_in(event.data, "clock"), number_in(event.data, "round"),
                               instant_in(event.data, "due"), event.counted_at());
  for (const std::string& target : texts_in(event.data, "notify"))
    add_once(folding.result.notified, target);
  for (const std::string& target : texts_in(event.data, "escalate"))
    add_once(folding.result.escalated_to, target);
}

void reminded(Folding& folding, const Event& event) {
  folding.clocks.record_reminder(text_in(event.data, "clock"), number_in(event.data, "round"),
                                 instant_in(event.data, "due"));
}

void visit_due(Folding& folding, const Event&) {
  folding.result.visit_told = true;
}

void calendar_settled(Folding& folding, const Event& event) {
  const core::WorkTime& old = *folding.rules.time;
  folding.settled.push_back(std::make_shared<const core::WorkTime>(
      core::WorkTime{old.calendar.with(notice_of(event.data)), old.hours}));
  folding.result.settled = folding.settled.back();
  folding.rules.time = folding.result.settled.get();
  folding.clocks.settle(*folding.rules.time, event.counted_at());
}

}  // namespace apply
}  // namespace handler::cases
