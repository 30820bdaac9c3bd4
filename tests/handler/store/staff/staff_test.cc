// Users, sessions, and the counters that slow down guessing.
#include "tests/handler/store/store_fixture.h"

namespace {

namespace cases = handler::cases;
using core::FailureCode;
using handler::store::Session;
using handler::store::StaffAct;
using handler::store::Store;
using handler::store::User;
using test::StoreFixture;

std::int64_t add_user(Store& store, const std::string& login) {
  User user;
  user.login = login;
  user.display_name = "张三";
  user.password_hash = "argon2 " + login;
  user.grants = {{"demo", core::Role::front_desk, "hall", ""}};
  return store.add_user(user).value();
}

TEST(Staff, ComesBackWithItsGrants) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t id = add_user(*store, "zhang");
  ASSERT_TRUE(store->change_staff({.act = StaffAct::grant,
                                   .user = id,
                                   .grant = cases::Grant{"demo", core::Role::unit, "", "water"}}));
  ASSERT_TRUE(store->change_staff({.act = StaffAct::grant,
                                   .user = id,
                                   .grant = cases::Grant{"demo", core::Role::unit, "", "water"}}));
  const User user = store->user_by_login("zhang").value();
  EXPECT_EQ(user.id, id);
  EXPECT_EQ(user.display_name, "张三");
  EXPECT_EQ(user.password_hash, "argon2 zhang");
  ASSERT_EQ(user.grants.size(), 2u);
  EXPECT_EQ(user.grants[0].window, "hall");
  EXPECT_EQ(user.grants[1].role, core::Role::unit);
  EXPECT_EQ(user.grants[1].unit, "water");
  EXPECT_EQ(store->list_users().value().size(), 1u);
  EXPECT_EQ(store->user_by_id(id).value().login, "zhang");
}

TEST(Staff, RefusesALoginThatIsThere) {
  StoreFixture room;
  const auto store = room.open();
  add_user(*store, "zhang");
  User again;
  again.login = "zhang";
  const auto refused = store->add_user(again);
  EXPECT_EQ(refused.failure().code, FailureCode::conflict);
  EXPECT_EQ(refused.failure().message, "the user 'zhang' is there already");
}

TEST(Staff, SaysWhoIsNotThere) {
  StoreFixture room;
  const auto store = room.open();
  EXPECT_EQ(store->user_by_login("li").failure().code, FailureCode::not_found);
  EXPECT_EQ(store->user_by_id(3).failure().code, FailureCode::not_found);
  EXPECT_EQ(store->set_password(3, "x").failure().code, FailureCode::not_found);
  EXPECT_EQ(store->change_staff({.act = StaffAct::disable, .user = 3}).failure().code,
            FailureCode::not_found);
  EXPECT_FALSE(store->change_staff({.act = StaffAct::grant,
                                    .user = 3,
                                    .grant = cases::Grant{"demo", core::Role::unit, "", ""}}));
}

Session session_of(std::int64_t user) {
  return {user, "demo", test::moment("2026-04-03T10:00:00"), test::moment("2026-04-03T10:00:00")};
}

TEST(Sessions, LastUntilTheyAreEnded) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t id = add_user(*store, "zhang");
  ASSERT_TRUE(store->add_session("hash", session_of(id)));
  ASSERT_TRUE(store->touch_session("hash", test::moment("2026-04-03T10:20:00")));
  const Session found = store->session("hash").value();
  EXPECT_EQ(found.user, id);
  EXPECT_EQ(found.site, "demo");
  EXPECT_EQ(found.created, test::moment("2026-04-03T10:00:00"));
  EXPECT_EQ(found.last_used, test::moment("2026-04-03T10:20:00"));
  ASSERT_TRUE(store->end_session("hash"));
  EXPECT_EQ(store->session("hash").failure().code, FailureCode::not_found);
}

TEST(Sessions, EndWhenThePasswordChanges) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t zhang = add_user(*store, "zhang");
  const std::int64_t li = add_user(*store, "li");
  ASSERT_TRUE(store->add_session("one", session_of(zhang)));
  ASSERT_TRUE(store->add_session("two", session_of(zhang)));
  ASSERT_TRUE(store->add_session("three", session_of(li)));
  ASSERT_TRUE(store->set_password(zhang, "new"));
  EXPECT_FALSE(store->session("one"));
  EXPECT_FALSE(store->session("two"));
  EXPECT_TRUE(store->session("three"));
  EXPECT_EQ(store->user_by_id(zhang).value().password_hash, "new");
}

TEST(Sessions, EndWhenTheUserIsDisabledAndCannotBeginAgain) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t id = add_user(*store, "zhang");
  ASSERT_TRUE(store->add_session("one", session_of(id)));
  ASSERT_TRUE(store->change_staff({.act = StaffAct::disable, .user = id}));
  EXPECT_FALSE(store->session("one"));
  EXPECT_TRUE(store->user_by_id(id).value().disabled);
  EXPECT_EQ(store->add_session("two", session_of(id)).failure().code, FailureCode::refused);
  ASSERT_TRUE(store->change_staff({.act = StaffAct::enable, .user = id}));
  EXPECT_TRUE(store->add_session("two", session_of(id)));
}

TEST(Sessions, EndWithTheLastRoleOnTheirSite) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t id = add_user(*store, "zhang");
  const cases::Grant auditor{"demo", core::Role::auditor, "", ""};
  ASSERT_TRUE(store->change_staff({.act = StaffAct::grant, .user = id, .grant = auditor}));
  ASSERT_TRUE(store->add_session("one", session_of(id)));
  ASSERT_TRUE(store->change_staff({.act = StaffAct::revoke, .user = id, .grant = auditor}));
  EXPECT_TRUE(store->session("one")) << "another role is left";
  ASSERT_TRUE(
      store->change_staff({.act = StaffAct::revoke,
                           .user = id,
                           .grant = cases::Grant{"demo", core::Role::front_desk, "hall", ""}}));
  EXPECT_FALSE(store->session("one"));
}

TEST(Counters, CountWithinTheirPeriod) {
  StoreFixture room;
  const auto store = room.open();
  EXPECT_EQ(store->count_now("ip 1", 60).value(), 0);
  EXPECT_EQ(store->count_up("ip 1", 60).value(), 1);
  EXPECT_EQ(store->count_up("ip 1", 60).value(), 2);
  EXPECT_EQ(store->count_up("ip 2", 60).value(), 1);
  EXPECT_EQ(store->count_now("ip 1", 60).value(), 2);
  room.clock.set("2026-04-03T10:01:00");
  EXPECT_EQ(store->count_now("ip 1", 60).value(), 0);
  EXPECT_EQ(store->count_up("ip 1", 60).value(), 1);
}

TEST(Counters, CountDownWithinTheirPeriod) {
  StoreFixture room;
  const auto store = room.open();
  store->count_up("ip 1", 60).value();
  store->count_up("ip 1", 60).value();
  ASSERT_TRUE(store->count_down("ip 1", 60));
  EXPECT_EQ(store->count_now("ip 1", 60).value(), 1);
  ASSERT_TRUE(store->count_down("ip 1", 60));
  ASSERT_TRUE(store->count_down("ip 1", 60)) << "never below nothing";
  EXPECT_EQ(store->count_now("ip 1", 60).value(), 0);
  EXPECT_TRUE(room.raw()->run("SELECT 1 FROM counters").value().empty());
  store->count_up("ip 1", 60).value();
  room.clock.set("2026-04-03T10:01:00");
  ASSERT_TRUE(store->count_down("ip 1", 60)) << "of the minute before";
  EXPECT_EQ(store->count_up("ip 1", 60).value(), 1);
}

TEST(Counters, StartAgainWhenReset) {
  StoreFixture room;
  const auto store = room.open();
  store->count_up("login", 60).value();
  ASSERT_TRUE(store->reset_count("login"));
  EXPECT_EQ(store->count_now("login", 60).value(), 0);
}

TEST(Counters, GiveOutPlacesThatBecomeFreeByThemselves) {
  StoreFixture room;
  const auto store = room.open();
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(store->take_place("wait ip 1", 4, 2).value()) << i;
  EXPECT_FALSE(store->take_place("wait ip 1", 4, 2).value());
  EXPECT_TRUE(store->take_place("wait ip 2", 4, 2).value());
  room.clock.set("2026-04-03T10:00:02");
  EXPECT_FALSE(store->take_place("wait ip 1", 4, 2).value()) << "less than two whole seconds";
  room.clock.set("2026-04-03T10:00:03");
  EXPECT_TRUE(store->take_place("wait ip 1", 4, 2).value());
}

TEST(Counters, GiveAPlaceBackIfTheClockWentBack) {
  StoreFixture room;
  const auto store = room.open();
  room.clock.set("2026-04-03T12:00:00");
  ASSERT_TRUE(store->take_place("wait ip 1", 1, 2).value());
  room.clock.set("2026-04-03T10:00:00");
  EXPECT_TRUE(store->take_place("wait ip 1", 1, 2).value());
}

TEST(Counters, OutliveTheProcess) {
  StoreFixture room;
  room.open()->count_up("login", 60).value();
  EXPECT_EQ(room.open()->count_up("login", 60).value(), 2);
}

TEST(Counters, LeaveNothingBehindWhenTheirPeriodIsOver) {
  StoreFixture room;
  const auto store = room.open();
  for (int i = 0; i < 20; ++i) store->count_up("ip " + std::to_string(i), 60).value();
  room.clock.set("2026-04-03T12:00:00");
  store->count_up("another", 60).value();
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM counters"), 1);
}

TEST(Staff, KeepsARecordOfWhatWasDoneToAnAccount) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t id = add_user(*store, "zhang");
  const cases::Grant auditor{"demo", core::Role::auditor, "", ""};
  ASSERT_TRUE(store->change_staff(
      {.act = StaffAct::grant, .user = id, .grant = auditor, .by = 7, .site = "demo"}));
  ASSERT_TRUE(store->change_staff(
      {.act = StaffAct::revoke, .user = id, .grant = auditor, .by = 7, .site = "demo"}));
  ASSERT_TRUE(store->change_staff({.act = StaffAct::disable, .user = id}));
  const auto again = store->change_staff(
      {.act = StaffAct::revoke, .user = id, .grant = auditor, .by = 7, .site = "demo"});
  EXPECT_EQ(again.failure().code, FailureCode::not_found);
  const auto changes = store->staff_changes("demo", id).value();
  ASSERT_EQ(changes.size(), 4u);  // refused changes are not recorded
  EXPECT_EQ(changes[0].act, StaffAct::disable);
  EXPECT_EQ(changes[0].by, 0);
  EXPECT_EQ(changes[1].act, StaffAct::revoke);
  EXPECT_EQ(changes[1].by, 7);
  EXPECT_EQ(changes[1].grant->role, core::Role::auditor);
  EXPECT_EQ(changes[3].act, StaffAct::add);
  EXPECT_EQ(changes[3].grant->window, "hall");
  EXPECT_EQ(store->staff_changes("pingyi", id).value().size(), 1u);  // from the command line
}

TEST(Staff, KnowsWhoCouldHaveSignedInAsAnother) {
  StoreFixture room;
  const auto store = room.open();
  const auto made_by = [&](const std::string& login, const std::string& site, std::int64_t by) {
    User made;
    made.login = login;
    made.grants = {{site, core::Role::admin, "", ""}};
    return store->add_user(made, by).value();
  };
  const std::int64_t root = made_by("root", "demo", 0);
  const std::int64_t li = made_by("li", "pingyi", root);
  const std::int64_t wang = made_by("wang", "demo", li);
  const std::int64_t zhao = made_by("zhao", "demo", 0);
  EXPECT_TRUE(store->is_handed_over_by(li, root).value());
  EXPECT_TRUE(store->is_handed_over_by(wang, li).value());
  EXPECT_TRUE(store->is_handed_over_by(wang, root).value()) << "over an account that root made";
  EXPECT_FALSE(store->is_handed_over_by(root, wang).value());
  EXPECT_FALSE(store->is_handed_over_by(root, root).value());
  EXPECT_FALSE(store->is_handed_over_by(zhao, root).value());
  EXPECT_FALSE(store->is_handed_over_by(zhao, 0).value());
  const cases::Grant auditor{"demo", core::Role::auditor, "", ""};
  const auto change = [&](StaffAct act) {
    handler::store::StaffChange made{.act = act, .user = zhao, .by = root, .site = "pingyi"};
    if (act == StaffAct::grant || act == StaffAct::revoke) made.grant = auditor;
    if (act == StaffAct::set_password) made.password_hash = "another";
    ASSERT_TRUE(store->change_staff(made));
  };
  change(StaffAct::grant);
  EXPECT_FALSE(store->is_handed_over_by(zhao, root).value()) << "a right is no password";
  change(StaffAct::set_password);
  change(StaffAct::revoke);
  for (int i = 0; i < 60; ++i) {
    change(StaffAct::grant);
    change(StaffAct::revoke);
  }
  EXPECT_TRUE(store->is_handed_over_by(zhao, root).value()) << "however long ago";
}

TEST(Staff, ListsThoseWhoHaveOrHadSomethingToDoOnASite) {
  StoreFixture room;
  const auto store = room.open();
  const std::int64_t zhang = add_user(*store, "zhang");
  User li;
  li.login = "li";
  li.grants = {{"pingyi", core::Role::front_desk, "", ""}};
  ASSERT_TRUE(store->add_user(li));
  ASSERT_TRUE(
      store->change_staff({.act = StaffAct::revoke,
                           .user = zhang,
                           .grant = cases::Grant{"demo", core::Role::front_desk, "hall", ""},
                           .by = 1,
                           .site = "demo"}));
  const auto users = store->users_of_site("demo").value();
  ASSERT_EQ(users.size(), 1u);
  EXPECT_EQ(users.front().login, "zhang");
  EXPECT_TRUE(users.front().grants.empty());
}

}  // namespace
