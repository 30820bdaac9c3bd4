// What those events change that carry a case from its report to its end.
#include "handler/cases/fold/fold_course.h"

#include <utility>

#include "core/base/check.h"
#include "handler/cases/fold/event.h"
#include "handler/cases/fold/fold_mending.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Milestone;

void set_kind(Folding& folding, const std::string& kind, bool marked_restricted) {
  folding.result.kind = kind;
  const core::Kind* known = folding.rules.policy->kind(kind);
  folding.result.restricted = marked_restricted || (known != nullptr && known->restricted);
}

void set_tier(Folding& folding, const std::string& tier) {
  folding.result.tier = tier;
  folding.clocks.set_tier(tier.empty() ? nullptr : folding.rules.policy->tier(tier));
}

void leave_pause(Folding& folding, const Event& event) {
  folding.clocks.resume(event.counted_at());
}

void end_unanswered(Folding& folding, const Event& event, CaseState state) {
  leave_pause(folding, event);
  folding.result.returned = false;
  folding.result.sent_back = false;
  folding.result.state = state;
  folding.result.urge_open = false;
  folding.result.materials_arrived = false;
  folding.result.supplement_arrived = false;
  folding.result.consent.reset();
  folding.result.waiting_progress.reset();
  folding.clocks.stop_all(event.counted_at());
}

}  // namespace

void pass(Case& subject, CaseState state) {
  if (!subject.has_passed(state)) subject.passed.push_back(state);
}

namespace apply {

void submitted(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.id = event.case_id;
  subject.site = event.site;
  subject.window = text_in(event.data, "window");
  subject.concerned_unit = text_in(event.data, "unit");
  subject.confidential = switch_in(event.data, "confidential");
  subject.channel = text_in(event.data, "channel");
  subject.written = folding.rules.policy->is_written(subject.channel);
  subject.assigned_due = core::day_from_iso(text_in(event.data, "assigned_due"));
  subject.known_to_staff = switch_in(event.data, "known_to_staff");
  if (event.data.contains("set_aside")) subject.set_aside = number_in(event.data, "set_aside");
  subject.received_at = event.counted_at();
  set_kind(folding, text_in(event.data, "kind"), switch_in(event.data, "restricted"));
  folding.clocks.reach(Milestone::submitted, event.counted_at());
}

void admitted(Folding& folding, const Event&) {
  folding.result.set_aside = 0;
}

void accepted(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = CaseState::accepted;
  subject.set_aside = 0;
  subject.urge_open = false;
  subject.accepted_at = event.counted_at();
  subject.consent.reset();
  subject.serial = text_in(event.data, "serial");
  subject.policy = event.policy;
  if (subject.concerned_unit.empty()) subject.concerned_unit = text_in(event.data, "concerned");
  // `restricted` stays set. Otherwise accepting a conduct case as another kind would open it to the
  // unit that it is about.
  const bool was_restricted = subject.restricted;
  set_kind(folding, text_in(event.data, "kind"), was_restricted);
  if (subject.restricted && !was_restricted) subject.restricted_since = event.seq;
  set_tier(folding, text_in(event.data, "tier"));
  folding.clocks.reach(Milestone::accepted, event.counted_at());
  if (subject.assigned_due)
    folding.clocks.run_until_superiors_day(*subject.assigned_due, event.counted_at());
}

// The reasons keep the wording of the policy version of that day.
void declined(Folding& folding, const Event& event) {
  folding.result.consent.reset();  // used up, even if the decline is undone
  remember(folding, event);
  folding.result.policy = event.policy;
  // A decline for a published reason is a decision about a report, whatever list it stood in.
  if (!text_in(event.data, "exclusion").empty()) folding.result.set_aside = 0;
  end_unanswered(folding, event, CaseState::declined);
}

void withdrawn(Folding& folding, const Event& event) {
  // The reporter's own withdrawal is the reporter's decision: staff do not take it back.
  if (event.actor.kind == Actor::Kind::staff) remember(folding, event);
  end_unanswered(folding, event, CaseState::withdrawn);
}

void transferred_out(Folding& folding, const Event& event) {
  end_unanswered(folding, event, CaseState::transferred_out);
}

void dispatched(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = CaseState::dispatched;
  subject.unit = text_in(event.data, "unit");
  subject.assisting = texts_in(event.data, "assisting");
  subject.bounces = folding.bounces[subject.unit];
  subject.returned = false;
  subject.sent_back = false;
  subject.waiting_progress.reset();  // of the unit that had the case before
  folding.clocks.reach(Milestone::dispatched, event.counted_at());
}

void signed_for(Folding& folding, const Event&) {
  folding.result.state = CaseState::handling;
}

// The window holds the case again; its clocks continue.
void returned(Folding& folding, const Event&) {
  Case& subject = folding.result;
  subject.state = CaseState::accepted;
  subject.bounces = ++folding.bounces[subject.unit];
  ++subject.bounces_of_case;
  subject.returned = true;
  subject.sent_back = false;
  subject.waiting_progress.reset();
  subject.unit.clear();
  subject.assisting.clear();
}

// A later statement in the same round replaces the earlier one.
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
  folding.result.consent.reset();
  folding.result.returned = false;
  folding.result.sent_back = false;
  folding.result.waiting_progress.reset();  // the answer says more
  folding.result.urge_open = false;
  folding.clocks.reach(Milestone::replied, event.counted_at());
}

// What the window reads first is no answer to the reporter yet, and stops no clock.
void progress_reported(Folding& folding, const Event& event) {
  const std::optional<core::Day> next = day_in(event.data, "next");
  if (switch_in(event.data, "waits")) {
    folding.result.waiting_progress = WaitingProgress{event.counted_at(), next};
    return;
  }
  folding.result.urge_open = false;
  folding.clocks.report_progress(event.counted_at(), event.counted_at(), next,
                                 folding.name_of_role(event.actor));
}

// The unit was done when it reported. The reporter heard of it now, so what ran out in between is a
// breach.
void progress_released(Folding& folding, const Event& event) {
  BANCHENG_CHECK(folding.result.waiting_progress.has_value());
  folding.clocks.report_progress(folding.result.waiting_progress->at, event.counted_at(),
                                 day_in(event.data, "next"), folding.name_of_role(event.actor));
  folding.result.waiting_progress.reset();
  folding.result.urge_open = false;
}

void progress_refused(Folding& folding, const Event&) {
  BANCHENG_CHECK(folding.result.waiting_progress.has_value());
  folding.result.waiting_progress.reset();
}

// A call without an answer is recorded, but the reporter was not reached.
void contacted(Folding& folding, const Event& event) {
  if (text_in(event.data, "contact") == kNoAnswer) return;
  folding.clocks.reach(Milestone::contacted, event.counted_at());
}

void sent_back(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  subject.state = subject.unit.empty() ? CaseState::accepted : CaseState::handling;
  subject.has_reply = false;
  subject.sent_back = true;
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

// Moves no clock and no state.
void supplemented(Folding& folding, const Event&) {
  folding.result.supplement_arrived = true;
}

void reopened(Folding& folding, const Event& event) {
  Case& subject = folding.result;
  const bool held = !subject.unit.empty();
  subject.state = held ? CaseState::handling : CaseState::accepted;
  subject.has_reply = false;
  subject.has_feedback = false;
  subject.coordinations = 0;
  subject.failed_coordinations = 0;
  subject.urges_in_round = 0;
  subject.bounces = 0;
  subject.bounces_of_case = 0;
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
    folding.result.urged_by_reporter_at = event.noted_at();
}

// Events of older programs do not say how the meeting ended: they count as they did then.
void coordinated(Folding& folding, const Event& event) {
  ++folding.result.coordinations;
  if (text_in(event.data, "agreement") != "agreed") ++folding.result.failed_coordinations;
}

void visited(Folding& folding, const Event&) {
  ++folding.result.visits;
}

void evaluated(Folding& folding, const Event& event) {
  Evaluation evaluation{.grade = text_in(event.data, "grade")};
  const core::EvaluationGrade* grade = folding.rules.policy->grade(evaluation.grade);
  evaluation.unhappy = grade != nullptr && grade->unhappy;
  folding.result.ratings[folding.clocks.round()] = {evaluation.grade, evaluation.unhappy,
                                                    folding.result.unit};
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

void nothing(Folding&, const Event&) {}

}  // namespace apply

}  // namespace handler::cases
