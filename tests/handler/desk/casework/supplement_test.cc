// What the counter adds to a case for the reporter, and files on the desk's page.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

void add_pdf(DeskFixture& house, cases::CaseId id) {
  store::NewEvent event;
  event.actor.kind = cases::Actor::Kind::reporter;
  event.type = cases::EventType::supplemented;
  event.data = {{"files", {"pdf:4096"}}};
  event.parts = {store::make_part(house.randomness, "file1", R"({"key":"topsecret"})",
                                  house.services().portal_keys.seal_public, false)};
  event.policy = house.record(id).row.values.policy;
  const auto rules = house.services().rules.for_case(*house.site(), house.record(id).row);
  ASSERT_TRUE(house.store().append("demo", id, house.last_seq(id), {event},
                                   view::refold_with(*rules, house.clock.now())));
}

TEST(Supplement, TheCountersWordsForTheReporterAreSealedAsTheReportersOwn) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(house.act(window, id, "supplement", {{"words", "又去了一次"}}).status, 422)
      << "how it came is part of it";
  ASSERT_EQ(
      house.act(window, id, "supplement", {{"words", "又去了一次"}, {"remark", "本人打电话来说的"}})
          .status,
      303);
  const store::CaseRecord record = house.record(id);
  const core::Json& data = record.events().back().data;
  const store::Part& words = record.parts.at(data.at("words").at("part"));
  EXPECT_TRUE(words.sealed);
  EXPECT_EQ(house.opened(words), "又去了一次");
  EXPECT_FALSE(record.parts.at(data.at("remark").at("part")).sealed);
  const web::Response page = house.get(house.page_of(id), window);
  EXPECT_TRUE(reads(page, "窗口代反映人补充说明"));
  EXPECT_TRUE(says(page, "反映人的话：又去了一次"));
  EXPECT_TRUE(says(page, "怎么收到的：本人打电话来说的"));
  EXPECT_EQ(house.doubts(), "");
}

TEST(Supplement, IsForTheCounter) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const Form added = {{"words", "又去了一次"}, {"remark", "电话"}};
  EXPECT_EQ(house.act(house.enter_as_role(Role::unit, "housing"), id, "supplement", added).status,
            403);
  EXPECT_EQ(house.act(house.enter_as_role(Role::dispatcher), id, "supplement", added).status, 403);
}

TEST(Files, AreReleasedByNameAndTheirKeysAreNoTexts) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "把文件转给承办单位看"));
  add_pdf(house, id);
  const web::Response page = house.get(house.page_of(id), window);
  EXPECT_TRUE(reads(page, "反映人补交了照片或文件，附1个PDF文件"));
  EXPECT_TRUE(reads(page, "PDF文件（4 KB）"));
  EXPECT_FALSE(says(page, "topsecret"));
  const std::string name = std::to_string(house.last_seq(id)) + ".file1";
  ASSERT_EQ(house.act(window, id, "release_file", {{"file", name}}).status, 303);
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), "窗口把反映人交的1个文件转给承办单位看"));
  EXPECT_FALSE(says(house.get(house.page_of(id), window), "action-release_file"));
}

}  // namespace
}  // namespace handler::desk::testing
