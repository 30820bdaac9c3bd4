// The queue at the gate: a known browser's turn comes within a bound, whatever strangers do.
#include "handler/desk/turns.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace handler::desk {
namespace {

// Strangers who come and go at the gate, and never give way.
class Flood {
 public:
  explicit Flood(Turns& turns) : turns_(turns) {}

  void arrive(int count) {
    for (int i = 0; i < count; ++i) {
      if (const auto ticket = turns_.arrive(Lane::stranger)) inside_.push_back(*ticket);
    }
  }

  // One of them who hashes is done; false if none does.
  bool leave_one() {
    for (auto ticket = inside_.begin(); ticket != inside_.end(); ++ticket) {
      if (!turns_.may_hash(*ticket)) continue;
      turns_.leave(*ticket);
      inside_.erase(ticket);
      return true;
    }
    return false;
  }

  std::size_t inside() const { return inside_.size(); }

 private:
  Turns& turns_;
  std::vector<Turns::Ticket> inside_;
};

TEST(Turns, LetTwoHashAndSixStrangersWait) {
  Turns turns;
  Flood flood(turns);
  flood.arrive(100);
  EXPECT_EQ(flood.inside(), Turns::kHashing + Turns::kStrangersWaiting);
  EXPECT_EQ(turns.arrive(Lane::stranger), std::nullopt);
  ASSERT_TRUE(flood.leave_one());
  EXPECT_NE(turns.arrive(Lane::stranger), std::nullopt);
}

TEST(Turns, ComeInOrderWithinALane) {
  Turns turns;
  std::vector<Turns::Ticket> tickets;
  for (int i = 0; i < 5; ++i) tickets.push_back(*turns.arrive(Lane::stranger));
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    EXPECT_TRUE(turns.may_hash(tickets.at(i))) << i;
    turns.leave(tickets.at(i));
  }
}

TEST(Turns, ServeAKnownBrowserAfterOneHashAmongAThousandTriesOfStrangers) {
  Turns turns;
  Flood flood(turns);
  std::mt19937 dice(20260924);
  int served = 0;
  for (int tries = 0; tries < 1000; tries += 10) {
    flood.arrive(10);
    const auto known = turns.arrive(Lane::known);
    ASSERT_TRUE(known) << tries;
    flood.arrive(static_cast<int>(dice() % 10));
    if (!turns.may_hash(*known)) {
      ASSERT_TRUE(flood.leave_one());
    }
    ASSERT_TRUE(turns.may_hash(*known)) << tries;
    turns.leave(*known);
    ++served;
  }
  EXPECT_EQ(served, 100);
}

TEST(Turns, MakeAKnownBrowserWaitForTheKnownOnesBeforeIt) {
  Turns turns;
  Flood flood(turns);
  flood.arrive(100);
  std::vector<Turns::Ticket> known;
  for (std::size_t i = 0; i < Turns::kKnownWaiting; ++i)
    known.push_back(*turns.arrive(Lane::known));
  EXPECT_EQ(turns.arrive(Lane::known), std::nullopt);
  flood.leave_one();
  flood.leave_one();
  for (std::size_t i = 0; i < known.size(); ++i) {
    ASSERT_TRUE(turns.may_hash(known.at(i))) << i;
    turns.leave(known.at(i));
    flood.arrive(10);
  }
}

}  // namespace
}  // namespace handler::desk
