// Invariants that hold for any sequence of actions, tested on random cases.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/base/contains.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/fold/fold.h"
#include "handler/cases/fold/settlement.h"
#include "tests/handler/cases/random_lives.h"

namespace handler::cases {
namespace {

using core::CaseState;
using namespace testing;  // NOLINT: random lives and their words

TEST(Invariant, RandomLivesReachEveryStateAndEvent) {
  std::map<CaseState, int> states;
  std::map<EventType, int> events;
  const auto count = [&](const CaseLife& life, const Before&, core::Instant) {
    states[life.now().state] += 1;
    events[life.events().back().type] += 1;
  };
  live(2, count, 9 * kLivesPerTown);
  for (const auto& [state, name] : core::kCaseStates) {
    if (state != CaseState::submitted) {
      EXPECT_GT(states[state], 10) << name;
    }
  }
  for (const auto* table : {&action_table(), &reporter_table()}) {
    for (const ActionRule& rule : *table) {
      // A life is one case: no other case is merged into it. None of them is set aside.
      if (rule.event == EventType::absorbed_told || rule.event == EventType::admitted) continue;
      EXPECT_GT(events[rule.event], 0) << rule.id;
    }
  }
}

TEST(Invariant, WhatWasPutAwayMovesOnlyByAnotherRound) {
  live(14, [](const CaseLife& life, const Before& before, core::Instant) {
    if (!before.subject.merged_into && !before.subject.archived) return;
    const Case after = life.now();
    const EventType type = life.events().back().type;
    EXPECT_TRUE(after.state == before.subject.state ||
                (before.subject.archived && type == EventType::reopened) ||
                type == EventType::undone)
        << to_text(type);
    EXPECT_TRUE(after.merged_into == before.subject.merged_into || type == EventType::undone);
    EXPECT_TRUE(after.archived == before.subject.archived || type == EventType::reopened);
  });
}

TEST(Invariant, TheSystemNotesEverythingOnceAndOnlyWhenItIsTime) {
  std::map<EventType, int> events;
  live(14, [&](const CaseLife& life, const Before&, core::Instant at) {
    for (const core::Instant now : {at, at + std::chrono::hours{7}, at + std::chrono::hours{900}}) {
      const Case subject = life.now();
      const auto due = due_jobs(life.rules(), subject, life.published(), now);
      const auto next = next_job(life.rules(), subject, now, &life.published());
      EXPECT_EQ(due.empty(), !next || *next > now);
      std::set<std::string> seen;
      for (const PlannedEvent& event : due)
        EXPECT_TRUE(seen.insert(std::string(to_text(event.type)) + event.data.dump()).second);
    }
    events[life.events().back().type] += 1;
  });
  for (const EventType type : {EventType::breached, EventType::reminded, EventType::visit_due,
                               EventType::calendar_settled})
    EXPECT_GT(events[type], 0) << to_text(type);
}

TEST(Invariant, WhatRanOutIsLateBeforeAndAfterTheSystemNotedIt) {
  live(15, [](const CaseLife& life, const Before& before, core::Instant at) {
    if (!happened(life, before, EventType::breached)) return;
    for (const ClockRun& run : life.now().clocks) {
      EXPECT_EQ(run.overdue(at), !run.breaches.empty()) << lines_of(run);
      const ClockRun* same = same_run(before.subject, run);
      EXPECT_TRUE(same == nullptr || same->overdue(at) == run.overdue(at));
      for (const Breach& breach : run.breaches)
        EXPECT_TRUE(breach.recorded || is_clock_for_staff(run.clock));
    }
  });
}

TEST(Invariant, NoUnitBouncesMoreOftenThanThePolicyLets) {
  live(16, [](const CaseLife& life, const Before&, core::Instant) {
    const auto& most = life.site().policy.most_bounces;
    EXPECT_TRUE(!most || life.now().bounces <= *most);
  });
}

TEST(Invariant, NothingClosesWithoutTellingTheReporter) {
  live(2, [](const CaseLife& life, const Before&, core::Instant) {
    EXPECT_TRUE(life.now().state != CaseState::closed || has_event(life, EventType::fed_back));
  });
}

TEST(Invariant, FoldingIsDeterministic) {
  live(3, [](const CaseLife& life, const Before&, core::Instant) {
    const Case once = life.now();
    const Case twice = life.now();
    EXPECT_EQ(all_clocks(once), all_clocks(twice));
    EXPECT_EQ(once.state, twice.state);
  });
}

TEST(Invariant, NoCaseReachesADeadEnd) {
  live(4, [](const CaseLife& life, const Before&, core::Instant at) {
    const Case subject = life.now();
    const auto possible = life.possible(life.staff(), at);
    const bool goes_on =
        std::ranges::any_of(possible, [](const ActionRule* rule) { return !only_tells(*rule); });
    EXPECT_TRUE(is_over(subject) || goes_on);
  });
}

TEST(Invariant, EventsKeepTheirOrderAndTheirChain) {
  live(5, [](const CaseLife& life, const Before&, core::Instant) {
    const auto& events = life.events();
    for (std::size_t i = 1; i < events.size(); ++i) {
      EXPECT_GE(events[i].recorded_at, events[i - 1].recorded_at);
      EXPECT_EQ(events[i].prev, events[i - 1].hash);
      EXPECT_EQ(events[i].seq, events[i - 1].seq + 1);
    }
  });
}

TEST(Invariant, DueDatesNeverMoveByLooking) {
  live(6, [](const CaseLife& life, const Before&, core::Instant) {
    EXPECT_EQ(all_clocks(life.now()), all_clocks(life.now()));
  });
}

TEST(Invariant, NoLaterActionHealsABreach) {
  live(7, [](const CaseLife& life, const Before& before, core::Instant at) {
    const Case after = life.now();
    for (const ClockRun& run : before.subject.clocks) {
      if (!run.overdue(before.at)) continue;
      const ClockRun* same = same_run(after, run);
      ASSERT_NE(same, nullptr);
      EXPECT_TRUE(same->overdue(at)) << lines_of(*same);
      for (const Breach& breach : run.breaches)
        EXPECT_TRUE(core::contains(same->breaches, breach.due, &Breach::due)) << lines_of(*same);
    }
  });
}

TEST(Invariant, NoBounceStopsOrMovesAClock) {
  live(8, [](const CaseLife& life, const Before& before, core::Instant) {
    if (!happened(life, before, EventType::returned) &&
        !happened(life, before, EventType::signed_for))
      return;
    const Case after = life.now();
    ASSERT_EQ(after.clocks.size(), before.subject.clocks.size());
    for (std::size_t i = 0; i < after.clocks.size(); ++i) {
      EXPECT_EQ(after.clocks[i].due.due, before.subject.clocks[i].due.due);
      EXPECT_EQ(after.clocks[i].stopped_at, before.subject.clocks[i].stopped_at);
    }
  });
}

TEST(Invariant, OnlyAPolicysOwnReasonsMoveADueDate) {
  live(9, [](const CaseLife& life, const Before& before, core::Instant) {
    // A reply that is sent back lets clocks run on, by holidays that were published meanwhile.
    const bool by_calendar = happened(life, before, EventType::calendar_settled) ||
                             (happened(life, before, EventType::sent_back) &&
                              has_event(life, EventType::calendar_settled));
    const bool may_move = by_calendar || happened(life, before, EventType::retiered) ||
                          happened(life, before, EventType::reclassified) ||
                          happened(life, before, EventType::undone) ||
                          happened(life, before, EventType::extension_granted) ||
                          happened(life, before, EventType::materials_received) ||
                          happened(life, before, EventType::limit_set) ||
                          before.subject.state == CaseState::awaiting_materials;
    if (may_move) return;
    const Case after = life.now();
    for (const ClockRun& run : before.subject.clocks) {
      const ClockRun* same = same_run(after, run);
      EXPECT_TRUE(same == nullptr || same->due.due == run.due.due);
    }
  });
}

TEST(Invariant, ExtensionsStayWithinTheCap) {
  live(10, [](const CaseLife& life, const Before&, core::Instant) {
    for (const ClockRun& run : life.now().clocks) {
      const core::PolicyClock* clock = life.site().policy.clock(run.clock);
      const bool may = clock != nullptr && clock->extend;
      EXPECT_LE(run.extended_workdays, may ? clock->extend->workdays : 0);
      EXPECT_LE(run.extensions, may ? clock->extend->times : 0);
    }
  });
}

TEST(Invariant, NoConductCaseIsHeldByTheUnitItIsAbout) {
  live(11, [](const CaseLife& life, const Before&, core::Instant) {
    const Case subject = life.now();
    if (!subject.restricted) return;
    for (const std::string& about :
         {subject.concerned_unit, concerned_if_agreed(life.rules(), subject)}) {
      if (about.empty()) continue;
      EXPECT_NE(subject.unit, about);
      for (const std::string& unit : subject.assisting) EXPECT_NE(unit, about);
    }
  });
}

TEST(Invariant, NoUnitReadsWhatWasWrittenWhileTheCaseWasRestrictedFromIt) {
  int shielded = 0;
  live(
      17,
      [&](const CaseLife& life, const Before&, core::Instant) {
        const Case subject = life.now();
        for (const SentText& text : subject.texts) {
          // The event that agreed to another kind names the matter anew, for all readers.
          const bool named_anew = std::ranges::any_of(subject.texts, [&](const SentText& other) {
            return other.part == text.part && other.seq > text.seq;
          });
          if (text.seq >= subject.restricted_until || named_anew) continue;
          EXPECT_TRUE(core::contains(hidden_parts(subject), text.part));
          ++shielded;
        }
      },
      3 * kLivesPerTown);
  EXPECT_GT(shielded, 0);
}

TEST(Invariant, FilesMoveNoClockAndNoState) {
  int seen = 0;
  live(18, [&](const CaseLife& life, const Before& before, core::Instant) {
    const EventType type = life.events().back().type;
    const bool about_files = type == EventType::supplemented || type == EventType::file_withdrawn ||
                             type == EventType::file_released;
    if (!about_files || life.events().back().seq != before.subject.last_seq + 1) return;
    ++seen;
    const Case after = life.now();
    EXPECT_EQ(after.state, before.subject.state);
    EXPECT_EQ(after.round, before.subject.round);
    EXPECT_EQ(all_clocks(after), all_clocks(before.subject));
  });
  EXPECT_GT(seen, 0);
}

TEST(Invariant, NoCaseHoldsMoreFilesThanThePolicyTakes) {
  live(19, [](const CaseLife& life, const Before&, core::Instant) {
    const Case subject = life.now();
    EXPECT_LE(standing_files(subject.files).count, life.site().policy.file_rule().of_case);
    for (const CaseFile& file : subject.files) {
      // What is gone is no text that could be destroyed, corrected or shown.
      EXPECT_EQ(file.withdrawn, !core::contains(subject.texts, file.part, &SentText::part));
    }
  });
}

// -- a clock that stops, and what may stop it

}  // namespace
}  // namespace handler::cases
