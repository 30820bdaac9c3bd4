// A copy of real content with a draft over it: what it reads, what it keeps, and what counts as
// changed meanwhile.
#include "handler/publishing/working_copy.h"

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "handler/publishing/publication_plan.h"
#include "tests/handler/handler_fixture.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;

class WorkingCopyTest : public ::testing::Test {
 protected:
  WorkingCopyTest() {
    const fs::path source = handler::testing::source_folder() / "content";
    fs::create_directories(content_ / "sites");
    fs::copy(source / "calendar", content_ / "calendar", fs::copy_options::recursive);
    fs::copy(source / "sites" / "demo", content_ / "sites" / "demo", fs::copy_options::recursive);
  }

  fs::path file(const std::string& name) const { return content_ / "sites" / "demo" / name; }
  std::string standing(const std::string& name) const {
    return core::read_file(file(name)).value();
  }
  void write(const std::string& name, const std::string& text) const {
    ASSERT_TRUE(core::write_file_atomically(file(name), text));
  }
  WorkingCopy open() { return open_working_copy(content_, house_.store, editor_, "demo").value(); }
  core::Status keep(const WorkingCopy& copy, const core::FileChanges& changes) {
    return keep_copy(house_.store, copy, with_changes(copy.edited, changes), house_.clock.now());
  }
  std::string replaced(const std::string& name, const std::string& from,
                       const std::string& to) const {
    std::string text = standing(name);
    return text.replace(text.find(from), from.size(), to);
  }

  tests::TemporaryFolder folder_;
  fs::path content_ = folder_ / "content";
  handler::testing::HandlerFixture house_;
  std::int64_t editor_ = house_.store.add_user({0, "editor", "编辑", "hash", false, {}}).value();
};

TEST_F(WorkingCopyTest, ReadsTextsAndNoPictures) {
  const core::FolderTexts texts = read_texts(content_, "demo").value();
  for (const char* name : {"site.yaml", "windows.csv", "windows/shuangta.yaml", "statistics.json",
                           "news/2026-10-third-quarter.md", "documents/measures_2025.md"})
    EXPECT_TRUE(texts.contains(name)) << name;
  for (const auto& [name, text] : texts) {
    EXPECT_FALSE(name.starts_with("files/")) << name;
    EXPECT_FALSE(name.ends_with(".html")) << name;
  }
  EXPECT_EQ(read_texts(content_, "nowhere").failure().code, core::FailureCode::not_found);
}

TEST_F(WorkingCopyTest, HasOnlyThePicturesThatItChanges) {
  const std::string bytes("\x89PNG\0\xFF", 6);
  ASSERT_TRUE(keep(open(), {{"files/new.png", bytes}}));
  WorkingCopy copy = open();
  EXPECT_EQ(copy.changes(), (core::FileChanges{{"files/new.png", bytes}}));
  EXPECT_FALSE(copy.standing.contains("files/one-window.png"));
  EXPECT_EQ(unused_new_files(copy), std::vector<std::string>{"files/new.png"});
  copy.edited["news/new.md"] = "![x](files/new.png)";
  EXPECT_TRUE(unused_new_files(copy).empty());
}

TEST_F(WorkingCopyTest, RemovesAPictureThatItHasTakenUp) {
  WorkingCopy copy = open();
  ASSERT_TRUE(take_up_site_file(copy, "files/one-window.png"));
  ASSERT_TRUE(take_up_site_file(copy, "files/none.png"));
  EXPECT_TRUE(copy.changes().empty());
  ASSERT_TRUE(keep(copy, {{"files/one-window.png", std::nullopt}}));
  EXPECT_EQ(open().changes(), (core::FileChanges{{"files/one-window.png", std::nullopt}}));
  EXPECT_TRUE(open().stale.empty());
  write("files/one-window.png", "by hand");
  EXPECT_EQ(open().stale, std::vector<std::string>{"files/one-window.png"});
}

TEST_F(WorkingCopyTest, DoesNotKeepAPictureOverOneThatCameMeanwhile) {
  const WorkingCopy copy = open();
  write("files/new.png", "by hand");
  EXPECT_EQ(keep(copy, {{"files/new.png", "mine"}}).failure().code, core::FailureCode::conflict);
}

TEST_F(WorkingCopyTest, KeepsAnEditAsADraft) {
  const std::string edited = replaced("bodies.yaml", "方向明", "王某某");
  ASSERT_TRUE(keep(open(), {{"bodies.yaml", edited}, {"news/new.md", "新的\n"}}));
  const WorkingCopy copy = open();
  EXPECT_EQ(copy.edited.at("bodies.yaml"), edited);
  EXPECT_EQ(copy.standing.at("bodies.yaml"), standing("bodies.yaml"));
  EXPECT_EQ(copy.changes().size(), 2U);
  EXPECT_TRUE(copy.stale.empty());
  EXPECT_EQ(copy.draft.version, 1);
}

TEST_F(WorkingCopyTest, LeavesOutWhatIsAgainAsItStands) {
  ASSERT_TRUE(keep(open(), {{"units.yaml", standing("units.yaml") + "# 一\n"}}));
  ASSERT_TRUE(keep(open(), {{"units.yaml", standing("units.yaml")}}));
  EXPECT_TRUE(open().draft.files.empty());
}

TEST_F(WorkingCopyTest, KnowsWhatOthersChangedUnderIt) {
  ASSERT_TRUE(keep(open(), {{"units.yaml", standing("units.yaml") + "# 一\n"}}));
  write("units.yaml", standing("units.yaml") + "# 二\n");
  EXPECT_EQ(open().stale, std::vector<std::string>{"units.yaml"});
  // A further edit does not hide it.
  ASSERT_TRUE(keep(open(), {{"units.yaml", standing("units.yaml") + "# 三\n"}}));
  EXPECT_EQ(open().stale, std::vector<std::string>{"units.yaml"});
}

TEST_F(WorkingCopyTest, RefusesAnEditOfWhatChangedSinceItWasOpened) {
  const WorkingCopy copy = open();
  write("units.yaml", standing("units.yaml") + "# 二\n");
  EXPECT_EQ(keep(copy, {{"units.yaml", "units: []\n"}}).failure().code,
            core::FailureCode::conflict);
  EXPECT_TRUE(keep(copy, {{"faq.yaml", standing("faq.yaml") + "# 一\n"}}));
}

TEST_F(WorkingCopyTest, RefusesASecondTab) {
  const WorkingCopy first = open();
  const WorkingCopy second = open();
  ASSERT_TRUE(keep(first, {{"units.yaml", standing("units.yaml") + "# 一\n"}}));
  EXPECT_EQ(keep(second, {{"faq.yaml", standing("faq.yaml") + "# 一\n"}}).failure().code,
            core::FailureCode::conflict);
}

TEST_F(WorkingCopyTest, ReadsTheSiteAsTheDraftMakesIt) {
  const WorkingCopy copy = open();
  const core::Day today = core::day_of(house_.clock.now());
  const CheckedCopy good = check_copy(
      copy,
      with_changes(copy.edited, {{"bodies.yaml", replaced("bodies.yaml", "方向明", "王某某")}}),
      today);
  ASSERT_TRUE(good.loaded) << good.found.text();
  EXPECT_EQ(good.loaded->site.bodies.front().roster.front().name, "王某某");
  const CheckedCopy bad =
      check_copy(copy, with_changes(copy.edited, {{"units.yaml", "units: [\n"}}), today);
  EXPECT_FALSE(bad.loaded);
  EXPECT_TRUE(bad.found.has_errors());
}

TEST_F(WorkingCopyTest, TellsOnlyTheMistakesThatAChangeBrings) {
  core::Diagnostics before;
  before.error({"a.yaml", 3, 1}, "x.old", core::say("an old mistake"));
  before.warning({"a.yaml", 9, 1}, "x.twice", core::say("twice"));
  core::Diagnostics now;
  now.error({"a.yaml", 4, 1}, "x.old", core::say("an old mistake"));  // moved by a line
  now.warning({"a.yaml", 9, 1}, "x.twice", core::say("twice"));
  now.warning({"a.yaml", 12, 1}, "x.twice", core::say("twice"));
  now.error({"b.yaml", 1, 1}, "x.new", core::say("a new one"));
  const std::vector<core::Diagnostic> brought = brought_by_change(before, now);
  ASSERT_EQ(brought.size(), 2U);
  EXPECT_EQ(brought[0].code, "x.twice");
  EXPECT_EQ(brought[1].code, "x.new");
}

TEST_F(WorkingCopyTest, PlansAPublicationAndItsOpposite) {
  const std::string edited = replaced("bodies.yaml", "方向明", "王某某");
  ASSERT_TRUE(keep(open(), {{"bodies.yaml", edited}, {"news/new.md", "新的\n"}}));
  store::Publication publication;
  publication.files = files_to_publish(open());
  ASSERT_EQ(publication.files.size(), 2U);
  EXPECT_EQ(publication.files[0].before, standing("bodies.yaml"));
  EXPECT_EQ(publication.files[1].before, std::nullopt);
  EXPECT_EQ(draft_files_of(publication), open().draft.files);
  // As it stands after the publication.
  const core::FolderTexts published = open().edited;
  EXPECT_TRUE(changed_since(published, publication).empty());
  EXPECT_EQ(changed_since(open().standing, publication),
            (std::vector<std::string>{"bodies.yaml", "news/new.md"}));
  EXPECT_EQ(copy_put_back(content_, "demo", published, publication).edited, open().standing);
  EXPECT_EQ(copy_published(content_, "demo", open().standing, publication).edited, published);
  EXPECT_EQ(changes_of_publication(published, publication),
            changes_of_publication(open().standing, publication));
}

}  // namespace
}  // namespace handler::publishing
