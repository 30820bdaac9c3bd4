// What a site promises: scope, kinds, tiers, clocks, roles, escalations, steps. One policy.yaml
// drives the pages, the flowchart, the form and every deadline of the case engine.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"
#include "core/policy/case_words.h"
#include "core/time/calendar.h"
#include "core/time/office_hours.h"
#include "core/time/time_limit.h"

namespace core {

// What sort of thing is reported; decides tiers, visibility and path.
struct Kind {
  std::string id;
  std::string name;                // "办事受阻"
  std::string description;         // one sentence for the form
  std::vector<std::string> tiers;  // ids; empty: no by-tier clock runs
  bool restricted = false;         // conduct: never visible to the unit it is about
  Span span;
};

// Something the window takes on, in the page's words.
struct ScopeItem {
  std::string id;
  std::string kind;
  std::string text;
  Span span;
};

// Where to go instead.
struct Referral {
  std::string id;
  std::string name;   // "12345 政务服务便民热线"
  std::string phone;  // may be empty
  std::string note;   // may be empty
  Span span;
};

// Something the window does not take on; a decline names one of these.
struct Exclusion {
  std::string id;
  std::string text;
  std::string explain;                // what the reporter is told; may be empty
  std::vector<std::string> referral;  // ids of Referral, at least one (CA-17)
  Span span;
};

struct RoleName {
  Role role = Role::front_desk;
  std::string name;  // "督办考核科"
  bool from_duty_roster = false;
  int least = 0;  // fewest people the policy asks for (BG-08); staff roster of that role is checked
  Span span;      // of `least`, or of the role's key
};

// What a reply must achieve to stop the handling clock.
enum class TierMeans {
  resolve,           // solved
  resolve_or_reply,  // solved, or a proper answer given (PY-20)
  progress,          // a progress reply with reasons stops the clock; the case stays open (PZ-26)
};

struct Tier {
  std::string id;
  std::string name;    // "一般事项", "黄牌"
  std::string colour;  // "blue" | "yellow" | "red" | "" ; always printed with its word
  std::map<std::string, TimeLimit> limits;  // by clock id
  std::map<std::string, Span> limit_spans;
  TierMeans means = TierMeans::resolve;
  std::vector<std::string> criteria;            // when this tier applies, in the page's words
  std::vector<std::string> requires_documents;  // names: "问题处理说明"
  std::string performer;                        // who coordinates: "联席会议", may be empty
  Span span;
};

struct Extension {
  int workdays = 0;  // added to the old due date, at most (PY-22)
  int times = 1;
  Role asked_by = Role::unit;
  Role approved_by = Role::leader_on_duty;
  Span span;
};

// What follows when a clock runs out.
struct BreachAction {
  enum class When { always, if_extended, unless_extended };
  enum class Act { notify, escalate };
  When when = When::always;
  Act act = Act::notify;
  std::string target;  // a role's YAML name or the id of a body
  Span span;           // of the target
};

struct PolicyClock {
  std::string id;
  std::string name;  // "限时办结"
  Milestone from = Milestone::accepted;
  Milestone until = Milestone::replied;
  bool by_tier = false;
  TimeLimit limit;  // if not by_tier
  std::optional<Extension> extend;
  std::vector<BreachAction> on_breach;
  // How much office time before the due instant whoever holds the case is reminded.
  std::optional<TimeLimit> remind;
  Span span;
};

// What follows when something has happened too often to one case in one round (BG-28).
struct Trigger {
  enum class Count { coordination, bounce, urge };
  Count count = Count::coordination;
  int at = 0;
  std::string tier;      // only for cases of this tier; "" = of any
  std::string escalate;  // a role's YAML name or the id of a body
  Span span;             // of the target
  Span at_span;
};
inline constexpr std::array<std::pair<Trigger::Count, std::string_view>, 3> kTriggerCounts = {{
    {Trigger::Count::coordination, "coordination"},
    {Trigger::Count::bounce, "bounce"},
    {Trigger::Count::urge, "urge"},
}};

// The window asks the reporter afterwards how things are (BG-35).
struct Visits {
  std::optional<TimeLimit> within;  // after closing; nothing: the document names no time
};

// A line of a step's box that leads away from the main path and that no rule of the policy implies.
struct StepBranch {
  std::string name;  // "多次协调未果"
  std::string text;  // "移交区纪委监委和督查局督办"
  std::string then;  // id of the step where the way goes on, or kFlowEnd; "": the step after
  Span span;
};

// Instead of a step's id: the way ends.
inline constexpr std::string_view kFlowEnd = "end";

// A box of the published flowchart; every case state belongs to exactly one.
struct Step {
  std::string id;
  std::string name;       // "及时转办"
  std::string text;       // numbers are never typed here: limits are drawn from tiers and clocks
  std::string performer;  // "督办考核科"
  std::vector<CaseState> covers;
  std::vector<std::string> clocks;  // ids of clocks drawn in this box
  std::vector<StepBranch> branches;
  Span span;
};

// One answer to "how did we do", from the best to the worst.
struct EvaluationGrade {
  std::string id;
  std::string name;      // "不满意"
  bool unhappy = false;  // the window owes an account of what it put right (PY-28)
  Span span;
};

// Why something could not be done, as the window sees it when it is over (CA-31).
struct Cause {
  std::string id;
  std::string name;                // "材料不齐全"
  std::vector<std::string> kinds;  // ids of kinds that it can be the cause of; empty: of any
  Span span;
};
// The choice beside the policy's own, where none of them fits.
inline constexpr std::string_view kOtherCause = "other";

// How often the leader on duty is at the window at least on each workday (PY-25).
enum class Attendance {
  half_day,  // once in the morning and once in the afternoon
  day,
};
inline constexpr std::array<std::pair<Attendance, std::string_view>, 2> kAttendances = {{
    {Attendance::half_day, "half_day"},
    {Attendance::day, "day"},
}};

struct Policy {
  Day effective_from{};
  std::string basis;  // id of the document these rules come from
  std::vector<Kind> kinds;
  std::vector<ScopeItem> scope;
  std::vector<Exclusion> exclusions;
  std::vector<Referral> referrals;
  std::vector<RoleName> roles;
  std::vector<Tier> tiers;
  std::vector<PolicyClock> clocks;
  std::vector<Step> steps;
  std::string limits_note;  // said under the limits table: e.g. why a town prints no numbers (CA)
  OfficeHours hours;        // for counting
  std::vector<LocalDay> closures;
  std::optional<TimeLimit> materials_within;  // how long the window waits for asked-for materials
  std::vector<EvaluationGrade> grades;        // empty: reporters are not asked to evaluate
  bool reopening = false;                     // reporters may ask for another round
  std::vector<Trigger> triggers;
  std::optional<Visits> visits;  // nothing: nobody is visited as a matter of course
  // How often one unit may bounce the slip of a case; then the window's decision stands.
  std::optional<int> most_bounces;
  std::vector<Cause> causes;             // empty: nobody is asked why something could not be done
  std::optional<Attendance> attendance;  // nothing: not asked for, and not written down
  Span basis_span;

  const Kind* kind(std::string_view id) const;
  const Tier* tier(std::string_view id) const;
  const PolicyClock* clock(std::string_view id) const;
  const Exclusion* exclusion(std::string_view id) const;
  const EvaluationGrade* grade(std::string_view id) const;
  const Referral* referral(std::string_view id) const;
  const Cause* cause(std::string_view id) const;
  // Those that a case of this kind may have, in the policy's order; empty: it is not asked.
  std::vector<const Cause*> causes_of(std::string_view kind) const;
  const RoleName* role(Role role) const;
  // The step that covers a state; every valid policy has exactly one.
  const Step* step_of(CaseState state) const;
  // The limit of a clock for a tier (nullptr: no tier yet); nothing if this clock does not run for
  // it.
  std::optional<TimeLimit> limit_of(const PolicyClock& clock, const Tier* tier) const;
};

}  // namespace core
