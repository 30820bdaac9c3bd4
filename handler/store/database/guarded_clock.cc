// Keeps one row for each clock, and judges the clock by it.
#include "handler/store/database/guarded_clock.h"

#include <chrono>

#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

using core::ClockJudgement;
using core::ClockSign;
using core::ClockVerdict;

// A sign this young is good enough: keeping each one would cost every empty write a commit.
constexpr std::chrono::seconds kFresh{10};

std::optional<ClockSign> last_sign(Database& database, const std::string& clock) {
  const Rows rows =
      run(database, "SELECT wall, boot, boot_id FROM signs_of_life WHERE clock = $1", {clock});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return ClockSign{row.time(0), std::chrono::milliseconds(row.number(1)), row.text(2)};
}

void keep_sign(Database& database, const std::string& clock, const ClockSign& sign) {
  run(database,
      "INSERT INTO signs_of_life(clock, wall, boot, boot_id) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (clock) DO UPDATE SET wall = $2, boot = $3, boot_id = $4",
      {clock, core::to_iso(sign.wall), std::int64_t{sign.boot.count()}, sign.boot_id});
}

bool is_fresh(const std::optional<ClockSign>& last, const ClockSign& sign) {
  return last && last->boot_id == sign.boot_id && sign.wall - last->wall < kFresh &&
         last->wall - sign.wall < kFresh;
}

// "523 days", "5 hours", "3 minutes".
std::string how_far(std::chrono::milliseconds step) {
  const std::chrono::minutes far = std::chrono::duration_cast<std::chrono::minutes>(abs(step));
  if (far >= std::chrono::hours{48}) return std::to_string(far / std::chrono::days{1}) + " days";
  if (far >= std::chrono::hours{2}) return std::to_string(far / std::chrono::hours{1}) + " hours";
  return std::to_string(far.count()) + " minutes";
}

// Only for a clock that has a last sign: without one it is believed, and nothing is said.
std::string what_it_shows(const ClockSign& last, const ClockSign& sign,
                          const ClockJudgement& judged) {
  return "it shows " + core::to_iso(sign.wall) + ", " + how_far(judged.step) +
         (judged.step.count() < 0 ? " behind" : " ahead of") + " what its last sign of life (" +
         core::to_iso(last.wall) + ") lets expect";
}

}  // namespace

void let_through(Database& database, const GuardedClock& clock) {
  const std::optional<ClockSign> last = last_sign(database, clock.name);
  const core::ClockSight now = clock.look();
  const ClockJudgement judged = core::judge(last, now);
  const bool held = judged.verdict == ClockVerdict::held;
  if (judged.verdict != ClockVerdict::believed) {
    const std::string shows = what_it_shows(*last, now.sign, judged);
    if (held && !clock.believes_all) {
      throw Refused(core::FailureCode::clock_held,
                    "the clock is not believed: " + shows +
                        "; nothing is written until it is right again, or until handler clock "
                        "confirm believes it");
    }
    if (clock.tell)
      clock.tell((held ? "the clock would wait for handler clock confirm: "
                       : "the clock was put right: ") +
                 shows);
  }
  if (judged.verdict != ClockVerdict::believed || !is_fresh(last, now.sign))
    keep_sign(database, clock.name, now.sign);
}

core::Result<ClockState> ClockSigns::clock_state() {
  return connections_.read([&](Database& database) {
    const GuardedClock& clock = connections_.guarded_clock();
    if (!clock.look) throw Refused(core::FailureCode::not_found, "no clock is guarded");
    ClockState state{last_sign(database, clock.name), clock.look(), {}};
    state.judgement = core::judge(state.last, state.now);
    return state;
  });
}

core::Status ClockSigns::check_clock() {
  return connections_.write([](Database&) {});
}

}  // namespace handler::store
