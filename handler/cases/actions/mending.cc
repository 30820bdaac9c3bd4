// The rules for putting an earlier event right.
#include "handler/cases/actions/mending.h"

#include <algorithm>

#include "core/base/contains.h"

namespace handler::cases {
namespace {

bool is_later(const std::optional<core::Instant>& one, const std::optional<core::Instant>& other) {
  return other && (!one || *one > *other);
}

bool gets_softer(const Rules& rules, const Case& subject, const ClockRun& run,
                 const core::Tier* tier) {
  const core::PolicyClock* clock = rules.policy->clock(run.clock);
  const bool counts = run.running() && run.round == subject.round && !run.cancelled &&
                      run.due.due.has_value() && clock != nullptr && clock->by_tier;
  if (!counts) return false;
  const auto limit = rules.policy->limit_of(*clock, tier);
  if (!limit) return true;
  // A day that a role set stays where the new limit is set case by case too, and counts as it is.
  const bool is_set = run.limit.kind == core::TimeLimit::Kind::case_by_case;
  if (is_set && limit->kind == core::TimeLimit::Kind::case_by_case) return false;
  const core::WorkTime& time = time_of(rules, subject);
  return is_later(core::count(time, run.due.asked, *limit).due,
                  is_set ? run.due.due : core::count(time, run.due.asked, run.limit).due);
}

bool has_begun(const Case& subject, const core::PolicyClock& clock) {
  return std::ranges::any_of(subject.clocks, [&](const ClockRun& run) {
    return run.clock == clock.id && run.round == subject.round && !run.cancelled;
  });
}

// The same for a clock that begins later, such as at the dispatch: both limits are counted from one
// moment, because it has no start yet.
bool will_be_softer(const Rules& rules, const Case& subject, const core::PolicyClock& clock,
                    const core::Tier* tier) {
  if (!clock.by_tier || has_begun(subject, clock)) return false;
  const auto limit = rules.policy->limit_of(clock, tier);
  const auto present = rules.policy->limit_of(clock, rules.policy->tier(subject.tier));
  if (!present) return false;
  const core::WorkTime& time = time_of(rules, subject);
  const core::Instant from = subject.accepted_at.value_or(subject.received_at);
  return is_later(limit ? core::count(time, from, *limit).due : std::nullopt,
                  core::count(time, from, *present).due);
}

bool is_changeable(const SentText& text) {
  const bool of_correction = text.type == EventType::corrected || text.type == EventType::withheld;
  const bool of_reporter = text.type == EventType::submitted ||
                           (text.type == EventType::supplemented && text.field == "words");
  return text.actor.kind == Actor::Kind::staff && !of_reporter && !of_correction &&
         !is_file(text.field) && !text.withheld;
}

// A name that was only asked for is not corrected: another is asked for instead.
bool is_asked_name(const SentText& text) {
  return text.type == EventType::reclassification_asked && text.field == "matter";
}

}  // namespace

bool lifts_restriction(const Rules& rules, const Case& subject, const core::Json& data) {
  const std::string id = text_in(data, "kind");
  const core::Kind* kind = rules.policy->kind(id);
  if (!subject.restricted) return false;
  const std::string concerned = text_in(data, "concerned");
  const bool about_another =
      !concerned.empty() && !subject.concerned_unit.empty() && concerned != subject.concerned_unit;
  return about_another || (kind != nullptr && !kind->restricted);
}

bool needs_agreement(const Rules& rules, const Case& subject, const core::Json& data) {
  if (lifts_restriction(rules, subject, data)) return true;
  const core::Tier* tier = rules.policy->tier(text_in(data, "tier"));
  return std::ranges::any_of(
             subject.clocks,
             [&](const ClockRun& run) { return gets_softer(rules, subject, run, tier); }) ||
         std::ranges::any_of(rules.policy->clocks, [&](const core::PolicyClock& clock) {
           return will_be_softer(rules, subject, clock, tier);
         });
}

std::vector<const SentText*> changeable_texts(const Case& subject) {
  std::vector<const SentText*> texts;
  for (const SentText& text : subject.texts) {
    if (is_changeable(text)) texts.push_back(&text);
  }
  return texts;
}

const Grant* writer_of(const SentText& text, const StaffMember& actor) {
  const auto found = std::ranges::find_if(actor.grants, [&](const Grant& grant) {
    return text.actor.role == grant.role && text.actor.unit == grant.unit;
  });
  return found == actor.grants.end() ? nullptr : &*found;
}

std::vector<const SentText*> own_texts(const Case& subject, const StaffMember& actor) {
  std::vector<const SentText*> texts = changeable_texts(subject);
  std::erase_if(texts, [&](const SentText* text) {
    return is_asked_name(*text) || writer_of(*text, actor) == nullptr;
  });
  return texts;
}

std::optional<Grant> writing_grant(const Case& subject, const PlannedEvent& correction,
                                   const StaffMember& actor) {
  const core::Json& data = correction.data;
  for (const SentText* text : own_texts(subject, actor)) {
    if (data.at("of") == text->seq && data.at("field") == text->field)
      return *writer_of(*text, actor);
  }
  return std::nullopt;
}

EventType undone_type(const Case& subject) {
  if (subject.merged_into) return EventType::merged;
  return subject.state == core::CaseState::declined ? EventType::declined : EventType::withdrawn;
}

std::string name_of(const SentText& text) {
  return std::to_string(text.seq) + "." + text.field;
}

const SentText* text_named(const std::vector<const SentText*>& texts, std::string_view name) {
  const auto found =
      std::ranges::find_if(texts, [&](const SentText* text) { return name_of(*text) == name; });
  return found == texts.end() ? nullptr : *found;
}

bool names_matter(const Case& subject, const SentText& text) {
  const std::vector<std::int64_t> hidden = hidden_parts(subject);
  const auto names = [&](const SentText& one) {
    return one.field == "matter" && !core::contains(hidden, one.part);
  };
  return names(text) && std::ranges::none_of(subject.texts, [&](const SentText& other) {
           return names(other) && other.part > text.part;
         });
}

bool is_for_reporter(const SentText& text) {
  return !text.for_staff_only && std::ranges::any_of(action_table(), [&](const ActionRule& rule) {
    // What is recorded in the main case is for the reporters of the merged ones.
    if (rule.event != text.type || rule.effect == Effect::tells_absorbed) return false;
    return std::ranges::any_of(rule.fields, [&](const ActionField& field) {
      return field.id == text.field && field.for_reporter;
    });
  });
}

}  // namespace handler::cases
