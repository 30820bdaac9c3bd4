// Files of cases in the store: whole or not at all, read chunk by chunk, destroyed to the last byte.
#include <thread>

#include "handler/store/cases/admission.h"
#include "handler/store/cases/file_contents.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/store_fixture.h"
#include "tests/support/waiting.h"

namespace {

using core::FailureCode;
using handler::store::CaseId;
using handler::store::DestroyedTexts;
using handler::store::file_info_of;
using handler::store::FileContents;
using handler::store::make_file_part;
using handler::store::make_part;
using handler::store::NewEvent;
using handler::store::Part;
using handler::store::SealedFile;
using handler::store::Store;
using test::event;
using test::fold_simply;
using test::report;
using test::StoreFixture;

// Bytes without a pattern, the same for the same length.
std::string plain_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

struct FilesTest : ::testing::Test {
  tests::TemporaryFolder spools;
  StoreFixture room;
  core::SystemRandomness randomness;
  core::SealKeys keys = core::make_seal_keys();
  std::unique_ptr<Store> store = room.open();

  SealedFile sealed(std::size_t bytes, const std::string& name = "照片.jpg") {
    return handler::store::seal_file("jpeg", name, plain_bytes(bytes), spools.path()).value();
  }
  Part file_part(const std::string& field, std::size_t bytes) {
    return make_file_part(randomness, field, sealed(bytes), keys.public_key, false);
  }
  NewEvent event_with(std::vector<Part> parts) {
    NewEvent made = event("materials_sent");
    made.parts = std::move(parts);
    return made;
  }
  CaseId send(const std::string& name, std::vector<Part> parts, const std::string& site = "demo") {
    auto sent = report(name, core::Json::object(), site);
    sent.submitted.parts = std::move(parts);
    return store->add_report(sent).value().id;
  }
  // The only part of the case.
  Part only_part(CaseId id, const std::string& site = "demo") {
    const auto record = store->case_by_id(site, id).value();
    EXPECT_EQ(record.parts.size(), 1U);
    return record.parts.begin()->second;
  }
  FileContents opened(CaseId id, const Part& part) {
    return {*store, {"demo", id, part.id}, file_info_of(part, &keys).value()};
  }
  std::int64_t chunks() { return test::number_of(*room.raw(), "SELECT COUNT(*) FROM file_chunks"); }
  // Behind the program's back.
  void edit(const std::string& sql) const {
    ASSERT_TRUE(room.raw()->run_script("DROP TRIGGER file_chunks_stay; " + sql));
  }
  FailureCode failure_of_reading(CaseId id) {
    return opened(id, only_part(id)).rest().failure().code;
  }
  static DestroyedTexts destruction(CaseId id, std::vector<std::int64_t> parts, std::int64_t seen) {
    DestroyedTexts texts{.id = id, .seen_seq = seen};
    texts.event = event("parts_destroyed", {{"classes", {"files"}}, {"parts", parts}});
    texts.parts = std::move(parts);
    texts.refold = fold_simply;
    texts.with_traces = false;
    return texts;
  }
};

// -- written and read

class FileSizes : public FilesTest, public testing::WithParamInterface<std::size_t> {};

TEST_P(FileSizes, ComeBackByteForByte) {
  const CaseId id = send("a", {file_part("file1", GetParam())});
  const Part part = only_part(id);
  EXPECT_FALSE(part.chunks);
  FileContents contents = opened(id, part);
  EXPECT_EQ(contents.info().name, "照片.jpg");
  EXPECT_EQ(static_cast<std::size_t>(contents.info().bytes), GetParam());
  EXPECT_TRUE(contents.rest().value() == plain_bytes(GetParam()));
  EXPECT_FALSE(contents.next().value().has_value()) << "nothing follows the last chunk";
  EXPECT_EQ(chunks(), handler::store::chunks_of(static_cast<std::int64_t>(GetParam())));
  EXPECT_EQ(store->file_bytes("demo").value(), static_cast<std::int64_t>(GetParam()));
  const auto verified = room.verify();
  EXPECT_TRUE(verified) << verified.failure().message;
}

INSTANTIATE_TEST_SUITE_P(AtTheBordersOfChunks, FileSizes,
                         testing::Values(1, 65535, 65536, 65537, 131072, 5'000'000));

TEST_F(FilesTest, ComeOneChunkAtATime) {
  const CaseId id = send("a", {file_part("file1", 65537)});
  FileContents contents = opened(id, only_part(id));
  EXPECT_EQ(contents.next().value()->size(), 65536U);
  EXPECT_EQ(contents.next().value()->size(), 1U);
  EXPECT_FALSE(contents.next().value().has_value());
}

TEST_F(FilesTest, OfAnEventAreSeveral) {
  const CaseId id = send("a", {});
  const NewEvent sent =
      event_with({file_part("file1", 70'000), file_part("file2", 10),
                  make_part(randomness, "words", "三张", keys.public_key, false)});
  const auto record = store->append("demo", id, 1, {sent}, fold_simply).value();
  ASSERT_EQ(record.parts.size(), 3U);
  EXPECT_EQ(record.row.file_bytes, 70'010);
  for (const auto& [part_id, part] : record.parts) {
    if (part.field == "words") continue;
    const std::size_t bytes = part.field == "file1" ? 70'000 : 10;
    EXPECT_EQ(opened(id, part).rest().value(), plain_bytes(bytes)) << part.field;
  }
  EXPECT_EQ(room.verify().value(), 2);
}

TEST_F(FilesTest, AreNotFoundByAnotherSiteOrCase) {
  const CaseId id = send("a", {file_part("file1", 10)});
  const CaseId other = send("b", {});
  const std::int64_t part = only_part(id).id;
  EXPECT_TRUE(store->file_chunk({"demo", id, part}, 0));
  for (const handler::store::FilePlace& wrong : {handler::store::FilePlace{"pingyi", id, part},
                                                 {"demo", other, part},
                                                 {"demo", id, part + 1}})
    EXPECT_EQ(store->file_chunk(wrong, 0).failure().code, FailureCode::not_found);
}

TEST_F(FilesTest, ReachTheReporterWithoutTheirKeysUnlessTheyAreForTheReporter) {
  const Part open = make_file_part(randomness, "file2", sealed(10), "", true);
  send("a", {file_part("file1", 10), open});
  const auto record = store->case_by_ticket("demo", test::hash_of("ticket a")).value();
  for (const auto& [id, part] : record.parts) {
    const auto info = file_info_of(part, nullptr);
    EXPECT_EQ(info.ok(), part.field == "file2");
    if (!info) continue;
    FileContents contents(*store, {"demo", record.row.id, id}, *info);
    EXPECT_EQ(contents.rest().value(), plain_bytes(10));
  }
}

TEST_F(FilesTest, PutNoWordIntoTheSearch) {
  const Part open = make_file_part(randomness, "file1", sealed(10, "水表过户.jpg"), "", true);
  send("a", {open, make_part(randomness, "reply", "房产证", "", true)});
  const auto found = [this](const std::string& word) {
    return test::number_of(*room.raw(),
                           "SELECT COUNT(*) FROM case_words WHERE case_words MATCH '" + word + "'");
  };
  EXPECT_EQ(found("房产"), 1) << "the search itself must be able to find something";
  EXPECT_EQ(found("水表"), 0);
  EXPECT_EQ(found("jpeg"), 0);
}

// -- whole or not at all

TEST_F(FilesTest, LeaveNoChunkIfAnotherWriterWasFirst) {
  const CaseId id = send("a", {});
  const CaseId other = send("b", {});
  const auto late =
      store->append("demo", id, 0, {event_with({file_part("file1", 70'000)})}, fold_simply);
  EXPECT_EQ(late.failure().code, FailureCode::conflict);
  const auto together = store->append_all(
      "demo", {{id, 1, {event_with({file_part("file1", 70'000)})}, fold_simply},
               {other, 0, {event_with({file_part("file1", 70'000)})}, fold_simply}});
  EXPECT_EQ(together.failure().code, FailureCode::conflict);
  EXPECT_EQ(chunks(), 0);
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM parts"), 0);
  EXPECT_EQ(store->file_bytes("demo").value(), 0);
}

TEST_F(FilesTest, LeaveNothingIfTheirSpoolCannotBeReadToItsEnd) {
  Part part = file_part("file1", 70'000);
  core::Spool cut = core::Spool::make(spools.path()).value();
  ASSERT_TRUE(cut.append(part.chunks->spool.read(0, 66'000).value()));
  part.chunks = std::make_shared<const handler::store::SealedChunks>(
      handler::store::SealedChunks{std::move(cut), 70'000, part.chunks->content});
  auto sent = report("a");
  sent.submitted.parts = {part};
  EXPECT_EQ(store->add_report(sent).failure().code, FailureCode::unavailable);
  for (const std::string table : {"cases", "events", "parts", "file_chunks"})
    EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM " + table), 0) << table;
}

TEST_F(FilesTest, OfAReportThatIsSentAgainAreKeptOnce) {
  auto sent = report("a");
  sent.submitted.parts = {file_part("file1", 10)};
  EXPECT_FALSE(store->add_report(sent).value().already_there);
  EXPECT_TRUE(store->add_report(sent).value().already_there);
  EXPECT_EQ(chunks(), 1);
}

TEST_F(FilesTest, CountAmongTheBytesThatAReportTakes) {
  auto sent = report("a");
  const int before = handler::store::bytes_of(sent);
  sent.submitted.parts = {file_part("file1", 70'000)};
  EXPECT_GE(handler::store::bytes_of(sent) - before, 70'000);
}

TEST_F(FilesTest, AreSummedForEachSite) {
  const CaseId first = send("a", {file_part("file1", 100), file_part("file2", 20)});
  send("b", {file_part("file1", 3)});
  send("c", {file_part("file1", 50'000)}, "pingyi");
  EXPECT_EQ(store->file_bytes("demo").value(), 123);
  EXPECT_EQ(store->file_bytes("pingyi").value(), 50'000);
  EXPECT_EQ(store->file_bytes("elsewhere").value(), 0);
  const auto held = store->held_files().value();
  ASSERT_EQ(held.size(), 2U) << "sites without files are left out";
  EXPECT_EQ(held[0].site, "demo");
  EXPECT_EQ(held[0].bytes, 123);
  EXPECT_EQ(held[1].bytes, 50'000);
  ASSERT_TRUE(store->destroy_parts("demo", destruction(first, {1}, 1)));
  EXPECT_EQ(store->file_bytes("demo").value(), 23);
}

// -- damaged

TEST_F(FilesTest, ThatWereAlteredAreNotShown) {
  const CaseId id = send("a", {file_part("file1", 65537)});
  edit("UPDATE file_chunks SET body = zeroblob(length(body)) WHERE number = 1");
  FileContents contents = opened(id, only_part(id));
  EXPECT_TRUE(contents.next());
  EXPECT_EQ(contents.next().failure().code, FailureCode::corrupt);
  EXPECT_FALSE(room.verify());
}

TEST_F(FilesTest, ThatLackAChunkAreNotShown) {
  const CaseId id = send("a", {file_part("file1", 65537)});
  edit("DELETE FROM file_chunks WHERE number = 1");
  EXPECT_EQ(failure_of_reading(id), FailureCode::corrupt);
  EXPECT_FALSE(room.verify());
}

TEST_F(FilesTest, WhoseChunksWereExchangedAreNotShown) {
  const CaseId id = send("a", {file_part("file1", 131072)});
  edit("UPDATE file_chunks SET number = number + 10; UPDATE file_chunks SET number = 11 - number;");
  EXPECT_EQ(failure_of_reading(id), FailureCode::corrupt);
  EXPECT_FALSE(room.verify());
}

TEST_F(FilesTest, WhoseEndWasCutOffAtAChunkAreNotShown) {
  const CaseId id = send("a", {file_part("file1", 131072)});
  const Part part = only_part(id);
  handler::store::FileInfo shorter = file_info_of(part, &keys).value();
  shorter.bytes = 65536;
  EXPECT_EQ(FileContents(*store, {"demo", id, part.id}, shorter).rest().failure().code,
            FailureCode::corrupt);
}

TEST_F(FilesTest, AreNeverChangedInPlace) {
  send("a", {file_part("file1", 10)});
  const auto changed = room.raw()->run("UPDATE file_chunks SET number = 1", {});
  ASSERT_FALSE(changed);
  EXPECT_NE(changed.failure().message.find("never changed"), std::string::npos);
}

// -- destroyed

// Pieces of the sealed bytes; a page border may cut some of them.
std::vector<std::string> needles_of(const SealedFile& file) {
  std::vector<std::string> needles;
  for (std::uint64_t at = 0; at + 32 < file.chunks->spool.size(); at += 1000)
    needles.push_back(file.chunks->spool.read(at, 32).value());
  return needles;
}

std::size_t found_in_files(const StoreFixture& room, const std::vector<std::string>& needles) {
  std::string all;
  for (const auto& file : std::filesystem::directory_iterator(room.folder.path()))
    all += test::bytes_of(file.path());
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
  const auto list = handler::store::destroyed_list_of(room.folder.path());
  EXPECT_EQ(handler::store::read_destroyed(list).value().size(), 1U);
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
