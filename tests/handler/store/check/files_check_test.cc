// Verification compares every file with the event that it came with, chunk by chunk.
#include "handler/store/verification.h"
#include "tests/handler/store/lived_data.h"

namespace {

using test::DamagedData;
using test::Edit;

class EditedFiles : public testing::TestWithParam<Edit> {};

TEST_P(EditedFiles, AreNoticed) {
  const DamagedData data;
  data.edit(GetParam().sql);
  const std::string said = data.said();
  EXPECT_NE(said.find(GetParam().said), std::string::npos) << "said: " << said;
}

// The file of case 7 has two chunks.
const Edit kEditsOfFiles[] = {
    {"ChunkDeleted", "DELETE FROM file_chunks WHERE number = 1",
     "case 7): a piece of a file it refers to is gone"},
    {"ChunkChanged", "UPDATE file_chunks SET body = zeroblob(length(body)) WHERE number = 0",
     "case 7): a file it refers to was changed"},
    {"ChunksExchanged",
     "UPDATE file_chunks SET number = number + 10; UPDATE file_chunks SET number = 11 - number",
     "case 7): a file it refers to was changed"},
    {"ChunkAdded",
     "INSERT INTO file_chunks(part, number, body) SELECT part, 2, body FROM file_chunks WHERE "
     "number = 1",
     "case 7): a file it refers to was changed"},
    {"ChunkOfText", "INSERT INTO file_chunks(part, number, body) VALUES (1, 0, x'00')",
     "text 1 is no file, and has pieces of one"},
    {"ChunkOfNothing", "INSERT INTO file_chunks(part, number, body) VALUES (999, 0, x'00')",
     "table file_chunks: a row belongs to no row of parts"},
    {"FileDestroyedButForItsChunks",
     "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE field = 'file1'",
     "was destroyed, and pieces of its file are left"},
    {"FileBytes", "UPDATE cases SET file_bytes = 1 WHERE case_id = 7",
     "case 7: file_bytes is 1, its events say 65537"},
};

INSTANTIATE_TEST_SUITE_P(ByHand, EditedFiles, testing::ValuesIn(kEditsOfFiles),
                         [](const auto& one) { return one.param.name; });

TEST(FilesCheck, FindsEveryChunkInItsPlace) {
  const DamagedData data;
  const auto report = data.verify().value();
  EXPECT_EQ(handler::store::report_as_text(report), "");
}

// A file that was altered is what people sent, so repair must not touch it.
TEST(FilesCheck, LeavesAlteredFilesToABackup) {
  const DamagedData data;
  data.edit("DELETE FROM file_chunks WHERE number = 1");
  EXPECT_FALSE(data.verify().value().can_be_repaired);
}

}  // namespace
