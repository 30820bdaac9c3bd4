// What must hold whatever people do: random lives of cases in five towns, the same ones each time.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string_view>

#include "handler/cases/explain.h"
#include "tests/handler/cases/life.h"

namespace handler::cases {
namespace {

using core::CaseState;
using testing::Life;

constexpr int kLivesPerTown = 70;
constexpr int kStepsPerLife = 40;

bool is_over(CaseState state) {
  return state == CaseState::closed || state == CaseState::declined ||
         state == CaseState::withdrawn || state == CaseState::transferred_out;
}

bool is_over(const Case& subject) {
  return is_over(subject.state) || subject.merged_into.has_value();
}

// Draws by modulo: the same numbers with every standard library.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }

 private:
  std::mt19937 engine_;
};

// Drawn less often, so that most lives go all the way.
bool ends_early(const ActionRule& rule) {
  return rule.event == "declined" || rule.event == "transferred_out" || rule.event == "withdrawn";
}

// Drawn least of all: what was put away has little life left.
bool puts_away(const ActionRule& rule) {
  return rule.event == "merged" || rule.event == "archived";
}

// Tells something, but the case stands where it stood.
bool only_tells(const ActionRule& rule) {
  static const std::set<std::string_view> kTold = {
      "urged",   "coordinated",       "measure_used",    "escalated",  "accountability_recorded",
      "visited", "progress_reported", "number_reissued", "merged_told"};
  return kTold.contains(rule.event);
}

bool is_about_extension(const ActionRule& rule) {
  return rule.event.starts_with("extension_");
}

// Any of them; what has to do with extensions, possible only now and then, more often.
const ActionRule& pick(const std::vector<const ActionRule*>& possible, Chance& chance) {
  const bool prefer = chance.below(3) != 0;
  for (std::size_t i = possible.size(); prefer && i > 0; --i) {
    if (is_about_extension(*possible[i - 1])) return *possible[i - 1 - chance.below(2) % i];
  }
  return *possible[chance.below(possible.size())];
}

std::string any_tier(const core::Site& site, Chance& chance) {
  return site.policy.tiers[chance.below(site.policy.tiers.size())].id;
}

ActionInput random_input(const Life& life, const ActionRule& rule, Chance& chance) {
  ActionInput input = {
      {"tier", any_tier(life.site(), chance)},
      {"unit", chance.below(2) == 0 ? "civil" : "tax"},
      {"workdays", std::to_string(1 + chance.below(7))},
      {"exclusion", "legal_bar"},
      {"referral", "hotline"},
      {"outcome", chance.below(2) == 0 ? "resolved" : "cannot"},
      {"meeting", "joint_meeting"},
      {"measure", "help"},
      {"target", "office"},
      {"into", "8"},
      {"file_number", "A-1"},
      {"check", "id_card"},
      {"grade", chance.below(2) == 0 ? "good" : "bad"},
  };
  if (rule.event == "accepted") {
    const auto& kinds = life.site().policy.kinds;
    input["kind"] = kinds[chance.below(kinds.size())].id;
  }
  return input;
}

// What a life looked like before its latest step.
struct Before {
  Case subject;
  core::Instant at{};
};

core::Site with_aftercare(core::Site site) {
  site.policy.grades = {{.id = "good", .name = "满意"},
                        {.id = "bad", .name = "不满意", .unhappy = true}};
  site.policy.reopening = true;
  site.measures = {{.id = "help", .name = "帮办"}};
  site.bodies = {{.id = "office", .name = "办公室"}};
  return site;
}

// Now and then the reporter does something.
bool reporter_acts(Life& life, Chance& chance, core::Instant at) {
  if (chance.below(6) != 0) return false;
  const auto possible = possible_reporter_actions(life.rules(), life.now(at), at);
  if (possible.empty()) return false;
  const ActionRule& rule = *possible[chance.below(possible.size())];
  if (ends_early(rule) && chance.below(5) != 0) return false;
  return life.report_at(at, rule.id, {{"words", "说明"}, {"materials", "说明"}, {"grade", "bad"}})
      .empty();
}

// Calls `check` after each step of many random lives; time moves on by up to two days a step.
void live(unsigned seed,
          const std::function<void(const Life&, const Before&, core::Instant)>& check) {
  Chance chance(seed);
  core::Site generous = with_aftercare(testing::bg());
  generous.policy.clocks[0].extend = core::Extension{.workdays = 9, .times = 3};
  const std::vector<core::Site> towns = {testing::py(), testing::pz(), testing::bg(), testing::sg(),
                                         generous};
  for (const core::Site& town : towns) {
    for (int i = 0; i < kLivesPerTown; ++i) {
      Life life(town);
      core::Instant at =
          test::moment("2026-09-14 08:00") + std::chrono::minutes{chance.below(40'000)};
      life.submit(at, {{"kind", "matter"}, {"unit", chance.below(2) == 0 ? "tax" : "civil"}});
      for (int step = 0; step < kStepsPerLife; ++step) {
        Before before{life.now(at), at};
        at += std::chrono::minutes{chance.below(chance.below(4) == 0 ? 2880 : 120)};
        const StaffMember& actor = chance.below(3) == 0 ? life.colleague() : life.staff();
        if (!reporter_acts(life, chance, at)) {
          const auto possible = life.possible(actor, at);
          if (possible.empty()) break;
          const ActionRule& rule = pick(possible, chance);
          const bool rare = ends_early(rule) || only_tells(rule);
          if (rare && chance.below(5) != 0) continue;
          if (puts_away(rule) && chance.below(25) != 0) continue;
          life.try_as(actor, rule.id, random_input(life, rule, chance), at);
        }
        check(life, before, at);
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
}

bool has_event(const Life& life, std::string_view type) {
  return std::any_of(life.events().begin(), life.events().end(),
                     [type](const Event& event) { return event.type == type; });
}

std::string all_clocks(const Case& subject) {
  std::string text;
  for (const ClockRun& run : subject.clocks) text += explain_for_staff(run);
  return text;
}

// The same clock in a later look at the case: runs keep their order, cancelled ones may go.
const ClockRun* same_run(const Case& later, const ClockRun& run) {
  for (const ClockRun& candidate : later.clocks) {
    if (candidate.clock == run.clock && candidate.round == run.round &&
        candidate.due.asked == run.due.asked) {
      return &candidate;
    }
  }
  return nullptr;
}

TEST(Invariant, RandomLivesReachEveryStateAndEvent) {
  std::map<CaseState, int> states;
  std::map<std::string, int> events;
  live(1, [&](const Life& life, const Before&, core::Instant at) {
    states[life.now(at).state] += 1;
    events[life.events().back().type] += 1;
  });
  for (const auto& [state, name] : core::kCaseStates) {
    if (state != CaseState::submitted) {
      EXPECT_GT(states[state], 10) << name;
    }
  }
  for (const auto* table : {&action_table(), &reporter_table()}) {
    for (const ActionRule& rule : *table) EXPECT_GT(events[std::string(rule.event)], 1) << rule.id;
  }
}

TEST(Invariant, WhatWasPutAwayMovesOnlyByAnotherRound) {
  live(14, [](const Life& life, const Before& before, core::Instant at) {
    if (!before.subject.merged_into && !before.subject.archived) return;
    const Case after = life.now(at);
    const std::string& type = life.events().back().type;
    EXPECT_TRUE(after.state == before.subject.state ||
                (before.subject.archived && type == "reopened"))
        << type;
    EXPECT_EQ(after.merged_into, before.subject.merged_into);
    EXPECT_TRUE(after.archived == before.subject.archived || type == "reopened");
  });
}

TEST(Invariant, NothingClosesWithoutTellingTheReporter) {
  live(2, [](const Life& life, const Before&, core::Instant at) {
    EXPECT_TRUE(life.now(at).state != CaseState::closed || has_event(life, "fed_back"));
  });
}

TEST(Invariant, FoldingIsDeterministic) {
  live(3, [](const Life& life, const Before&, core::Instant at) {
    const Case once = life.now(at);
    const Case twice = life.now(at);
    EXPECT_EQ(all_clocks(once), all_clocks(twice));
    EXPECT_EQ(once.state, twice.state);
  });
}

TEST(Invariant, NoCaseReachesADeadEnd) {
  live(4, [](const Life& life, const Before&, core::Instant at) {
    const Case subject = life.now(at);
    const auto possible = life.possible(life.staff(), at);
    const bool goes_on = std::any_of(possible.begin(), possible.end(),
                                     [](const ActionRule* rule) { return !only_tells(*rule); });
    EXPECT_TRUE(is_over(subject) || goes_on);
  });
}

TEST(Invariant, EventsKeepTheirOrderAndTheirChain) {
  live(5, [](const Life& life, const Before&, core::Instant) {
    const auto& events = life.events();
    for (std::size_t i = 1; i < events.size(); ++i) {
      EXPECT_GE(events[i].recorded_at, events[i - 1].recorded_at);
      EXPECT_EQ(events[i].prev, events[i - 1].hash);
      EXPECT_EQ(events[i].seq, events[i - 1].seq + 1);
    }
  });
}

TEST(Invariant, DueDatesNeverMoveByLooking) {
  live(6, [](const Life& life, const Before&, core::Instant at) {
    EXPECT_EQ(all_clocks(life.now(at)), all_clocks(life.now(at + std::chrono::hours{2000})));
  });
}

TEST(Invariant, NoLaterActionHealsABreach) {
  live(7, [](const Life& life, const Before& before, core::Instant at) {
    const Case after = life.now(at);
    for (const ClockRun& run : before.subject.clocks) {
      if (!run.overdue(before.at)) continue;
      const ClockRun* same = same_run(after, run);
      ASSERT_NE(same, nullptr);
      EXPECT_TRUE(same->overdue(at)) << explain_for_staff(*same);
    }
  });
}

TEST(Invariant, NoBounceStopsOrMovesAClock) {
  live(8, [](const Life& life, const Before& before, core::Instant at) {
    const std::string& type = life.events().back().type;
    if (type != "returned" && type != "signed_for") return;
    const Case after = life.now(at);
    ASSERT_EQ(after.clocks.size(), before.subject.clocks.size());
    for (std::size_t i = 0; i < after.clocks.size(); ++i) {
      EXPECT_EQ(after.clocks[i].due.due, before.subject.clocks[i].due.due);
      EXPECT_EQ(after.clocks[i].stopped_at, before.subject.clocks[i].stopped_at);
    }
  });
}

TEST(Invariant, OnlyAPolicysOwnReasonsMoveADueDate) {
  live(9, [](const Life& life, const Before& before, core::Instant at) {
    const std::string& type = life.events().back().type;
    const bool may_move = type == "retiered" || type == "extension_granted" ||
                          type == "materials_received" ||
                          before.subject.state == CaseState::awaiting_materials;
    if (may_move) return;
    const Case after = life.now(at);
    for (const ClockRun& run : before.subject.clocks) {
      const ClockRun* same = same_run(after, run);
      EXPECT_TRUE(same == nullptr || same->due.due == run.due.due);
    }
  });
}

TEST(Invariant, ExtensionsStayWithinTheCap) {
  live(10, [](const Life& life, const Before&, core::Instant at) {
    for (const ClockRun& run : life.now(at).clocks) {
      const core::PolicyClock* clock = life.site().policy.clock(run.clock);
      EXPECT_LE(run.extended_workdays, clock->extend ? clock->extend->workdays : 0);
      EXPECT_LE(run.extensions, clock->extend ? clock->extend->times : 0);
    }
  });
}

TEST(Invariant, NoConductCaseIsHeldByTheUnitItIsAbout) {
  live(11, [](const Life& life, const Before&, core::Instant at) {
    const Case subject = life.now(at);
    EXPECT_FALSE(subject.restricted && !subject.unit.empty() &&
                 subject.unit == subject.concerned_unit);
  });
}

TEST(Invariant, EveryCaseThatIsOverHasNoRunningClock) {
  live(12, [](const Life& life, const Before&, core::Instant at) {
    const Case subject = life.now(at);
    if (!is_over(subject)) return;
    for (const ClockRun& run : subject.clocks) EXPECT_FALSE(run.running());
  });
}

TEST(Invariant, TheExplanationEndsWithTheDueDate) {
  live(13, [](const Life& life, const Before&, core::Instant at) {
    for (const ClockRun& run : life.now(at).clocks) {
      const std::string text = core::explain(run.due);
      const std::string last = text.substr(text.rfind('\n', text.size() - 2) + 1);
      const std::string due =
          run.due.due ? "due " + core::to_iso(*run.due.due).substr(0, 10) : "no due time";
      EXPECT_EQ(last.substr(0, due.size()), due);
    }
  });
}

}  // namespace
}  // namespace handler::cases
