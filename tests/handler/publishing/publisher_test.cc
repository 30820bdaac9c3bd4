// What becomes of a publication and of the builds of a day, with a generator that is made up.
#include "handler/publishing/publisher.h"

#include <gmock/gmock.h>

#include "core/base/json.h"
#include "handler/publishing/folder_lock.h"
#include "handler/store/facts.h"
#include "tests/handler/publishing/publisher_room.h"

namespace {

using publishing_tests::PublisherRoom;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<handler::store::PublishedFile> kChange = {{"bodies.yaml", "old\n", "new\n"},
                                                            {"news/a.md", {}, "# 新\n"},
                                                            {"site.yaml", "id: demo\n", {}}};

void expect_new(const PublisherRoom& room) {
  EXPECT_EQ(room.read("sites/demo/bodies.yaml"), "new\n");
  EXPECT_EQ(room.read("sites/demo/news/a.md"), "# 新\n");
  EXPECT_EQ(room.read("sites/demo/site.yaml"), std::nullopt);
}

void expect_old(const PublisherRoom& room) {
  EXPECT_EQ(room.read("sites/demo/bodies.yaml"), "old\n");
  EXPECT_EQ(room.read("sites/demo/news/a.md"), std::nullopt);
  EXPECT_EQ(room.read("sites/demo/site.yaml"), "id: demo\n");
  EXPECT_FALSE(std::filesystem::exists(room.folder / "content/sites/demo/news"));
}

TEST(Publisher, WritesAllFilesAndBuildsTheSiteAlone) {
  PublisherRoom room;
  room.generator_does("[ \"$(cat $CONTENT/sites/demo/bodies.yaml)\" = new ] || exit 1");
  const std::int64_t id = room.ask(kChange);
  const auto report = room.pass();
  EXPECT_THAT(report.done, ElementsAre("site demo, publication 1: done"));
  EXPECT_THAT(report.failed, IsEmpty());
  expect_new(room);
  EXPECT_EQ(room.steps_of(id), "begun, done");
  ASSERT_EQ(room.calls().size(), 1U);
  EXPECT_THAT(room.calls()[0], HasSubstr("build --quiet --content"));
  EXPECT_THAT(room.calls()[0], HasSubstr("--base-url / --today 2026-09-24 --site demo"));
}

TEST(Publisher, HasNothingToDoWithoutPublications) {
  PublisherRoom room;
  EXPECT_THAT(room.pass().done, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(room.folder / "calls"));
}

TEST(Publisher, PutsAllBackAfterMistakesAndSaysThem) {
  PublisherRoom room;
  room.generator_does("echo 'bodies.yaml:3: 这里写错了' >&2; exit 1");
  const std::int64_t id = room.ask(kChange);
  EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("bodies.yaml:3: 这里写错了")));
  expect_old(room);
  EXPECT_EQ(room.steps_of(id), "begun, failed");
  EXPECT_THAT(room.note_of(id), HasSubstr("内容有错误，没有发布"));
  EXPECT_EQ(room.calls().size(), 1U);
  EXPECT_EQ(room.store->draft(1, "demo")->files.size(), 3U);
}

// A build that ended in the middle may have left new pages over old content.
TEST(Publisher, BuildsTheOldAgainAfterABuildThatDidNotEnd) {
  PublisherRoom room;
  room.generator_does("grep -q new $CONTENT/sites/demo/bodies.yaml && kill -9 $$; exit 0");
  const std::int64_t id = room.ask(kChange);
  EXPECT_EQ(room.pass().failed.size(), 1U);
  expect_old(room);
  EXPECT_EQ(room.steps_of(id), "begun, failed");
  EXPECT_EQ(room.calls().size(), 2U);
}

TEST(Publisher, LeavesASiteToTheNightIfTheOldCannotBeBuiltEither) {
  PublisherRoom room;
  room.generator_does("echo 'no space left' >&2; exit 70");
  room.ask(kChange);
  EXPECT_EQ(room.pass().failed.size(), 2U);
  expect_old(room);
  room.generator_does("exit 0");
  EXPECT_THAT(room.pass().done, ElementsAre("site demo: built for 2026-09-24"));
  EXPECT_THAT(room.pass().done, IsEmpty());
}

TEST(Publisher, TriesABuildAgainWhileAnotherIsAtWork) {
  PublisherRoom room;
  room.generator_does("[ $(wc -l < " + (room.folder / "calls").string() +
                      ") -lt 3 ] && exit 2; exit 0");
  const std::int64_t id = room.ask(kChange);
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "begun, done");
  EXPECT_EQ(room.calls().size(), 3U);
}

TEST(Publisher, TakesABuildThatFailedAfterItsRecordForDone) {
  PublisherRoom room;
  const std::int64_t id = room.ask(kChange);
  for (const auto& [path, before, after] : kChange) {
    if (after) room.write("sites/demo/" + path, *after);
    if (!after) std::filesystem::remove(room.folder / "content/sites/demo" / path);
  }
  room.record();
  room.generator_does("exit 70");
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "begun, done");
  expect_new(room);
}

// The publisher died after the build; an operator has changed a file since.
TEST(Publisher, NotesWhatIsPublicAlreadyThoughOthersChangedAFileSince) {
  PublisherRoom room;
  const std::int64_t id = room.ask({{"bodies.yaml", "old\n", "new\n"}});
  ASSERT_TRUE(
      room.store->add_step(id, {handler::store::PublicationAct::begun, 0, room.clock.now(), ""}));
  room.write("sites/demo/bodies.yaml", "new\n");
  room.record();
  room.write("sites/demo/policy.yaml", "limits: []\n");
  EXPECT_THAT(room.pass().done, ElementsAre("site demo, publication 1: done"));
  EXPECT_EQ(room.steps_of(id), "begun, done");
  EXPECT_EQ(room.read("sites/demo/bodies.yaml"), "new\n");
  EXPECT_FALSE(std::filesystem::exists(room.folder / "calls"));
}

TEST(Publisher, TakesNothingForPublicThatDoesNotStandInTheContent) {
  PublisherRoom room;
  const std::int64_t id = room.ask({{"bodies.yaml", "old\n", "new\n"}});
  ASSERT_TRUE(
      room.store->add_step(id, {handler::store::PublicationAct::begun, 0, room.clock.now(), ""}));
  room.write("sites/demo/bodies.yaml", "new\n");
  room.record();
  room.write("sites/demo/bodies.yaml", "old\n");
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.read("sites/demo/bodies.yaml"), "new\n");
  EXPECT_EQ(room.calls().size(), 1U);
}

TEST(Publisher, LeavesAPublicationToTheNextIfItIsToldToStop) {
  PublisherRoom room;
  const std::int64_t id = room.ask(kChange);
  room.stops = true;
  EXPECT_THAT(room.pass().done, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "");
  room.stops = false;
  EXPECT_EQ(room.pass().done.size(), 1U);
}

TEST(Publisher, LeavesTheNextOfASiteToAnotherPassIfItsPagesAreToBeBuiltAgain) {
  PublisherRoom room;
  const std::int64_t first = room.ask({{"bodies.yaml", "old\n", "new\n"}});
  const std::int64_t second = room.ask({{"news/a.md", {}, "# 新\n"}});
  room.generator_does("exit 2");  // refused by the world, again and again
  EXPECT_EQ(room.pass().failed.size(), 2U) << "the first, and the pages to be built again";
  EXPECT_EQ(room.steps_of(first), "begun, failed");
  EXPECT_EQ(room.steps_of(second), "");
}

// The one that was asked for first is agreed to while a later one is half done.
TEST(Publisher, EndsWhatWasBegunBeforeItBeginsAnother) {
  PublisherRoom room;
  const std::int64_t wang = room.store->add_user({0, "wang", "王工", "hash", false, {}}).value();
  handler::store::Publication waits{.site = "demo", .author = 1, .needs_second = true};
  waits.files = {{"bodies.yaml", "old\n", "new\n"}};
  const std::int64_t first = room.store->ask_publication(waits, 0).value();
  const std::int64_t later = room.ask({{"news/a.md", {}, "# 新\n"}});
  using handler::store::PublicationAct;
  const auto step = [&](std::int64_t id, PublicationAct act, std::int64_t user) {
    return room.store->add_step(id, {act, user, room.clock.now(), ""},
                                room.store->publication(id)->content);
  };
  ASSERT_TRUE(step(later, PublicationAct::begun, 0));
  // What a build notes that read the later one's file.
  const auto record = room.folder / "published/demo/inputs";
  std::filesystem::copy(record, room.folder / "record before");
  room.write("sites/demo/news/a.md", "# 新\n");
  room.record();
  std::filesystem::copy(record, room.folder / "record after");
  std::filesystem::rename(room.folder / "record before", record);
  room.generator_does("cp '" + (room.folder / "record after").string() + "' '" + record.string() +
                      "'");
  ASSERT_TRUE(step(first, PublicationAct::agreed, wang));
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(later), "begun, done");
  EXPECT_EQ(room.steps_of(first), "agreed, begun, done");
}

struct Interference {
  const char* path;
  const char* text;
  const char* said;
};

TEST(Publisher, RefusesWhatWasChangedBesideOrUnderAPublication) {
  for (const Interference& change :
       {Interference{"sites/demo/policy.yaml", "limits: []\n", "服务器上的 policy.yaml 有改动"},
        Interference{"sites/demo/files/map.pdf", "bytes", "服务器上的 files/map.pdf 有改动"},
        Interference{"calendar/2026.yaml", "year: 2027\n", "服务器上的 calendar/2026.yaml 有改动"},
        Interference{"sites/demo/bodies.yaml", "mine\n", "文件 bodies.yaml 在服务器上被改过"},
        Interference{"sites/demo/news/a.md", "mine\n", "文件 news/a.md 在服务器上被改过"}}) {
    PublisherRoom room;
    room.write(change.path, change.text);
    const std::int64_t id = room.ask(kChange);
    EXPECT_EQ(room.pass().failed.size(), 1U) << change.path;
    EXPECT_EQ(room.steps_of(id), "failed") << change.path;
    EXPECT_THAT(room.note_of(id), HasSubstr(change.said));
    EXPECT_EQ(room.read(change.path), change.text);
    EXPECT_FALSE(std::filesystem::exists(room.folder / "calls")) << change.path;
  }
}

TEST(Publisher, LetsFiguresBeAsTheyAre) {
  PublisherRoom room;
  room.write("sites/demo/statistics.json", "{}");
  const std::int64_t id = room.ask(kChange);
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "begun, done");
}

TEST(Publisher, NeedsTheRecordOfABuild) {
  PublisherRoom room;
  std::filesystem::remove(room.folder / "published/demo/inputs");
  const std::int64_t id = room.ask(kChange);
  EXPECT_EQ(room.pass().failed.size(), 1U);
  EXPECT_THAT(room.note_of(id), HasSubstr("generator build"));
  expect_old(room);
}

TEST(Publisher, WritesNothingOutsideTheSite) {
  for (const char* path : {"../other/site.yaml", "/etc/passwd", ".git/config", "a/../../b", ""}) {
    PublisherRoom room;
    const std::int64_t id = room.ask({{path, {}, "text"}});
    EXPECT_EQ(room.pass().failed.size(), 1U) << path;
    EXPECT_EQ(room.steps_of(id), "failed") << path;
  }
}

TEST(Publisher, LeavesTheContentToAnotherOne) {
  PublisherRoom room;
  const std::int64_t id = room.ask(kChange);
  {
    const auto lock = handler::publishing::FolderLock::take(room.folder / "content");
    ASSERT_TRUE(lock);
    EXPECT_TRUE(room.pass().is_busy);
    EXPECT_EQ(room.steps_of(id), "");
  }
  EXPECT_EQ(room.pass().done.size(), 1U);
}

// A generator that outlives a killed publisher keeps the next one away from its files.
TEST(Publisher, HoldsTheLockAsLongAsItsGeneratorRuns) {
  PublisherRoom room;
  room.generator_does("flock -n $CONTENT true && exit 1; exit 0");
  const std::int64_t id = room.ask(kChange);
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "begun, done");
}

TEST(Publisher, NotesThatItWasThereOnceAMinute) {
  PublisherRoom room;
  const auto seen = [&] { return room.store->fact(handler::store::facts::kPublisherSeen).value(); };
  EXPECT_EQ(seen(), "2026-09-24T10:00:00.000+08:00");
  room.clock.set("2026-09-24 10:00:30");
  (void)room.pass();
  EXPECT_EQ(seen(), "2026-09-24T10:00:00.000+08:00");
  room.clock.set("2026-09-24 10:01:00");
  (void)room.pass();
  EXPECT_EQ(seen(), "2026-09-24T10:01:00.000+08:00");
}

TEST(Nights, BuildEachSiteThatIsPublicOnceADay) {
  PublisherRoom room;
  room.write("sites/other/site.yaml", "id: other\n");  // never built
  room.clock.set("2026-09-25 00:00:01");
  EXPECT_THAT(room.pass().done, ElementsAre("site demo: built for 2026-09-25"));
  EXPECT_THAT(room.calls(), ElementsAre(HasSubstr("--today 2026-09-25 --site demo")));
  EXPECT_THAT(room.pass().done, IsEmpty());
}

// After an update the published templates are those of another program.
TEST(Nights, BuildAgainAfterAnUpdateOfTheProgram) {
  PublisherRoom room;
  room.clock.set("2026-09-25 00:00:01");
  EXPECT_THAT(room.pass().done, ElementsAre("site demo: built for 2026-09-25"));
  const std::string fact(handler::store::facts::kNightBuilds);
  core::Json builds = core::Json::parse(room.store->fact(fact)->value());
  builds["program"] = "0.0.9+000000000000";
  ASSERT_TRUE(room.store->set_fact(fact, builds.dump()));
  EXPECT_THAT(room.pass().done, ElementsAre("site demo: built for 2026-09-25"));
  EXPECT_THAT(room.pass().done, IsEmpty());
}

TEST(Nights, LeaveAChangedSiteOutAndSayWhy) {
  PublisherRoom room;
  room.write("sites/demo/policy.yaml", "limits: []\n");
  room.clock.set("2026-09-25 00:00:01");
  EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("policy.yaml")));
  const core::Json builds =
      core::Json::parse(room.store->fact(handler::store::facts::kNightBuilds)->value());
  EXPECT_EQ(builds.at("day"), "2026-09-25");
  EXPECT_EQ(builds.at("left").at("demo").at("why"), "changed_beside");
  EXPECT_EQ(builds.at("left").at("demo").at("what"), "policy.yaml");
  EXPECT_FALSE(std::filesystem::exists(room.folder / "calls"));
  room.record();
  EXPECT_THAT(room.pass().done, ElementsAre("site demo: built for 2026-09-25"));
  EXPECT_THAT(room.pass().failed, IsEmpty());
}

TEST(Nights, ComeAfterThePublicationsOfTheMoment) {
  PublisherRoom room;
  room.clock.set("2026-09-25 00:00:01");
  room.ask(kChange);
  room.generator_does("true");
  EXPECT_THAT(room.pass().done, ElementsAre("site demo, publication 1: done"));
}

}  // namespace
