// Invariants about clocks that hold for any sequence of actions, tested on random cases.
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

using namespace testing;  // NOLINT: random lives and their words

std::optional<core::Milestone> milestone_of(EventType type) {
  static const std::map<EventType, core::Milestone> kMilestoneOf = {
      {EventType::accepted, core::Milestone::accepted},
      {EventType::dispatched, core::Milestone::dispatched},
      {EventType::progress_reported, core::Milestone::progress},
      {EventType::progress_released, core::Milestone::progress},
      {EventType::replied, core::Milestone::replied},
      {EventType::contacted, core::Milestone::contacted},
      {EventType::fed_back, core::Milestone::fed_back},
      {EventType::closed, core::Milestone::closed}};
  const auto found = kMilestoneOf.find(type);
  return found == kMilestoneOf.end() ? std::nullopt : std::optional(found->second);
}

bool is_progress(EventType type) {
  return type == EventType::progress_reported || type == EventType::progress_released;
}

bool ends_all(EventType type) {
  static const std::set<EventType> kEndings = {EventType::declined, EventType::withdrawn,
                                               EventType::transferred_out, EventType::merged,
                                               EventType::reopened};
  return kEndings.contains(type);
}

bool changes_tier(EventType type) {
  return type == EventType::retiered || type == EventType::reclassified;
}

// Limits of one case end with the reply; the next day of progress also with the next report.
bool may_stop(const core::Policy& policy, const ClockRun& run, EventType type) {
  if (ends_all(type)) return true;
  if (run.cancelled) return type == EventType::sent_back;
  const auto milestone = milestone_of(type);
  if (!milestone) return false;
  const core::PolicyClock* clock = policy.clock(run.clock);
  const core::Milestone until = clock == nullptr ? core::Milestone::replied : clock->until;
  if (milestone == core::Milestone::contacted) return until == core::Milestone::contacted;
  if (milestone != core::Milestone::progress) return *milestone >= until;
  // For some tiers progress counts as the reply.
  return run.clock == kNextProgress || until == core::Milestone::progress ||
         (clock != nullptr && clock->by_tier && until > core::Milestone::progress);
}

bool has_reason(const CaseLife& life, const ClockRun& run) {
  return std::ranges::any_of(life.events(), [&](const Event& event) {
    return event.counted_at() == run.stopped_at && may_stop(life.site().policy, run, event.type);
  });
}

// Progress that an earlier event reported may come to count as the reply with another tier.
bool stops_now(const core::Policy& policy, const ClockRun& run, const Event& event) {
  const core::PolicyClock* clock = policy.clock(run.clock);
  if (changes_tier(event.type)) return clock != nullptr && clock->by_tier;
  return may_stop(policy, run, event.type);
}

bool runs_on(EventType type) {
  return type == EventType::sent_back || type == EventType::undone || changes_tier(type);
}

// A feedback clock whose reply was sent back never counted, and of two days that were named at one
// moment the first never ran. Neither had run out.
bool may_vanish(const core::Policy& policy, const ClockRun& run, const Event& event) {
  if (!run.breaches.empty()) return false;
  if (run.clock == kNextProgress)
    return is_progress(event.type) && run.due.asked == event.counted_at();
  const core::PolicyClock* clock = policy.clock(run.clock);
  return event.type == EventType::sent_back && clock != nullptr &&
         clock->from == core::Milestone::replied;
}

void expect_no_loss(const core::Policy& policy, const Case& earlier, const Case& later,
                    const Event& event) {
  for (const ClockRun& run : earlier.clocks) {
    const ClockRun* same = same_run(later, run);
    if (same == nullptr) {
      EXPECT_TRUE(may_vanish(policy, run, event)) << to_text(event.type) << "\n" << lines_of(run);
    } else if (run.running() && !same->running()) {
      EXPECT_TRUE(stops_now(policy, *same, event)) << to_text(event.type) << "\n" << lines_of(run);
    } else if (!run.running() && same->running()) {
      EXPECT_TRUE(runs_on(event.type)) << to_text(event.type) << "\n" << lines_of(run);
    }
  }
}

TEST(Invariant, NoClockStopsOrVanishesWithoutAReason) {
  std::map<EventType, int> stops;
  live(18, [&](const CaseLife& life, const Before& before, core::Instant) {
    Case earlier = before.subject;
    for (const Event& event : life.events()) {
      if (event.seq <= before.subject.last_seq) continue;
      Case later = life.after(event.seq);
      expect_no_loss(life.site().policy, earlier, later, event);
      for (const ClockRun& run : later.clocks)
        stops[event.type] += run.stopped_at == event.counted_at() ? 1 : 0;
      earlier = std::move(later);
    }
    for (const ClockRun& run : earlier.clocks)
      EXPECT_TRUE(run.running() || has_reason(life, run)) << lines_of(run);
  });
  for (const EventType type : {EventType::dispatched, EventType::progress_reported,
                               EventType::replied, EventType::transferred_out})
    EXPECT_GT(stops[type], 0) << to_text(type);
}

TEST(Invariant, EveryCaseThatIsOverHasNoRunningClock) {
  live(12, [](const CaseLife& life, const Before&, core::Instant) {
    const Case subject = life.now();
    if (!is_over(subject)) return;
    for (const ClockRun& run : subject.clocks) EXPECT_FALSE(run.running());
  });
}

// The case after the event of a closure on the next two days; nullopt if that moves nothing.
std::optional<Case> after_closure(const CaseLife& life, const Case& subject,
                                  const core::Calendar& closed, core::Instant at) {
  const std::optional<core::Json> data = settlement_for(life.rules(), subject, closed, at);
  if (!data) return std::nullopt;
  std::vector<Event> events = life.events();
  Event settled;
  settled.site = events.back().site;
  settled.seq = events.back().seq + 1;
  settled.case_id = events.back().case_id;
  settled.recorded_at = at;
  settled.type = EventType::calendar_settled;
  settled.data = *data;
  settled.policy = events.back().policy;
  events.push_back(std::move(settled));
  return fold(life.rules(), events);
}

TEST(Invariant, AClosureMovesOnlyDatesAheadAndNeverSooner) {
  int moved = 0;
  live(19, [&](const CaseLife& life, const Before&, core::Instant at) {
    const Case subject = life.now();
    if (subject.settled) return;  // another closure would be lifted
    const core::Day tomorrow = core::day_of(at) + std::chrono::days{1};
    const core::Calendar closed(
        life.rules().time->calendar.years(),
        {{.from = tomorrow, .to = tomorrow + std::chrono::days{1}, .name = "停水"}});
    const std::optional<Case> after = after_closure(life, subject, closed, at);
    if (!after) return;
    ASSERT_EQ(after->clocks.size(), subject.clocks.size());
    for (std::size_t i = 0; i < subject.clocks.size(); ++i) {
      const ClockRun& before = subject.clocks[i];
      const ClockRun& run = after->clocks[i];
      EXPECT_EQ(run.stopped_at, before.stopped_at);
      EXPECT_EQ(run.overdue(at), before.overdue(at)) << lines_of(run);
      if (before.open_at(at)) {
        EXPECT_GE(*run.due.due, *before.due.due) << lines_of(run);
      } else {
        EXPECT_EQ(run.due.due, before.due.due) << lines_of(run);
      }
    }
    EXPECT_FALSE(settlement_for(life.rules(), *after, closed, at)) << "it moves them once";
    ++moved;
  });
  EXPECT_GT(moved, 0);
}

TEST(Invariant, TheExplanationEndsWithTheDueDate) {
  live(13, [](const CaseLife& life, const Before&, core::Instant) {
    for (const ClockRun& run : life.now().clocks) {
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
