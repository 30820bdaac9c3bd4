// What a change of kind hides from the unit that a case was about, and what an undone decline
// leaves.
#include <gtest/gtest.h>

#include "core/base/contains.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::kMorning;
using testing::kNoon;
using testing::moment;
using testing::only;

std::int64_t part_of(const CaseLife& life, std::int64_t seq, const char* field) {
  const Event& event = life.events().at(static_cast<std::size_t>(seq) - 1);
  return event.data.at(field).at("part").get<std::int64_t>();
}

bool hides(const CaseLife& life, std::int64_t seq, const char* field) {
  return core::contains(hidden_parts(life.now()), part_of(life, seq, field));
}

// A report on the conduct of the tax office; the dispatch (3) has a note.
void reach_unit(CaseLife& life) {
  life.submit(kMorning, {{"kind", "conduct"}, {"unit", "tax"}});
  ASSERT_EQ(life.act(kMorning, "accept", {{"kind", "conduct"}, {"tier", "general"}}), "");
  ASSERT_EQ(life.act(kMorning, "dispatch", {{"unit", "civil"}, {"note", "请核实"}}), "");
}

// It turns out to be a matter: asked for (4) and agreed to (5).
void lift_restriction(CaseLife& life) {
  ASSERT_EQ(life.act(kMorning, "reclassify",
                     {{"kind", "matter"}, {"tier", "general"}, {"matter", "办税事项"}}),
            "");
  ASSERT_EQ(life.act(kMorning, "agree_reclassification"), "");
}

TEST(HiddenTexts, AreNotTheNameThatWasAgreedTo) {
  CaseLife life(testing::py());
  reach_unit(life);
  lift_restriction(life);
  ASSERT_EQ(life.now().restricted_until, 5);
  EXPECT_FALSE(hides(life, 5, "matter"));
  EXPECT_TRUE(hides(life, 2, "matter"));
  EXPECT_TRUE(hides(life, 4, "reason"));
}

TEST(HiddenTexts, AreAlsoThoseThatCorrectOne) {
  CaseLife life(testing::py());
  reach_unit(life);
  lift_restriction(life);
  ASSERT_EQ(life.act(kNoon, "correct",
                     {{"text", "3.note"}, {"correction", "请税务局核实"}, {"reason", "写错"}}),
            "");
  EXPECT_TRUE(hides(life, 6, "correction"));
  EXPECT_TRUE(hides(life, 6, "reason"));
}

TEST(HiddenTexts, AreCorrectionsOfANameThatHasAnotherAfterIt) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "general"}, {"matter", "登记"}}), "");
  ASSERT_EQ(life.act(kMorning, "dispatch", {{"unit", "civil"}}), "");
  // Softer, so that it is only asked for.
  ASSERT_EQ(life.act(kMorning, "reclassify",
                     {{"kind", "matter"}, {"tier", "complex"}, {"matter", "换证"}}),
            "");
  ASSERT_EQ(life.events().back().type, EventType::reclassification_asked);
  EXPECT_NE(life.act(kMorning, "correct", {{"text", "4.matter"}}), "") << "another is asked for";
  ASSERT_EQ(life.act(kMorning, "correct", {{"text", "2.matter"}}), "");
  EXPECT_TRUE(hides(life, 4, "matter"));
  EXPECT_FALSE(hides(life, 5, "correction"));
  ASSERT_EQ(life.act(kNoon, "agree_reclassification"), "");
  EXPECT_FALSE(hides(life, 6, "matter"));
  EXPECT_TRUE(hides(life, 5, "correction"));
  ASSERT_EQ(life.act(kNoon, "correct", {{"text", "6.matter"}}), "");
  EXPECT_FALSE(hides(life, 7, "correction"));
}

TEST(HiddenTexts, AreNoneWhereTheUnitIsNamedForTheFirstTime) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "conduct"}});
  ASSERT_EQ(life.act(kMorning, "accept", {{"kind", "conduct"}, {"tier", "general"}}), "");
  life.note(kNoon, EventType::reclassified,
            {{"kind", "conduct"}, {"tier", "general"}, {"concerned", "tax"}});
  EXPECT_EQ(life.now().concerned_unit, "tax");
  EXPECT_EQ(life.now().restricted_until, 0);
  EXPECT_FALSE(hides(life, 2, "matter"));
}

// About civil, which holds it.
std::string ask_to_name_the_holder(CaseLife& life) {
  return life.act(
      kMorning, "reclassify",
      {{"kind", "conduct"}, {"tier", "general"}, {"concerned", "civil"}, {"matter", "x"}});
}

TEST(Reclassifying, TakesTheCaseAtOnceFromTheUnitThatItIsSaidToBeAbout) {
  CaseLife life(testing::py());
  reach_unit(life);
  ASSERT_EQ(ask_to_name_the_holder(life), "");
  ASSERT_EQ(life.events().back().type, EventType::reclassification_asked);
  EXPECT_EQ(life.now().unit, "");
  EXPECT_EQ(life.now().state, core::CaseState::accepted);
  for (const char* unit : {"tax", "civil"})
    EXPECT_EQ(life.act(kMorning, "dispatch", {{"unit", unit}}), "unit_is_concerned") << unit;
  ASSERT_EQ(life.act(kNoon, "agree_reclassification"), "");
  EXPECT_EQ(life.now().concerned_unit, "civil");
}

TEST(Reclassifying, LetsTheUnitHaveTheCaseAgainIfTheRequestIsRefused) {
  CaseLife life(testing::py());
  reach_unit(life);
  ASSERT_EQ(ask_to_name_the_holder(life), "");
  ASSERT_EQ(life.act(kNoon, "refuse_reclassification"), "");
  EXPECT_EQ(life.act(kNoon, "dispatch", {{"unit", "civil"}}), "");
}

TEST(Reclassifying, NamesTheUnitAtOnceWhereNoneWasNamed) {
  CaseLife life(testing::bg());
  life.submit(kMorning, {{"kind", "conduct"}});
  ASSERT_EQ(life.act(kMorning, "accept", {{"kind", "conduct"}, {"tier", "blue"}}), "");
  ASSERT_EQ(life.act(kMorning, "dispatch", {{"unit", "civil"}}), "");
  // Softer, so that it is only asked for.
  ASSERT_EQ(life.act(kMorning, "reclassify",
                     {{"kind", "conduct"}, {"tier", "red"}, {"concerned", "civil"}}),
            "");
  ASSERT_EQ(life.events().back().type, EventType::reclassification_asked);
  EXPECT_EQ(life.now().concerned_unit, "civil");
  EXPECT_EQ(life.now().unit, "");
}

TEST(Undone, ADeclineIsTakenBackForThoseWhoWereMergedInToo) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  life.note(kMorning, EventType::merged_in, {{"from", 8}});
  ASSERT_EQ(life.act(kMorning, "decline", {{"exclusion", "legal_bar"}, {"referral", "hotline"}}),
            "");
  life.note(kMorning, EventType::absorbed_told, {{"cases", core::Json::array({8})}});
  ASSERT_TRUE(life.now().untold().empty());
  ASSERT_EQ(life.act(kNoon, "undo_decline"), "");
  EXPECT_EQ(life.now().untold(), std::vector<CaseId>{8});
}

TEST(Correcting, IsOpenToAUnitThatAssists) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act(kMorning, "dispatch", {{"unit", "civil"}, {"assisting", "tax"}}), "");
  const StaffMember helper = only(life.site(), core::Role::unit, "tax");
  EXPECT_TRUE(core::contains(life.possible(helper, moment(kNoon)), find_action("contribute")));
  EXPECT_FALSE(core::contains(life.possible(helper, moment(kNoon)), find_action("correct")));
  ASSERT_EQ(life.act_as(helper, kMorning, "contribute"), "");
  EXPECT_TRUE(core::contains(life.possible(helper, moment(kNoon)), find_action("correct")));
  EXPECT_EQ(life.act_as(helper, kNoon, "correct", {{"text", "4.contribution"}}), "");
}

}  // namespace
}  // namespace handler::cases
