// Files of cases in the store: written whole or not at all, and read chunk by chunk.
#include "handler/store/cases/admission.h"
#include "tests/handler/store/cases/files_fixture.h"

namespace {

using core::FailureCode;
using handler::store::CaseId;
using handler::store::file_info_of;
using handler::store::FileContents;
using handler::store::make_file_part;
using handler::store::make_part;
using handler::store::NewEvent;
using handler::store::Part;
using test::FilesTest;
using test::fold_simply;
using test::plain_bytes;
using test::report;

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
  const auto found = [this](const std::string& word) { return test::found_by(*room.raw(), word); };
  EXPECT_EQ(found("房产"), "1") << "the search itself must be able to find something";
  EXPECT_EQ(found("水表"), "");
  EXPECT_EQ(found("jpeg"), "");
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
  const auto bytes = static_cast<std::size_t>(
      test::number_of(*room.raw(), "SELECT LENGTH(body) FROM file_chunks WHERE number = 1"));
  ASSERT_TRUE(room.unguarded()->run("UPDATE file_chunks SET body = $1 WHERE number = 1",
                                    {handler::store::Blob{std::string(bytes, '\0')}}));
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

}  // namespace
