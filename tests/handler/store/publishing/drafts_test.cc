// A draft is kept whole, belongs to a person and a site, and is never overwritten by an older page.
#include "handler/store/publishing/drafts.h"

#include <algorithm>

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
  EXPECT_TRUE(room.store->left_drafts("demo")->empty());
}

// Li has no grant, Chen edits the site, Wang edits another one.
struct LeftRoom : DraftsRoom {
  LeftRoom() {
    chen = editor("chen", "demo");
    other = editor("other", "pingyi");
    for (const std::int64_t user : {li, chen, other}) keep(user, "demo");
  }
  std::int64_t editor(const std::string& login, const std::string& site) const {
    return store->add_user({0, login, login, "hash", false, {{site, core::Role::editor, "", ""}}})
        .value();
  }
  void keep(std::int64_t user, const std::string& site) {
    now += std::chrono::minutes{1};
    ASSERT_TRUE(store->keep_draft(user, site, 0, kFiles, now));
  }
  std::vector<std::int64_t> left() const {
    std::vector<std::int64_t> users;
    const auto all = store->left_drafts("demo").value();
    for (const auto& one : all) users.push_back(one.user);
    return users;
  }
  handler::store::LeftDraft of_li() const { return store->left_drafts("demo")->back(); }

  std::int64_t chen = 0;
  std::int64_t other = 0;
};

using Users = std::vector<std::int64_t>;

TEST(LeftDrafts, AreThoseOfPeopleWhoEditTheSiteNoMore) {
  LeftRoom room;
  room.keep(room.li, "pingyi");
  EXPECT_EQ(room.left(), (Users{room.other, room.li})) << "the newest first";
  ASSERT_TRUE(
      room.store->change_staff({.act = handler::store::StaffAct::disable, .user = room.chen}));
  EXPECT_EQ(room.left(), (Users{room.other, room.chen, room.li}));
  ASSERT_TRUE(
      room.store->change_staff({.act = handler::store::StaffAct::enable, .user = room.chen}));
  EXPECT_EQ(room.left(), (Users{room.other, room.li}));
}

TEST(LeftDrafts, AreTakenOverAsTheyAre) {
  LeftRoom room;
  const auto left = room.of_li();
  ASSERT_TRUE(room.store->drop_draft(room.chen, "demo"));
  ASSERT_TRUE(room.store->take_over_draft(left, room.chen));
  const auto taken = room.store->draft(room.chen, "demo").value();
  EXPECT_EQ(taken.files, kFiles);
  EXPECT_EQ(taken.changed, left.changed);
  EXPECT_EQ(taken.version, 1);
  EXPECT_EQ(room.store->draft(room.li, "demo")->version, 0);
  EXPECT_EQ(room.left(), Users{room.other});
  EXPECT_EQ(room.found(), "");
}

TEST(LeftDrafts, AreNotTakenOverTheHeirsOwnOrIfTheyChanged) {
  LeftRoom room;
  const auto left = room.of_li();
  const auto refused = [&](const handler::store::LeftDraft& draft, std::int64_t heir) {
    const core::Status done = room.store->take_over_draft(draft, heir);
    return !done && done.failure().code == FailureCode::conflict;
  };
  EXPECT_TRUE(refused(left, room.chen)) << "who has a draft";
  auto older = left;
  ++older.version;
  EXPECT_TRUE(refused(older, room.wang));
  auto of_an_editor = left;
  of_an_editor.user = room.chen;
  EXPECT_TRUE(refused(of_an_editor, room.wang));
  EXPECT_EQ(room.left(), (Users{room.other, room.li}));
  EXPECT_EQ(room.store->draft(room.chen, "demo")->version, 1);
}

TEST(LeftDrafts, AreDroppedOnlyAsTheyWereSeen) {
  LeftRoom room;
  const auto seen = room.of_li();
  const auto refused = [&] {
    const core::Status done = room.store->drop_left_draft(seen);
    return !done && done.failure().code == FailureCode::conflict;
  };
  ASSERT_TRUE(room.store->keep_draft(room.li, "demo", seen.version, kFiles, seen.changed));
  EXPECT_TRUE(refused()) << "written on since";
  EXPECT_EQ(room.left(), (Users{room.other, room.li}));
  ASSERT_TRUE(room.store->drop_left_draft(room.of_li()));
  EXPECT_EQ(room.left(), Users{room.other});
  EXPECT_TRUE(refused()) << "gone";
}

TEST(LeftDrafts, OfAPersonWhoIsBackAreNotDropped) {
  LeftRoom room;
  ASSERT_TRUE(
      room.store->change_staff({.act = handler::store::StaffAct::disable, .user = room.chen}));
  const auto seen = room.store->left_drafts("demo").value();
  const auto of_chen = std::ranges::find(seen, room.chen, &handler::store::LeftDraft::user);
  ASSERT_NE(of_chen, seen.end());
  ASSERT_TRUE(
      room.store->change_staff({.act = handler::store::StaffAct::enable, .user = room.chen}));
  const core::Status done = room.store->drop_left_draft(*of_chen);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().code, FailureCode::conflict);
  EXPECT_EQ(room.store->draft(room.chen, "demo")->version, 1);
}

TEST(LeftDrafts, EndWhenNeitherTheyNorTheAccountChangedForLong) {
  LeftRoom room;
  ASSERT_TRUE(room.store->drop_left_drafts(room.of_li().changed));
  EXPECT_EQ(room.left(), (Users{room.other, room.li})) << "changed since";
  const core::Instant after = room.now + std::chrono::days{1};
  room.clock.set("2026-04-05T10:00:00");
  ASSERT_TRUE(
      room.store->change_staff({.act = handler::store::StaffAct::disable, .user = room.chen}));
  ASSERT_TRUE(room.store->drop_left_drafts(after));
  EXPECT_EQ(room.left(), Users{room.chen}) << "whose account was changed since";
  ASSERT_TRUE(room.store->drop_left_drafts(after + std::chrono::days{2}));
  EXPECT_EQ(room.left(), Users{});
  EXPECT_EQ(room.found(), "");
}

TEST(LeftDrafts, OfThoseWhoStayNeverEnd) {
  LeftRoom room;
  ASSERT_TRUE(room.store->drop_left_drafts(room.now + std::chrono::days{4000}));
  EXPECT_EQ(room.store->draft(room.chen, "demo")->files, kFiles);
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
