// Files of cases that are destroyed: to the last byte, listed when they are gone, and counted no
// longer.
#include <thread>

#include "tests/handler/store/cases/files_fixture.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/support/waiting.h"

namespace {

using core::FailureCode;
using handler::store::CaseId;
using handler::store::FileContents;
using handler::store::make_file_part;
using handler::store::make_part;
using handler::store::NewEvent;
using handler::store::Part;
using handler::store::SealedFile;
using test::event;
using test::FilesTest;
using test::fold_simply;
using test::plain_bytes;
using test::StoreFixture;

// Pieces of the sealed bytes; a page border may cut some of them.
std::vector<std::string> needles_of(const SealedFile& file) {
  std::vector<std::string> needles;
  for (std::uint64_t at = 0; at + 32 < file.chunks->spool.size(); at += 1000)
    needles.push_back(file.chunks->spool.read(at, 32).value());
  return needles;
}

std::size_t found_in_files(const StoreFixture& room, const std::vector<std::string>& needles) {
  const std::string all = room.bytes_on_disk();
  std::size_t found = 0;
  for (const std::string& needle : needles) found += all.find(needle) != std::string::npos ? 1 : 0;
  return found;
}

TEST_F(FilesTest, AreDestroyedToTheLastByteWhileTheChainVerifies) {
  const SealedFile file = sealed(200'000);
  const CaseId id = send("a", {make_file_part(randomness, "file1", file, keys.public_key, false)});
  const Part part = only_part(id);
  const std::vector<std::string> needles = needles_of(file);
  EXPECT_GT(found_in_files(room, needles), needles.size() / 2) << "the search is blind";
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_EQ(found_in_files(room, needles), 0U);
  EXPECT_EQ(chunks(), 0);
  EXPECT_EQ(store->file_chunk({"demo", id, part.id}, 0).failure().code, FailureCode::not_found);
  EXPECT_EQ(store->file_bytes("demo").value(), 0);
  EXPECT_EQ(room.verify().value(), 2);
}

// PostgreSQL may keep bytes of chunks in room that it gives free, and what is encrypted says
// nothing without its key.
TEST_F(FilesTest, AreDestroyedWithTheirKey) {
  const CaseId id = send("a", {file_part("file1", 70'000)});
  const std::vector<std::string> key = {core::to_base64url(only_part(id).body)};
  EXPECT_EQ(found_in_files(room, key), 1U);
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_EQ(found_in_files(room, key), 0U);
  EXPECT_EQ(chunks(), 0);
  EXPECT_EQ(room.verify().value(), 2);
}

TEST_F(FilesTest, GoAloneIfOnlyTheyAreDestroyed) {
  const CaseId id = send("a", {file_part("file1", 70'000), file_part("file2", 70'000)});
  const CaseId other = send("b", {file_part("file1", 10)});
  ASSERT_TRUE(store->keep_traces("demo", {{id, "f00d", {"phone:1"}}}));
  ASSERT_TRUE(store->destroy_parts("demo", destruction(id, {1, 3}, 1)));
  const auto record = store->case_by_id("demo", id).value();
  EXPECT_TRUE(record.parts.at(1).destroyed);
  EXPECT_EQ(opened(id, record.parts.at(2)).rest().value(), plain_bytes(70'000));
  EXPECT_EQ(opened(other, only_part(other)).rest().value(), plain_bytes(10))
      << "a part of another case";
  EXPECT_EQ(store->cases_by_phone_index("demo", "f00d").value().size(), 1U);
}

TEST_F(FilesTest, ThatAreTakenBackGoWithTheEventThatSaysSo) {
  const CaseId id = send("a", {file_part("file1", 70'000), file_part("file2", 10)});
  ASSERT_TRUE(store->keep_traces("demo", {{id, "f00d", {"phone:1"}}}));
  const auto stale =
      store->take_back("demo", {id, 0, {event("parts_destroyed")}, fold_simply}, {1});
  EXPECT_EQ(stale.failure().code, FailureCode::conflict);
  EXPECT_EQ(chunks(), 3);
  const auto record =
      store->take_back("demo", {id, 1, {event("parts_destroyed")}, fold_simply}, {1}).value();
  EXPECT_TRUE(record.parts.at(1).destroyed);
  EXPECT_FALSE(record.parts.at(2).destroyed);
  EXPECT_EQ(record.events().back().data.at("parts"), core::Json::array({1}));
  EXPECT_EQ(record.row.file_bytes, 10);
  EXPECT_EQ(chunks(), 1);
  EXPECT_EQ(store->cases_by_phone_index("demo", "f00d").value().size(), 1U);
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}}));
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}})) << "once";
}

// It would read the whole list for each file.
TEST_F(FilesTest, ThatAreTakenBackInOneRequestAreListedAlone) {
  const CaseId id = send("a", {file_part("file1", 10), file_part("file2", 10)});
  const auto list = handler::store::destroyed_list_of(room.folder.path());
  const auto take_back = [&](handler::store::Store& one, std::int64_t seen, std::int64_t part) {
    ASSERT_TRUE(one.take_back("demo", {id, seen, {event("file_withdrawn")}, fold_simply}, {part}));
  };
  std::filesystem::create_directory(list);
  take_back(*store, 1, 1);
  std::filesystem::remove(list);
  auto options = room.options();
  options.group_commit = false;
  const auto request = room.open(options);
  take_back(*request, 2, 2);
  ASSERT_TRUE(request->forget_destroyed());
  EXPECT_EQ(listed(), (Listed{{"demo", id, 2}}));
  ASSERT_TRUE(store->forget_destroyed()) << "as the tick does";
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}, {"demo", id, 2}}));
}

TEST_F(FilesTest, ThatCouldNotBeTakenBackAreNotListed) {
  const CaseId id = send("a", {file_part("file1", 70'000), file_part("file2", 10)});
  const auto take_back = [&](std::int64_t seen, std::int64_t part) {
    return store->take_back("demo", {id, seen, {event("file_withdrawn")}, fold_simply}, {part});
  };
  // The event cannot be written any more, when the parts were wiped already.
  ASSERT_TRUE(room.raw()->run_script(
      "CREATE TRIGGER no_more BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END;"));
  EXPECT_FALSE(take_back(1, 1));
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_TRUE(listed().empty());
  EXPECT_EQ(chunks(), 3);
  ASSERT_TRUE(room.raw()->run_script(test::on_postgres() ? "DROP TRIGGER no_more ON events"
                                                         : "DROP TRIGGER no_more"));
  ASSERT_TRUE(take_back(1, 1));
  ASSERT_TRUE(take_back(2, 2));
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}, {"demo", id, 2}}));
  const auto list = handler::store::destroyed_list_of(room.folder.path());
  const auto size = std::filesystem::file_size(list);
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_EQ(std::filesystem::file_size(list), size) << "each once";
}

// A list that named it would have the next restore destroy it.
TEST_F(FilesTest, AreNotListedWithoutAnEvent) {
  const CaseId id = send("a", {file_part("file1", 70'000), file_part("file2", 10)});
  ASSERT_TRUE(store->take_back("demo", {id, 1, {event("file_withdrawn")}, fold_simply}, {1}));
  ASSERT_TRUE(room.unguarded()->run_script("UPDATE parts SET destroyed = 1 WHERE part_id = 2"));
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}}));
}

// One damaged case stops the list of the others no more than what the files still hold.
TEST_F(FilesTest, OfACaseThatCannotBeReadStopNoOther) {
  const std::vector<CaseId> ids = {send("a", {file_part("file1", 10)}),
                                   send("b", {file_part("file1", 10)})};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto number = static_cast<std::int64_t>(i) + 1;
    ASSERT_TRUE(store->take_back("demo", {ids[i], number, {event("file_withdrawn")}, fold_simply},
                                 {number}));
  }
  std::filesystem::remove(handler::store::destroyed_list_of(room.folder.path()));
  ASSERT_TRUE(room.unguarded()->run("UPDATE events SET data = 'no JSON' WHERE case_id = $1",
                                    {ids.front()}));
  const auto done = store->forget_destroyed();
  ASSERT_FALSE(done);
  EXPECT_NE(done.failure().message.find("destroyed of case 1 of site demo cannot be listed"),
            std::string::npos)
      << done.failure().message;
  EXPECT_EQ(listed(), (Listed{{"demo", ids.back(), 2}}));
  EXPECT_FALSE(store->fact(handler::store::facts::kLeftovers).value());
  EXPECT_FALSE(store->forget_destroyed()) << "it is told each time";
}

// What the files still hold goes meanwhile.
TEST_F(FilesTest, ThatWereTakenBackAreListedLaterIfTheListCannotBeWritten) {
  const CaseId id = send("a", {file_part("file1", 70'000)});
  const auto list = handler::store::destroyed_list_of(room.folder.path());
  std::filesystem::create_directory(list);
  ASSERT_TRUE(store->take_back("demo", {id, 1, {event("file_withdrawn")}, fold_simply}, {1}));
  EXPECT_FALSE(store->forget_destroyed());
  EXPECT_FALSE(store->fact(handler::store::facts::kLeftovers).value());
  std::filesystem::remove(list);
  ASSERT_TRUE(store->forget_destroyed());
  EXPECT_EQ(listed(), (Listed{{"demo", id, 1}}));
}

TEST_F(FilesTest, OfARestoredBackupAreDestroyedAgain) {
  const CaseId id =
      send("a", {file_part("file1", 70'000), make_part(randomness, "reply", "答复", "", true)});
  ASSERT_TRUE(store->keep_traces("demo", {{id, "f00d", {"phone:1"}}}));
  EXPECT_EQ(store->destroy_again({{"demo", id + 1, 1}, {"pingyi", id, 1}}).value(), 0);
  EXPECT_EQ(chunks(), 2);
  EXPECT_EQ(store->destroy_again({{"demo", id, 1}}).value(), 1);
  EXPECT_EQ(chunks(), 0);
  EXPECT_EQ(store->file_bytes("demo").value(), 0);
  EXPECT_EQ(store->cases_by_phone_index("demo", "f00d").value().size(), 1U)
      << "a file tells no number";
  EXPECT_EQ(store->destroy_again({{"demo", id, 1}, {"demo", id, 2}}).value(), 1);
  EXPECT_TRUE(store->cases_by_phone_index("demo", "f00d").value().empty());
  EXPECT_TRUE(room.verify());
}

// The restored history has no event that says so.
TEST_F(FilesTest, OfARestoredBackupCountNoLonger) {
  const CaseId id = send("a", {file_part("file1", 70'000), file_part("file2", 10)});
  const CaseId other = send("b", {file_part("file1", 3)});
  ASSERT_EQ(store->destroy_again({{"demo", id, 1}}).value(), 1);
  EXPECT_EQ(store->case_by_id("demo", id).value().row.file_bytes, 10);
  EXPECT_EQ(store->file_bytes("demo").value(), 13);
  const NewEvent later = event_with({file_part("file1", 100)});
  EXPECT_EQ(store->append("demo", id, 1, {later}, fold_simply).value().row.file_bytes, 110);
  EXPECT_EQ(store->case_by_id("demo", other).value().row.file_bytes, 3);
  EXPECT_EQ(store->file_bytes("demo").value(), 113);
}

TEST_F(FilesTest, ThatAreDestroyedAmidReadingEndThere) {
  const CaseId id = send("a", {file_part("file1", 131072)});
  const Part part = only_part(id);
  FileContents contents = opened(id, part);
  EXPECT_TRUE(contents.next());
  // Between two chunks a reader keeps nothing of the log, so the destruction is complete at once.
  ASSERT_TRUE(test::destroy_all(*store, "demo", id));
  EXPECT_EQ(contents.next().failure().code, FailureCode::not_found);
}

TEST_F(FilesTest, AreWholeOrGoneForReadersWhileTheyAreDestroyed) {
  const CaseId id = send("a", {file_part("file1", 300'000)});
  const Part part = only_part(id);
  const std::string plain = plain_bytes(300'000);
  std::atomic<int> readings = 0;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (true) {
        const core::Result<std::string> bytes = opened(id, part).rest();
        if (bytes && *bytes != plain) ++wrong;
        ++readings;
        if (bytes) continue;
        if (bytes.failure().code != FailureCode::not_found) ++wrong;
        return;
      }
    });
  }
  EXPECT_TRUE(tests::comes_true([&] { return readings > 8; }));
  EXPECT_TRUE(store->destroy_parts("demo", destruction(id, {part.id}, 1)));
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(tests::comes_true([&] { return store->forget_destroyed().ok(); }));
  EXPECT_EQ(chunks(), 0);
}

}  // namespace
