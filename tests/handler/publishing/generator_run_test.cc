// The generator runs without a shell, is bounded in time and in what it says, and gets what an
// operator would give it.
#include "handler/publishing/generator_run.h"

#include <gmock/gmock.h>

#include "tests/handler/publishing/publisher_room.h"

namespace {

using handler::publishing::GeneratorRun;
using handler::publishing::run_generator;
using publishing_tests::PublisherRoom;
using testing::HasSubstr;

TEST(GeneratorRun, GivesCodeAndMessages) {
  PublisherRoom room;
  room.generator_does("echo out; echo '错误' >&2; echo \"$LANG\" >&2; exit 7");
  const GeneratorRun run = run_generator(room.places(), {"demo"}, {}).value();
  EXPECT_EQ(run.code, 7);
  EXPECT_FALSE(run.is_late);
  EXPECT_EQ(run.messages, "错误\nzh_CN.UTF-8\n");
}

TEST(GeneratorRun, HandsArgumentsOverAsTheyAre) {
  PublisherRoom room;
  auto places = room.places();
  places.conf = "/etc/a file;$(touch x).conf";
  places.base_url = "https://www.example.gov.cn/window/";
  ASSERT_TRUE(run_generator(places, {"demo", "pingyi"}, {}));
  EXPECT_THAT(room.calls().back(), HasSubstr("--conf /etc/a file;$(touch x).conf --content"));
  EXPECT_THAT(room.calls().back(), HasSubstr("--base-url https://www.example.gov.cn/window/"));
  EXPECT_THAT(room.calls().back(), testing::EndsWith("--site demo --site pingyi"));
}

TEST(GeneratorRun, KeepsABoundedPartOfTheMessages) {
  PublisherRoom room;
  room.generator_does("yes 0123456789 | head -n 20000 >&2; exit 1");
  const GeneratorRun run = run_generator(room.places(), {"demo"}, {}).value();
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.messages.size(), 16U << 10);
}

TEST(GeneratorRun, KillsOneThatTakesTooLong) {
  PublisherRoom room;
  room.generator_does("exec sleep 600");
  const GeneratorRun run =
      run_generator(room.places(), {"demo"}, {.longest = std::chrono::seconds{1}}).value();
  EXPECT_TRUE(run.is_late);
  EXPECT_EQ(run.code, -1);
}

TEST(GeneratorRun, SaysThatThereIsNone) {
  PublisherRoom room;
  auto places = room.places();
  places.generator = room.folder / "nothing";
  const auto run = run_generator(places, {"demo"}, {});
  ASSERT_FALSE(run);
  EXPECT_THAT(run.failure().message, HasSubstr("nothing"));
}

TEST(GeneratorRun, FindsTheProgramBesideThisOne) {
  EXPECT_EQ(handler::publishing::generator_beside_program().filename(), "generator");
  EXPECT_TRUE(handler::publishing::generator_beside_program().is_absolute());
}

}  // namespace
