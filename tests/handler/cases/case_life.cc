// Plans, chains and folds the steps of one case.
#include "tests/handler/cases/case_life.h"

#include <utility>

namespace handler::cases::testing {

StaffMember with(core::Role role, const std::string& unit, const std::string& window,
                 const std::string& site) {
  return {1, "one", {{site, role, window, unit}}};
}

StaffMember everybody(const core::Site& site, std::int64_t user) {
  StaffMember staff{user, "everybody", {}};
  for (const auto& [role, name] : core::kRoles) {
    if (role == core::Role::unit) continue;
    staff.grants.push_back({site.identity.id, role, "", ""});
  }
  for (const core::Unit& unit : site.units) {
    staff.grants.push_back({site.identity.id, core::Role::unit, "", unit.id});
  }
  return staff;
}

StaffMember only(const core::Site& site, core::Role role, const std::string& unit) {
  return {10 + static_cast<std::int64_t>(role), "one", {{site.identity.id, role, "", unit}}};
}

CaseLife::CaseLife(core::Site site)
    : site_(std::move(site)),
      time_(site_.work_time()),
      staff_(everybody(site_)),
      colleague_(everybody(site_, 2)) {}

CaseLife::~CaseLife() = default;

void CaseLife::submit(core::Instant at, core::Json data) {
  if (!data.contains("window")) data["window"] = "main";
  if (!data.contains("channel")) data["channel"] = "online";
  record(at, EventType::submitted, std::move(data), {Actor::Kind::reporter, 0, std::nullopt, ""});
}

void CaseLife::submit(const std::string& at, core::Json data) {
  submit(moment(at), std::move(data));
}

void CaseLife::submit(const std::string& at) {
  submit(moment(at), {{"kind", "matter"}});
}

void CaseLife::note(const std::string& at, EventType type, core::Json data) {
  record(moment(at), type, std::move(data), {});
}

ActionInput CaseLife::filled(std::string_view action, ActionInput input, core::Instant at) const {
  const ActionRule* rule = find_action(action);
  if (rule == nullptr) return input;
  const Case subject = now();
  for (const ActionField& field : fields_of(rules(), subject, *rule)) {
    if (field.type == ActionField::Type::text && field.required) {
      input.try_emplace(std::string(field.id), "说明");
    }
    if (field.type == ActionField::Type::cause && field.required) {
      input.try_emplace(std::string(field.id), core::kOtherCause);
    }
    if (field.type == ActionField::Type::day && field.required) {
      const core::Day day = core::workday_after(time_of(rules(), subject), core::day_of(at), 5);
      input.try_emplace(std::string(field.id), core::to_iso(day));
    }
  }
  input.try_emplace("kind", subject.kind);
  input.try_emplace("outcome", "resolved");
  input.try_emplace("channel", "written");
  input.try_emplace("agreement", "not_agreed");
  input.try_emplace("contact", "phone");
  return input;
}

ActionOutcome CaseLife::try_as(const StaffMember& actor, std::string_view action,
                               const ActionInput& input, core::Instant at) {
  const Case subject = now();
  ActionOutcome outcome = plan_action(rules(), site_, subject, object_of(site_, subject), actor,
                                      action, filled(action, input, at), at);
  for (const PlannedEvent& planned : outcome.events) {
    core::Json data = with_parts(planned);
    if (planned.gives_serial) data["serial"] = site_.identity.serial_prefix + "-2026-0001";
    record(at, planned.type, std::move(data),
           planned.by_system
               ? Actor{}
               : Actor{Actor::Kind::staff, actor.user, outcome.acting->role, outcome.acting->unit});
  }
  return outcome;
}

std::string CaseLife::act(const std::string& at, std::string_view action,
                          const ActionInput& input) {
  const ActionRule* rule = find_action(action);
  const bool decides =
      rule != nullptr && (decides_about_time(*rule) || decides_about_consent(*rule) ||
                          rule->effect == Effect::agrees || rule->effect == Effect::disagrees);
  return act_as(decides ? colleague_ : staff_, at, action, input);
}

std::string CaseLife::act_as(const StaffMember& actor, const std::string& at,
                             std::string_view action, const ActionInput& input) {
  const ActionOutcome outcome = try_as(actor, action, input, moment(at));
  if (!outcome.refused.empty()) return outcome.refused;
  if (outcome.mistakes.empty()) return {};
  return outcome.mistakes.front().field + ": " + outcome.mistakes.front().code;
}

std::string CaseLife::report(const std::string& at, std::string_view action,
                             const ActionInput& input) {
  return report_at(moment(at), action, input);
}

std::string CaseLife::report_at(core::Instant at, std::string_view action,
                                const ActionInput& input) {
  const Case subject = now();
  const ActionOutcome outcome = plan_reporter_action(rules(), site_, subject, action, input, at);
  for (const PlannedEvent& planned : outcome.events) {
    const auto by = planned.by_system ? Actor::Kind::system : Actor::Kind::reporter;
    record(at, planned.type, with_parts(planned), {by, 0, std::nullopt, ""});
  }
  if (!outcome.refused.empty()) return outcome.refused;
  if (outcome.mistakes.empty()) return {};
  return outcome.mistakes.front().field + ": " + outcome.mistakes.front().code;
}

ActionInput with_files(ActionInput input, const std::vector<OfferedFile>& files) {
  input.files = files;
  return input;
}

Case CaseLife::after(std::int64_t seq) const {
  const std::vector<Event> until(events_.begin(), events_.begin() + seq);
  return fold(rules(), until);
}

int CaseLife::tick(core::Instant at, const core::Calendar& published) {
  int recorded = 0;
  for (;;) {
    const std::vector<PlannedEvent> planned = due_jobs(rules(), now(), published, at);
    if (planned.empty()) return recorded;
    for (const PlannedEvent& each : planned) record(at, each.type, each.data, {});
    recorded += static_cast<int>(planned.size());
  }
}

std::vector<const ActionRule*> CaseLife::possible(const StaffMember& actor,
                                                  core::Instant at) const {
  const Case subject = now();
  return possible_actions(rules(), subject, object_of(site_, subject), actor, at);
}

core::Json CaseLife::with_parts(const PlannedEvent& planned) {
  core::Json data = planned.data;
  for (const PlannedText& text : planned.texts) {
    data[text.field] = {{"part", ++parts_}, {"commitment", "00"}};
  }
  for (const PlannedFile& file : planned.files) {
    data[file.field] = {{"part", ++parts_}, {"commitment", "00"}, {"content", "00"}};
  }
  return data;
}

void CaseLife::record(core::Instant at, EventType type, core::Json data, Actor actor) {
  Event event;
  event.site = site_.identity.id;
  event.seq = static_cast<std::int64_t>(events_.size()) + 1;
  event.case_id = 7;
  event.recorded_at = at;
  event.type = type;
  event.data = std::move(data);
  event.actor = std::move(actor);
  event.policy = events_.empty() ? "" : site_.policy_version;
  chain(event, events_.empty() ? kFirstPrevious : std::string_view(events_.back().hash));
  events_.push_back(std::move(event));
}

const ClockRun* run_of(const Case& subject, std::string_view clock) {
  const ClockRun* found = nullptr;
  for (const ClockRun& run : subject.clocks) {
    if (run.clock == clock && run.round == subject.round) found = &run;
  }
  return found;
}

std::string due_text(const Case& subject, std::string_view clock) {
  const ClockRun* run = run_of(subject, clock);
  if (run == nullptr) return "no clock";
  if (!run->due.due) return "no due time";
  std::string text = core::to_iso(*run->due.due).substr(0, 16);
  text[10] = ' ';
  return text;
}

void hand_over(CaseLife& life, const std::string& at, const std::string& tier) {
  life.submit(at);
  ASSERT_EQ(life.act(at, "accept", {{"tier", tier}}), "");
  ASSERT_EQ(life.act(at, "dispatch", {{"unit", "civil"}}), "");
}

void reach_handling(CaseLife& life, const std::string& at, const std::string& tier) {
  life.submit(at);
  ASSERT_EQ(life.act(at, "accept", {{"tier", tier}}), "");
  ASSERT_EQ(life.act(at, "dispatch", {{"unit", "civil"}}), "");
  ASSERT_EQ(life.act(at, "sign_for"), "");
}

}  // namespace handler::cases::testing
