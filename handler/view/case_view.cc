// Fills the partials of site_templates/case from a folded case.
#include "handler/view/case_view.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/flowchart.h"
#include "core/page/page_frame.h"
#include "core/policy/count_words.h"
#include "core/reading/find_by_id.h"
#include "core/site/site.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/view/date_words.h"
#include "handler/view/event_words.h"
#include "handler/view/past_words.h"
#include "handler/view/timeline.h"

namespace handler::view {
namespace {

bool is_over_without_result(core::CaseState state) {
  return state == core::CaseState::declined || state == core::CaseState::withdrawn ||
         state == core::CaseState::transferred_out;
}

// -- status

void add_referrals_of_decline(core::TemplateData& data, const ViewedCase& subject) {
  const cases::Event* declined =
      cases::last_event(subject.record.events(), cases::EventType::declined);
  if (declined != nullptr)
    add_referrals(data, subject.policy, cases::texts_in(declined->data, "referral"));
}

// The unit's contact people (BG-11, BG-36).
void add_unit_people(core::TemplateData& data, const core::Unit& unit) {
  data.set_optional("UNIT_DEPUTY", unit.deputy)
      .set_optional("UNIT_LIAISON", unit.liaison)
      .set_optional("UNIT_PHONE", unit.phone)
      .set("UNIT_DIALLED", core::dialled(unit.phone));
}

// The destroyed classes, and that they were destroyed as announced: no page of such a case is an
// error.
void add_destructions(core::TemplateData& data, const ViewedCase& subject) {
  for (const cases::Destruction& done : subject.folded.destructions) {
    std::vector<std::string> names;
    for (const core::Kept kept : done.classes) names.push_back(kept_name(subject.texts(), kept));
    data.add("DESTROYED")
        .set("DESTROYED_WHAT", core::joined(names, subject.texts().get("desk.list_comma")))
        .set("DESTROYED_ON", core::chinese_date(core::day_of(done.at)))
        .show(done.on_request ? "DESTROYED_ON_REQUEST" : "DESTROYED_BY_TIME");
  }
}

// What follows the state's name; of a case in hand, who has it.
void add_state_text(core::TemplateData& data, const ViewedCase& subject, const std::string& state) {
  const std::string unit = core::unit_name(subject.site.site(), subject.folded.unit);
  const std::string key = "case.state_text." + state;
  const std::string by_unit = key + "_by_unit";
  if (!unit.empty() && subject.texts().has(by_unit)) {
    data.set_optional("STATE_TEXT", subject.texts().format(by_unit, {{"unit", unit}}));
  } else if (subject.texts().has(key)) {
    data.set_optional("STATE_TEXT", subject.texts().get(key));
  }
}

void add_status(core::TemplateData& data, const ViewedCase& subject) {
  const std::string state(subject.folded.set_aside > 0 ? cases::standing_of(subject.folded)
                                                       : core::to_text(subject.folded.state));
  const core::Unit* unit = subject.site.site().unit(subject.folded.unit);
  data.set("STATE_NAME", subject.texts().get("case.state." + state))
      .set_optional("STEP_NAME", core::name_or(subject.policy.step_of(subject.folded.state), ""))
      .set_optional("SERIAL", subject.folded.serial)
      .set_optional("UNIT_NAME", core::unit_name(subject.site.site(), subject.folded.unit))
      .set_optional("TIER_NAME", core::name_or(subject.policy.tier(subject.folded.tier), ""));
  if (subject.reader == Reader::staff && unit != nullptr) add_unit_people(data, *unit);
  if (subject.reader == Reader::reporter) {
    add_state_text(data, subject, state);
    data.show_if(subject.folded.round > 1, "REOPENED");
  }
  if (subject.folded.state == core::CaseState::declined) add_referrals_of_decline(data, subject);
  add_destructions(data, subject);
}

// -- steps

// A closed case stays in its last step. The step is done if it also covers the answer; a step of
// its own (evaluation, follow-up) still expects something of the reporter.
bool nothing_left_to_do(core::CaseState state, const core::Step* step) {
  return state == core::CaseState::closed && step != nullptr && step->covers.size() > 1;
}

// A step was skipped if the case had none of its states, such as the dispatch of a case settled on
// the spot. A step without states is never skipped.
bool was_left_out(const core::Step& step, const cases::Case& folded) {
  return !step.covers.empty() && std::ranges::none_of(step.covers, [&](core::CaseState state) {
    return folded.has_passed(state);
  });
}

// The ticket page lists the steps by their titles; the desk draws the chart. The steps of the
// published policy are made once; those of an older one for each page.
core::TemplateData& add_step(core::TemplateData& data, const ViewedCase& subject,
                             const core::Step& step, core::FlowDetail detail) {
  if (subject.reader == Reader::reporter) return data.add("STEP").set("STEP_TITLE", step.name);
  const auto make = [&] {
    return core::flow_step(subject.site.site(), subject.policy, subject.texts(), step, detail);
  };
  if (&subject.policy != &subject.site.rules->policy) return core::add_flow_step(data, make());
  const char* key_end = detail == core::FlowDetail::whole ? " whole" : " brief";
  return core::add_flow_step(data, subject.site.flow_steps->get(step.id + key_end, make));
}

void add_steps(core::TemplateData& data, const ViewedCase& subject) {
  const core::Step* current = subject.policy.step_of(subject.folded.state);
  const bool stopped = is_over_without_result(subject.folded.state);
  const bool complete = nothing_left_to_do(subject.folded.state, current);
  // What waits for materials goes on where it was, perhaps before this step.
  const bool turns_back = subject.folded.state == core::CaseState::awaiting_materials;
  bool passed = false;
  for (const core::Step& step : subject.policy.steps) {
    const bool is_current = &step == current;
    const bool is_here = is_current && !stopped && !complete;
    const bool skipped = !is_current && !passed && was_left_out(step, subject.folded);
    const core::FlowDetail detail = is_here ? core::FlowDetail::whole : core::FlowDetail::brief;
    add_step(data, subject, step, detail)
        .show_if(is_here, "STEP_CURRENT")
        .show_if(is_current && stopped, "STEP_ENDED")
        .show_if((is_current && complete) || (!is_current && !passed && !skipped), "STEP_DONE")
        .show_if(skipped && !turns_back, "STEP_LEFT_OUT")
        .show_if((!is_current && passed && !stopped) || (skipped && turns_back), "STEP_TO_COME")
        .show_if(!is_current && passed && stopped, "STEP_DROPPED");
    passed = passed || is_current;
  }
}

// -- clocks and forecast

bool progress_was_told(const ViewedCase& subject, core::Instant stopped_at) {
  return std::ranges::any_of(subject.record.events(), [stopped_at](const cases::Event& event) {
    return event.type == cases::EventType::progress_reported && event.counted_at() == stopped_at &&
           !cases::is_kept_from_reporters(event);
  });
}

// If the site publishes no office hours, no time of day is printed, only the half of the day. The
// way to the deadline must then be explained in words.
bool is_due_within_a_day(const core::DueDate& due, const core::OfficeHours& hours) {
  if (!due.due || hours.published) return false;
  const auto minute = std::chrono::floor<std::chrono::minutes>(core::time_of_day(*due.due));
  return minute != hours.closing();
}

// The steps that the policy requires because this clock ran out, each one once.
void add_breaches(core::TemplateData& entry, const ViewedCase& subject,
                  const core::PolicyClock& clock, const cases::ClockRun& run) {
  using Action = core::BreachAction;
  std::vector<const Action*> shown;
  for (const cases::Breach& breach : run.breaches_by(subject.now)) {
    for (const Action* action : cases::follows_breach(clock, breach.extended)) {
      if (core::contains(shown, action)) continue;
      shown.push_back(action);
      const bool escalates = action->act == Action::Act::escalate;
      const bool after_extension = action->when == Action::When::if_extended;
      entry.add("BREACH")
          .set("BREACH_TARGET",
               core::target_name(subject.site.site(), subject.policy, action->target))
          .show_if(!escalates, "BREACH_NOTIFY")
          .show_if(escalates && !after_extension, "BREACH_ESCALATE")
          .show_if(escalates && after_extension, "BREACH_ESCALATE_EXTENDED");
    }
  }
}

// Whether the present deadline has passed, and which earlier ones were missed.
void add_missed(core::TemplateData& entry, const ViewedCase& subject, const cases::ClockRun& run) {
  for (const cases::Breach& breach : run.breaches_by(subject.now)) {
    if (breach.due == run.due.due) {
      entry.show("CLOCK_LATE");
      continue;
    }
    // The sentence about the earlier limit says it already.
    if (run.missed_earlier(subject.now) && breach.due == run.earlier->due.due) continue;
    entry.add("MISSED").set("MISSED_DUE", core::due_in_words(breach.due, subject.time.hours,
                                                             subject.texts(), subject.year()));
  }
}

// Materials are awaited, and the policy lets its clocks run on meanwhile.
bool runs_on(const ViewedCase& subject, const cases::ClockRun& run) {
  return run.running() && subject.folded.awaiting_since && !subject.policy.waits_for_materials();
}

// How the date was counted.
void add_notes(core::TemplateData& entry, const ViewedCase& subject, const core::PolicyClock* clock,
               const cases::ClockRun& run) {
  entry.show("HAS_NOTES");
  const core::Milestone from = clock == nullptr ? core::Milestone::accepted : clock->from;
  for (const std::string& note : core::explain_in_words(run.limit, run.due, subject.time.hours,
                                                        subject.texts(), subject.year(), from)) {
    entry.add("NOTE").set("NOTE_TEXT", note);
  }
}

void add_clock(core::TemplateData& data, const ViewedCase& subject, const cases::ClockRun& run) {
  const core::PolicyClock* clock = subject.policy.clock(run.clock);
  const core::Tier* tier = subject.policy.tier(subject.folded.tier);
  core::TemplateData& entry = data.add("CLOCK");
  const std::string due = due_words(run.due, subject.time.hours, subject.texts(), subject.year());
  entry.set("CLOCK_NAME", clock_name(subject.policy, subject.texts(), run.clock))
      .set("CLOCK_LIMIT",
           run.unlimited ? subject.texts().get("view.clocks.no_limit")
                         : limit_words(run.limit, subject.policy, clock, tier, subject.texts()))
      .set_optional("CLOCK_DUE", due)
      .show_if(run.due.provisional, "CLOCK_PROVISIONAL")
      .show_if(!run.unlimited && run.limit.kind == core::TimeLimit::Kind::on_the_spot,
               "CLOCK_ON_THE_SPOT")
      .show_if(run.overdue(subject.now), "CLOCK_OVERDUE")
      .show(is_due_within_a_day(run.due, subject.time.hours) ? "CLOCK_HALF_DAY"
                                                             : "CLOCK_WHOLE_DAYS")
      .show_if(run.running() && run.paused, "CLOCK_PAUSED")
      .show_if(runs_on(subject, run), "CLOCK_RUNS_ON");
  if (run.earlier) {
    add_earlier(entry, run, subject.now,
                due_words(run.earlier->due, subject.time.hours, subject.texts(), subject.year()));
  }
  add_missed(entry, subject, run);
  if (clock != nullptr && run.overdue(subject.now)) {
    add_breaches(entry, subject, *clock, run);
  }
  if (run.stopped_at) {
    const bool told =
        ends_with_progress(clock, tier) && progress_was_told(subject, *run.stopped_at);
    const bool reached = clock != nullptr && clock->until == core::Milestone::contacted;
    const char* key = reached ? "CLOCK_CONTACTED" : told ? "CLOCK_PROGRESS_TOLD" : "CLOCK_STOPPED";
    entry.set_optional(key, core::chinese_moment(*run.stopped_at, subject.year()));
  }
  if (!due.empty()) add_notes(entry, subject, clock, run);
}

void add_clocks(core::TemplateData& data, const ViewedCase& subject) {
  for (const cases::ClockRun& run : subject.folded.clocks) {
    if (subject.reader == Reader::reporter && cases::is_clock_for_staff(run.clock)) continue;
    add_clock(data, subject, run);
  }
  data.show_if(data.has_items("CLOCK"), "CLOCKS");
}

// Before acceptance every clock is a forecast, and before dispatch those that wait for it. A case
// returned by its unit keeps its real dates.
bool needs_forecast(const ViewedCase& subject) {
  if (subject.folded.state == core::CaseState::submitted) return true;
  if (subject.folded.state != core::CaseState::accepted) return false;
  return std::ranges::none_of(subject.folded.clocks, [&](const cases::ClockRun& run) {
    const core::PolicyClock* clock = subject.policy.clock(run.clock);
    return clock != nullptr && clock->by_tier;
  });
}

}  // namespace

void add_referrals(core::TemplateData& data, const core::Policy& policy,
                   const std::vector<std::string>& ids) {
  for (const core::Referral& referral : policy.referrals) {
    if (!core::contains(ids, referral.id)) continue;
    data.show("REFERRALS")
        .add("REFERRAL")
        .set("REFERRAL_NAME", referral.name)
        .set_optional("REFERRAL_PHONE", referral.phone)
        .set("REFERRAL_DIALLED", core::dialled(referral.phone))
        .set_optional("REFERRAL_NOTE", referral.note);
  }
}

core::TemplateData case_view(const LiveSite& site, const OwnedRules& rules,
                             const store::CaseRecord& record, const cases::Case& folded,
                             core::Instant now, Reader reader, const OpenedTexts& opened,
                             const NameOf& name_of) {
  const ViewedCase subject{
      site,   rules.version->policy, rules.version->time, record, folded, now, reader, opened,
      name_of};
  core::TemplateData data;
  add_status(data, subject);
  add_clocks(data, subject);
  if (reader == Reader::reporter) add_until(data, site, rules, folded, now);
  if (needs_forecast(subject)) {
    const core::Instant from = folded.accepted_at.value_or(record.events().front().noted_at());
    add_forecast(data, site, rules, folded, {from, now});
  }
  add_steps(data, subject);
  add_timeline(data, subject);
  return data;
}

}  // namespace handler::view
