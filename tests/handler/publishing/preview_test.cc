// A preview is what is published the same day, byte for byte; made by the real generator.
#include "handler/publishing/preview.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>

#include "core/base/files.h"
#include "handler/publishing/folder_lock.h"
#include "tests/support/small_picture.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using handler::publishing::BuildPlaces;
using handler::publishing::make_preview;
using handler::publishing::Preview;
using handler::publishing::WorkingCopy;
using testing::HasSubstr;

const fs::path kSource = BANCHENG_SOURCE_DIR;
const core::Day kToday = *core::day_from_iso("2026-10-20");
const std::string kHall = "hall: 平邑县政务服务中心";

std::string bytes_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class PreviewTest : public testing::Test {
 protected:
  PreviewTest() {
    fs::create_directories(folder / "content/sites/beiguan");  // of another site: its name alone
    fs::copy(kSource / "content/calendar", folder / "content/calendar");
    fs::copy(kSource / "content/sites/pingyi", folder / "content/sites/pingyi",
             fs::copy_options::recursive);
    build();
  }

  BuildPlaces places() const {
    return {.generator = BANCHENG_GENERATOR,
            .content = folder / "content",
            .templates = kSource / "site_templates",
            .out = folder / "public",
            .published = folder / "published"};
  }
  void build() const {
    const auto run =
        handler::publishing::run_generator(places(), {"pingyi"}, {.today = kToday}).value();
    EXPECT_EQ(run.code, 0) << run.messages;
  }
  WorkingCopy copy(std::int64_t user = 1, const std::string& hall = "新的政务服务中心") const {
    WorkingCopy made{.content = folder / "content", .site = "pingyi", .user = user};
    made.standing = handler::publishing::read_texts(made.content, "pingyi").value();
    made.edited = made.standing;
    std::string& site = made.edited.at("site.yaml");
    site.replace(site.find(kHall), kHall.size(), "hall: " + hall);
    made.edited.erase("duty.yaml");
    return made;
  }
  core::Result<Preview> preview(const WorkingCopy& of) const {
    return make_preview(places(), folder / "data/previews", of, kToday);
  }
  // Without the lists of files, which remember those of earlier builds.
  static std::map<std::string, std::string> files_of(const fs::path& site) {
    std::map<std::string, std::string> files;
    const std::vector<std::string> names = core::list_tree(site).value();
    for (const std::string& name : names) files[name] = bytes_of_file(site / name);
    return files;
  }
  std::vector<std::string> kept() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder / "data/previews"))
      names.push_back(entry.path().filename().string());
    return names;
  }

  tests::TemporaryFolder folder;
};

TEST_F(PreviewTest, IsWhatIsPublishedByteForByte) {
  const Preview made = preview(copy()).value();
  EXPECT_EQ(made.mistakes, "");
  const auto shown = files_of(made.folder);
  EXPECT_NE(shown, files_of(folder / "public/pingyi"));
  const WorkingCopy draft = copy();
  std::ofstream(folder / "content/sites/pingyi/site.yaml", std::ios::trunc)
      << draft.edited.at("site.yaml");
  fs::remove(folder / "content/sites/pingyi/duty.yaml");
  build();
  EXPECT_EQ(shown, files_of(folder / "public/pingyi"));
}

TEST_F(PreviewTest, ShowsAPictureThatIsNotPublicYet) {
  WorkingCopy draft = copy();
  draft.edited["files/map.png"] = tests::small_picture();
  const Preview made = preview(draft).value();
  EXPECT_EQ(made.mistakes, "");
  EXPECT_EQ(bytes_of_file(made.folder / "files/map.png"), tests::small_picture());
  EXPECT_FALSE(fs::exists(folder / "content/sites/pingyi/files/map.png"));
  EXPECT_FALSE(fs::exists(folder / "public/pingyi/files/map.png"));
}

TEST_F(PreviewTest, NamesThePagesThatReadDifferently) {
  const Preview made = preview(copy()).value();
  ASSERT_FALSE(made.pages.empty());
  const auto home =
      std::ranges::find(made.pages, "index.html", &handler::publishing::PreviewPage::path);
  ASSERT_NE(home, made.pages.end());
  EXPECT_FALSE(home->title.empty());
  EXPECT_FALSE(home->is_new);
  EXPECT_THAT(bytes_of_file(made.folder / "index.html"), HasSubstr("新的政务服务中心"));
}

TEST_F(PreviewTest, ChangesNothingOfTheContentAndThePublicPages) {
  const auto content = files_of(folder / "content");
  const auto pages = files_of(folder / "public");
  ASSERT_TRUE(preview(copy()));
  EXPECT_EQ(files_of(folder / "content"), content);
  EXPECT_EQ(files_of(folder / "public"), pages);
  EXPECT_EQ(fs::status(folder / "data/previews").permissions(), fs::perms::owner_all);
}

TEST_F(PreviewTest, SaysMistakesInTheWordsOfTheGenerator) {
  WorkingCopy draft = copy();
  draft.edited.at("site.yaml") += "no_such_key: x\n";
  const Preview made = preview(draft).value();
  EXPECT_THAT(made.mistakes, HasSubstr("no_such_key"));
  EXPECT_TRUE(made.pages.empty());
  EXPECT_TRUE(kept().empty());
}

TEST_F(PreviewTest, OfTheSameTextsIsNotBuiltAgain) {
  const Preview first = preview(copy()).value();
  BuildPlaces without_generator = places();
  without_generator.generator = folder / "nothing";
  const auto again = make_preview(without_generator, folder / "data/previews", copy(), kToday);
  ASSERT_TRUE(again) << again.failure().message;
  EXPECT_EQ(again->folder, first.folder);
  EXPECT_EQ(again->pages, first.pages);
  EXPECT_EQ(again->content, first.content);
  const auto next_day = make_preview(without_generator, folder / "data/previews", copy(),
                                     kToday + std::chrono::days{1});
  EXPECT_FALSE(next_day);
}

TEST_F(PreviewTest, KeepsTheNewestOfEachPerson) {
  for (const char* hall : {"一", "二", "三", "四"}) ASSERT_TRUE(preview(copy(1, hall)));
  ASSERT_TRUE(preview(copy(2)));
  EXPECT_EQ(kept().size(), 4U);
}

TEST_F(PreviewTest, IsBuiltWhileNoOtherIs) {
  const Preview kept_one = preview(copy()).value();
  std::optional<handler::publishing::FolderLock> lock =
      handler::publishing::FolderLock::take(folder / "data/previews").value();
  const auto other = preview(copy(2));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.failure().code, core::FailureCode::busy);
  EXPECT_EQ(preview(copy())->folder, kept_one.folder) << "what is there needs no build";
  lock.reset();
  EXPECT_TRUE(preview(copy(2)));
}

TEST_F(PreviewTest, LosesWhatAKilledBuildLeft) {
  fs::create_directories(folder / "data/previews/.work-pingyi-1-XyZ/content");
  ASSERT_TRUE(preview(copy()));
  EXPECT_EQ(kept().size(), 1U);
}

TEST_F(PreviewTest, LeavesTheDiskToOthers) {
  ASSERT_TRUE(preview(copy(1)));
  const auto refused = make_preview(places(), folder / "data/previews", copy(2), kToday,
                                    std::numeric_limits<std::uintmax_t>::max());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, core::FailureCode::disk_full);
  EXPECT_TRUE(kept().empty()) << "older ones make room first";
}

TEST_F(PreviewTest, HasTheHashThatAPublicationOfItHas) {
  const WorkingCopy draft = copy();
  const std::vector<handler::store::PublishedFile> files = {
      {"site.yaml", draft.standing.at("site.yaml"), draft.edited.at("site.yaml")},
      {"duty.yaml", draft.standing.at("duty.yaml"), {}}};
  EXPECT_EQ(preview(draft)->content, handler::store::content_hash(files));
}

}  // namespace
