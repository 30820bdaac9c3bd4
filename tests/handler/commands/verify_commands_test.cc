// What verify and repair print, and how they refuse.
#include "handler/commands/verify_commands.h"

#include <fstream>
#include <sstream>

#include "handler/commands/tick.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/verification.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;

RuntimeOptions options_of(const std::filesystem::path& data) {
  RuntimeOptions options;
  options.data = data;
  options.published = handler::testing::published().root();
  options.templates = handler::testing::source_folder() / "site_templates";
  return options;
}

// A data folder as a window leaves it, without keys.
class VerifyCommand : public ::testing::Test {
 protected:
  VerifyCommand() {
    hall.accept(hall.report());
    hall.report();
  }
  std::string said(const std::string& heads = {}) {
    std::ostringstream out;
    verify(options_of(hall.data_folder()), {heads}, out);
    return out.str();
  }
  // The sentence of the failure, after the printed findings.
  std::string refused(const std::string& heads = {}) {
    std::ostringstream out;
    try {
      verify(options_of(hall.data_folder()), {heads}, out);
    } catch (const core::Refused& failed) {
      return out.str() + failed.failure.message;
    }
    return "nothing was refused";
  }
  void change(const std::string& sql) {
    const auto raw =
        store::open_sqlite({(hall.data_folder() / "bancheng.sqlite").string(), 1000, false});
    ASSERT_TRUE((*raw)->run_script(sql));
  }

  HandlerFixture hall;
};

TEST_F(VerifyCommand, CountsWhatItVerifiedAndPrintsTheHeads) {
  const std::string text = said();
  EXPECT_EQ(text.find("3 events verified, of 2 cases\nheads demo:3:"), 0U) << text;
  EXPECT_NE(text.find(" @staff:0:"), std::string::npos);
}

TEST_F(VerifyCommand, PrintsEveryFindingAndSaysThatRepairHelps) {
  change("DELETE FROM case_marks");
  const std::string text = refused();
  EXPECT_NE(text.find("to_accept 2: a worklist lacks it\n"), std::string::npos) << text;
  EXPECT_NE(text.find("do not fit what was recorded; handler repair makes them anew"),
            std::string::npos);
}

TEST_F(VerifyCommand, EndsAsAfterDamageWhereTheListOfDestroyedPartsIsDamaged) {
  std::ofstream(hall.data_folder() / "destroyed.list") << "demo x 3;\nmore\n";
  const std::string text = refused();
  EXPECT_NE(text.find("the list of destroyed parts cannot be used: "), std::string::npos) << text;
  EXPECT_NE(text.find("1 thing does not fit"), std::string::npos) << text;
}

TEST_F(VerifyCommand, ComparesWithHeadsOfALogAndRefusesATextWithoutAny) {
  const std::string line = "{\"event\":\"heads\",\"heads\":\"" + said() + "\"}";
  EXPECT_EQ(said(line), said());
  const std::string other = "demo:2:" + std::string(64, 'a');
  EXPECT_NE(refused(other).find("chain demo: entry 2 is another than the one that was noted"),
            std::string::npos);
  EXPECT_NE(refused("none").find("--heads: there is no head"), std::string::npos);
}

TEST_F(VerifyCommand, ReadsHeadsFromAFile) {
  const std::filesystem::path file = hall.data_folder() / "noted";
  std::ofstream(file) << said();
  EXPECT_EQ(said(file.string()), said());
}

TEST_F(VerifyCommand, LeavesTheKeysInDoubtAlone) {
  change("DELETE FROM case_marks");
  std::ostringstream out;
  EXPECT_THROW(repair(options_of(hall.data_folder()), out), core::Refused);
  EXPECT_EQ(out.str(), "");
}

TEST_F(VerifyCommand, TickNotesTheHeadsOnceADay) {
  const std::string noted = tick(hall.services).heads;
  EXPECT_EQ(noted.find("demo:3:"), 0U) << noted;
  EXPECT_EQ(tick(hall.services).heads, "");
  hall.clock.set("2026-09-25 00:01");
  EXPECT_EQ(tick(hall.services).heads, noted);
  EXPECT_EQ(said(noted), said());
}

}  // namespace
}  // namespace handler
