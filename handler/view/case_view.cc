// Fills the partials of site_templates/case from a folded case.
#include "handler/view/case_view.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "core/base/contains.h"
#include "core/page/flowchart.h"
#include "core/page/page_frame.h"
#include "core/policy/count_words.h"
#include "core/reading/find_by_id.h"
#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/jobs/jobs.h"

namespace handler::view {
namespace {

// The inputs of all parts of the view.
struct Subject {
  const LiveSite& site;
  const core::Policy& policy;
  const core::WorkTime& time;
  const store::CaseRecord& record;
  const cases::Case& folded;
  core::Instant now;
  Reader reader;
  const OpenedTexts& opened;
  const NameOf& name_of;

  const core::Texts& texts() const { return site.texts; }
  int year() const { return core::year_of(core::day_of(now)); }
};

bool is_over_without_result(core::CaseState state) {
  return state == core::CaseState::declined || state == core::CaseState::withdrawn ||
         state == core::CaseState::transferred_out;
}

// -- status

void add_referrals(core::TemplateData& data, const Subject& subject) {
  const cases::Event* declined =
      cases::last_event(subject.record.events(), cases::EventType::declined);
  if (declined == nullptr || !declined->data.contains("referral")) return;
  data.show("REFERRALS");
  const core::Json& chosen = declined->data.at("referral");
  for (const core::Referral& referral : subject.policy.referrals) {
    if (std::find(chosen.begin(), chosen.end(), referral.id) == chosen.end()) continue;
    data.add("REFERRAL")
        .set("REFERRAL_NAME", referral.name)
        .set_optional("REFERRAL_PHONE", referral.phone)
        .set("REFERRAL_DIALLED", core::dialled(referral.phone))
        .set_optional("REFERRAL_NOTE", referral.note);
  }
}

// The unit's contact people (BG-11, BG-36).
void add_unit_people(core::TemplateData& data, const core::Unit& unit) {
  data.set_optional("UNIT_DEPUTY", unit.deputy)
      .set_optional("UNIT_LIAISON", unit.liaison)
      .set_optional("UNIT_PHONE", unit.phone)
      .set("UNIT_DIALLED", core::dialled(unit.phone));
}

void add_status(core::TemplateData& data, const Subject& subject) {
  const std::string state(core::to_text(subject.folded.state));
  const core::Unit* unit = subject.site.site().unit(subject.folded.unit);
  data.set("STATE_NAME", subject.texts().get("case.state." + state))
      .set_optional("STEP_NAME", core::name_or(subject.policy.step_of(subject.folded.state), ""))
      .set_optional("SERIAL", subject.folded.serial)
      .set_optional("UNIT_NAME", core::name_or(unit, subject.folded.unit))
      .set_optional("TIER_NAME", core::name_or(subject.policy.tier(subject.folded.tier), ""));
  if (subject.reader == Reader::staff && unit != nullptr) add_unit_people(data, *unit);
  const std::string sentence = "case.state_text." + state;
  if (subject.reader == Reader::reporter && subject.texts().has(sentence)) {
    data.set_optional("STATE_TEXT", subject.texts().get(sentence));
  }
  if (subject.folded.state == core::CaseState::declined) add_referrals(data, subject);
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

void add_steps(core::TemplateData& data, const Subject& subject) {
  const core::Step* current = subject.policy.step_of(subject.folded.state);
  const bool stopped = is_over_without_result(subject.folded.state);
  const bool complete = nothing_left_to_do(subject.folded.state, current);
  bool passed = false;
  for (const core::Step& step : subject.policy.steps) {
    const bool is_current = &step == current;
    const bool is_here = is_current && !stopped && !complete;
    const bool left_out = !is_current && !passed && was_left_out(step, subject.folded);
    const core::FlowDetail detail = is_here ? core::FlowDetail::whole : core::FlowDetail::brief;
    core::add_flow_step(
        data, core::flow_step(subject.site.site(), subject.policy, subject.texts(), step, detail))
        .show_if(is_here, "STEP_CURRENT")
        .show_if(is_current && stopped, "STEP_ENDED")
        .show_if((is_current && complete) || (!is_current && !passed && !left_out), "STEP_DONE")
        .show_if(left_out, "STEP_LEFT_OUT")
        .show_if(!is_current && passed && !stopped, "STEP_TO_COME")
        .show_if(!is_current && passed && stopped, "STEP_DROPPED");
    passed = passed || is_current;
  }
}

// -- timeline

const store::Part* part_of(const Subject& subject, const core::Json& reference) {
  if (!reference.is_object() || !reference.contains("part")) return nullptr;
  const auto part = subject.record.parts.find(reference.at("part").get<std::int64_t>());
  return part == subject.record.parts.end() ? nullptr : &part->second;
}

// The part's text if this reader may read it, else nullptr.
const std::string* readable_text(const Subject& subject, const store::Part& part) {
  const auto opened = subject.opened.find(part.id);
  if (opened != subject.opened.end()) return &opened->second;
  const bool readable =
      !part.sealed && !part.destroyed && (subject.reader == Reader::staff || part.for_reporter);
  return readable ? &part.body : nullptr;
}

// The texts of the report itself are excluded: they have their own place on the page.
bool is_later_secret(const cases::Event& event, const store::Part& part) {
  return part.sealed && !part.destroyed && event.type != cases::EventType::submitted;
}

void add_new(std::vector<std::string>& fields, const std::string& field) {
  if (!core::contains(fields, field)) fields.push_back(field);
}

// The fields of an event in the order of its form, then those that no form has.
std::vector<std::string> fields_in_order(const cases::Event& event) {
  std::vector<std::string> fields;
  for (const auto* table : {&cases::action_table(), &cases::reporter_table()}) {
    for (const cases::ActionRule& rule : *table) {
      if (rule.event != event.type) continue;
      for (const cases::ActionField& field : rule.fields) {
        if (event.data.contains(field.id)) add_new(fields, std::string(field.id));
      }
    }
  }
  for (const auto& [field, value] : event.data.items()) add_new(fields, field);
  return fields;
}

void add_quotes(core::TemplateData& data, const Subject& subject, const cases::Event& event) {
  bool sealed = false;
  for (const std::string& field : fields_in_order(event)) {
    const store::Part* part = part_of(subject, event.data.at(field));
    if (part == nullptr) continue;
    const std::string* text = readable_text(subject, *part);
    sealed = sealed || (text == nullptr && is_later_secret(event, *part));
    if (text == nullptr) continue;
    const std::string label = "case.field." + field;
    data.add("QUOTE")
        .set_optional("QUOTE_LABEL", subject.texts().has(label) ? subject.texts().get(label) : "")
        .set("QUOTE_TEXT", *text);
  }
  data.show_if(sealed && subject.reader == Reader::reporter, "EVENT_SEALED");
}

// "督办科 李工"
std::string actor_in_words(const Subject& subject, const cases::Actor& actor) {
  if (!actor.role) return {};
  const core::RoleName* role = subject.policy.role(*actor.role);
  const std::string name = subject.name_of ? subject.name_of(actor) : std::string();
  if (role == nullptr) return name;
  return name.empty() || name == role->name ? role->name : role->name + " " + name;
}

void add_timeline(core::TemplateData& data, const Subject& subject) {
  for (const cases::Event& event : subject.record.events()) {
    const std::string text =
        event_in_words(event, subject.site.site(), subject.policy, subject.texts(), subject.reader);
    if (text.empty()) continue;
    core::TemplateData& entry = data.add("EVENT");
    entry.set("EVENT_ISO", core::to_iso(event.recorded_at))
        .set("EVENT_DATE", core::chinese_moment(event.recorded_at, subject.year()))
        .set("EVENT_TEXT", text);
    if (subject.reader == Reader::staff)
      entry.set_optional("EVENT_ACTOR", actor_in_words(subject, event.actor));
    if (event.occurred_at) {
      entry.set_optional("EVENT_EARLIER", core::chinese_moment(*event.occurred_at, subject.year()));
    }
    add_quotes(entry, subject, event);
  }
}

// -- clocks and forecast

std::string due_words(const core::DueDate& due, const core::OfficeHours& hours,
                      const core::Texts& texts, int year) {
  return due.due ? core::due_in_words(*due.due, hours, texts, year) : std::string();
}

// A progress report stops this clock while the case stays open (PZ-26): the words must not suggest
// that it is settled.
bool ends_with_progress(const core::PolicyClock* clock, const core::Tier* tier) {
  return clock != nullptr && clock->by_tier && tier != nullptr &&
         tier->means == core::TierMeans::progress;
}

bool progress_was_told(const Subject& subject, core::Instant stopped_at) {
  return std::ranges::any_of(subject.record.events(), [stopped_at](const cases::Event& event) {
    return event.type == cases::EventType::progress_reported && event.counted_at() == stopped_at;
  });
}

// `clock` is nullptr for a limit that only this case has.
std::string limit_words(const core::TimeLimit& limit, const core::Policy& policy,
                        const core::PolicyClock* clock, const core::Tier* tier,
                        const core::Texts& texts) {
  if (clock == nullptr) return texts.get("view.clocks.of_case");
  const std::string words = core::limit_in_words(policy, *clock, limit, texts);
  const bool has_number = limit.kind != core::TimeLimit::Kind::case_by_case;
  if (!has_number || !ends_with_progress(clock, tier)) return words;
  return texts.format("view.clocks.progress_limit", {{"limit", words}});
}

// If the site publishes no office hours, no time of day is printed, only the half of the day. The
// way to the deadline must then be explained in words.
bool is_due_within_a_day(const core::DueDate& due, const core::OfficeHours& hours) {
  if (!due.due || hours.published) return false;
  const auto minute = std::chrono::floor<std::chrono::minutes>(core::time_of_day(*due.due));
  return minute != hours.closing();
}

// The steps that the policy requires because this clock ran out, each one once.
void add_breaches(core::TemplateData& entry, const Subject& subject, const core::PolicyClock& clock,
                  const cases::ClockRun& run) {
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

void add_clock(core::TemplateData& data, const Subject& subject, const cases::ClockRun& run) {
  const core::PolicyClock* clock = subject.policy.clock(run.clock);
  const core::Tier* tier = subject.policy.tier(subject.folded.tier);
  core::TemplateData& entry = data.add("CLOCK");
  const std::string due = due_words(run.due, subject.time.hours, subject.texts(), subject.year());
  entry.set("CLOCK_NAME", clock_name(subject.policy, subject.texts(), run.clock))
      .set("CLOCK_LIMIT", limit_words(run.limit, subject.policy, clock, tier, subject.texts()))
      .set_optional("CLOCK_DUE", due)
      .show_if(run.due.provisional, "CLOCK_PROVISIONAL")
      .show_if(run.limit.kind == core::TimeLimit::Kind::on_the_spot, "CLOCK_ON_THE_SPOT")
      .show_if(run.overdue(subject.now), "CLOCK_OVERDUE")
      .show(is_due_within_a_day(run.due, subject.time.hours) ? "CLOCK_HALF_DAY"
                                                             : "CLOCK_WHOLE_DAYS")
      .show_if(run.running() && subject.folded.state == core::CaseState::awaiting_materials,
               "CLOCK_PAUSED");
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
  if (due.empty()) return;
  entry.show("HAS_NOTES");
  for (const std::string& note : core::explain_in_words(run.limit, run.due, subject.time.hours,
                                                        subject.texts(), subject.year())) {
    entry.add("NOTE").set("NOTE_TEXT", note);
  }
}

void add_clocks(core::TemplateData& data, const Subject& subject) {
  for (const cases::ClockRun& run : subject.folded.clocks) {
    if (subject.reader == Reader::reporter && cases::is_clock_for_staff(run.clock)) continue;
    add_clock(data, subject, run);
  }
  data.show_if(data.has_items("CLOCK"), "CLOCKS");
}

// Forecast lines in the policy's order of clocks. Clocks that already run are left out: they have
// real dates.
std::vector<cases::ForecastLine> lines_to_show(const OwnedRules& rules, const std::string& kind,
                                               const std::string& tier, core::Instant now,
                                               const std::vector<cases::ClockRun>& running) {
  std::vector<cases::ForecastLine> lines = cases::forecast(rules.rules(), kind, tier, now);
  const auto runs = [&](const cases::ForecastLine& line) {
    return core::contains(running, line.clock, &cases::ClockRun::clock);
  };
  std::erase_if(lines, runs);
  const auto span_of = [&](const cases::ForecastLine& line) {
    const core::PolicyClock* clock = rules.version->policy.clock(line.clock);
    return clock == nullptr ? std::pair{core::Milestone::closed, core::Milestone::closed}
                            : std::pair{clock->from, clock->until};
  };
  std::ranges::stable_sort(
      lines, [&](const auto& one, const auto& other) { return span_of(one) < span_of(other); });
  return lines;
}

// A clock that starts at the answer has no date yet; the text says when it will start (SG-12).
std::string forecast_limit(const cases::ForecastLine& line, const core::Policy& policy,
                           const core::Texts& texts) {
  const core::PolicyClock* clock = policy.clock(line.clock);
  std::string words = limit_words(line.limit, policy, clock, policy.tier(line.tier), texts);
  if (clock == nullptr || clock->from <= core::Milestone::dispatched) return words;
  return texts.format("view.forecast.after_answer", {{"limit", words}});
}

void add_forecast(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                  const std::string& kind, const std::string& tier, core::Instant now,
                  const std::vector<cases::ClockRun>& running) {
  const core::Policy& policy = rules.version->policy;
  const int year = core::year_of(core::day_of(now));
  const std::vector<cases::ForecastLine> lines = lines_to_show(rules, kind, tier, now, running);
  if (lines.empty()) return;
  data.show("FORECASTS");
  for (const cases::ForecastLine& line : lines) {
    data.add("FORECAST")
        .set_optional("FORECAST_TIER", core::name_or(policy.tier(line.tier), ""))
        .set("FORECAST_CLOCK", core::name_or(policy.clock(line.clock), line.clock))
        .set("FORECAST_LIMIT", forecast_limit(line, policy, site.texts))
        .set_optional("FORECAST_DUE",
                      due_words(line.due, rules.version->time.hours, site.texts, year))
        .show_if(line.due.provisional, "FORECAST_PROVISIONAL");
  }
}

// Before acceptance every clock is a forecast, and before dispatch those that wait for it. A case
// returned by its unit keeps its real dates.
bool needs_forecast(const Subject& subject) {
  if (subject.folded.state == core::CaseState::submitted) return true;
  if (subject.folded.state != core::CaseState::accepted) return false;
  return std::ranges::none_of(subject.folded.clocks, [&](const cases::ClockRun& run) {
    const core::PolicyClock* clock = subject.policy.clock(run.clock);
    return clock != nullptr && clock->by_tier;
  });
}

}  // namespace

core::TemplateData case_view(const LiveSite& site, const OwnedRules& rules,
                             const store::CaseRecord& record, const cases::Case& folded,
                             core::Instant now, Reader reader, const OpenedTexts& opened,
                             const NameOf& name_of) {
  const Subject subject{
      site,   rules.version->policy, rules.version->time, record, folded, now, reader, opened,
      name_of};
  core::TemplateData data;
  add_status(data, subject);
  add_clocks(data, subject);
  if (needs_forecast(subject)) {
    add_forecast(data, site, rules, folded.kind, folded.tier, now, folded.clocks);
  }
  add_steps(data, subject);
  add_timeline(data, subject);
  return data;
}

core::TemplateData forecast_view(const LiveSite& site, const OwnedRules& rules,
                                 const std::string& kind, const std::string& tier,
                                 core::Instant now) {
  core::TemplateData data;
  add_forecast(data, site, rules, kind, tier, now, {});
  return data;
}

}  // namespace handler::view
