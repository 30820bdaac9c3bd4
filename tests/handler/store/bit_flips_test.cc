// Flips single bits of a database. Every flip that changes what a table tells must be found; what
// is free space, or an index, or SQLite's own housekeeping may be. script/prove runs ten thousand
// of them.
#include <cstdio>
#include <fstream>
#include <random>

#include "handler/store/sqlite/sqlite_look.h"
#include "handler/store/verification.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"
#include "tests/support/proof_row.h"
#include "tests/support/repeats.h"

namespace {

using handler::store::Database;
using handler::store::Value;
using test::bytes_of;
using test::LivedData;

std::string dump_of_value(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return "#" + std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text;
  if (const auto* blob = std::get_if<handler::store::Blob>(&value)) return "x" + blob->bytes;
  return "-";
}

void add_rows(Database& database, const std::string& sql, std::string& dump) {
  const auto done = database.visit(sql, {}, [&](const handler::store::Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) dump += dump_of_value(row.at(i)) + "|";
    dump += "\n";
  });
  if (!done) dump += done.failure().message;
}

// All that the tables tell. Of the index of words: which word stands where in which case.
std::string dump_of(const std::filesystem::path& file) {
  const auto database = handler::store::open_sqlite_to_look(file.string());
  if (!database) return database.failure().message;
  const auto tables = (*database)->tables();
  if (!tables) return tables.failure().message;
  std::string dump;
  for (const std::string& table : *tables) {
    if (table == "case_words" || table == "case_words_data" || table == "case_words_idx") continue;
    dump += table + "\n";
    add_rows(**database, "SELECT * FROM " + table + " NOT INDEXED", dump);
  }
  const auto made = (*database)->run_script(
      "CREATE VIRTUAL TABLE temp.told USING fts5vocab('main', 'case_words', 'instance')");
  if (!made) return dump + made.failure().message;
  add_rows(**database, "SELECT * FROM temp.told", dump);
  return dump;
}

void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(BitFlips, AreFoundWhereverTheyChangeWhatATableTells) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path file = folder / "flipped.sqlite";
  std::string bytes = bytes_of(LivedData::get().file());
  const std::string before = dump_of(LivedData::get().file());
  std::mt19937 random(
      20261129);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same flips in every run
  int found = 0;
  int missed = 0;
  const int flips = tests::many(300);
  for (int i = 0; i < flips; ++i) {
    const std::size_t at = random() % bytes.size();
    const auto bit = static_cast<char>(1 << (random() % 8));
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
    write_bytes(file, bytes);
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
    const auto report = handler::store::verify_database(file, LivedData::get().options());
    const bool noticed = !report || !report->ok();
    found += noticed ? 1 : 0;
    if (noticed) continue;
    const bool changed = dump_of(file) != before;
    missed += changed ? 1 : 0;
    EXPECT_FALSE(changed) << "byte " << at << ", bit " << static_cast<int>(bit);
  }
  EXPECT_GT(found, flips / 20);
  const std::string result = tests::grouped(found) + " found, " +
                             tests::grouped(flips - found - missed) + " changed nothing, " +
                             tests::grouped(missed) + " missed";
  std::printf("%s\n", tests::proof_row("flipped bits of a database",
                                       tests::grouped(flips) + " flips", result)
                          .c_str());
}

// A control: flips that changed nothing would prove nothing.
TEST(BitFlips, ChangeWhatTablesTellOftenEnoughToBeATest) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path file = folder / "flipped.sqlite";
  std::string bytes = bytes_of(LivedData::get().file());
  const std::string before = dump_of(LivedData::get().file());
  std::mt19937 random(20261129);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  int changed = 0;
  for (int i = 0; i < 100; ++i) {
    const std::size_t at = random() % bytes.size();
    const auto bit = static_cast<char>(1 << (random() % 8));
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
    write_bytes(file, bytes);
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
    changed += dump_of(file) == before ? 0 : 1;
  }
  EXPECT_GT(changed, 3);
}

}  // namespace
