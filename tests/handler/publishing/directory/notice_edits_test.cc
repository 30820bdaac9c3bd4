// Notices come into site.yaml of every shipped site, change and go, and no other byte does.
#include "handler/publishing/directory/notice_edits.h"

#include <gtest/gtest.h>

#include "core/input/map_reader.h"
#include "core/input/yaml_reader.h"
#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::directory {
namespace {

using core::FolderTexts;
using core::Notice;

std::vector<Notice> notices_in(const FolderTexts& texts) {
  core::Diagnostics found;
  const auto root = core::read_yaml(kSiteFile, texts.at(kSiteFile), found);
  core::MapReader reader(*root, "site", found);
  std::vector<Notice> notices = core::read_notices(reader, found);
  EXPECT_FALSE(found.has_errors()) << found.text();
  return notices;
}

Notice notice_of(const std::string& text, const char* from, const char* to,
                 const std::string& window = "") {
  return {.text = text,
          .days = {*core::day_from_iso(from), *core::day_from_iso(to)},
          .span = {},
          .window = window};
}

FolderTexts with_notices(const FolderTexts& texts, const core::Result<core::FileChanges>& made) {
  EXPECT_TRUE(made.ok()) << (made ? "" : made.failure().message);
  return made ? changed(texts, *made) : texts;
}

NoticeSpot last_of(const FolderTexts& texts) {
  const std::vector<Notice> notices = notices_in(texts);
  return {notices.size() - 1, mark_of(notices.back())};
}

const Notice kMoving = notice_of("窗口搬到二楼: 请走东门", "2026-12-07", "2026-12-11");

TEST(NoticeEdits, AddChangeAndTakeAwayInAnySite) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    const std::size_t before = notices_in(texts).size();
    const FolderTexts added = with_notices(texts, add_notice(texts, kMoving));
    ASSERT_EQ(notices_in(added).size(), before + 1) << id;
    EXPECT_EQ(mark_of(notices_in(added).back()), mark_of(kMoving)) << id;
    EXPECT_TRUE(lines_between(texts.at(kSiteFile), added.at(kSiteFile)).gone.empty()) << id;
    const Notice one_day = notice_of("停电一天", "2026-12-08", "2026-12-08", "main");
    const FolderTexts other = with_notices(added, set_notice(added, last_of(added), one_day));
    EXPECT_EQ(mark_of(notices_in(other).back()), mark_of(one_day)) << id;
    const FolderTexts again = with_notices(other, set_notice(other, last_of(other), kMoving));
    EXPECT_EQ(differences(added, again), "") << id;
    const FolderTexts without = with_notices(added, remove_notices(added, {last_of(added)}));
    if (before > 0) {
      EXPECT_EQ(differences(texts, without), "") << id;
    } else {
      EXPECT_EQ(without.at(kSiteFile), texts.at(kSiteFile) + "notices: []\n") << id;
    }
  }
}

TEST(NoticeEdits, ChangeOnlyTheKeysThatDiffer) {
  const FolderTexts texts = {
      {kSiteFile,
       "notices:\n  # 每年\n  - {text: 停电。, from: 2026-12-01, to: 2026-12-01}  # 供电所\n"}};
  const NoticeSpot spot{0, mark_of(notices_in(texts)[0])};
  const auto set = [&](const Notice& notice) {
    return with_notices(texts, set_notice(texts, spot, notice)).at(kSiteFile);
  };
  EXPECT_EQ(set(notice_of("停电。", "2026-12-01", "2026-12-01")), texts.at(kSiteFile));
  EXPECT_EQ(set(notice_of("停水。", "2026-12-01", "2026-12-02")),
            "notices:\n  # 每年\n  - {text: 停水。, from: 2026-12-01, to: 2026-12-02}  # 供电所\n");
  EXPECT_EQ(set(notice_of("停电。", "2026-12-03", "2026-12-03", "east")),
            "notices:\n  # 每年\n  - {text: 停电。, from: 2026-12-03, window: east}  # 供电所\n");
}

TEST(NoticeEdits, LayANewNoticeOutAsItsNeighbours) {
  const FolderTexts texts = texts_of_site("demo");
  const FolderTexts added = with_notices(
      texts, add_notice(texts, notice_of("窗口搬到二楼。", "2026-09-28", "2026-09-30")));
  EXPECT_EQ(differences(texts, added),
            "site.yaml:\n+   - {text: 窗口搬到二楼。, from: 2026-09-28, to: 2026-09-30}\n");
  const FolderTexts none = with_notices(
      texts, remove_notices(
                 texts, {{0, mark_of(notices_in(texts)[0])}, {1, mark_of(notices_in(texts)[1])}}));
  EXPECT_NE(none.at(kSiteFile).find("notices: []\n"), std::string::npos) << none.at(kSiteFile);
}

TEST(NoticeEdits, RefuseANoticeThatSaysSomethingElseByNow) {
  const FolderTexts texts = texts_of_site("demo");
  const std::string mark = mark_of(notices_in(texts)[0]);
  const auto code = [&](const NoticeSpot& spot) {
    return set_notice(texts, spot, kMoving).failure().code;
  };
  EXPECT_EQ(code({1, mark}), core::FailureCode::conflict);
  EXPECT_EQ(code({99, mark}), core::FailureCode::conflict);
  EXPECT_EQ(remove_notices(texts, {{0, mark}, {1, mark}}).failure().code,
            core::FailureCode::conflict);
}

TEST(NoticeEdits, TakeSeveralAwayAtOnce) {
  const FolderTexts texts = texts_of_site("demo");
  const std::vector<Notice> notices = notices_in(texts);
  ASSERT_EQ(notices.size(), 2u);
  const FolderTexts added = with_notices(texts, add_notice(texts, kMoving));
  const FolderTexts left = with_notices(
      added, remove_notices(added, {{0, mark_of(notices[0])}, {1, mark_of(notices[1])}}));
  ASSERT_EQ(notices_in(left).size(), 1u);
  EXPECT_EQ(mark_of(notices_in(left)[0]), mark_of(kMoving));
}

}  // namespace
}  // namespace handler::publishing::testing::directory
