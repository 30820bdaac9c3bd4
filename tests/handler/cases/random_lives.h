// Random cases in six towns, reproducible, for the property tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/count.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/fold/event_table.h"
#include "tests/handler/cases/case_life.h"
#include "tests/support/repeats.h"

namespace handler::cases::testing {

using core::CaseState;

inline constexpr int kLivesPerTown = 25;
inline constexpr int kStepsPerLife = 40;

inline bool is_over(CaseState state) {
  return state == CaseState::closed || state == CaseState::declined ||
         state == CaseState::withdrawn || state == CaseState::transferred_out;
}

inline bool is_over(const Case& subject) {
  return is_over(subject.state) || subject.merged_into.has_value();
}

// Draws by modulo, so that every standard library gives the same numbers.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }

 private:
  std::mt19937 engine_;
};

// Drawn rarely, so that most cases run to the end.
inline bool ends_early(const ActionRule& rule) {
  return rule.event == EventType::declined || rule.event == EventType::transferred_out ||
         rule.event == EventType::withdrawn;
}

// Drawn most rarely, because few actions remain afterwards.
inline bool puts_away(const ActionRule& rule) {
  return rule.event == EventType::merged || rule.event == EventType::archived;
}

// Possible at every time, and changes nothing else.
inline bool is_hold(const ActionRule* rule) {
  return rule->event == EventType::hold_set || rule->event == EventType::hold_lifted ||
         rule->event == EventType::file_withdrawn;
}

// Adds information without a change of state.
inline bool only_tells(const ActionRule& rule) {
  static const std::set<EventType> kTold = {EventType::urged,
                                            EventType::coordinated,
                                            EventType::measure_used,
                                            EventType::escalated,
                                            EventType::accountability_recorded,
                                            EventType::visited,
                                            EventType::progress_reported,
                                            EventType::number_reissued,
                                            EventType::merged_told,
                                            EventType::contributed,
                                            EventType::cause_stated,
                                            EventType::acknowledged,
                                            EventType::absorbed_told,
                                            EventType::consent_asked,
                                            EventType::consent_given,
                                            EventType::consent_refused,
                                            EventType::progress_released,
                                            EventType::progress_refused,
                                            EventType::limit_set,
                                            EventType::contacted,
                                            EventType::reclassified,
                                            EventType::reclassification_refused,
                                            EventType::corrected,
                                            EventType::withheld,
                                            EventType::hold_set,
                                            EventType::hold_lifted,
                                            EventType::supplemented,
                                            EventType::file_withdrawn,
                                            EventType::file_released};
  return kTold.contains(rule.event);
}

// Seldom possible, so drawn whenever it is.
inline bool is_seldom_possible(const ActionRule& rule) {
  return to_text(rule.event).starts_with("extension_") ||
         rule.event == EventType::progress_released || rule.event == EventType::progress_refused ||
         rule.event == EventType::rectified;
}

inline bool is_about_consent(const ActionRule& rule) {
  return to_text(rule.event).starts_with("consent_");
}

// Picks an action; prefers those that are seldom possible.
inline const ActionRule& pick(const std::vector<const ActionRule*>& possible, Chance& chance) {
  const bool prefer = chance.below(3) != 0;
  for (std::size_t i = possible.size(); prefer && i > 0; --i) {
    if (is_seldom_possible(*possible[i - 1])) return *possible[i - 1 - chance.below(2) % i];
  }
  return *possible[chance.below(possible.size())];
}

// What would otherwise crowd out the course of a case.
inline bool is_rare(const ActionRule& rule) {
  const bool often =
      rule.event == EventType::contributed || is_seldom_possible(rule) || is_about_consent(rule);
  const bool mends = rule.event == EventType::corrected || rule.event == EventType::withheld ||
                     rule.event == EventType::number_reissued || is_hold(&rule);
  return ends_early(rule) || mends || (only_tells(rule) && !often);
}

inline const ActionRule& pick_mostly_common(const std::vector<const ActionRule*>& possible,
                                            Chance& chance) {
  const ActionRule* rule = &pick(possible, chance);
  for (int i = 0; i < 4 && is_rare(*rule) && chance.below(5) != 0; ++i)
    rule = &pick(possible, chance);
  return *rule;
}

inline std::string any_tier(const core::Site& site, Chance& chance) {
  return site.policy.tiers[chance.below(site.policy.tiers.size())].id;
}

// Small ones: their limits have tests of their own.
inline std::vector<OfferedFile> random_files(Chance& chance) {
  std::vector<OfferedFile> files(chance.below(3));
  for (OfferedFile& file : files) file = {chance.below(2) == 0 ? "jpeg" : "pdf", 1000};
  return files;
}

// A file that the rule offers, or none.
inline std::string random_file(const CaseLife& life, const ActionRule& rule,
                               const StaffMember* actor, Chance& chance) {
  const Case subject = life.now();
  const auto files = choosable_files(subject, rule, actor);
  return files.empty() ? std::string() : name_of(*files[chance.below(files.size())]);
}

inline ActionInput random_input(const CaseLife& life, const ActionRule& rule, Chance& chance) {
  ActionInput input = {
      {"tier", any_tier(life.site(), chance)},
      {"unit", chance.below(2) == 0 ? "civil" : "tax"},
      {"workdays", std::to_string(1 + chance.below(7))},
      {"exclusion", "legal_bar"},
      {"referral", "hotline"},
      {"outcome", chance.below(2) == 0 ? "resolved" : "cannot"},
      {"meeting", "joint_meeting"},
      {"agreement", chance.below(2) == 0 ? "agreed" : "not_agreed"},
      {"measure", "help"},
      {"target", "office"},
      {"into", "8"},
      {"file_number", "A-1"},
      {"matter", "说明"},
      {"check", "id_card"},
      {"contact", chance.below(3) == 0 ? "no_answer" : "phone"},
      {"cause", chance.below(2) == 0 ? "other" : "system"},
      {"grade", chance.below(2) == 0 ? "good" : "bad"},
  };
  if (chance.below(2) == 0) input["assisting"] = input["unit"] == "civil" ? "tax" : "civil";
  const Case subject = life.now();
  const auto texts = changeable_texts(subject);
  if (!texts.empty()) input["text"] = name_of(*texts[chance.below(texts.size())]);
  input["words"] = "说明";
  input["file"] = random_file(life, rule, &life.staff(), chance);
  if (takes_files(life.rules(), rule)) input.files = random_files(chance);
  if (chance.below(2) == 0) input["concerned"] = input["unit"];
  if (rule.effect == Effect::reclassifies || rule.event == EventType::accepted) {
    const auto& kinds = life.site().policy.kinds;
    input["kind"] = kinds[chance.below(kinds.size())].id;
  }
  return input;
}

// The case before its latest step.
struct Before {
  Case subject;
  core::Instant at{};
};

inline core::Site with_aftercare(core::Site site) {
  site.policy.grades = {{.id = "good", .name = "满意"},
                        {.id = "bad", .name = "不满意", .unhappy = true}};
  site.policy.reopening = true;
  site.policy.causes = {{.id = "system", .name = "系统故障"}};
  site.measures = {{.id = "help", .name = "帮办"}};
  site.bodies = {{.id = "office", .name = "办公室"}};
  return site;
}

// A random policy: the invariants must hold under any policy.
inline core::Site with_random_policy(core::Site site, Chance& chance) {
  core::Policy& policy = site.policy;
  const auto times = [&chance] { return static_cast<int>(1 + chance.below(3)); };
  for (const auto& [count, name] : core::kTriggerCounts) {
    if (chance.below(2) == 0) continue;
    const std::string tier = chance.below(2) == 0 ? "" : policy.tiers.back().id;
    policy.triggers.push_back(
        {.count = count, .at = times(), .tier = tier, .escalate = "supervision"});
  }
  if (chance.below(2) == 0) policy.most_bounces = times();
  if (chance.below(2) == 0) policy.most_bounces_of = core::BounceOf::whole_case;
  if (chance.below(2) == 0) policy.visits = core::Visits{test::limit("3 workdays")};
  for (core::PolicyClock& clock : policy.clocks) {
    if (chance.below(2) == 0)
      clock.remind = test::limit(chance.below(2) == 0 ? "1 workday" : "0.5 workday");
    clock.on_breach = {{.act = core::BreachAction::Act::notify, .target = "dispatcher"}};
    if (!clock.extend) continue;
    clock.on_breach.push_back({.when = core::BreachAction::When::if_extended,
                               .act = core::BreachAction::Act::escalate,
                               .target = "leading_group"});
    clock.extend->times = times();
    clock.extend->tell_before_due = chance.below(2) == 0;
  }
  return site;
}

// A policy that sets dates case by case, counts on contact, and reads first what units report.
inline core::Site with_promises(core::Site site) {
  core::PolicyClock date =
      clock("date", core::Milestone::accepted, core::Milestone::replied, "case_by_case");
  date.set_by = core::Role::dispatcher;
  site.policy.clocks.push_back(date);
  site.policy.clocks.push_back(
      clock("contact", core::Milestone::accepted, core::Milestone::contacted, "1 workday"));
  site.policy.progress = {.by = {core::Role::unit}, .window_first = true};
  return site;
}

// Clocks wait for no materials.
inline core::Site without_pauses(core::Site site) {
  site.policy.pauses = core::Pauses::never;
  return site;
}

// What is published while a case lives: now and then a second notice for the year, or a closure of
// the site, on days ahead. Draws by itself, so that the actions of a life are drawn as without it.
class Almanac {
 public:
  Almanac(const core::Calendar& first, unsigned seed) : years_(first.years()), chance_(seed) {}

  bool turns() { return chance_.below(3) == 0; }
  // Differs from the last one on days after `at` only.
  core::Calendar next(core::Instant at) {
    const core::Day day = core::day_of(at) + days(1 + chance_.below(8));
    core::CalendarYear* notice = notice_of(core::year_of(day));
    if (notice == nullptr || chance_.below(2) == 0) {
      closures_.push_back({.from = day,
                           .to = day + days(chance_.below(3)),
                           .works = chance_.below(3) == 0,
                           .name = "停电"});
    } else {
      const bool works = core::Calendar(years_, closures_).is_workday(day);
      notice->days[day] = {!works, "调休"};
      notice->notice = "第二个通知";
    }
    return {years_, closures_};
  }

 private:
  static std::chrono::days days(std::size_t count) {
    return std::chrono::days{static_cast<int>(count)};
  }
  core::CalendarYear* notice_of(int year) {
    const auto found = std::ranges::find(years_, year, &core::CalendarYear::year);
    return found == years_.end() ? nullptr : &*found;
  }

  std::vector<core::CalendarYear> years_;
  std::vector<core::LocalDay> closures_;
  Chance chance_;
};

// Sometimes lets the reporter act.
inline bool reporter_acts(CaseLife& life, Chance& chance, core::Instant at) {
  if (chance.below(6) != 0) return false;
  const auto possible = possible_reporter_actions(life.rules(), life.now(), at);
  if (possible.empty()) return false;
  const ActionRule& rule = *possible[chance.below(possible.size())];
  if (ends_early(rule) && chance.below(5) != 0) return false;
  if (rule.event == EventType::supplemented && chance.below(3) != 0) return false;
  ActionInput input = {{"words", "说明"}, {"materials", "说明"}, {"grade", "bad"}};
  input["file"] = random_file(life, rule, nullptr, chance);
  if (takes_files(life.rules(), rule)) input.files = random_files(chance);
  return life.report_at(at, rule.id, input).empty();
}

// The current time, or the time of the system's next job.
inline core::Instant moment_to_look(const CaseLife& life, Chance& chance, core::Instant at) {
  const auto next = next_job(life.rules(), life.now(), at);
  const bool soon = next && *next > at && *next < at + std::chrono::hours{120};
  return soon && chance.below(3) != 0 ? *next : at;
}

// Calls `check` after each step of many random cases; each step advances the time by up to two
// days.
inline void live(unsigned seed,
                 const std::function<void(const CaseLife&, const Before&, core::Instant)>& check,
                 int lives_per_town = kLivesPerTown) {
  Chance chance(seed);
  core::Site generous = with_aftercare(testing::bg());
  generous.policy.consents = {{.before = core::Denial::decline, .by = core::Role::leader_on_duty},
                              {.before = core::Denial::cannot, .by = core::Role::leading_group}};
  generous.policy.clocks[0].extend = core::Extension{.workdays = 9, .times = 3};
  const std::vector<core::Site> towns = {testing::py(),
                                         testing::pz(),
                                         testing::bg(),
                                         testing::sg(),
                                         generous,
                                         with_promises(testing::pz()),
                                         without_pauses(testing::pz())};
  for (const core::Site& town : towns) {
    for (int i = 0; i < tests::many(lives_per_town); ++i) {
      CaseLife life(i % 2 == 0 ? town : with_random_policy(town, chance));
      Almanac almanac(life.published(), (1000 * seed) + static_cast<unsigned>(i));
      core::Instant at =
          test::moment("2026-09-14 08:00") + std::chrono::minutes{chance.below(40'000)};
      life.submit(at, {{"kind", "matter"}, {"unit", chance.below(2) == 0 ? "tax" : "civil"}});
      for (int step = 0; step < kStepsPerLife; ++step) {
        Before before{life.now(), at};
        at += std::chrono::minutes{chance.below(chance.below(4) == 0 ? 2880 : 120)};
        const StaffMember& actor = chance.below(3) == 0 ? life.colleague() : life.staff();
        if (chance.below(7) == 0) {
          at = moment_to_look(life, chance, at);
          if (almanac.turns()) life.publish(almanac.next(at));
          if (life.tick(at) == 0) continue;
        } else if (!reporter_acts(life, chance, at)) {
          const auto possible = life.possible(actor, at);
          if (std::ranges::all_of(possible, is_hold)) break;
          const ActionRule& rule = pick_mostly_common(possible, chance);
          if (puts_away(rule) && chance.below(25) != 0) continue;
          life.try_as(actor, rule.id, random_input(life, rule, chance), at);
        }
        check(life, before, at);
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
}

inline bool happened(const CaseLife& life, const Before& before, EventType type) {
  return std::ranges::any_of(life.events(), [&](const Event& event) {
    return event.seq > before.subject.last_seq && event.type == type;
  });
}

inline bool has_event(const CaseLife& life, EventType type) {
  return std::ranges::any_of(life.events(),
                             [type](const Event& event) { return event.type == type; });
}

// A clock as text, to compare and to print in failures.
inline std::string lines_of(const ClockRun& run) {
  std::string text = run.clock + ", round " + std::to_string(run.round) + ": " +
                     core::to_text(run.limit) + "\n" + core::explain(run.due);
  if (run.paused) text += "paused\n";
  if (run.extension_pending) text += "asked for " + std::to_string(run.asked_workdays) + " more\n";
  if (run.stopped_at) text += "stopped " + core::to_iso(*run.stopped_at) + "\n";
  if (!run.breaches.empty()) text += "ran out of time\n";
  return text;
}

inline std::string all_clocks(const Case& subject) {
  std::string text;
  for (const ClockRun& run : subject.clocks) text += lines_of(run);
  return text;
}

// The same clock in a later state of the case: runs keep their order, cancelled ones may be
// removed.
inline const ClockRun* same_run(const Case& later, const ClockRun& run) {
  for (const ClockRun& candidate : later.clocks) {
    if (candidate.clock == run.clock && candidate.round == run.round &&
        candidate.due.asked == run.due.asked) {
      return &candidate;
    }
  }
  return nullptr;
}

}  // namespace handler::cases::testing
