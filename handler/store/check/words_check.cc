// Adds up what the index of words holds and what it should hold.
#include "handler/store/check/words_check.h"

#include <algorithm>

#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

constexpr std::size_t kAtOnce = 500;
constexpr std::int64_t kVersionOfIndex = 4;  // of SQLite's format

// Temporary tables: nothing of them gets into the file.
constexpr std::string_view kVocabularyTables = R"sql(
CREATE VIRTUAL TABLE temp.found_words USING fts5vocab('main', 'case_words', 'instance');
CREATE VIRTUAL TABLE temp.found_terms USING fts5vocab('main', 'case_words', 'row');
CREATE VIRTUAL TABLE temp.wanted USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE temp.wanted_words USING fts5vocab('temp', 'wanted', 'instance');
)sql";

// FNV-1a, and a last step that spreads the bits, so that sums of them tell sets apart.
std::uint64_t mixed(const std::string& term, std::int64_t place) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : term) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  hash ^= static_cast<std::uint64_t>(place) * 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

// A size as the index writes it: seven bits a byte, the first byte first.
std::uint64_t size_in(std::string_view bytes, std::size_t& at) {
  std::uint64_t number = 0;
  while (at < bytes.size()) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number = (number << 7) | (byte & 0x7F);
    if ((byte & 0x80) == 0) break;
  }
  return number;
}

const std::string kSize = "\x01size";

}  // namespace

SqliteWordsCheck::SqliteWordsCheck(Database& database) : database_(database) {
  accepted(database_.run_script(kVocabularyTables));
}

void SqliteWordsCheck::expect(CaseId id, const std::string& words) {
  sums_.try_emplace(id, 0);
  if (words.empty()) return;
  batch_.emplace_back(id, words);
  if (batch_.size() >= kAtOnce) take_batch();
}

void SqliteWordsCheck::leave_out(CaseId id) {
  left_out_[id] = true;
}

void SqliteWordsCheck::take_batch() {
  for (const auto& [id, words] : batch_)
    run(database_, "INSERT INTO temp.wanted(rowid, words) VALUES ($1, $2)", {id, words});
  batch_.clear();
  visit(database_, "SELECT doc, term, offset FROM temp.wanted_words", {},
        [&](const Row& row) { sums_[row.number(0)] += mixed(row.text(1), row.number(2)); });
  visit(database_, "SELECT id, sz FROM temp.wanted_docsize", {},
        [&](const Row& row) { sums_[row.number(0)] += mixed(kSize + row.text(1), 0); });
  run(database_, "INSERT INTO temp.wanted(wanted) VALUES ('delete-all')");
}

void SqliteWordsCheck::compare_sizes(Findings& findings) {
  std::uint64_t documents = 0;
  std::uint64_t words = 0;
  visit(database_, "SELECT id, sz FROM case_words_docsize", {}, [&](const Row& row) {
    sums_[row.number(0)] -= mixed(kSize + row.text(1), 0);
    std::size_t at = 0;
    ++documents;
    words += size_in(row.text(1), at);
  });
  const Rows totals = run(database_, "SELECT block FROM case_words_data WHERE id = 1");
  std::size_t at = 0;
  const std::string kept = totals.empty() ? std::string() : totals.front().text(0);
  const bool same =
      kept.empty() ? documents == 0 : size_in(kept, at) == documents && size_in(kept, at) == words;
  const Rows config = run(database_, "SELECT k, v FROM case_words_config ORDER BY k");
  const bool plain = config.size() == 1 && config.front().text(0) == "version" &&
                     config.front().is_number(1) && config.front().number(1) == kVersionOfIndex;
  if (!same || !plain)
    findings.add(FindingKind::words, "the index of words: its totals do not fit");
}

// The way of a search: by the index's own index, which reading from end to end does not use.
void SqliteWordsCheck::look_up_each_term(Findings& findings) {
  visit(database_, "SELECT term, doc, cnt FROM temp.found_terms", {}, [&](const Row& row) {
    const Rows found =
        run(database_, "SELECT doc, cnt FROM temp.found_terms WHERE term = $1", {row.text(0)});
    const bool same = found.size() == 1 && found.front().number(0) == row.number(1) &&
                      found.front().number(1) == row.number(2);
    if (!same) findings.add(FindingKind::words, "the index of words: a word is not found");
  });
}

void SqliteWordsCheck::finish(Findings& findings) {
  if (!batch_.empty()) take_batch();
  visit(database_, "SELECT doc, term, offset FROM temp.found_words", {},
        [&](const Row& row) { sums_[row.number(0)] -= mixed(row.text(1), row.number(2)); });
  compare_sizes(findings);
  for (const auto& [id, sum] : sums_) {
    if (sum == 0 || left_out_.contains(id)) continue;
    findings.add(FindingKind::words, "case " + std::to_string(id) +
                                         ": the search knows it by other words than its texts");
  }
  look_up_each_term(findings);
}

}  // namespace handler::store
