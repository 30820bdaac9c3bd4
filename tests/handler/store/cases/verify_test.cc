// The chains show every change: any byte of any event, any text, any missing event.
#include "handler/store/cases/chain_check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::Database;
using test::event;
using test::report;
using test::StoreFixture;

// Case 1 with events 1, 3 and 5, case 2 with 2, 4 and 6 of the site demo; case 3 is of pingyi.
void fill_both_sites(StoreFixture& room) {
  const auto store = room.open();
  core::SystemRandomness randomness;
  for (const std::string name : {"a", "b"}) {
    auto sent = report(name, {{"kind", "matter"}});
    sent.submitted.parts = {handler::store::make_part(randomness, "identity", "张三",
                                                      core::make_seal_keys().public_key, false)};
    store->add_report(sent).value();
  }
  std::int64_t seq = 3;
  for (const std::string type : {"accepted", "replied"}) {
    for (const std::int64_t id : {1, 2}) {
      auto acted = event(type, {{"list", {1, 2}}});
      acted.actor = {handler::cases::Actor::Kind::staff, 4, core::Role::unit, "water"};
      acted.occurred_at = test::moment("2026-04-02T10:00:00");
      acted.policy = "v1";
      acted.parts = {handler::store::make_part(randomness, "reply", "已办", "", true)};
      store->append("demo", id, seq - 2, {acted}, test::fold_simply).value();
      ++seq;
    }
  }
  store->add_report(report("c", {}, "pingyi")).value();
}

std::string said_of(Database& database) {
  const auto verified = test::verify_chains(database);
  return verified ? "verified " + std::to_string(*verified) : verified.failure().message;
}

constexpr const char* kNotTaken = "the database does not take this text";

struct Tampered {
  Tampered() {
    fill_both_sites(room);
    raw = room.unguarded();
  }
  // The result of verify after one change, which is then undone. PostgreSQL takes no text that is
  // not UTF-8, or holds a NUL.
  std::string after(const std::string& sql, const std::vector<handler::store::Value>& values = {}) {
    EXPECT_TRUE(raw->run_script("BEGIN"));
    const auto changed = raw->run(sql, values);
    EXPECT_TRUE(changed || test::on_postgres()) << sql << ": " << changed.failure().message;
    std::string said = changed ? said_of(*raw) : kNotTaken;
    EXPECT_TRUE(raw->run_script("ROLLBACK"));
    return said;
  }
  StoreFixture room;
  std::unique_ptr<Database> raw;
};

TEST(Verify, CountsTheEventsOfAllSitesWhenAllIsWell) {
  Tampered tampered;
  EXPECT_EQ(tampered.after("SELECT 1"), "verified 7");
}

TEST(Verify, NamesTheEventThatWasChanged) {
  Tampered tampered;
  const std::string changed = "site demo, event 4 (case 2): was changed after it was recorded";
  const std::string where = " WHERE site = 'demo' AND seq = 4";
  for (const std::string set :
       {"type = 'closed'", "round = 2", "policy = 'v2'", "actor_user = 5", "actor_unit = 'power'",
        "actor_role = 'auditor'", "actor_kind = 'reporter'", "occurred_at = NULL",
        "recorded_at = '2026-04-03T10:00:00.001+08:00'", "type_version = 2", "data = '{}'"}) {
    EXPECT_EQ(tampered.after("UPDATE events SET " + set + where), changed) << set;
  }
  EXPECT_EQ(tampered.after("UPDATE events SET case_id = 1" + where),
            "site demo, event 4 (case 1): was changed after it was recorded");
}

TEST(Verify, IsNotDeceivedByOtherSpellingsOfTheSame) {
  Tampered tampered;
  const std::string where = " WHERE site = 'demo' AND seq = 3";
  const std::string event3 = "site demo, event 3 (case 1): its ";
  EXPECT_EQ(tampered.after("UPDATE events SET data = data || ' '" + where),
            event3 + "data differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET data = '{\"a\":1.5}'" + where),
            event3 + "data differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET data = '{\"a\":'" + where),
            event3 + "data differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET data = '[]'" + where),
            event3 + "data differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET recorded_at = '2026-04-03T10:00:00+08:00'" + where),
            event3 + "time differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET occurred_at = 'soon'" + where),
            event3 + "time differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET actor_kind = 'robot'" + where),
            event3 + "actor differs from the recorded value");
  EXPECT_EQ(tampered.after("UPDATE events SET actor_role = 'king'" + where),
            event3 + "actor differs from the recorded value");
  const std::string other_type = event3 + "type differs from the recorded value";
  for (const std::string type : {"unheard_of", ""})
    EXPECT_EQ(tampered.after("UPDATE events SET type = $1" + where, {type}), other_type);
  EXPECT_EQ(tampered.after("UPDATE events SET type = $1" + where, {std::string("\xff")}),
            test::on_postgres() ? kNotTaken : other_type);
}

TEST(Verify, NamesWhereTheChainIsBroken) {
  Tampered tampered;
  EXPECT_EQ(tampered.after("UPDATE events SET prev = hash WHERE site = 'demo' AND seq = 3"),
            "site demo, event 3 (case 1): does not follow the event before it");
  EXPECT_EQ(tampered.after("UPDATE events SET hash = prev WHERE site = 'demo' AND seq = 3"),
            "site demo, event 3 (case 1): was changed after it was recorded");
  EXPECT_EQ(tampered.after("DELETE FROM events WHERE site = 'demo' AND seq = 3"),
            "site demo, event 4 (case 2): event 3 is missing before it");
  EXPECT_EQ(tampered.after("DELETE FROM events WHERE site = 'demo' AND seq = 1"),
            "site demo, event 2 (case 2): event 1 is missing before it");
}

// A change that recomputes its own hash is found at the next event.
TEST(Verify, FindsAnEventThatWasForgedTogetherWithItsHash) {
  Tampered tampered;
  auto events = handler::store::read_case(*tampered.raw, "demo", 1).events();
  handler::cases::Event forged = events.at(1);
  forged.data["list"] = {1};
  handler::cases::chain(forged, forged.prev);
  EXPECT_EQ(tampered.after("UPDATE events SET data = $1, hash = $2 WHERE site = 'demo' AND seq = 3",
                           {forged.data.dump(), forged.hash}),
            "site demo, event 4 (case 2): does not follow the event before it");
}

TEST(Verify, NamesTheEventWhoseTextWasChanged) {
  Tampered tampered;
  const std::string event3 = "site demo, event 3 (case 1): a text it refers to ";
  const std::string open = " WHERE part_id = 3";
  EXPECT_EQ(tampered.after("UPDATE parts SET body = body || '了'" + open), event3 + "was changed");
  EXPECT_EQ(tampered.after("UPDATE parts SET salt = '00'" + open), event3 + "was changed");
  EXPECT_EQ(tampered.after("UPDATE parts SET sealed = 1" + open), event3 + "was changed");
  EXPECT_EQ(tampered.after("UPDATE parts SET destroyed = 1" + open), event3 + "was changed");
  EXPECT_EQ(tampered.after("UPDATE parts SET commitment = '00'" + open), event3 + "was replaced");
  EXPECT_EQ(tampered.after("UPDATE parts SET site = 'pingyi'" + open), event3 + "is gone");
  EXPECT_EQ(tampered.after("DELETE FROM parts" + open), event3 + "is gone");
  EXPECT_EQ(tampered.after("UPDATE parts SET body = (SELECT body FROM parts WHERE part_id = 2) "
                           "WHERE part_id = 1"),
            "site demo, event 1 (case 1): a text it refers to was changed");
}

// Flips one bit of every byte that an event keeps as text.
TEST(Verify, FindsEveryFlippedByteOfEveryEvent) {
  Tampered tampered;
  constexpr std::string_view kColumns[] = {"site",       "recorded_at", "occurred_at", "actor_kind",
                                           "actor_role", "actor_unit",  "type",        "data",
                                           "policy",     "prev",        "hash"};
  int flips = 0;
  for (std::int64_t seq = 1; seq <= 6; ++seq) {
    for (const std::string_view column : kColumns) {
      const std::string name(column);
      const auto rows = tampered.raw->run(
          "SELECT " + name + " FROM events WHERE site = 'demo' AND seq = $1", {seq});
      if (rows->front().is_null(0)) continue;
      const std::string text = rows->front().text(0);
      for (std::size_t at = 0; at < text.size(); ++at) {
        std::string flipped = text;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 7)));
        const std::string said = tampered.after(
            "UPDATE events SET " + name + " = $2 WHERE site = 'demo' AND seq = $1", {seq, flipped});
        ASSERT_EQ(said.find("verified"), std::string::npos) << name << " " << flipped;
        flips += said == kNotTaken ? 0 : 1;
      }
    }
  }
  EXPECT_GT(flips, 1000);
}

TEST(Verify, NamesAPolicyThatWasChangedAfterCasesWereAcceptedUnderIt) {
  StoreFixture room;
  fill_both_sites(room);
  const core::PolicyTexts texts = {{"policy.yaml", "schema: 1\n"}, {"2026.yaml", "schema: 1\n"}};
  const std::string version = core::version_of(texts);
  ASSERT_TRUE(room.open()->keep_policy_version("demo", version, texts));
  ASSERT_EQ(said_of(*room.raw()), "verified 7");
  ASSERT_TRUE(room.raw()->run("UPDATE policy_versions SET text = 'schema: 2' WHERE name = $1",
                              {std::string("policy.yaml")}));
  EXPECT_EQ(said_of(*room.raw()),
            "the policy version " + version + " was changed after it was stored");
}

}  // namespace
