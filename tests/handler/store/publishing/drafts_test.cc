// A draft is kept whole, belongs to a person and a site, and is never overwritten by an older page.
#include "handler/store/publishing/drafts.h"

#include "handler/store/check/publication_check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::DraftFile;
using test::moment;

const std::vector<DraftFile> kFiles = {{"bodies.yaml", "b1", "bodies:\n  - 张三\n"},
                                       {"news/a.md", "", "# 新闻\n"},
                                       {"z.md", "b2", {}}};

struct DraftsRoom : test::StoreFixture {
  DraftsRoom() : store(open()) {
    li = store->add_user({0, "li", "李工", "hash", false, {}}).value();
    wang = store->add_user({0, "wang", "王工", "hash", false, {}}).value();
  }

  std::string found() {
    handler::store::Findings findings(10);
    handler::store::check_publications(*raw(), findings);
    std::string said;
    for (const auto& one : findings.all()) said += one.what + "\n";
    return said;
  }

  std::unique_ptr<handler::store::Store> store;
  core::Instant now = moment("2026-04-03T10:00:00");
  std::int64_t li = 0;
  std::int64_t wang = 0;
};

TEST(Drafts, AreKeptByPersonAndSite) {
  DraftsRoom room;
  EXPECT_EQ(room.store->draft(room.li, "demo")->version, 0);
  EXPECT_EQ(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now).value(), 1);
  const auto kept = room.store->draft(room.li, "demo").value();
  EXPECT_EQ(kept.version, 1);
  EXPECT_EQ(kept.changed, room.now);
  EXPECT_EQ(kept.files, kFiles);
  EXPECT_EQ(room.store->draft(room.wang, "demo")->version, 0);
  EXPECT_EQ(room.store->draft(room.li, "pingyi")->version, 0);
  EXPECT_EQ(room.found(), "");
}

TEST(Drafts, AreGivenInTheOrderOfTheirPaths) {
  DraftsRoom room;
  const std::vector<DraftFile> mixed = {kFiles[2], kFiles[0], kFiles[1]};
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, mixed, room.now));
  EXPECT_EQ(room.store->draft(room.li, "demo")->files, kFiles);
}

TEST(Drafts, AreNotOverwrittenByAnOlderPage) {
  DraftsRoom room;
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now));
  EXPECT_EQ(room.store->keep_draft(room.li, "demo", 1, {kFiles[0]}, room.now).value(), 2);
  for (const std::int64_t old : {0, 1, 3}) {
    const auto late = room.store->keep_draft(room.li, "demo", old, kFiles, room.now);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.failure().code, FailureCode::conflict);
  }
  EXPECT_EQ(room.store->draft(room.li, "demo")->files.size(), 1U);
}

TEST(Drafts, AreGoneWithoutFilesOrWhenTheyAreDropped) {
  DraftsRoom room;
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now));
  EXPECT_EQ(room.store->keep_draft(room.li, "demo", 1, {}, room.now).value(), 0);
  EXPECT_EQ(room.store->draft(room.li, "demo")->version, 0);
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now));
  ASSERT_TRUE(room.store->drop_draft(room.li, "demo"));
  EXPECT_TRUE(room.store->draft(room.li, "demo")->files.empty());
  EXPECT_TRUE(room.store->drafts_of_site("demo")->empty());
}

TEST(Drafts, OfASiteAreListedTheNewestFirst) {
  DraftsRoom room;
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now));
  ASSERT_TRUE(
      room.store->keep_draft(room.wang, "demo", 0, kFiles, room.now + std::chrono::hours(1)));
  ASSERT_TRUE(room.store->keep_draft(room.li, "pingyi", 0, kFiles, room.now));
  const auto owners = room.store->drafts_of_site("demo").value();
  ASSERT_EQ(owners.size(), 2U);
  EXPECT_EQ(owners[0].user, room.wang);
  EXPECT_EQ(owners[1].user, room.li);
}

TEST(Drafts, ChangedFromOutsideAreNotGivenButCanBeDropped) {
  for (const char* sql : {"UPDATE draft_files SET body = 'x' WHERE path = 'bodies.yaml'",
                          "UPDATE draft_files SET body = NULL WHERE path = 'bodies.yaml'",
                          "UPDATE draft_files SET base = 'x' WHERE path = 'z.md'",
                          "UPDATE draft_files SET path = 'faq.yaml' WHERE path = 'z.md'",
                          "DELETE FROM draft_files WHERE path = 'z.md'",
                          "UPDATE drafts SET changed_at = '2026-04-03T10:00:01.000+08:00'",
                          "UPDATE drafts SET version = 7"}) {
    DraftsRoom room;
    ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, kFiles, room.now));
    ASSERT_TRUE(room.raw()->run_script(sql)) << sql;
    EXPECT_EQ(room.store->draft(room.li, "demo").failure().code, FailureCode::corrupt) << sql;
    EXPECT_EQ(room.found(), "site demo: the draft of user 1 was changed after it was kept\n")
        << sql;
    ASSERT_TRUE(room.store->drop_draft(room.li, "demo"));
    EXPECT_EQ(room.store->draft(room.li, "demo")->version, 0);
    EXPECT_EQ(room.found(), "");
  }
}

// All bytes that there are, and none that is text.
std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i < 512; ++i) bytes += static_cast<char>(i);
  return bytes;
}

TEST(Drafts, HoldPicturesByteForByte) {
  DraftsRoom room;
  const std::vector<DraftFile> files = {{"files/a.png", "", all_bytes()},
                                        {"files/b.png", "b1", std::string()},
                                        {"files/c.png", "b2", {}},
                                        {"news/a.md", "", "![图](files/a.png)\n"}};
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, files, room.now));
  EXPECT_EQ(room.store->draft(room.li, "demo")->files, files);
  EXPECT_EQ(room.found(), "");
  ASSERT_TRUE(room.raw()->run("UPDATE draft_files SET bytes = $1 WHERE path = 'files/a.png'",
                              {handler::store::Blob{all_bytes() + '\0'}}));
  EXPECT_EQ(room.store->draft(room.li, "demo").failure().code, FailureCode::corrupt);
  EXPECT_NE(room.found(), "");
}

TEST(Drafts, TellBytesFromTheSameText) {
  DraftsRoom room;
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", 0, {{"files/a.txt", "", "text"}}, room.now));
  ASSERT_TRUE(room.raw()->run_script("UPDATE draft_files SET body = 'text', bytes = NULL"));
  EXPECT_NE(room.found(), "");
}

}  // namespace
