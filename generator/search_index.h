// The search index of one site as small static files: a browser fetches the two or three that a
// query needs, however many pages there are.
//   search/index.json             {"bits", "chunk", "pages", "terms": [hash], "tables": [hash]}
//   search/terms-N.HASH.json      {"TERM": [pages with it, page, weight, page further on,
//   weight...]} search/pages-N.HASH.json      [[address, title, [titles of the pages above it],
//   opening], ...]
// A term stands in the file whose number is the upper `bits` of its 16-bit hash; page P in table
// P / chunk. The names carry hashes of the bytes, so only index.json is ever asked for again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "generator/output_tree.h"
#include "generator/search_text.h"

namespace generator {

// A term in more pages than this is listed with those where it weighs most; how many have it is
// kept, so a search takes it as a wish and not as a condition.
inline constexpr std::size_t kMostPagesOfPair = 300;
inline constexpr std::size_t kMostPagesOfCharacter = 100;
// What a file of terms should have; a single term never has more than about a third of it.
inline constexpr std::size_t kTermFileBytes = 12'000;
inline constexpr std::size_t kPagesInTable = 32;

// The index of one site, kept between builds: where few pages changed, only the terms that came,
// went or weigh otherwise are gathered again, and only the files that they stand in are made again.
// Not thread-safe.
class SearchIndex {
 public:
  using Pages = std::vector<std::shared_ptr<const SearchExtract>>;

  SearchIndex();
  ~SearchIndex();
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  // Of pages that are found equally well the earlier comes first. `jobs` as in run_parallel. What
  // the index says does not depend on it, nor on what it said before.
  void update(Pages pages, unsigned jobs);

  // What the last update made, by path below the site's folder; and the names of the files that
  // stay as they were before it.
  const SiteFiles& fresh() const { return fresh_; }
  std::vector<std::string> kept() const;
  // Every file.
  SiteFiles files() const;

 private:
  struct Term;
  class Change;

  void build(unsigned jobs);
  bool change(const Pages& before);
  void replace(std::vector<Term> terms);
  void make_all_files();
  std::string term_file(std::size_t number) const;
  std::string table_file(std::size_t number) const;
  std::string index_file() const;
  std::vector<std::string> titles_above(const std::string& address) const;
  void add_fresh(std::vector<std::string>& names, std::size_t number, const char* kind,
                 std::string bytes);

  Pages pages_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of pages, by address
  std::vector<Term> terms_;                                 // sorted
  int bits_ = -1;
  std::vector<std::string> term_names_;  // of files, by number; with their hashes
  std::vector<std::string> table_names_;
  SiteFiles fresh_;
};

// All files of an index that is made once.
SiteFiles search_files(const std::vector<const SearchExtract*>& pages, unsigned jobs);

}  // namespace generator
