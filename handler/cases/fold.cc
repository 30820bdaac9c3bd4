// One table from the type of an event to what it changes in a case; fold() walks the events through
// it.
#include <algorithm>
#include <array>

#include "core/base/check.h"
#include "handler/cases/event_data.h"
#include "handler/cases/folding.h"
#include "handler/cases/jobs.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Instant;
using core::Milestone;

using Apply = void (*)(Folding&, const Event&);

struct EventRule {
  std::string_view type;
  std::vector<CaseState> from;  // empty: any
  Apply apply;
};

// A report by word of mouth; everything else came in writing, no matter who typed it in (BG-31).
bool is_oral(std::string_view channel) {
  return channel == "phone" || channel == "in_person";
}

void set_kind(Folding& folding, const std::string& kind, bool marked_restricted) {
  folding.result.kind = kind;
  const core::Kind* known = folding.rules.policy->kind(kind);
  folding.result.restricted = marked_restricted || (known != nullptr && known->restricted);
}

void set_tier(Folding& folding, const std::string& tier) {
  folding.result.tier = tier;
  folding.clocks.set_tier(tier.empty() ? nullptr : folding.rules.policy->tier(tier));
}

void pass(Case& subject, CaseState state) {
  if (!subject.has_passed(state)) subject.passed.push_back(state);
}

void leave_pause(Folding& folding, const Event& event) {
  folding.clocks.resume(event.counted_at());
}

void submitted(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.id = event.case_id;
  subject.site = event.site;
  subject.window = text_in(event.data, "window");
  subject.concerned_unit = text_in(event.data, "unit");
  subject.confidential = switch_in(event.data, "confidential");
  subject.channel = text_in(event.data, "channel");
  subject.written = !is_oral(subject.channel);
  subject.assigned_due = core::day_from_iso(text_in(event.data, "assigned_due"));
  subject.known_to_staff = switch_in(event.data, "known_to_staff");
  subject.received_at = event.counted_at();
  set_kind(folding, text_in(event.data, "kind"), switch_in(event.data, "restricted"));
  folding.clocks.reach(Milestone::submitted, event.counted_at());
}

void accepted(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = CaseState::accepted;
  subject.urge_open = false;
  subject.accepted_at = event.counted_at();
  subject.serial = text_in(event.data, "serial");
  subject.policy = event.policy;
  if (subject.concerned_unit.empty()) subject.concerned_unit = text_in(event.data, "concerned");
  // Once restricted, always: else accepting a conduct case as something else would open it to the
  // unit it is about.
  set_kind(folding, text_in(event.data, "kind"), subject.restricted);
  set_tier(folding, text_in(event.data, "tier"));
  folding.clocks.reach(Milestone::accepted, event.counted_at());
}

template <CaseState state>
void end_unanswered(Folding& folding, const Event& event) {
  leave_pause(folding, event);
  folding.result.state = state;
  folding.result.urge_open = false;
  folding.result.materials_arrived = false;
  folding.clocks.stop_all(event.counted_at());
}

// Why it was declined is kept in the words of that day.
void declined(Folding& folding, const Event& event) {
  folding.result.policy = event.policy;
  end_unanswered<CaseState::declined>(folding, event);
}

void dispatched(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = CaseState::dispatched;
  subject.unit = text_in(event.data, "unit");
  subject.assisting = texts_in(event.data, "assisting");
  subject.bounces = folding.bounces[subject.unit];
  folding.clocks.reach(Milestone::dispatched, event.counted_at());
}

void signed_for(Folding& folding, const Event&) {
  folding.result.state = CaseState::handling;
}

// The window has it again; its clocks go on (rule 7).
void returned(Folding& folding, const Event&) {
  Case& subject = folding.result;
  subject.state = CaseState::accepted;
  subject.bounces = ++folding.bounces[subject.unit];
  subject.unit.clear();
  subject.assisting.clear();
}

// A later word of the same round takes the place of the earlier one.
void cause_stated(Folding& folding, const Event& event) {
  const std::string cause = text_in(event.data, "cause");
  if (!cause.empty()) folding.result.causes[folding.clocks.round()] = cause;
}

void replied(Folding& folding, const Event& event) {
  cause_stated(folding, event);
  leave_pause(folding, event);
  pass(folding.result, CaseState::handling);
  folding.result.state = CaseState::replied;
  folding.result.has_reply = true;
  folding.result.urge_open = false;
  folding.clocks.reach(Milestone::replied, event.counted_at());
}

void progress_reported(Folding& folding, const Event& event) {
  folding.result.urge_open = false;
  folding.clocks.reach(Milestone::progress, event.counted_at());
}

void sent_back(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = subject.unit.empty() ? CaseState::accepted : CaseState::handling;
  subject.has_reply = false;
  folding.clocks.undo_reply(event.counted_at());
}

void fed_back(Folding& folding, const Event& event) {
  folding.result.state = CaseState::fed_back;
  folding.result.urge_open = false;
  folding.result.has_feedback = true;
  folding.clocks.reach(Milestone::fed_back, event.counted_at());
}

void closed(Folding& folding, const Event& event) {
  BANCHENG_CHECK(folding.result.has_feedback);
  cause_stated(folding, event);
  folding.result.state = CaseState::closed;
  folding.result.closed_at = event.counted_at();
  folding.clocks.reach(Milestone::closed, event.counted_at());
}

void retiered(Folding& folding, const Event& event) {
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

void materials_asked(Folding& folding, const Event& event) {
  folding.before_pause = folding.result.state;
  folding.result.state = CaseState::awaiting_materials;
  folding.result.awaiting_since = event.counted_at();
  folding.clocks.pause(event.counted_at());
}

void materials_received(Folding& folding, const Event& event) {
  folding.result.state = folding.before_pause;
  leave_pause(folding, event);
}

void materials_sent(Folding& folding, const Event& event) {
  materials_received(folding, event);
  folding.result.materials_arrived = true;
}

void reopened(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  const bool held = !subject.unit.empty();
  subject.state = held ? CaseState::handling : CaseState::accepted;
  subject.has_reply = false;
  subject.has_feedback = false;
  subject.coordinations = 0;
  subject.urges_in_round = 0;
  subject.bounces = 0;
  folding.bounces.clear();
  subject.visits = 0;
  subject.visit_told = false;
  subject.closed_at.reset();
  subject.triggered.clear();
  subject.evaluation.reset();
  subject.reopening_asked = false;
  subject.archived = false;
  subject.absorbed_told.clear();
  folding.clocks.begin_round(held ? Milestone::dispatched : Milestone::accepted,
                             event.counted_at());
}

void urged(Folding& folding, const Event& event) {
  ++folding.result.urges;
  ++folding.result.urges_in_round;
  folding.result.urge_open = true;
  if (event.actor.kind == Actor::Kind::reporter)
    folding.result.urged_by_reporter_at = event.recorded_at;
}

void coordinated(Folding& folding, const Event&) {
  ++folding.result.coordinations;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void escalated(Folding& folding, const Event& event) {
  add_once(folding.result.escalated_to, text_in(event.data, "target"));
  const std::string trigger = text_in(event.data, "trigger");
  if (!trigger.empty()) add_once(folding.result.triggered, trigger);
}

void breached(Folding& folding, const Event& event) {
  folding.clocks.record_breach(text_in(event.data, "clock"), number_in(event.data, "round"),
                               instant_in(event.data, "due"), event.counted_at());
  for (const std::string& target : texts_in(event.data, "notify"))
    add_once(folding.result.notified, target);
  for (const std::string& target : texts_in(event.data, "escalate"))
    add_once(folding.result.escalated_to, target);
}

void reminded(Folding& folding, const Event& event) {
  folding.clocks.record_reminder(text_in(event.data, "clock"), number_in(event.data, "round"),
                                 instant_in(event.data, "due"));
}

void visit_due(Folding& folding, const Event&) {
  folding.result.visit_told = true;
}

void calendar_settled(Folding& folding, const Event& event) {
  const core::WorkTime& old = *folding.rules.time;
  folding.settled.push_back(std::make_shared<const core::WorkTime>(
      core::WorkTime{old.calendar.with(notice_of(event.data)), old.hours}));
  folding.result.settled = folding.settled.back();
  folding.rules.time = folding.result.settled.get();
  folding.clocks.settle(*folding.rules.time, event.counted_at());
}

void visited(Folding& folding, const Event&) {
  ++folding.result.visits;
}

void evaluated(Folding& folding, const Event& event) {
  Evaluation evaluation{.grade = text_in(event.data, "grade")};
  const core::EvaluationGrade* grade = folding.rules.policy->grade(evaluation.grade);
  evaluation.unhappy = grade != nullptr && grade->unhappy;
  folding.result.evaluation = std::move(evaluation);
}

void rectified(Folding& folding, const Event&) {
  BANCHENG_CHECK(folding.result.evaluation.has_value());
  folding.result.evaluation->rectified = true;
}

void reopening_asked(Folding& folding, const Event&) {
  folding.result.reopening_asked = true;
}

void reopening_refused(Folding& folding, const Event&) {
  folding.result.reopening_asked = false;
}

// Told and kept, but the case stands where it stood.
void noted(Folding&, const Event&) {}

constexpr auto kSubmitted = CaseState::submitted;
constexpr auto kAccepted = CaseState::accepted;
constexpr auto kDispatched = CaseState::dispatched;
constexpr auto kHandling = CaseState::handling;
constexpr auto kAwaiting = CaseState::awaiting_materials;
constexpr auto kReplied = CaseState::replied;
constexpr auto kFedBack = CaseState::fed_back;
constexpr auto kClosed = CaseState::closed;

const std::vector<EventRule>& event_rules() {
  static const std::vector<EventRule> kRules = {
      {"submitted", {}, submitted},
      {"accepted", {kSubmitted}, accepted},
      {"declined", {kSubmitted}, declined},
      {"withdrawn",
       {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting},
       end_unanswered<CaseState::withdrawn>},
      {"dispatched", {kAccepted, kDispatched, kHandling}, dispatched},
      {"signed_for", {kDispatched}, signed_for},
      {"returned", {kDispatched, kHandling}, returned},
      {"replied", {kAccepted, kDispatched, kHandling, kAwaiting}, replied},
      {"progress_reported", {kAccepted, kDispatched, kHandling}, progress_reported},
      {"sent_back", {kReplied}, sent_back},
      {"fed_back", {kReplied}, fed_back},
      {"closed", {kFedBack}, closed},
      {"cause_stated", {kReplied, kFedBack, kClosed}, cause_stated},
      {"retiered", {kAccepted, kDispatched, kHandling, kAwaiting}, retiered},
      {"extension_asked", {kAccepted, kDispatched, kHandling}, extension_asked},
      {"extension_granted", {kAccepted, kDispatched, kHandling, kAwaiting}, extension_granted},
      {"extension_refused", {kAccepted, kDispatched, kHandling, kAwaiting}, extension_refused},
      {"materials_asked", {kAccepted, kDispatched, kHandling}, materials_asked},
      {"materials_received", {kAwaiting}, materials_received},
      {"materials_sent", {kAwaiting}, materials_sent},
      {"transferred_out",
       {kAccepted, kDispatched, kHandling, kAwaiting},
       end_unanswered<CaseState::transferred_out>},
      {"urged", {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting, kReplied}, urged},
      {"coordinated", {kAccepted, kDispatched, kHandling}, coordinated},
      {"measure_used", {kAccepted, kDispatched, kHandling, kReplied}, noted},
      {"escalated", {}, escalated},
      {"accountability_recorded", {}, noted},
      {"evaluated", {kClosed}, evaluated},
      {"rectified", {kClosed}, rectified},
      {"visited", {kFedBack, kClosed}, visited},
      {"reopening_asked", {kClosed}, reopening_asked},
      {"reopening_refused", {kClosed}, reopening_refused},
      {"reopened", {kClosed}, reopened},
      {"archived",
       {kClosed, CaseState::declined, CaseState::withdrawn, CaseState::transferred_out},
       archived},
      {"merged", {kSubmitted, kAccepted, kDispatched, kHandling, kAwaiting}, merged},
      {"merged_in", {}, merged_in},
      {"merged_told", {}, noted},
      {"absorbed_told", {}, absorbed_told},
      {"number_changed", {}, number_changed},
      {"number_reissued", {}, number_reissued},
      {"contributed", {kDispatched, kHandling}, noted},
      {"breached", {}, breached},
      {"reminded", {}, reminded},
      {"visit_due", {kClosed}, visit_due},
      {"calendar_settled", {}, calendar_settled},
      {"identity_viewed", {}, noted},
  };
  return kRules;
}

// A look at the reporter's name is no answer to anything.
bool is_deed_of_staff(const Event& event) {
  return event.actor.kind == Actor::Kind::staff && event.type != "identity_viewed";
}

void apply(Folding& folding, const Event& event) {
  const auto& rules = event_rules();
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const EventRule& candidate) {
    return candidate.type == event.type;
  });
  BANCHENG_CHECK(rule != rules.end());
  Case& subject = folding.result;
  const bool first = subject.last_seq == 0;
  BANCHENG_CHECK(first == (event.type == "submitted") && event.seq > subject.last_seq);
  BANCHENG_CHECK(rule->from.empty() || std::find(rule->from.begin(), rule->from.end(),
                                                 subject.state) != rule->from.end());
  if (is_deed_of_staff(event)) subject.materials_arrived = false;
  rule->apply(folding, event);
  pass(subject, subject.state);
  if (subject.state != kAwaiting) subject.awaiting_since.reset();
  subject.last_seq = event.seq;
}

}  // namespace

Case fold(const Rules& rules, const std::vector<Event>& events) {
  BANCHENG_CHECK(rules.policy != nullptr && rules.time != nullptr && !events.empty());
  Folding folding(rules);
  for (const Event& event : events) apply(folding, event);
  folding.result.round = folding.clocks.round();
  folding.result.clocks = folding.clocks.runs();
  return std::move(folding.result);
}

}  // namespace handler::cases
