// What a wrong clock recorded is mended by one more event: dates, breaches and history follow it.
#include "handler/cases/fold/corrected_times.h"

#include <random>

#include "tests/handler/cases/random_lives.h"

namespace handler::cases {
namespace {

using namespace testing;  // NOLINT: lives of cases and their words
using std::chrono::days;
using std::chrono::milliseconds;
using test::moment;

// The events with the correction recorded behind them, as the store reads them.
std::vector<Event> mended(std::vector<Event> events, const WrongTimes& wrong) {
  std::optional<PlannedEvent> planned = correction_of(events, wrong, "时钟不准", "王工");
  if (!planned) return events;
  Event event;
  event.site = events.back().site;
  event.case_id = events.back().case_id;
  event.seq = events.back().seq + 1;
  event.recorded_at = moment("2026-12-01 09:00");
  event.type = planned->type;
  event.data = planned->data;
  events.push_back(std::move(event));
  correct_times(events);
  return events;
}

WrongTimes year_2028(milliseconds move) {
  return {moment("2028-01-01 00:00"), moment("2028-12-31 23:59"), move};
}

TEST(CorrectedTimes, NamesTheTrueTimeOfEachEventAndKeepsTheRecordedOne) {
  CaseLife life(py());
  life.submit("2028-09-24 10:00");
  life.note("2028-09-24 10:05", EventType::urged);
  const std::vector<Event> events = mended(life.events(), year_2028(-days{731}));
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].noted_at(), moment("2026-09-24 10:00"));
  EXPECT_EQ(events[1].counted_at(), moment("2026-09-24 10:05"));
  EXPECT_EQ(events[0].recorded_at, moment("2028-09-24 10:00"));
  EXPECT_FALSE(events[2].corrected_at);
  EXPECT_EQ(canonical(events[0]), canonical(life.events()[0]));
  EXPECT_EQ(fold(life.rules(), events).received_at, moment("2026-09-24 10:00"));
}

TEST(CorrectedTimes, PlansNothingTwiceAndNothingForAnUntouchedCase) {
  CaseLife life(py());
  life.submit("2028-09-24 10:00");
  const WrongTimes wrong = year_2028(-days{731});
  EXPECT_FALSE(correction_of(mended(life.events(), wrong), wrong, "x", "y"));
  EXPECT_FALSE(correction_of(
      life.events(), {moment("2029-01-01 00:00"), moment("2029-02-01 00:00"), {}}, "x", "y"));
}

TEST(CorrectedTimes, TheLastCorrectionHolds) {
  CaseLife life(py());
  life.submit("2028-09-24 10:00");
  const std::vector<Event> once = mended(life.events(), year_2028(-days{700}));
  WrongTimes again = year_2028(-days{731});
  again.to = moment("2028-10-01 00:00");
  EXPECT_EQ(mended(once, again).front().noted_at(), moment("2026-09-24 10:00"));
}

TEST(CorrectedTimes, NotesASerialNumberOfAWrongYear) {
  CaseLife life(py());
  life.submit("2028-02-29 10:00");
  ASSERT_EQ(life.act("2028-02-29 10:10", "accept", {{"tier", py().policy.tiers.front().id}}), "");
  const auto planned = correction_of(life.events(), year_2028(-days{500}), "x", "y");
  ASSERT_TRUE(planned);
  EXPECT_EQ(text_in(planned->data, "serial"), fold(life.rules(), life.events()).serial);
  const auto same_year = correction_of(life.events(), year_2028(-days{20}), "x", "y");
  EXPECT_FALSE(same_year->data.contains("serial"));
}

// The system recorded a breach while the clock was ahead: it heals as if it had never happened, and
// the limit that truly runs out is recorded as ever.
TEST(CorrectedTimes, HealABreachThatOnlyTheWrongClockMade) {
  CaseLife life(py());
  life.submit("2026-09-24 10:00");
  ASSERT_EQ(life.act("2026-09-24 10:10", "accept", {{"tier", py().policy.tiers.front().id}}), "");
  const std::size_t before = life.events().size();
  ASSERT_GT(life.tick(moment("2028-06-01 09:00"), life.rules().time->calendar), 0);
  const Case wrongly = life.now();
  ASSERT_TRUE(
      std::ranges::any_of(wrongly.clocks, [](const ClockRun& r) { return !r.breaches.empty(); }));
  const milliseconds move = moment("2026-09-24 10:11") - moment("2028-06-01 09:00");
  const Case right = fold(life.rules(), mended(life.events(), year_2028(move)));
  for (const ClockRun& run : right.clocks) EXPECT_TRUE(run.breaches.empty()) << lines_of(run);
  EXPECT_TRUE(right.notified.empty());
  EXPECT_FALSE(right.voided.empty());
  EXPECT_TRUE(std::ranges::all_of(
      right.voided, [&](std::int64_t seq) { return seq > static_cast<std::int64_t>(before); }));
  EXPECT_FALSE(
      due_jobs(life.rules(), right, life.rules().time->calendar, moment("2028-06-01 09:00"))
          .empty());
}

// The clock is moved at random for a stretch of a random life: the correction brings back exactly
// the dates of a life with a right clock.
TEST(CorrectedTimes, MendEveryDateHoweverTheClockWasMoved) {
  std::mt19937 random(7);
  int mends = 0;
  live(21, [&](const CaseLife& life, const Before&, core::Instant) {
    if (random() % 8 != 0) return;
    std::vector<Event> events = life.events();
    const std::size_t first = random() % events.size();
    const std::size_t behind = first + 1 + random() % (events.size() - first);
    const int sign = random() % 2 == 0 ? 1 : -1;
    const milliseconds away = days{sign * static_cast<int>(600 + random() % 2000)};
    for (std::size_t i = first; i < behind; ++i) events[i].recorded_at += away;
    (void)fold(life.rules(), events);  // no wrong time stops a case from being read
    const WrongTimes wrong{events[first].recorded_at, events[behind - 1].recorded_at, -away};
    const Case right = life.now();
    const Case healed = fold(life.rules(), mended(std::move(events), wrong));
    EXPECT_EQ(all_clocks(healed), all_clocks(right));
    EXPECT_EQ(healed.accepted_at, right.accepted_at);
    EXPECT_EQ(healed.closed_at, right.closed_at);
    EXPECT_EQ(healed.notified, right.notified);
    EXPECT_TRUE(healed.voided.empty());
    ++mends;
  });
  EXPECT_GT(mends, 50);
}

}  // namespace
}  // namespace handler::cases
