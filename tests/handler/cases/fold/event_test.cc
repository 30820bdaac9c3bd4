// The hashed bytes of an event, and the chain to the previous one.
#include "handler/cases/fold/event.h"

#include <gtest/gtest.h>

#include "core/base/check.h"
#include "tests/support/notices.h"

namespace handler::cases {
namespace {

Event accepted() {
  Event event;
  event.site = "pingyi";
  event.seq = 2;
  event.case_id = 1;
  event.recorded_at = test::moment("2026-09-28 09:10:00.250");
  event.actor = {Actor::Kind::staff, 4, core::Role::front_desk, ""};
  event.type = EventType::accepted;
  event.data = {{"tier", "general"}, {"kind", "matter"}};
  event.policy = "abc";
  event.prev = "00ff";
  event.hash = "not part of it";
  return event;
}

TEST(Event, IsWrittenWithSortedKeysAndWithoutItsHash) {
  EXPECT_EQ(canonical(accepted()),
            R"({"actor":{"kind":"staff","role":"front_desk","user":4},"case":1,)"
            R"("data":{"kind":"matter","tier":"general"},"policy":"abc","prev":"00ff",)"
            R"("recorded_at":"2026-09-28T09:10:00.250+08:00","round":1,"seq":2,"site":"pingyi",)"
            R"("type":"accepted","type_version":1})");
}

TEST(Event, SaysTheEarlierTimeAndTheUnitIfThereAreAny) {
  Event event = accepted();
  event.occurred_at = test::moment("2026-09-25 08:00");
  event.actor = {Actor::Kind::staff, 4, core::Role::unit, "civil"};
  const std::string bytes = canonical(event);
  EXPECT_NE(bytes.find(R"("occurred_at":"2026-09-25T08:00:00.000+08:00")"), std::string::npos);
  EXPECT_NE(bytes.find(R"("unit":"civil")"), std::string::npos);
}

TEST(Event, HoldsNoFloats) {
  Event event = accepted();
  event.data["list"] = {1, {{"deep", 0.5}}};
  EXPECT_THROW(canonical(event), core::Bug);
}

TEST(Event, IsChainedToTheOneBefore) {
  Event first = accepted();
  Event second = accepted();
  chain(first, kFirstPrevious);
  chain(second, first.hash);
  EXPECT_EQ(first.prev, std::string(64, '0'));
  EXPECT_EQ(second.prev, first.hash);
  EXPECT_EQ(second.hash.size(), 64u);
  EXPECT_NE(second.hash, first.hash);
}

TEST(Event, ChangesItsHashWithEveryField) {
  Event event = accepted();
  chain(event, kFirstPrevious);
  const std::string hash = event.hash;
  const std::vector<void (*)(Event&)> changes = {
      [](Event& e) { e.site = "x"; },
      [](Event& e) { e.seq += 1; },
      [](Event& e) { e.case_id += 1; },
      [](Event& e) { e.round += 1; },
      [](Event& e) { e.recorded_at += std::chrono::milliseconds{1}; },
      [](Event& e) { e.occurred_at = e.recorded_at; },
      [](Event& e) { e.actor.user += 1; },
      [](Event& e) { e.actor.role.reset(); },
      [](Event& e) { e.actor.unit = "x"; },
      [](Event& e) { e.type = EventType::closed; },
      [](Event& e) { e.type_version += 1; },
      [](Event& e) { e.data["tier"] = "x"; },
      [](Event& e) { e.policy = "x"; },
      [](Event& e) { e.actor.kind = Actor::Kind::system; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Event changed = accepted();
    changes[i](changed);
    chain(changed, kFirstPrevious);
    EXPECT_NE(changed.hash, hash) << i;
  }
}

}  // namespace
}  // namespace handler::cases
