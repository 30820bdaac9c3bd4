// Runs one case as the desk would: every step is planned by plan_action, chained and folded,
// without a database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/permissions.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/fold/fold.h"
#include "handler/cases/jobs/jobs.h"
#include "tests/handler/cases/towns.h"

namespace handler::cases::testing {

// Two moments of one workday.
inline constexpr const char* kMorning = "2026-09-28 09:00";
inline constexpr const char* kNoon = "2026-09-28 11:00";

// A member of staff with one role.
StaffMember with(core::Role role, const std::string& unit = "", const std::string& window = "",
                 const std::string& site = "here");

StaffMember everybody(const core::Site& site, std::int64_t user = 1);

StaffMember only(const core::Site& site, core::Role role, const std::string& unit = "");

// The input with files beside it.
ActionInput with_files(ActionInput input, const std::vector<OfferedFile>& files);

class CaseLife {
 public:
  explicit CaseLife(core::Site site);
  ~CaseLife();
  CaseLife(const CaseLife&) = delete;
  CaseLife& operator=(const CaseLife&) = delete;

  const core::Site& site() const { return site_; }
  Rules rules() const { return {&site_.policy, &time_}; }
  const std::vector<Event>& events() const { return events_; }

  void submit(core::Instant at, core::Json data);
  void submit(const std::string& at, core::Json data);
  void submit(const std::string& at);  // of kind "matter"

  // Records an event of the system.
  void note(const std::string& at, EventType type, core::Json data = core::Json::object());

  // Adds a plausible value for each required field that the caller left out.
  ActionInput filled(std::string_view action, ActionInput input, core::Instant at) const;

  ActionOutcome try_as(const StaffMember& actor, std::string_view action, const ActionInput& input,
                       core::Instant at);

  // "" if done, the refusal's code, or "field: code" of the first mistake. Extensions, consents and
  // reclassifications are decided by a user other than the one who asked.
  std::string act(const std::string& at, std::string_view action, const ActionInput& input = {});
  std::string act_as(const StaffMember& actor, const std::string& at, std::string_view action,
                     const ActionInput& input = {});

  // The same for the reporter.
  std::string report(const std::string& at, std::string_view action, const ActionInput& input = {});
  std::string report_at(core::Instant at, std::string_view action, const ActionInput& input);

  // Records the events that are due for the system at that time; returns their number. `published`
  // is the calendar published then.
  int tick(core::Instant at, const core::Calendar& published);
  int tick(core::Instant at) { return tick(at, published()); }
  int tick(const std::string& at) { return tick(moment(at)); }

  // What later ticks see as published; until the first call it is the site's calendar.
  void publish(core::Calendar calendar) { published_ = std::move(calendar); }
  const core::Calendar& published() const { return published_ ? *published_ : time_.calendar; }

  Case now() const { return fold(rules(), events_); }
  // As it was after the event with that seq.
  Case after(std::int64_t seq) const;

  std::vector<const ActionRule*> possible(const StaffMember& actor, core::Instant at) const;
  const StaffMember& staff() const { return staff_; }
  const StaffMember& colleague() const { return colleague_; }

 private:
  core::Json with_parts(const PlannedEvent& planned);

  void record(core::Instant at, EventType type, core::Json data, Actor actor);

  core::Site site_;
  core::WorkTime time_;
  std::optional<core::Calendar> published_;
  StaffMember staff_;
  StaffMember colleague_;
  std::vector<Event> events_;
  int parts_ = 0;
};

// The newest run of a clock in the case's present round, or nullptr.
const ClockRun* run_of(const Case& subject, std::string_view clock);

// "2026-10-12 17:00", "no due time" or "no clock".
std::string due_text(const Case& subject, std::string_view clock);

// Reports, accepts and dispatches a case at that time, to the unit `civil`.
void hand_over(CaseLife& life, const std::string& at, const std::string& tier = "complex");

// Submits a case, and lets a unit sign for it.
void reach_handling(CaseLife& life, const std::string& at, const std::string& tier);

}  // namespace handler::cases::testing
