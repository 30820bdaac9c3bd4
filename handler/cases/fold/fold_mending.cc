// Applies the events that put an earlier one right. Nothing is taken out of the history: the state
// follows from all events, the wrong one and the one that rights it.
#include "handler/cases/fold/fold_mending.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "handler/cases/fold/event_table.h"

namespace handler::cases {
namespace {

using core::CaseState;

// The part that a value of an event's data refers to, or 0.
std::int64_t part_in(const core::Json& value) {
  const bool refers = value.is_object() && value.contains("part");
  return refers ? value.at("part").get<std::int64_t>() : 0;
}

std::int64_t part_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  return found == data.end() ? 0 : part_in(*found);
}

bool is_restricted(const Folding& folding, const std::string& kind) {
  const core::Kind* known = folding.rules.policy->kind(kind);
  return known != nullptr && known->restricted;
}

// The unit loses the case. The clocks go on, as after a return.
void take_from(Folding& folding, const std::string& unit) {
  Case& subject = folding.result;
  std::erase(subject.assisting, unit);
  if (subject.unit != unit) return;
  subject.unit.clear();
  subject.assisting.clear();
  subject.sent_back = false;
  subject.waiting_progress.reset();
  if (subject.state == CaseState::awaiting_materials)
    folding.before_pause = CaseState::accepted;
  else
    subject.state = CaseState::accepted;
}

void take_from_concerned_unit(Folding& folding) {
  const Case& subject = folding.result;
  if (subject.restricted && !subject.concerned_unit.empty())
    take_from(folding, subject.concerned_unit);
}

void shield(Case& subject, const Event& event) {
  subject.restricted_until = event.seq;
  if (!subject.concerned_unit.empty()) subject.shielded_units.push_back(subject.concerned_unit);
}

// A restriction rises for all that was ever written; it falls only for what is written afterwards.
void set_restriction(Folding& folding, bool restricted, const Event& event) {
  Case& subject = folding.result;
  if (subject.restricted && !restricted) shield(subject, event);
  if (!subject.restricted && restricted) subject.restricted_since = event.seq;
  subject.restricted = restricted;
  take_from_concerned_unit(folding);
}

void set_concerned(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  const std::string concerned = text_in(event.data, "concerned");
  if (concerned.empty() || concerned == subject.concerned_unit) return;
  // Where no unit was named before, there is none to hide anything from.
  if (subject.restricted && !subject.concerned_unit.empty()) shield(subject, event);
  if (subject.restricted) subject.restricted_since = event.seq;
  subject.concerned_unit = concerned;
  take_from_concerned_unit(folding);
}

}  // namespace

void remember(Folding& folding, const Event& event) {
  folding.before = std::make_shared<const Folding>(folding);
  folding.since.clear();
  folding.result.undoable = event.seq;
}

void add_texts(Folding& folding, const Event& event) {
  for (const auto& [field, value] : event.data.items()) {
    const std::int64_t part = part_in(value);
    if (part == 0) continue;
    SentText text{.seq = event.seq,
                  .type = event.type,
                  .field = field,
                  .part = part,
                  .actor = event.actor,
                  .for_staff_only = is_kept_from_reporters(event)};
    if (tells_of_earlier(event.type)) {
      text.of = number_in(event.data, "of");
      text.of_field = text_in(event.data, "field");
    }
    folding.texts.push_back(std::move(text));
  }
}

namespace apply {

// What is softer waits for another role; a restriction does not wait.
void reclassification_asked(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.reclassification = Reclassification{event.data, event.actor.user};
  if (const std::int64_t part = part_in(event.data, "matter"); part != 0)
    subject.idle_parts.push_back(part);
  if (!is_restricted(folding, text_in(event.data, "kind"))) return;
  const std::string concerned = concerned_if_agreed(folding.rules, subject);
  if (!subject.restricted || subject.concerned_unit.empty()) {
    set_concerned(folding, event);
    set_restriction(folding, true, event);
  } else if (!concerned.empty()) {
    take_from(folding, concerned);
  }
}

void reclassified(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.reclassification.reset();
  ++subject.reclassifications;
  const std::int64_t matter = part_in(event.data, "matter");
  std::erase(subject.idle_parts, matter);
  // An earlier name may have been corrected after this one was asked for.
  for (const SentText& text : folding.texts) {
    const bool renames = text.field == "correction" && text.of_field == "matter";
    if (matter != 0 && renames && text.seq < event.seq && text.part > matter)
      subject.idle_parts.push_back(text.part);
  }
  // The request that was agreed to named the matter first; it is a text of this event now.
  std::erase_if(folding.texts, [&](const SentText& text) {
    return matter != 0 && text.part == matter && text.seq != event.seq && !text.withheld;
  });
  // A restriction that rises is about the new unit, one that falls was about the old one.
  const bool was_restricted = subject.restricted;
  if (!was_restricted) set_concerned(folding, event);
  const std::string kind = text_in(event.data, "kind");
  if (!kind.empty()) {
    subject.kind = kind;
    set_restriction(folding, is_restricted(folding, kind), event);
  }
  if (was_restricted) set_concerned(folding, event);
  subject.tier = text_in(event.data, "tier");
  folding.clocks.retier(subject.tier.empty() ? nullptr : folding.rules.policy->tier(subject.tier),
                        event.counted_at());
}

// A restriction that was asked for stays: only an agreed change of kind lifts it.
void reclassification_refused(Folding& folding, const Event&) {
  folding.result.reclassification.reset();
}

// The case is as it was before the wrong event, and what happened since happens to it: its clocks
// ran on, and no breach is healed.
void undone(Folding& folding, const Event&) {
  BANCHENG_CHECK(folding.before != nullptr);
  const std::shared_ptr<const Folding> before = folding.before;
  Folding given_up = std::move(folding);
  folding = *before;
  folding.texts = std::move(given_up.texts);
  folding.files = std::move(given_up.files);
  folding.clocks.keep_breaches_of(given_up.clocks);
  for (const Event* event : given_up.since) {
    const EventRule& rule = rule_of(event->type);
    if (rule.from.contains(folding.result.state)) rule.apply(folding, *event);
  }
  // Those told since were told of what is undone.
  std::erase_if(folding.result.absorbed_told,
                [&](CaseId id) { return !core::contains(before->result.absorbed_told, id); });
  folding.before.reset();
  folding.result.undoable.reset();
  ++folding.result.undone;
}

void merge_undone(Folding& folding, const Event& event) {
  std::vector<CaseId> parted;
  if (const auto with = event.data.find("with"); with != event.data.end())
    parted = with->get<std::vector<CaseId>>();
  parted.push_back(number_in(event.data, "from"));
  for (std::vector<CaseId>* list : {&folding.result.absorbed, &folding.result.absorbed_told})
    std::erase_if(*list, [&](CaseId id) { return core::contains(parted, id); });
}

// Also keeps back the corrections of that text so far; a later correction is shown.
void withheld(Folding& folding, const Event& event) {
  const std::int64_t of = number_in(event.data, "of");
  const std::string field = text_in(event.data, "field");
  for (SentText& text : folding.texts) {
    const bool original = text.seq == of && text.field == field;
    const bool correction = text.field == "correction" && text.of == of && text.of_field == field;
    text.withheld = text.withheld || original || correction;
  }
}

}  // namespace apply

}  // namespace handler::cases
