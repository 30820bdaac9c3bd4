// A publication never changes; its steps say where it stands, and what may follow.
#include "handler/store/publishing/publications.h"

#include <map>

#include "handler/store/check/publication_check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::Publication;
using handler::store::PublicationAct;
using handler::store::PublicationState;
using handler::store::PublishedFile;
using test::moment;

const core::Instant kNow = moment("2026-04-03T10:00:00");

struct PublicationsRoom : test::StoreFixture {
  PublicationsRoom() : store(open()) {
    store->add_user({0, "li", "李工", "hash", false, {}}).value();
    store->add_user({0, "wang", "王工", "hash", false, {}}).value();
  }

  std::int64_t ask(bool needs_second = false, const std::string& site = "demo") {
    return store->ask_publication(asked(needs_second, site), 0).value();
  }
  static Publication asked(bool needs_second = false, const std::string& site = "demo") {
    Publication made;
    made.site = site;
    made.author = 1;
    made.asked = kNow;
    made.reason = "换届";
    made.needs_second = needs_second;
    made.lines = {"组长：甲 → 乙", "新增：“公告”"};
    made.files = {
        {"bodies.yaml", "old\n", "new\n"}, {"news/a.md", {}, "# 新\n"}, {"z.md", "z", {}}};
    return made;
  }
  core::Status step(std::int64_t id, PublicationAct act, std::int64_t user = 0,
                    const std::string& content = {}) {
    return store->add_step(id, {act, user, kNow, "a note"}, content);
  }
  std::string found() {
    handler::store::Findings findings(10);
    handler::store::check_publications(*raw(), findings);
    std::string said;
    for (const auto& one : findings.all()) said += one.what + "\n";
    return said;
  }

  std::unique_ptr<handler::store::Store> store;
};

TEST(Publications, AreReadAsTheyWereAsked) {
  PublicationsRoom room;
  const std::int64_t id = room.ask(true);
  const Publication asked = PublicationsRoom::asked(true);
  const Publication kept = room.store->publication(id).value();
  EXPECT_EQ(kept.id, 1);
  EXPECT_EQ(kept.site, "demo");
  EXPECT_EQ(kept.author, 1);
  EXPECT_EQ(kept.asked, kNow);
  EXPECT_EQ(kept.reason, "换届");
  EXPECT_TRUE(kept.needs_second);
  EXPECT_EQ(kept.lines, asked.lines);
  EXPECT_EQ(kept.files, asked.files);
  EXPECT_EQ(kept.content, handler::store::content_hash(asked.files));
  EXPECT_EQ(kept.state(), PublicationState::waits);
  EXPECT_EQ(room.store->publication(7).failure().code, FailureCode::not_found);
  EXPECT_EQ(room.found(), "");
}

TEST(Publications, TakeTheDraftThatTheyWereMadeFrom) {
  PublicationsRoom room;
  ASSERT_TRUE(room.store->keep_draft(1, "demo", 0, {{"bodies.yaml", "b", "new\n"}}, kNow));
  const auto late = room.store->ask_publication(PublicationsRoom::asked(), 2);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.failure().code, FailureCode::conflict);
  EXPECT_EQ(room.store->draft(1, "demo")->version, 1);
  EXPECT_TRUE(room.store->publications("demo", 10)->empty());
  ASSERT_TRUE(room.store->ask_publication(PublicationsRoom::asked(), 1));
  EXPECT_EQ(room.store->draft(1, "demo")->version, 0);
}

TEST(Publications, AreRefusedOnlyIfAnOpenOneChangesTheSameFile) {
  PublicationsRoom room;
  const std::int64_t id = room.ask();
  const auto second = room.store->ask_publication(PublicationsRoom::asked(), 0);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.failure().code, FailureCode::conflict);
  EXPECT_NE(second.failure().message.find("bodies.yaml"), std::string::npos);
  Publication removal = PublicationsRoom::asked();
  removal.files = {{"units.yaml", "old\n", "new\n"}, {"z.md", "z", "y"}};
  EXPECT_FALSE(room.store->ask_publication(removal, 0)) << "z.md is to be removed";
  EXPECT_TRUE(room.store->ask_publication(PublicationsRoom::asked(false, "pingyi"), 0));
  Publication urgent = PublicationsRoom::asked();
  urgent.files = {{"units.yaml", "old\n", "new\n"}};
  EXPECT_TRUE(room.store->ask_publication(urgent, 0));
  EXPECT_FALSE(room.store->ask_publication(urgent, 0));
  ASSERT_TRUE(room.step(id, PublicationAct::begun));
  EXPECT_FALSE(room.store->ask_publication(PublicationsRoom::asked(), 0));
  ASSERT_TRUE(room.step(id, PublicationAct::done));
  EXPECT_TRUE(room.store->ask_publication(PublicationsRoom::asked(), 0));
}

TEST(Publications, AreOpenUntilTheirEnd) {
  PublicationsRoom room;
  const std::int64_t first = room.ask(true);
  room.ask(true, "pingyi");
  Publication urgent = PublicationsRoom::asked();
  urgent.files = {{"units.yaml", "old\n", "new\n"}};
  const std::int64_t second = room.store->ask_publication(urgent, 0).value();
  const auto open = room.store->open_publications("demo").value();
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].id, first);
  EXPECT_EQ(open[0].files.size(), 3U);
  EXPECT_EQ(open[1].id, second);
  EXPECT_EQ(handler::store::shared_files(open[0], urgent.files), std::vector<std::string>{});
  EXPECT_EQ(handler::store::shared_files(open[1], urgent.files),
            std::vector<std::string>{"units.yaml"});
  ASSERT_TRUE(room.step(first, PublicationAct::declined, 2));
  ASSERT_TRUE(room.step(second, PublicationAct::begun));
  EXPECT_EQ(room.store->open_publications("demo")->size(), 1U);
  ASSERT_TRUE(room.step(second, PublicationAct::failed));
  EXPECT_TRUE(room.store->open_publications("demo")->empty());
}

// From each state that can be reached, every act.
TEST(Publications, TakeOnlyStepsThatMayFollow) {
  using A = PublicationAct;
  const std::map<std::vector<A>, std::vector<A>> after_with_second = {
      {{}, {A::agreed, A::declined, A::withdrawn}},
      {{A::agreed}, {A::withdrawn, A::begun, A::failed}},
      {{A::declined}, {}},
      {{A::agreed, A::withdrawn}, {}},
      {{A::agreed, A::failed}, {}},
      {{A::agreed, A::begun}, {A::done, A::failed}},
      {{A::agreed, A::begun, A::done}, {}},
      {{A::agreed, A::begun, A::failed}, {}}};
  PublicationsRoom room;
  int sites = 0;
  for (const auto& [way, may] : after_with_second) {
    for (const auto& [act, word] : handler::store::kPublicationActs) {
      const std::int64_t id = room.ask(true, "site" + std::to_string(++sites));
      const std::string content = room.store->publication(id)->content;
      for (const A one : way) ASSERT_TRUE(room.step(id, one, 2, content));
      const core::Status done = room.step(id, act, 2, content);
      const bool wanted = std::ranges::find(may, act) != may.end();
      EXPECT_EQ(done.ok(), wanted) << way.size() << " steps, then " << word;
      EXPECT_EQ(done.ok() ? FailureCode::conflict : done.failure().code, FailureCode::conflict);
    }
  }
}

TEST(Publications, WithoutASecondPersonAreQueuedAtOnce) {
  PublicationsRoom room;
  const std::int64_t id = room.ask();
  EXPECT_EQ(room.store->publication(id)->state(), PublicationState::queued);
  EXPECT_FALSE(room.step(id, PublicationAct::agreed, 2, room.store->publication(id)->content));
}

TEST(Publications, AreAgreedToAsTheyWereSeenAndNeverByTheirAuthor) {
  PublicationsRoom room;
  const std::int64_t id = room.ask(true);
  const std::string content = room.store->publication(id)->content;
  EXPECT_EQ(room.step(id, PublicationAct::agreed, 2, "another").failure().code,
            FailureCode::refused);
  EXPECT_EQ(room.step(id, PublicationAct::agreed, 2).failure().code, FailureCode::refused);
  EXPECT_EQ(room.step(id, PublicationAct::agreed, 1, content).failure().code, FailureCode::refused);
  EXPECT_TRUE(room.step(id, PublicationAct::agreed, 2, content));
  const auto steps = room.store->publication(id)->steps;
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0].user, 2);
  EXPECT_EQ(steps[0].at, kNow);
  EXPECT_EQ(steps[0].note, "a note");
}

TEST(Publications, ToCarryOutAreThoseThatWereBegunThenThoseThatAreQueued) {
  PublicationsRoom room;
  const auto to_carry_out = [&] {
    std::vector<std::int64_t> ids;
    const auto found = room.store->to_carry_out().value();
    for (const auto& one : found) ids.push_back(one.id);
    return ids;
  };
  const std::int64_t waiting = room.ask(true);
  const std::int64_t queued = room.ask(false, "pingyi");
  const std::int64_t running = room.ask(false, "lianxi");
  const std::int64_t ended = room.ask(false, "other");
  ASSERT_TRUE(room.step(running, PublicationAct::begun));
  ASSERT_TRUE(room.step(ended, PublicationAct::withdrawn, 1));
  EXPECT_EQ(to_carry_out(), (std::vector<std::int64_t>{running, queued}));
  EXPECT_EQ(room.store->to_carry_out()->front().site, "lianxi");
  ASSERT_TRUE(
      room.step(waiting, PublicationAct::agreed, 2, room.store->publication(waiting)->content));
  EXPECT_EQ(to_carry_out(), (std::vector<std::int64_t>{running, waiting, queued}));
}

TEST(Publications, AreListedTheNewestFirstAndPageByPage) {
  PublicationsRoom room;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(room.step(room.ask(), PublicationAct::withdrawn, 1));
  const auto ids = [&](int most, std::int64_t before) {
    std::vector<std::int64_t> found;
    const auto page = room.store->publications("demo", most, before).value();
    for (const Publication& one : page) {
      EXPECT_TRUE(one.files.empty());
      EXPECT_EQ(one.state(), PublicationState::withdrawn);
      found.push_back(one.id);
    }
    return found;
  };
  EXPECT_EQ(ids(2, 0), (std::vector<std::int64_t>{3, 2}));
  EXPECT_EQ(ids(2, 2), (std::vector<std::int64_t>{1}));
  EXPECT_TRUE(room.store->publications("pingyi", 5)->empty());
}

TEST(Publications, AreNeverChangedOrDeleted) {
  PublicationsRoom room;
  ASSERT_TRUE(room.step(room.ask(), PublicationAct::begun));
  for (const char* sql :
       {"UPDATE publications SET reason = ''", "DELETE FROM publications",
        "UPDATE publication_files SET after = ''", "DELETE FROM publication_files",
        "UPDATE publication_steps SET note = ''", "DELETE FROM publication_steps"})
    EXPECT_FALSE(room.raw()->run_script(sql)) << sql;
  EXPECT_EQ(room.found(), "");
}

TEST(Publications, ThatDidNotGoOutAreTheDraftOfTheirAuthorAgain) {
  using A = PublicationAct;
  for (const std::vector<A>& way : {std::vector<A>{A::declined}, std::vector<A>{A::withdrawn},
                                    std::vector<A>{A::agreed, A::begun, A::failed}}) {
    PublicationsRoom room;
    const std::int64_t id = room.ask(true);
    const std::string content = room.store->publication(id)->content;
    for (const A act : way) ASSERT_TRUE(room.step(id, act, 2, content));
    const auto draft = room.store->draft(1, "demo").value();
    EXPECT_EQ(draft.version, 1);
    const std::vector<handler::store::DraftFile> wanted = {
        {"bodies.yaml", test::hash_of("old\n"), "new\n"},
        {"news/a.md", "", "# 新\n"},
        {"z.md", test::hash_of("z"), {}}};
    EXPECT_EQ(draft.files, wanted);
    EXPECT_EQ(room.found(), "");
  }
}

TEST(Publications, ThatDidNotGoOutTouchNoOtherDraft) {
  PublicationsRoom room;
  const std::int64_t id = room.ask();
  const std::vector<handler::store::DraftFile> begun = {{"faq.yaml", "base", "faq: []\n"}};
  ASSERT_TRUE(room.store->keep_draft(1, "demo", 0, begun, kNow));
  ASSERT_TRUE(room.step(id, PublicationAct::withdrawn, 1));
  EXPECT_EQ(room.store->draft(1, "demo")->files, begun);
  ASSERT_TRUE(room.store->drop_draft(1, "demo"));
  Publication back = PublicationsRoom::asked();
  back.puts_back = id;
  const std::int64_t second = room.store->ask_publication(back, 0).value();
  ASSERT_TRUE(room.step(second, PublicationAct::withdrawn, 1));
  EXPECT_EQ(room.store->draft(1, "demo")->version, 0);
}

TEST(Publications, ThatWentOutLeaveNoDraft) {
  PublicationsRoom room;
  const std::int64_t id = room.ask();
  for (const auto act : {PublicationAct::begun, PublicationAct::done})
    ASSERT_TRUE(room.step(id, act));
  EXPECT_EQ(room.store->draft(1, "demo")->version, 0);
}

TEST(Publications, HoldPicturesByteForByte) {
  PublicationsRoom room;
  const std::string bytes("\x89PNG\0\xFF\r\n", 8);
  Publication asked = PublicationsRoom::asked();
  asked.files = {{"files/a.png", {}, bytes}, {"files/b.png", bytes, {}}, {"files/c.png", "c", ""}};
  const std::int64_t id = room.store->ask_publication(asked, 0).value();
  EXPECT_EQ(room.store->publication(id)->files, asked.files);
  EXPECT_EQ(room.found(), "");
  ASSERT_TRUE(room.step(id, PublicationAct::withdrawn, 1));
  EXPECT_EQ(room.store->draft(1, "demo")->files[0].text, bytes) << "given back";
  ASSERT_TRUE(room.unguarded()->run(
      "UPDATE publication_files SET bytes_before = $1 WHERE path = 'files/b.png'",
      {handler::store::Blob{std::string(1, '\0')}}));
  EXPECT_EQ(room.store->publication(id).failure().code, FailureCode::corrupt);
  EXPECT_NE(room.found().find("its files were changed"), std::string::npos);
}

struct OutsideChange {
  const char* sql;
  const char* said;
};

TEST(Publications, ChangedFromOutsideAreNotCarriedOut) {
  const OutsideChange changes[] = {
      {"UPDATE publications SET needs_second = 0", "publication 1: was changed after"},
      {"UPDATE publications SET lines = '[]'", "publication 1: was changed after"},
      {"UPDATE publication_files SET after = 'x' WHERE path = 'z.md'",
       "publication 1: its files were changed"},
      {"UPDATE publication_files SET before = NULL WHERE path = 'z.md'",
       "publication 1: its files were changed"},
      {"DELETE FROM publication_files WHERE path = 'z.md'",
       "publication 1: its files were changed"},
      {"UPDATE publication_steps SET user_id = 3", "publication 1: a step of it was changed"},
      {"UPDATE publication_steps SET note = 'x'", "publication 1: a step of it was changed"},
  };
  for (const OutsideChange& change : changes) {
    PublicationsRoom room;
    const std::int64_t id = room.ask(true);
    const std::string content = room.store->publication(id)->content;
    ASSERT_TRUE(room.step(id, PublicationAct::agreed, 2, content));
    ASSERT_TRUE(room.unguarded()->run_script(change.sql)) << change.sql;
    EXPECT_EQ(room.store->publication(id).failure().code, FailureCode::corrupt) << change.sql;
    EXPECT_FALSE(room.step(id, PublicationAct::begun)) << change.sql;
    EXPECT_NE(room.found().find(change.said), std::string::npos) << room.found();
  }
}

TEST(Publications, KnowAHashOverAllFilesInAnyOrder) {
  const std::vector<PublishedFile> files = {{"a", "1", "2"}, {"b", {}, "2"}};
  const std::string hash = handler::store::content_hash(files);
  EXPECT_EQ(hash, handler::store::content_hash({files[1], files[0]}));
  for (const std::vector<PublishedFile>& other :
       {std::vector<PublishedFile>{{"a", "1", "2"}},
        std::vector<PublishedFile>{{"a", "1", "2"}, {"b", "", "2"}},
        std::vector<PublishedFile>{{"a", "1", {}}, {"b", {}, "2"}},
        std::vector<PublishedFile>{{"a", "1", "2"}, {"c", {}, "2"}}})
    EXPECT_NE(hash, handler::store::content_hash(other));
}

}  // namespace
