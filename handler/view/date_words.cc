// Computes and words the dates that pages name beside clocks and events.
#include "handler/view/date_words.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "handler/cases/actions/action_guards.h"
#include "handler/cases/fold/settlement.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/view/event_words.h"

namespace handler::view {
namespace {

std::string documents_in_words(const std::vector<cases::Announcement>& all,
                               const core::Texts& texts, int year) {
  std::vector<std::string> named;
  named.reserve(all.size());
  for (const cases::Announcement& one : all) {
    named.push_back(one.issued ? texts.format("view.settled.document",
                                              {{"name", one.name},
                                               {"issued", core::chinese_date(*one.issued, year)}})
                               : texts.format("view.settled.closure", {{"name", one.name}}));
  }
  return core::joined(named, texts.get("desk.list_comma"));
}

// A limit of less than a day may move within one day.
std::string moved_in_words(const cases::MovedDate& moved, const core::Policy& policy,
                           const core::Texts& texts, int year) {
  const bool same_day = core::day_of(moved.from) == core::day_of(moved.to);
  const auto words = [&](core::Instant due) {
    return same_day ? core::due_in_words(due, policy.hours, texts, year)
                    : core::chinese_date(core::day_of(due), year);
  };
  return texts.format("view.settled.moved", {{"clock", clock_name(policy, texts, moved.clock)},
                                             {"from", words(moved.from)},
                                             {"to", words(moved.to)}});
}

void add_registration(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                      const store::CaseRecord& record, const cases::Case& folded,
                      core::Instant now) {
  const core::WorkTime& time = rules.version->time;
  const core::Day day = core::day_of(core::next_opening(time, record.events().front().noted_at()));
  const bool late = now > core::closing_of(time, day);
  const bool may_urge = cases::not_urged_today(rules.rules(), folded, now).empty();
  data.set("REGISTER_DAY", day_and_weekday(day, time, site.texts, core::year_of(core::day_of(now))))
      .show(late ? "REGISTER_LATE" : "REGISTER_BY")
      .show_if(late && may_urge, "REGISTER_URGE");
}

// Until when the window has promised to ask the reporter how the matter stands.
void add_visit(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
               const cases::Case& folded, core::Instant now) {
  const auto visit = cases::owed_visit(rules.rules(), folded);
  if (!visit || !visit->when) return;
  const core::Day until = core::day_of(*visit->when);
  const core::Day today = core::day_of(now);
  const char* stands = today > until ? "VISIT_LATE" : "VISIT_WAIT";
  data.set("VISIT_DAY", day_and_weekday(until, cases::time_of(rules.rules(), folded), site.texts,
                                        core::year_of(today)))
      .show(stands);
}

// While materials are awaited a paused clock has no date that holds.
bool says_until(const cases::ClockRun& run) {
  return !cases::is_clock_for_staff(run.clock) && run.running() && !run.paused && !run.unlimited &&
         (run.due.due || run.waits_for_date());
}

void add_last_day(core::TemplateData& entry, const LiveSite& site, const OwnedRules& rules,
                  const cases::Case& folded, const cases::ClockRun& run, core::Instant now) {
  const core::Policy& policy = rules.version->policy;
  const core::PolicyClock* clock = policy.clock(run.clock);
  entry.set("UNTIL_CLOCK", clock_name(policy, site.texts, run.clock));
  if (!run.due.due) {
    if (clock != nullptr)
      entry.set_optional("UNTIL_LIMIT",
                         core::limit_in_words(policy, *clock, run.limit, site.texts));
    return;
  }
  const core::WorkTime& time = cases::time_of(rules.rules(), folded);
  const bool over = now > *run.due.due;
  entry
      .set_optional("UNTIL_DUE", due_and_weekday(*run.due.due, time, site.texts,
                                                 core::year_of(core::day_of(now))))
      .show_if(run.due.provisional && !over, "UNTIL_PROVISIONAL")
      .show_if(over, "UNTIL_OVER");
}

}  // namespace

std::string day_and_weekday(core::Day day, const core::WorkTime& time, const core::Texts& texts,
                            int reference_year) {
  const core::DayKind kind = time.calendar.kind_of(day);
  const bool unusual = kind.works && kind.special;
  const char* key = !unusual     ? "case.count.weekday"
                    : kind.local ? "case.count.opened_day"
                                 : "case.count.make_up_day";
  return texts.format(key, {{"date", core::chinese_date(day, reference_year)},
                            {"weekday", core::chinese_weekday(day)},
                            {"name", kind.name}});
}

std::string due_and_weekday(core::Instant due, const core::WorkTime& time, const core::Texts& texts,
                            int reference_year) {
  return core::due_in_words(due, time.hours, texts,
                            day_and_weekday(core::day_of(due), time, texts, reference_year));
}

core::Instant happened_at(const cases::Event& event) {
  return event.type == cases::EventType::breached ? cases::instant_in(event.data, "due")
                                                  : event.noted_at();
}

std::string settlement_words(const cases::Event& event, const cases::Case& folded,
                             const core::Policy& policy, const core::Texts& texts,
                             const std::string& name, int year) {
  std::vector<std::string> moved;
  for (const cases::MovedDate& each : folded.moved_dates) {
    if (each.seq == event.seq) moved.push_back(moved_in_words(each, policy, texts, year));
  }
  const std::vector<cases::Announcement> all = cases::announcements_of(event.data);
  const std::string why = all.empty()
                              ? name
                              : texts.format("view.settled.because",
                                             {{"documents", documents_in_words(all, texts, year)}});
  if (moved.empty()) return all.empty() ? name : why + texts.get("view.settled.unmoved");
  return why + texts.get("view.settled.comma") +
         core::joined(moved, texts.get("view.settled.semicolon"));
}

std::optional<core::Instant> materials_due(const cases::Rules& rules, const cases::Case& folded) {
  if (!rules.policy->materials_within || !folded.awaiting_since) return std::nullopt;
  return core::count(cases::time_of(rules, folded), *folded.awaiting_since,
                     *rules.policy->materials_within)
      .due;
}

void add_dates_for_reporter(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                            const store::CaseRecord& record, const cases::Case& folded,
                            core::Instant now) {
  if (folded.state == core::CaseState::submitted)
    add_registration(data, site, rules, record, folded, now);
  add_visit(data, site, rules, folded, now);
  const std::optional<core::Instant> due = materials_due(rules.rules(), folded);
  if (!due) return;
  const char* stands = now > *due ? "MATERIALS_OVER" : "MATERIALS_WAIT";
  data.set("MATERIALS_BY", due_and_weekday(*due, cases::time_of(rules.rules(), folded), site.texts,
                                           core::year_of(core::day_of(now))))
      .show(stands);
}

void add_until(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
               const cases::Case& folded, core::Instant now) {
  std::vector<const cases::ClockRun*> runs;
  for (const cases::ClockRun& run : folded.clocks) {
    if (says_until(run)) runs.push_back(&run);
  }
  std::ranges::stable_sort(runs, {}, [](const cases::ClockRun* run) {
    return run->due.due.value_or(core::Instant::max());
  });
  for (const cases::ClockRun* run : runs)
    add_last_day(data.add("UNTIL"), site, rules, folded, *run, now);
}

}  // namespace handler::view
