// The promises of a site: scope, kinds, tiers, clocks, roles, escalations, steps. policy.yaml alone
// drives the pages, the flowchart, the form and every deadline of the case engine.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/input/yaml_reader.h"
#include "core/policy/case_words.h"
#include "core/policy/file_rule.h"
#include "core/time/calendar.h"
#include "core/time/calendar_span.h"
#include "core/time/time_limit.h"
#include "core/time/work_time.h"

namespace core {

// The kind of a reported matter; decides tiers, visibility and path.
struct Kind {
  std::string id;
  std::string name;                // "办事受阻"
  std::string description;         // one sentence for the form
  std::vector<std::string> tiers;  // ids; empty: clocks by tier do not run
  bool restricted = false;         // about conduct: never shown to the unit it is about
  Span span;
};

// A kind of matter that the window accepts, in the page's words.
struct ScopeItem {
  std::string id;
  std::string kind;
  std::string text;
  Span span;
};

// Where else to turn.
struct Referral {
  std::string id;
  std::string name;   // "12345 政务服务便民热线"
  std::string phone;  // may be empty
  std::string note;   // may be empty
  Span span;
};

// A kind of matter that the window does not accept. Declining a case refers to one of these.
struct Exclusion {
  std::string id;
  std::string text;
  std::string explain;                // told to the reporter; may be empty
  std::vector<std::string> referral;  // ids of Referral, at least one (CA-17)
  bool not_applied = false;           // holds if the reporter has not applied for the matter yet
  Span span;
};

struct RoleName {
  Role role = Role::front_desk;
  std::string name;  // "督办考核科"
  bool from_duty_roster = false;
  int least = 0;  // fewest people the policy requires (BG-08), checked against the staff roster
  Span span;      // of `least`, or of the role's key
};

// What a reply must achieve to stop the handling clock.
enum class TierMeans {
  resolve,           // the matter is solved
  resolve_or_reply,  // solved, or answered properly (PY-20)
  progress,          // a progress reply with reasons stops the clock; the case stays open (PZ-26)
};

struct Tier {
  std::string id;
  std::string name;    // "一般事项", "黄牌"
  std::string colour;  // "blue" | "yellow" | "red" | ""; always printed with its word
  std::map<std::string, TimeLimit> limits;  // by clock id
  std::map<std::string, Span> limit_spans;
  TierMeans means = TierMeans::resolve;
  std::vector<std::string> criteria;            // when this tier applies, in the page's words
  std::vector<std::string> requires_documents;  // names: "问题处理说明"
  std::string performer;                        // who coordinates: "联席会议"; may be empty
  Span span;
};

struct Extension {
  int workdays = 0;  // added to the old due date, at most (PY-22)
  int times = 1;
  Role asked_by = Role::unit;
  Role approved_by = Role::leader_on_duty;
  // The reporter must read the reason and the new date before the old one has passed: granting
  // needs a text for the reporter, and is refused afterwards.
  bool tell_before_due = false;
  Span span;
};

// What happens when a clock has run out.
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
  TimeLimit limit;             // if not by_tier
  std::optional<Role> set_by;  // sets the date, where a limit is case_by_case
  Span set_by_span;
  std::optional<Extension> extend;
  std::vector<BreachAction> on_breach;
  // How much office time before the due date the current holder of the case is reminded.
  std::optional<TimeLimit> remind;
  Span span;
};

// Whose bounced slips are counted: those of one unit, or those of all units of the case.
enum class BounceOf { unit, whole_case };
inline constexpr std::array<std::pair<BounceOf, std::string_view>, 2> kBounceOf = {{
    {BounceOf::unit, "unit"},
    {BounceOf::whole_case, "case"},
}};

// Who tells the reporter how far a case is, and how. Whatever a policy says, a report of progress
// names the day of the next one, which is kept as a limit of the case, and a unit that has a slip
// signs for it first.
struct ProgressRule {
  std::vector<Role> by = {Role::unit, Role::front_desk};
  bool statement = false;     // always with a written statement, not only where the tier asks it
  bool window_first = false;  // the window reads what a unit reports before the reporter does

  bool operator==(const ProgressRule&) const = default;
};

// What happens when something has occurred too often in one round of a case (BG-28).
struct Trigger {
  enum class Count { coordination, bounce, urge };
  Count count = Count::coordination;  // coordination: meetings that reached no agreement
  BounceOf of = BounceOf::unit;       // only for bounce
  int at = 0;
  std::string tier;      // only for cases of this tier; "": any tier
  std::string escalate;  // a role's YAML name or the id of a body
  Span span;             // of the target
  Span at_span;
};
inline constexpr std::array<std::pair<Trigger::Count, std::string_view>, 3> kTriggerCounts = {{
    {Trigger::Count::coordination, "coordination"},
    {Trigger::Count::bounce, "bounce"},
    {Trigger::Count::urge, "urge"},
}};

// After closing, the window asks the reporter how the matter stands (BG-35).
struct Visits {
  std::optional<TimeLimit> within;  // after closing; nothing: the document names no time
};

// A branch in a step's box that leaves the main path and does not follow from other rules.
struct StepBranch {
  std::string name;  // "多次协调未果"
  std::string text;  // "移交区纪委监委和督查局督办"
  std::string then;  // id of the step where the path continues, or kFlowEnd; "": the next step
  Span span;
};

// Used instead of a step's id: the path ends.
inline constexpr std::string_view kFlowEnd = "end";

// A box of the published flowchart. Every case state belongs to exactly one step.
struct Step {
  std::string id;
  std::string name;       // "及时转办"
  std::string text;       // without numbers: limits come from tiers and clocks
  std::string performer;  // "督办考核科"
  std::vector<CaseState> covers;
  std::vector<std::string> clocks;  // ids of the clocks shown in this box
  std::vector<StepBranch> branches;
  Span span;
};

// One answer to an evaluation; the list goes from best to worst.
struct EvaluationGrade {
  std::string id;
  std::string name;      // "不满意"
  bool unhappy = false;  // the window must report what it put right (PY-28)
  Span span;
};

// Why a matter could not be settled, as the window judges afterwards (CA-31).
struct Cause {
  std::string id;
  std::string name;                // "材料不齐全"
  std::vector<std::string> kinds;  // ids of the kinds that can have this cause; empty: all
  Span span;
};
// The choice for cases where no cause of the policy fits.
inline constexpr std::string_view kOtherCause = "other";

// How a report comes in: sent by the reporter, or recorded by staff.
struct Channel {
  std::string id;
  std::string name;       // "": the catalogue's word for one of kUsualChannels
  bool is_public = true;  // pages offer it; otherwise only staff know of it
  std::string run_by;     // who answers there, if not the window: "12345 热线办"; may be empty
  bool written = true;    // what comes this way counts as written
  Span span;
};
// The channel of the public form: every site has it.
inline constexpr std::string_view kOnlineChannel = "online";
// The channel of a task from a superior body, for which the desk asks other facts.
inline constexpr std::string_view kSuperiorChannel = "superior";

// The product's own channels: those of a policy that names none, and the only ones whose name may
// be left out.
std::vector<Channel> usual_channels();

// Whether the clocks of a case wait while the reporter brings what was asked for.
enum class Pauses {
  materials,  // they wait, and the due date moves
  never,      // they run on
};
inline constexpr std::array<std::pair<Pauses, std::string_view>, 2> kPauses = {{
    {Pauses::materials, "materials"},
    {Pauses::never, "never"},
}};

// An answer that ends a case against the reporter's wish. A policy may require that a role consents
// before it is given.
enum class Denial {
  decline,  // the window does not take the case on
  cannot,   // a reply that the matter cannot be done
};
inline constexpr std::array<std::pair<Denial, std::string_view>, 2> kDenials = {{
    {Denial::decline, "decline"},
    {Denial::cannot, "cannot"},
}};
constexpr std::string_view to_text(Denial denial) {
  return name_in(kDenials, denial);
}

struct Consent {
  Denial before = Denial::decline;
  Role by = Role::leader_on_duty;
  Span span;
};

// How often the leader on duty must be at the window on each workday (PY-25).
enum class Attendance {
  half_day,  // once each morning and once each afternoon
  day,
};
inline constexpr std::array<std::pair<Attendance, std::string_view>, 2> kAttendances = {{
    {Attendance::half_day, "half_day"},
    {Attendance::day, "day"},
}};

// Who lets out what an editor changed.
enum class Approval {
  second_person,  // another person agrees to it first
  author,
};
inline constexpr std::array<std::pair<Approval, std::string_view>, 2> kApprovals = {{
    {Approval::second_person, "second_person"},
    {Approval::author, "author"},
}};

// The classes of what is kept of a case, each with a time of its own.
enum class Kept {
  identity,  // who reported, with what finds the case by a phone number
  words,     // what the reporter and staff wrote, with the words of search
  files,     // photos and other files
};
inline constexpr std::array<std::pair<Kept, std::string_view>, 3> kKept = {{
    {Kept::identity, "identity"},
    {Kept::words, "words"},
    {Kept::files, "files"},
}};
constexpr std::string_view to_text(Kept kept) {
  return name_in(kKept, kept);
}

// How long each class is kept after a case has ended, by the calendar; nothing is destroyed of a
// class without a time.
struct Retention {
  std::map<Kept, CalendarSpan> times;
  std::map<Kept, Span> spans;
  std::optional<CalendarSpan> backups;  // how long older backups outlive a destruction
  std::vector<Role> hold_by;            // who may put destruction off; empty: see roles_to_hold()

  std::optional<CalendarSpan> time_of(Kept kept) const;
  // "identity 3 years, words 3 years"; "" without times. Two with the same text destroy alike.
  std::string text() const;
};

struct Policy {
  BANCHENG_DECLARE_COPYING(Policy);

  Day effective_from{};
  std::string basis;  // id of the document with these rules
  std::vector<Kind> kinds;
  std::vector<ScopeItem> scope;
  std::vector<Exclusion> exclusions;
  std::vector<Referral> referrals;
  std::vector<RoleName> roles;
  std::vector<Tier> tiers;
  std::vector<PolicyClock> clocks;
  std::vector<Step> steps;
  std::string limits_note;  // below the limits table: e.g. why a town prints no numbers (CA)
  OfficeHours hours;        // used for counting
  std::vector<LocalDay> closures;
  std::optional<TimeLimit> materials_within;  // how long the window waits for requested materials
  // What the document says about pauses; nothing: it is silent, and clocks wait for materials as
  // the product has it.
  std::optional<Pauses> pauses;
  std::vector<EvaluationGrade> grades;  // empty: reporters are not asked to evaluate
  bool reopening = false;               // reporters may request another round
  std::vector<Trigger> triggers;
  std::optional<Visits> visits;  // nothing: no follow-up visits
  // How often the slip of a case may be bounced by one unit, or in all; after that the window's
  // decision is final.
  std::optional<int> most_bounces;
  BounceOf most_bounces_of = BounceOf::unit;
  bool written_answers = false;          // a written report is answered in writing (BG-31)
  std::vector<Cause> causes;             // empty: staff are not asked for a cause
  std::optional<Attendance> attendance;  // nothing: not required and not recorded
  std::vector<Channel> channels = usual_channels();
  std::vector<Consent> consents;  // at most one for each denial
  ProgressRule progress;
  Retention retention;
  // What the document says about files; nothing: it is silent, and the numbers of the program hold.
  std::optional<FileRule> files;
  std::optional<Approval> approval;  // of what editors publish; nothing: see needs_second_person()
  Span basis_span;

  const Kind* kind(std::string_view id) const;
  const Tier* tier(std::string_view id) const;
  const PolicyClock* clock(std::string_view id) const;
  const Exclusion* exclusion(std::string_view id) const;
  const EvaluationGrade* grade(std::string_view id) const;
  const Referral* referral(std::string_view id) const;
  const Cause* cause(std::string_view id) const;
  // The causes for cases of this kind, in the policy's order; empty: staff are not asked.
  std::vector<const Cause*> causes_of(std::string_view kind) const;
  const RoleName* role(Role role) const;
  const Channel* channel(std::string_view id) const;
  // Whether a report of this channel counts as written. A channel that the policy does not know
  // (an older case may have one) counts as the product's own channel of that id, else as written.
  bool is_written(std::string_view channel) const;
  // Whether the clocks of a case wait for the reporter's materials.
  bool waits_for_materials() const { return pauses != Pauses::never; }
  // Which files a case takes, by the policy or by the program.
  FileRule file_rule() const { return files.value_or(FileRule{}); }
  // Whether the policy says anything of time: without a clock and a note pages have nothing to
  // print.
  bool says_limits() const { return !clocks.empty() || !limits_note.empty(); }
  // The role that must consent before this denial; nothing: no consent is needed.
  std::optional<Role> consent_before(Denial denial) const;
  // The step that covers a state. Every valid policy has exactly one.
  const Step* step_of(CaseState state) const;
  // The limit of a clock for a tier (nullptr: no tier yet); nothing if the clock does not run for
  // it.
  std::optional<TimeLimit> limit_of(const PolicyClock& clock, const Tier* tier) const;
  // Every limit that the clock can have: its own, or those of all tiers.
  std::vector<TimeLimit> limits_of(const PolicyClock& clock) const;
  // True if some clock runs from or until the milestone.
  bool uses(Milestone milestone) const;
};

}  // namespace core
