// Parts: sealed before they are stored, destroyed without leaving a byte, never stored in plain
// text.
#include "handler/store/destroyed_list.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::DestroyedTexts;
using handler::store::make_part;
using handler::store::Part;
using test::report;
using test::StoreFixture;

constexpr std::string_view kName = "欧阳甲乙丙丁";
constexpr std::string_view kPhone = "13987654321";

Part sealed_part(const core::SealKeys& keys) {
  core::SystemRandomness randomness;
  return make_part(
      randomness, "identity",
      "{\"name\":\"" + std::string(kName) + "\",\"phone\":\"" + std::string(kPhone) + "\"}",
      keys.public_key, false);
}

Part open_part(const std::string& text) {
  core::SystemRandomness randomness;
  return make_part(randomness, "reply", text, "", true);
}

bool files_hold(const StoreFixture& room, std::string_view needle) {
  return room.bytes_on_disk().find(needle) != std::string::npos;
}

TEST(Parts, ComeBackForTheHolderOfTheSecretKey) {
  StoreFixture room;
  const auto store = room.open();
  const core::SealKeys keys = core::make_seal_keys();
  auto sent = report("a");
  sent.submitted.parts = {sealed_part(keys)};
  const auto id = store->add_report(sent).value().id;
  const auto record = store->case_by_id("demo", id).value();
  const auto& reference = record.events().at(0).data.at("identity");
  const Part& part = record.parts.at(reference.at("part").get<std::int64_t>());
  EXPECT_TRUE(part.sealed);
  EXPECT_EQ(part.commitment, reference.at("commitment").get<std::string>());
  EXPECT_NE(core::open_seal(part.body, keys).value().find(kPhone), std::string::npos);
}

TEST(Parts, ReachTheReporterWithoutTheBodiesOfSealedOnes) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {sealed_part(core::make_seal_keys()), open_part("已经办好")};
  store->add_report(sent).value();
  const auto record = store->case_by_ticket("demo", test::hash_of("ticket a")).value();
  ASSERT_EQ(record.parts.size(), 2u);
  for (const auto& [id, part] : record.parts) {
    EXPECT_EQ(part.body, part.sealed ? "" : "已经办好") << id;
  }
}

TEST(Parts, LeaveNoNameOrPhoneInAnyFile) {
  StoreFixture room;
  auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {sealed_part(core::make_seal_keys()), open_part("控制组文字")};
  store->add_report(sent).value();
  ASSERT_TRUE(files_hold(room, "控制组文字")) << "the search itself must be able to find something";
  EXPECT_FALSE(files_hold(room, kName));
  EXPECT_FALSE(files_hold(room, kPhone));
  store.reset();
  ASSERT_TRUE(files_hold(room, "控制组文字"));
  EXPECT_FALSE(files_hold(room, kName));
  EXPECT_FALSE(files_hold(room, kPhone));
}

TEST(Parts, CannotBeGuessedFromWhatIsStored) {
  core::SystemRandomness randomness;
  const core::SealKeys keys = core::make_seal_keys();
  const Part part = make_part(randomness, "identity", std::string(kPhone), keys.public_key, false);
  EXPECT_NE(part.commitment, handler::store::commitment_of(part.salt, std::string(kPhone)));
}

TEST(Parts, AreDestroyedToTheLastByteWhileTheChainVerifies) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {sealed_part(core::make_seal_keys()), open_part("要销毁的答复")};
  const std::string box = core::to_base64url(sent.submitted.parts[0].body);
  const auto id = store->add_report(sent).value().id;
  ASSERT_TRUE(files_hold(room, "要销毁的答复"));
  ASSERT_TRUE(files_hold(room, box));
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_FALSE(files_hold(room, "要销毁的答复"));
  EXPECT_FALSE(files_hold(room, box));
  const auto record = store->case_by_id("demo", id).value();
  ASSERT_EQ(record.parts.size(), 2u);
  for (const auto& [part_id, part] : record.parts) {
    EXPECT_TRUE(part.destroyed);
    EXPECT_EQ(part.body + part.salt, "");
  }
  EXPECT_EQ(room.verify().value(), 2);
}

TEST(Parts, SayWhenAReaderKeepsOldBytesInTheLog) {
  StoreFixture room;
  auto options = room.options();
  options.busy_milliseconds = 50;
  const auto store = room.open(options);
  auto sent = report("a");
  sent.submitted.parts = {open_part("要销毁的答复")};
  const auto id = store->add_report(sent).value().id;
  const auto reader = room.raw();
  ASSERT_TRUE(reader->run_script("BEGIN"));
  ASSERT_EQ(test::number_of(*reader, "SELECT COUNT(*) FROM parts"), 1);
  EXPECT_EQ(test::destroy_all(*store, "demo", id).failure().code, core::FailureCode::refused);
  ASSERT_TRUE(reader->run_script("COMMIT"));
  EXPECT_TRUE(store->forget_destroyed());
  EXPECT_FALSE(files_hold(room, "要销毁的答复"));
}

// Case, parts and the sequence number that the destruction is based on.
DestroyedTexts texts_of(handler::store::CaseId id, std::vector<std::int64_t> parts,
                        std::int64_t seen_seq = 1) {
  return {id, seen_seq, test::event("parts_destroyed"), std::move(parts), test::fold_simply};
}

std::vector<handler::store::DestroyedPart> destroyed_parts(const StoreFixture& room) {
  return handler::store::read_destroyed(handler::store::destroyed_list_of(room.folder.path()))
      .value();
}

TEST(Parts, AreListedBeforeTheyAreDestroyedAndOnlyThose) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {sealed_part(core::make_seal_keys()), open_part("留下的答复")};
  const auto id = store->add_report(sent).value().id;
  ASSERT_TRUE(store->destroy_parts("demo", texts_of(id, {1})));
  EXPECT_EQ(destroyed_parts(room), (std::vector<handler::store::DestroyedPart>{{"demo", id, 1}}));
  const auto record = store->case_by_id("demo", id).value();
  EXPECT_TRUE(record.parts.at(1).destroyed);
  EXPECT_EQ(record.parts.at(2).body, "留下的答复");
  EXPECT_EQ(record.events().back().type, handler::cases::EventType::parts_destroyed);
}

TEST(Parts, OfACaseThatIsNotThereOrWasChangedAreNeitherListedNorDestroyed) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {open_part("答复")};
  const auto id = store->add_report(sent).value().id;
  const auto code_of = [&](const DestroyedTexts& texts) {
    return store->destroy_parts("demo", texts).failure().code;
  };
  EXPECT_EQ(code_of(texts_of(5, {1})), core::FailureCode::not_found);
  EXPECT_EQ(code_of(texts_of(id, {1}, 0)), core::FailureCode::conflict);
  EXPECT_TRUE(destroyed_parts(room).empty());
  EXPECT_EQ(store->case_by_id("demo", id)->parts.at(1).body, "答复");
}

TEST(Parts, OfACaseThatIsNotListedLeaveNoWordsInTheSearch) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {open_part("要销毁的答复")};
  const auto id = store->add_report(sent).value().id;
  ASSERT_EQ(test::found_by(*room.raw(), "销毁"), std::to_string(id));
  // As after a write that met damaged lists.
  ASSERT_TRUE(room.raw()->run("UPDATE cases SET listed = -2", {}));
  ASSERT_TRUE(store->destroy_parts("demo", texts_of(id, {1})));
  EXPECT_EQ(test::found_by(*room.raw(), "销毁"), "");
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT listed FROM cases"), 1);
}

// Another process destroys while this one cleans the files: its note must stay.
TEST(Parts, KeepTheNoteOfADestructionThatCameMeanwhile) {
  StoreFixture room;
  const auto store = room.open();
  for (const char* name : {"a", "b"}) {
    auto sent = report(name);
    sent.submitted.parts = {open_part("要销毁的答复")};
    store->add_report(sent).value();
  }
  ASSERT_TRUE(store->destroy_parts("demo", texts_of(1, {1})));
  const auto first = store->fact(handler::store::facts::kLeftovers).value();
  ASSERT_TRUE(store->destroy_parts("demo", texts_of(2, {2}, 2)));
  const auto second = store->fact(handler::store::facts::kLeftovers).value();
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second) << "the first one strikes out only its own note";
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_FALSE(store->fact(handler::store::facts::kLeftovers).value());
}

TEST(Parts, AreNotFoundAgainByATraceThatWasReadBefore) {
  StoreFixture room;
  const auto store = room.open();
  auto sent = report("a");
  sent.submitted.parts = {open_part("答复")};
  const auto id = store->add_report(sent).value().id;
  ASSERT_TRUE(store->destroy_parts("demo", texts_of(id, {1})));
  ASSERT_TRUE(store->keep_traces("demo", {{id, "f00d", {"phone:1"}}}));
  EXPECT_TRUE(store->cases_by_phone_index("demo", "f00d").value().empty());
  EXPECT_TRUE(store->traces_of("demo", id).value().empty());
}

TEST(Parts, AreNotListedWhileTheClockIsNotBelieved) {
  StoreFixture room;
  auto options = room.options();
  core::ClockSign sign{.wall = test::moment("2026-04-03T10:00:00"), .boot_id = "a"};
  options.clock = {.look = [&sign] { return core::ClockSight{sign}; }};
  const auto store = room.open(options);
  auto sent = report("a");
  sent.submitted.parts = {open_part("答复")};
  const auto id = store->add_report(sent).value().id;
  sign.wall = test::moment("2036-04-03T10:00:00");
  EXPECT_EQ(store->destroy_parts("demo", texts_of(id, {1})).failure().code,
            core::FailureCode::clock_held);
  EXPECT_TRUE(destroyed_parts(room).empty());
}

}  // namespace
