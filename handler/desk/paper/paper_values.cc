// A table with one function per field; docs/content-reference.md describes the fields.
#include "handler/desk/paper/paper_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/forms/paper_fields.h"
#include "core/reading/find_by_id.h"
#include "handler/cases/fold/event.h"
#include "handler/casework/corrections.h"
#include "handler/desk/casework/remarks.h"
#include "handler/view/event_words.h"

namespace handler::desk {
namespace {

using cases::Event;
using cases::EventType;
using core::CaseState;

// A case with its opened parts.
struct Facts {
  const Visit& visit;
  const OpenCase& open;
  StaffNames& names;
  const core::FormValues& words;

  const cases::Case& folded() const { return open.folded; }
  const core::Policy& policy() const { return open.rules.version->policy; }
  const core::Texts& texts() const { return visit.texts(); }

  // The newest event of a type, or nullptr.
  const Event* last(EventType type) const { return cases::last_event(open.record.events(), type); }
  long count(EventType type) const {
    return std::ranges::count(open.record.events(), type, &Event::type);
  }
  std::string word(const std::string& field) const {
    const auto found = words.find(field);
    return found == words.end() ? std::string() : found->second;
  }
};

std::string date(core::Instant instant) {
  return core::chinese_date(core::day_of(instant));
}

std::string date_of(const Event* event) {
  return event == nullptr ? std::string() : date(event->counted_at());
}

std::string person(const Facts& facts, const Event* event) {
  return event == nullptr ? std::string() : facts.names.of(event->actor);
}

std::string plain(const Event* event, std::string_view key) {
  return event == nullptr ? std::string() : cases::text_in(event->data, key);
}

// The text that staff wrote in an event, unless it was destroyed.
std::string text(const Facts& facts, const Event* event, std::string_view key) {
  if (event == nullptr) return {};
  const auto value = event->data.find(key);
  if (value == event->data.end() || !value->is_object() || !value->contains("part")) return {};
  const auto part = facts.open.record.parts.find(value->at("part").get<std::int64_t>());
  const bool readable =
      part != facts.open.record.parts.end() && !part->second.sealed && !part->second.destroyed;
  return readable ? part->second.body : std::string();
}

std::string event_words(const Facts& facts, const Event* event) {
  if (event == nullptr) return {};
  return view::event_in_words(*event, facts.visit.model(), facts.policy(), facts.texts(),
                              view::Reader::staff);
}

// -- receipt

std::string received_at(const Facts& facts) {
  return date(facts.folded().received_at);
}

std::string accepted_at(const Facts& facts) {
  return date_of(facts.last(EventType::accepted));
}

std::string registered_on(const Facts& facts) {
  const std::string accepted = accepted_at(facts);
  return accepted.empty() ? received_at(facts) : accepted;
}

std::string accepted_by(const Facts& facts) {
  return person(facts, facts.last(EventType::accepted));
}

std::string duty_officer(const Facts& facts) {
  const std::string received = person(facts, &facts.open.record.events().front());
  return received.empty() ? accepted_by(facts) : received;
}

std::string source(const Facts& facts) {
  const std::string channel = plain(&facts.open.record.events().front(), "channel");
  return core::channel_name(facts.policy(), facts.texts(), channel);
}

// A later change of kind or tier may leave the name as it is.
std::string newest_name_of_matter(const Facts& facts) {
  std::string newest;
  for (const Event& event : facts.open.record.events()) {
    if (event.type != EventType::reclassified) continue;
    std::string named = text(facts, &event, "matter");
    if (!named.empty()) newest = std::move(named);
  }
  return newest;
}

std::string matter(const Facts& facts) {
  std::string again = newest_name_of_matter(facts);
  if (!again.empty()) return again;
  const std::string named = text(facts, facts.last(EventType::accepted), "matter");
  return named.empty() ? facts.word("matter") : named;
}

std::string problem(const Facts& facts) {
  return facts.word("problem");
}

// Who consented before the case was declined, where the policy asks for it.
std::string consent_line(const Facts& facts) {
  const Event* given = facts.last(EventType::consent_given);
  if (given == nullptr) return {};
  return "\n" + facts.texts().format("paper.consented", {{"consent", event_words(facts, given)},
                                                         {"who", person(facts, given)}});
}

std::string acceptance(const Facts& facts) {
  const Event* declined = facts.last(EventType::declined);
  // A decline that was undone is not the answer.
  if (declined == nullptr || facts.folded().state != CaseState::declined)
    return event_words(facts, facts.last(EventType::accepted));
  const std::string why = text(facts, declined, "explanation");
  return event_words(facts, declined) + (why.empty() ? "" : "\n" + why) + consent_line(facts);
}

// -- dispatch

const core::Unit* unit_of(const Facts& facts) {
  return facts.visit.model().unit(facts.folded().unit);
}

std::string unit(const Facts& facts) {
  return core::unit_name(facts.visit.model(), facts.folded().unit);
}

std::string assisting_units(const Facts& facts) {
  std::vector<std::string> names;
  for (const std::string& id : facts.folded().assisting) {
    names.push_back(core::unit_name(facts.visit.model(), id));
  }
  return core::joined(names, facts.texts().get("desk.list_comma"));
}

std::string unit_address(const Facts& facts) {
  return unit_of(facts) == nullptr ? std::string() : unit_of(facts)->address;
}

std::string unit_phone(const Facts& facts) {
  return unit_of(facts) == nullptr ? std::string() : unit_of(facts)->phone;
}

// Each dispatch has its own slip: the case's number and the number of the dispatch.
std::string slip_number(const Facts& facts) {
  const long slips = facts.count(EventType::dispatched);
  return slips == 0 ? std::string() : facts.folded().serial + "-" + std::to_string(slips);
}

std::string dispatched_at(const Facts& facts) {
  return date_of(facts.last(EventType::dispatched));
}

// What the unit is asked to do; never the internal reason of another dispatch.
std::string opinion(const Facts& facts) {
  return text(facts, facts.last(EventType::dispatched), "note");
}

std::string opinion_date(const Facts& facts) {
  return opinion(facts).empty() ? std::string() : dispatched_at(facts);
}

// The problem as the reporter wrote it, then what the unit is asked to do.
std::string assignment(const Facts& facts) {
  std::vector<std::string> parts;
  for (const std::string& part : {problem(facts), opinion(facts)}) {
    if (!part.empty()) parts.push_back(part);
  }
  return core::joined(parts, "\n");
}

// The clock of the answer: the one with limits by tier, else any that a reply stops.
const cases::ClockRun* answer_clock(const Facts& facts) {
  const cases::ClockRun* found = nullptr;
  for (const cases::ClockRun& run : facts.folded().clocks) {
    const core::PolicyClock* clock = facts.policy().clock(run.clock);
    if (clock == nullptr || run.cancelled || run.round != facts.folded().round) continue;
    if (clock->by_tier) return &run;
    if (clock->until == core::Milestone::replied) found = &run;
  }
  return found;
}

// Blank while the clock waits for materials, because the date is not known yet.
std::string due_date(const Facts& facts) {
  const cases::ClockRun* run = answer_clock(facts);
  if (run == nullptr || !run->due.due || run->paused) return {};
  return date(*run->due.due) + (run->due.provisional ? facts.texts().get("paper.provisional") : "");
}

std::string signed_for(const Facts& facts) {
  const Event* signed_for = facts.last(EventType::signed_for);
  const Event* dispatched = facts.last(EventType::dispatched);
  const bool of_this_slip =
      signed_for != nullptr && dispatched != nullptr && signed_for->seq > dispatched->seq;
  return of_this_slip ? person(facts, signed_for) : std::string();
}

// -- the answer and what follows

std::string reply(const Facts& facts) {
  return text(facts, facts.last(EventType::replied), "reply");
}

std::string handled_by(const Facts& facts) {
  return person(facts, facts.last(EventType::replied));
}

std::string state_as_result(const Facts& facts, const char* asked_again) {
  const CaseState state = facts.folded().state;
  if (state == CaseState::closed) return facts.texts().get("paper.result.done");
  if (state == CaseState::awaiting_materials) return facts.texts().get(asked_again);
  return facts.folded().accepted_at ? facts.texts().get("paper.result.open") : std::string();
}

// The first result of a case that needed materials is "materials asked", whatever followed.
std::string result(const Facts& facts) {
  if (facts.count(EventType::materials_asked) > 0)
    return facts.texts().get("paper.result.materials");
  return state_as_result(facts, "paper.result.materials");
}

std::string later_result(const Facts& facts) {
  const long asked = facts.count(EventType::materials_asked);
  const bool waits_first = asked == 1 && facts.folded().state == CaseState::awaiting_materials;
  if (asked == 0 || waits_first) return {};
  return state_as_result(facts, "paper.result.materials_again");
}

std::string evaluation(const Facts& facts) {
  // Of the last round that has one: a case that is handled again was evaluated all the same.
  if (facts.folded().ratings.empty()) return {};
  const std::string& grade = facts.folded().ratings.rbegin()->second.grade;
  return core::name_or(facts.policy().grade(grade), grade);
}

std::string outcome(const Facts& facts) {
  std::vector<std::string> parts;
  for (const std::string& part :
       {reply(facts), state_as_result(facts, "paper.result.materials"), evaluation(facts)}) {
    if (!part.empty()) parts.push_back(part);
  }
  return reply(facts).empty() && facts.folded().ratings.empty() ? std::string()
                                                                : core::joined(parts, "\n");
}

std::string closed_at(const Facts& facts) {
  return facts.folded().state == CaseState::closed ? date_of(facts.last(EventType::closed))
                                                   : std::string();
}

struct FieldRule {
  std::string_view field;
  std::string (*value)(const Facts&);
};

constexpr std::array kRules = {
    FieldRule{"serial", [](const Facts& facts) { return facts.folded().serial; }},
    FieldRule{"slip_number", slip_number},
    FieldRule{"received_at", received_at},
    FieldRule{"registered_on", registered_on},
    FieldRule{"accepted_at", accepted_at},
    FieldRule{"accepted_by", accepted_by},
    FieldRule{"duty_officer", duty_officer},
    FieldRule{"source", source},
    FieldRule{"window",
              [](const Facts& facts) {
                return core::window_name(facts.visit.model(), facts.folded().window);
              }},
    FieldRule{"kind", [](const Facts& facts) { return facts.folded().kind; }},
    FieldRule{"matter", matter},
    FieldRule{"problem", problem},
    FieldRule{"request", [](const Facts& facts) { return facts.word("request"); }},
    FieldRule{"suggestion", [](const Facts& facts) { return facts.word("suggestion"); }},
    FieldRule{"acceptance", acceptance},
    FieldRule{"tier", [](const Facts& facts) { return facts.folded().tier; }},
    FieldRule{"unit", unit},
    FieldRule{"assisting_units", assisting_units},
    FieldRule{"unit_address", unit_address},
    FieldRule{"unit_phone", unit_phone},
    FieldRule{"dispatcher",
              [](const Facts& facts) { return person(facts, facts.last(EventType::dispatched)); }},
    FieldRule{"dispatched_at", dispatched_at},
    FieldRule{"assignment", assignment},
    FieldRule{"opinion", opinion},
    FieldRule{"opinion_date", opinion_date},
    FieldRule{"due_date", due_date},
    FieldRule{"signed_for", signed_for},
    FieldRule{"handled_by", handled_by},
    FieldRule{"handler_phone", unit_phone},
    FieldRule{"reply", reply},
    FieldRule{"outcome", outcome},
    FieldRule{"result", result},
    FieldRule{"later_result", later_result},
    FieldRule{"reply_signed_by", handled_by},
    FieldRule{"closed_at", closed_at},
    FieldRule{
        "feedback",
        [](const Facts& facts) { return text(facts, facts.last(EventType::fed_back), "reply"); }},
    FieldRule{"evaluation", evaluation},
    FieldRule{"follow_up_at",
              [](const Facts& facts) { return date_of(facts.last(EventType::visited)); }},
    FieldRule{
        "follow_up",
        [](const Facts& facts) { return text(facts, facts.last(EventType::visited), "visit"); }},
    FieldRule{"remarks", [](const Facts& facts) {
                return core::joined(remarks_of(facts.visit, facts.open), "");
              }}};

// -- the reporter

// The report's name of a paper form's field.
std::string report_field(std::string_view field) {
  return field == "reporter_name" ? "name" : std::string(field);
}

std::string personal_value(const Facts& facts, std::string_view field, IdentityOnPaper shown,
                           const core::FormValues& identity) {
  if (shown == IdentityOnPaper::no_right) return facts.texts().get("paper.identity.no_right");
  if (shown == IdentityOnPaper::confidential) {
    return facts.texts().get("paper.identity.confidential");
  }
  const auto value = identity.find(report_field(field));
  return shown == IdentityOnPaper::not_asked || value == identity.end() ? "" : value->second;
}

}  // namespace

IdentityOnPaper identity_on(const core::PaperForm& form, const Visit& visit, const OpenCase& open) {
  const bool leaves_the_window = form.kind == core::PaperKind::slip;
  if (leaves_the_window && open.folded.confidential) return IdentityOnPaper::confidential;
  if (open.shielded) return IdentityOnPaper::no_right;
  if (cases::allowed(visit.staff, "see_identity", open.object)) return IdentityOnPaper::not_asked;
  return open.folded.confidential ? IdentityOnPaper::confidential : IdentityOnPaper::no_right;
}

void hide_from_receiver(const core::PaperForm& form, OpenCase& open) {
  if (form.kind != core::PaperKind::slip) return;
  view::keep_back_withheld(open.record);
  if (open.shielded || !core::contains(open.folded.shielded_units, open.folded.unit)) return;
  open.shielded = true;
  view::hide_restricted_time(open.record, open.folded);
}

core::PaperValues paper_values(const Visit& visit, const OpenCase& open, StaffNames& names,
                               const core::FormValues& words, IdentityOnPaper shown,
                               const core::FormValues& identity) {
  const Facts facts{visit, open, names, words};
  core::PaperValues values;
  for (const FieldRule& rule : kRules) {
    std::string value = rule.value(facts);
    if (!value.empty()) values[std::string(rule.field)] = std::move(value);
  }
  for (const core::PaperField& field : core::kPaperFields) {
    if (!field.personal) continue;
    const std::string value = personal_value(facts, field.id, shown, identity);
    if (!value.empty()) values[std::string(field.id)] = value;
  }
  return values;
}

}  // namespace handler::desk
