// What the engine does by a policy, as texts that can be compared: every number there is must
// change one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/fold/fold.h"
#include "handler/cases/jobs/jobs.h"
#include "tests/support/notices.h"

namespace promise {

namespace cases = handler::cases;

// One number of a policy: where it stands, what it is, and the text of it.
struct Number {
  std::string path;  // "tiers.general.limits.handle"
  core::Span span;
  std::string text;  // "1 workday", "7"
};

// -- the engine

inline cases::Event event(std::int64_t seq, const std::string& at, const std::string& type,
                          core::Json data) {
  cases::Event made;
  made.site = "any";
  made.seq = seq;
  made.case_id = 1;
  made.recorded_at = test::moment(at);
  made.actor.kind = cases::Actor::Kind::staff;
  made.type = cases::event_type(type).value();
  made.data = std::move(data);
  made.policy = "v";
  return made;
}

inline std::string kind_with(const core::Policy& policy, const std::string& tier) {
  for (const core::Kind& kind : policy.kinds) {
    for (const std::string& id : kind.tiers) {
      if (id == tier) return kind.id;
    }
  }
  return {};
}

// A case of that tier as far as it must go for every clock to have run: dispatched, answered, not
// yet told.
inline std::vector<cases::Event> life(const core::Site& site, const std::string& tier) {
  const std::string kind = kind_with(site.policy, tier);
  const std::string unit = site.units.front().id;
  return {event(1, "2026-09-22 09:00", "submitted", {{"kind", kind}, {"window", "main"}}),
          event(2, "2026-09-22 09:30", "accepted",
                {{"kind", kind}, {"tier", tier}, {"serial", "X-2026-0001"}}),
          event(3, "2026-09-22 10:00", "dispatched", {{"unit", unit}}),
          event(4, "2026-09-22 11:00", "replied", {{"outcome", "resolved"}})};
}

inline std::optional<core::Instant> due_of(const core::Site& site,
                                           const std::vector<cases::Event>& events,
                                           const std::string& clock) {
  const core::WorkTime time = site.work_time();
  const cases::Case folded = cases::fold({&site.policy, &time}, events);
  for (const cases::ClockRun& run : folded.clocks) {
    if (run.clock == clock) return run.due.due;
  }
  return std::nullopt;
}

inline std::vector<std::string> forecast_of(const core::Site& site, const std::string& kind) {
  const core::WorkTime time = site.work_time();
  std::vector<std::string> lines;
  for (const auto& line :
       cases::forecast({&site.policy, &time}, kind, "", test::moment("2026-09-22 09:00"))) {
    lines.push_back(line.tier + " " + line.clock + " " + core::to_text(line.limit) +
                    (line.due.due ? " " + core::to_iso(*line.due.due) : ""));
  }
  return lines;
}

// What a unit and its approver may do about time: which refusal each further request for n workdays
// meets.
inline std::string extension_answers(const core::Site& site, int workdays) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::string answers;
  for (const core::Tier& tier : site.policy.tiers) {
    const std::string kind = kind_with(site.policy, tier.id);
    if (kind.empty()) continue;
    std::vector<cases::Event> events = life(site, tier.id);
    events.pop_back();
    const cases::Object object{"any", "main", {}, site.units.front().id, {}, "", false, false};
    cases::StaffMember staff{1, "everybody", {}};
    for (const auto& [role, name] : core::kRoles) {
      staff.grants.push_back(
          {"any", role, "", role == core::Role::unit ? site.units.front().id : ""});
    }
    for (int round = 0; round < 3; ++round) {
      const core::Instant now = test::moment("2026-09-22 10:30");
      const cases::Case folded = cases::fold(rules, events);
      const auto outcome =
          cases::plan_action(rules, site, folded, object, staff, "ask_extension",
                             {{"workdays", std::to_string(workdays)}, {"reason", "x"}}, now);
      answers += outcome.refused + (outcome.mistakes.empty() ? "+" : "-") + ";";
      if (outcome.events.empty()) break;
      const std::string clock = outcome.events.front().data.value("clock", "");
      const std::int64_t seq = events.back().seq;
      events.push_back(
          event(seq + 1, "2026-09-22 10:30", "extension_asked", outcome.events.front().data));
      events.push_back(event(seq + 2, "2026-09-22 10:30", "extension_granted",
                             {{"clock", clock}, {"workdays", workdays}}));
    }
  }
  return answers;
}

// -- what the policy watches for

inline std::string type_and_time(const cases::PlannedEvent& event, core::Instant at) {
  return std::string(cases::to_text(event.type)) + "@" + core::to_iso(at) + ";";
}

// When the system next does something to a case that was handed over, or closed, and what.
inline std::string watched_times(const core::Site& site, const std::string& tier, bool closed) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::vector<cases::Event> events = life(site, tier);
  if (closed) {
    events.push_back(event(5, "2026-09-22 11:05", "fed_back", {{"channel", "written"}}));
    events.push_back(event(6, "2026-09-22 11:10", "closed", core::Json::object()));
  } else {
    events.pop_back();
  }
  const core::Instant now = test::moment("2026-09-22 11:30");
  const cases::Case folded = cases::fold(rules, events);
  const auto next = cases::next_job(rules, folded, now);
  if (!next) return "never;";
  std::string answer;
  for (const auto& planned :
       cases::due_jobs(rules, cases::fold(rules, events), time.calendar, *next))
    answer += type_and_time(planned, *next);
  return answer;
}

// After how many meetings, bounced slips and urgings of a case what follows.
inline std::string watched_counts(const core::Site& site, const std::string& tier) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::vector<cases::Event> events = life(site, tier);
  events.pop_back();
  cases::Case folded = cases::fold(rules, events);
  const cases::ActionRule* bounce = cases::find_action("return_slip");
  std::string answer;
  for (int times = 1; times <= 9; ++times) {
    folded.failed_coordinations = folded.bounces = folded.bounces_of_case = folded.urges_in_round =
        times;
    answer += std::to_string(cases::due_triggers(site.policy, folded).size());
    answer += bounce->guard(rules, folded, test::moment("2026-09-22 11:30")) + ";";
  }
  return answer;
}

inline bool waiting_is_over(const core::Site& site, const std::string& at) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::vector<cases::Event> events = life(site, site.policy.tiers.back().id);
  events.pop_back();
  events.push_back(event(4, "2026-09-22 10:30", "materials_asked", core::Json::object()));
  const cases::Case folded = cases::fold(rules, events);
  const cases::ActionRule* rule = cases::find_action("reply_without_materials");
  return rule->guard(rules, folded, test::moment(at)).empty();
}

// -- files

inline core::Json with_files(int count) {
  core::Json data = {{"files", core::Json::array()}};
  for (int i = 0; i < count; ++i) {
    data["files"].push_back("jpeg:1");
    data["file" + std::to_string(i + 1)] = {{"part", 100 + i}};
  }
  return data;
}

// What a reporter with so many files of that size is told, in a case with these events.
inline std::string told_of_files(const core::Site& site, const std::vector<cases::Event>& events,
                                 std::size_t count, std::uint64_t megabytes) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  cases::ActionInput input;
  input.files.assign(count, {"jpeg", megabytes * core::kMegabyte});
  const auto outcome =
      cases::plan_reporter_action(rules, site, cases::fold(rules, events), "supplement", input,
                                  test::moment("2026-09-22 10:30"));
  if (outcome.mistakes.empty()) return outcome.refused + "+;";
  return outcome.mistakes.front().code + std::to_string(outcome.mistakes.front().limit) + ";";
}

// The answers to every number and size around the limits, before acceptance and after.
inline std::string file_answers(const core::Site& site) {
  const std::string kind = site.policy.kinds.front().id;
  std::vector<cases::Event> events = {
      event(1, "2026-09-22 09:00", "submitted", {{"kind", kind}, {"window", "main"}})};
  std::string answers;
  for (std::uint64_t megabytes = 1; megabytes <= 6; ++megabytes)
    answers += told_of_files(site, events, 1, megabytes);
  events.push_back(
      event(2, "2026-09-22 09:30", "accepted", {{"kind", kind}, {"serial", "X-2026-0001"}}));
  for (std::uint64_t megabytes = 1; megabytes <= 6; ++megabytes)
    answers += told_of_files(site, events, 1, megabytes);
  for (std::size_t count = 1; count <= 5; ++count) answers += told_of_files(site, events, count, 1);
  for (std::int64_t seq = 3; seq <= 16; ++seq) {
    events.push_back(event(seq, "2026-09-22 10:00", "supplemented", with_files(1)));
    answers += told_of_files(site, events, 1, 1);
  }
  return answers;
}

// The engine's answer to everything a number can change, as one text.
inline std::string enforced(const core::Site& site, const Number& number) {
  std::string answer;
  for (const core::Tier& tier : site.policy.tiers) {
    if (kind_with(site.policy, tier.id).empty()) continue;
    for (const core::PolicyClock& clock : site.policy.clocks) {
      const auto due = due_of(site, life(site, tier.id), clock.id);
      answer += tier.id + "/" + clock.id + "=" + (due ? core::to_iso(*due) : "-") + ";";
    }
  }
  for (const core::Tier& tier : site.policy.tiers) {
    if (kind_with(site.policy, tier.id).empty()) continue;
    answer += watched_times(site, tier.id, false) + watched_times(site, tier.id, true);
    answer += watched_counts(site, tier.id);
  }
  if (number.path.find(".extend.") != std::string::npos) {
    const int asked = number.path.ends_with(".times") ? 1 : std::stoi(number.text) + 1;
    answer += extension_answers(site, asked);
  }
  if (number.path == "materials_within") {
    const core::WorkTime time = site.work_time();
    const core::DueDate due = core::count(time, test::moment("2026-09-22 10:30"),
                                          *core::time_limit_from_text(number.text));
    answer += waiting_is_over(
                  site, core::to_iso(*due.due + std::chrono::minutes(1)).substr(0, 10) + " 17:01")
                  ? "over"
                  : "waiting";
  }
  return answer;
}

inline std::vector<std::string> all_forecasts(const core::Site& site) {
  std::vector<std::string> lines;
  for (const core::Kind& kind : site.policy.kinds) {
    for (const std::string& line : forecast_of(site, kind.id))
      lines.push_back(kind.id + " " + line);
  }
  return lines;
}

}  // namespace promise
