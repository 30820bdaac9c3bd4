// Walks the events of a case through their table.
#include "handler/cases/fold/fold.h"

#include <utility>

#include "core/base/check.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/fold/fold_course.h"
#include "handler/cases/fold/fold_mending.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

using core::CaseState;

// Viewing the reporter's identity does not count as an action.
bool is_deed_of_staff(const Event& event, const EventRule& rule) {
  return event.actor.kind == Actor::Kind::staff && rule.kind != EventRule::Kind::look;
}

// While a unit works on the case, what others do about it does not show that the unit saw
// something.
bool is_by_holder(const Case& subject, const Actor& actor) {
  const bool unit_works =
      subject.state == CaseState::dispatched || subject.state == CaseState::handling;
  return !unit_works || actor.unit == subject.unit;
}

// What happens to an ended case does not move its end.
void note_end(Case& subject, const Event& event) {
  if (!kEnded.contains(subject.state)) {
    subject.ended_at.reset();
  } else if (!subject.ended_at) {
    subject.ended_at = event.counted_at();
  }
}

void step(Folding& folding, const Event& event) {
  const EventRule& rule = rule_of(event.type);
  Case& subject = folding.result;
  const bool first = subject.last_seq == 0;
  BANCHENG_CHECK(first == (event.type == EventType::submitted) && event.seq > subject.last_seq);
  BANCHENG_CHECK(rule.from.contains(subject.state));
  if (is_deed_of_staff(event, rule)) subject.materials_arrived = false;
  if (is_deed_of_staff(event, rule) && is_by_holder(subject, event.actor))
    subject.supplement_arrived = false;
  if (event.type != EventType::undone && folding.before) folding.since.push_back(&event);
  add_texts(folding, event);
  add_files(folding.files, event);
  rule.apply(folding, event);
  pass(subject, subject.state);
  note_end(subject, event);
  if (subject.state != CaseState::awaiting_materials) subject.awaiting_since.reset();
  if (!kUnanswered.contains(subject.state) || subject.merged_into) subject.reclassification.reset();
  subject.last_seq = event.seq;
}

// An undone event stays in this list: a unit that held the case then did hold it.
void note_holder(std::vector<Held>& held, const Case& subject, const Event& event) {
  const std::string last = held.empty() ? std::string() : held.back().unit;
  if (subject.unit != last) held.push_back({event.counted_at(), subject.unit});
}

}  // namespace

std::string Folding::name_of_role(const Actor& actor) const {
  const core::RoleName* role = actor.role ? rules.policy->role(*actor.role) : nullptr;
  return role == nullptr ? std::string() : role->name;
}

Case fold(const Rules& rules, const std::vector<Event>& events) {
  BANCHENG_CHECK(rules.policy != nullptr && rules.time != nullptr && !events.empty());
  Folding folding(rules);
  folding.corrected = last_event(events, EventType::times_corrected) != nullptr;
  std::vector<Held> held;
  for (const Event& event : events) {
    step(folding, event);
    note_holder(held, folding.result, event);
  }
  folding.result.held = std::move(held);
  folding.result.round = folding.clocks.round();
  folding.result.clocks = folding.clocks.runs();
  folding.result.texts = std::move(folding.texts);
  folding.result.files = std::move(folding.files);
  return std::move(folding.result);
}

}  // namespace handler::cases
