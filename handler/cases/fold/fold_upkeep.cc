// Applies the events beside the course of a case: they move clocks, record deadlines, escalate, or
// keep cases in order.
#include "handler/cases/fold/fold_upkeep.h"

#include "core/base/check.h"
#include "core/base/contains.h"
#include "handler/cases/fold/case.h"
#include "handler/cases/fold/case_files.h"
#include "handler/cases/fold/event.h"
#include "handler/cases/fold/fold_mending.h"
#include "handler/cases/fold/settlement.h"

namespace handler::cases {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!core::contains(names, name)) names.push_back(name);
}

// A body has no users: the roles above answer for it. No other role can answer an escalation.
bool can_answer(const std::string& target) {
  using core::Role;
  const std::optional<Role> role = core::word_in(core::kRoles, target);
  return !role || role == Role::leader_on_duty || role == Role::leading_group ||
         role == Role::supervision;
}

// Each escalation waits for an answer, also a second one to the same target.
void pass_up(Case& subject, const std::string& target) {
  add_once(subject.escalated_to, target);
  if (can_answer(target)) add_once(subject.unacknowledged, target);
}

CaseId case_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  BANCHENG_CHECK(found != data.end() && found->is_number_integer());
  return found->get<CaseId>();
}

std::vector<CaseId> cases_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  return found == data.end() ? std::vector<CaseId>() : found->get<std::vector<CaseId>>();
}

}  // namespace

namespace apply {

void escalated(Folding& folding, const Event& event) {
  pass_up(folding.result, text_in(event.data, "target"));
  const std::string trigger = text_in(event.data, "trigger");
  if (!trigger.empty()) add_once(folding.result.triggered, trigger);
}

void retiered(Folding& folding, const Event& event) {
  folding.result.reclassification.reset();
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

void limit_set(Folding& folding, const Event& event) {
  const std::optional<core::Day> day = day_in(event.data, "due");
  BANCHENG_CHECK(day.has_value());
  folding.clocks.set_limit(text_in(event.data, "clock"), *day, folding.name_of_role(event.actor),
                           event.counted_at());
}

void breached(Folding& folding, const Event& event) {
  const std::string clock = text_in(event.data, "clock");
  const auto round = static_cast<int>(number_in(event.data, "round"));
  const core::Instant due = instant_in(event.data, "due");
  const bool ran_out = folding.clocks.record_breach(clock, round, due, event.counted_at());
  // By the corrected times the limit had not run out: it is as if this had never happened.
  if (!ran_out && folding.corrected) {
    folding.result.voided.push_back(event.seq);
    return;
  }
  if (!ran_out) folding.clocks.keep_recorded(clock, round, due);
  for (const std::string& target : texts_in(event.data, "notify"))
    add_once(folding.result.notified, target);
  for (const std::string& target : texts_in(event.data, "escalate"))
    pass_up(folding.result, target);
}

void reminded(Folding& folding, const Event& event) {
  if (event.corrected_at) return;  // sent at a wrong time: another one goes out at the right time
  folding.clocks.record_reminder(text_in(event.data, "clock"), number_in(event.data, "round"),
                                 instant_in(event.data, "due"));
}

void visit_due(Folding& folding, const Event& event) {
  // Told at a wrong time: it is told again when it is time.
  folding.result.visit_told = !event.corrected_at;
}

void calendar_settled(Folding& folding, const Event& event) {
  const core::WorkTime& old = *folding.rules.time;
  folding.settled.push_back(std::make_shared<const core::WorkTime>(
      core::WorkTime{settled_calendar(old.calendar, event.data), old.hours}));
  folding.result.settled = folding.settled.back();
  folding.rules.time = folding.result.settled.get();
  const std::vector<MovedDate> moved =
      folding.clocks.settle(*folding.rules.time, event.counted_at(), settles_one_year(event.data));
  for (MovedDate each : moved) {
    each.seq = event.seq;
    folding.result.moved_dates.push_back(std::move(each));
  }
}

void consent_asked(Folding& folding, const Event& event) {
  const auto denial = core::word_in(core::kDenials, text_in(event.data, "for"));
  BANCHENG_CHECK(denial.has_value());
  folding.result.consent = Consent{.before = *denial, .asked_by = event.actor.user};
}

void consent_given(Folding& folding, const Event&) {
  BANCHENG_CHECK(folding.result.consent.has_value());
  folding.result.consent->given = true;
}

void consent_refused(Folding& folding, const Event&) {
  folding.result.consent.reset();
}

void archived(Folding& folding, const Event&) {
  folding.result.archived = true;
}

// The state stays, but the main case is handled instead: no deadline runs here any more.
void merged(Folding& folding, const Event& event) {
  remember(folding, event);
  Case& subject = folding.result;
  if (subject.state == core::CaseState::awaiting_materials) subject.state = folding.before_pause;
  folding.clocks.resume(event.counted_at());
  folding.clocks.stop_all(event.counted_at());
  subject.merged_into = case_in(event.data, "into");
}

void merged_in(Folding& folding, const Event& event) {
  std::vector<CaseId>& absorbed = folding.result.absorbed;
  absorbed.push_back(case_in(event.data, "from"));
  const std::vector<CaseId> with = cases_in(event.data, "with");
  absorbed.insert(absorbed.end(), with.begin(), with.end());
}

void absorbed_told(Folding& folding, const Event& event) {
  std::vector<CaseId>& told = folding.result.absorbed_told;
  for (const CaseId id : cases_in(event.data, "cases")) {
    if (!core::contains(told, id)) told.push_back(id);
  }
}

void number_changed(Folding& folding, const Event&) {
  folding.result.known_to_staff = false;
}

void number_reissued(Folding& folding, const Event&) {
  folding.result.known_to_staff = true;
}

// A role answers for itself, and for the bodies, which have no users of their own.
void acknowledged(Folding& folding, const Event& event) {
  std::erase_if(folding.result.unacknowledged, [&event](const std::string& target) {
    const std::optional<core::Role> role = core::word_in(core::kRoles, target);
    return !role || role == event.actor.role;
  });
}

void parts_destroyed(Folding& folding, const Event& event) {
  Destruction done{.at = event.noted_at(),
                   .on_request = text_in(event.data, "cause") == kOnRequest};
  for (const std::string& word : texts_in(event.data, "classes")) {
    if (const auto kept = core::word_in(core::kKept, word)) done.classes.push_back(*kept);
  }
  const auto parts = event.data.find("parts");
  if (parts != event.data.end()) done.parts = parts->get<std::vector<std::int64_t>>();
  for (CaseFile& file : folding.files)
    file.destroyed = file.destroyed || core::contains(done.parts, file.part);
  folding.result.destructions.push_back(std::move(done));
}

// Its part is gone, so nothing is left of it to destroy, correct or show.
void file_withdrawn(Folding& folding, const Event& event) {
  CaseFile* file = file_of(folding.files, event.data);
  BANCHENG_CHECK(file != nullptr);
  file->withdrawn = true;
  std::erase_if(folding.texts, [&](const SentText& text) { return text.part == file->part; });
}

void file_released(Folding& folding, const Event& event) {
  CaseFile* file = file_of(folding.files, event.data);
  BANCHENG_CHECK(file != nullptr);
  file->released = true;
}

void hold_set(Folding& folding, const Event&) {
  folding.result.on_hold = true;
}

void hold_lifted(Folding& folding, const Event&) {
  folding.result.on_hold = false;
}

}  // namespace apply

}  // namespace handler::cases
