// Merges the pages' terms: sixteen parts by hash, each sorted by one thread, then cut into files.
#include "generator/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <bitset>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/base/json.h"
#include "core/page/assets.h"
#include "generator/parallel.h"

namespace generator {

// A term as it stands in a file: "\"term\":[...]".
struct SearchIndex::Term {
  std::uint32_t hash = 0;  // 16 bits
  std::string text;

  // Two terms differ before their pages begin.
  friend bool operator<(const Term& a, const Term& b) {
    return std::tie(a.hash, a.text) < std::tie(b.hash, b.text);
  }
};

namespace {

using core::Json;

constexpr int kPartBits = 4;
constexpr std::size_t kParts = 1u << kPartBits;
constexpr int kMostBits = 12;

struct PageWeight {
  std::uint32_t page = 0;
  std::uint32_t weight = 0;
};

struct PairOfPage {
  std::uint64_t key = 0;  // hash and pair, as in a posting
  PageWeight found;
};

// Keeps the `most` best, in the order of the pages.
void keep_best(std::vector<PageWeight>& pages, std::size_t most) {
  if (pages.size() <= most) return;
  const auto better = [](const PageWeight& a, const PageWeight& b) {
    return std::tie(b.weight, a.page) < std::tie(a.weight, b.page);
  };
  std::nth_element(pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(most), pages.end(),
                   better);
  pages.resize(most);
  std::sort(pages.begin(), pages.end(),
            [](const PageWeight& a, const PageWeight& b) { return a.page < b.page; });
}

std::string line_of(const std::string& term, std::vector<PageWeight> pages, std::size_t most) {
  std::string line = fmt::format("\"{}\":[{}", term, pages.size());
  keep_best(pages, most);
  std::uint32_t last = 0;
  for (const PageWeight& page : pages) {
    fmt::format_to(std::back_inserter(line), ",{},{}", page.page - last, page.weight);
    last = page.page;
  }
  return line + "]";
}

constexpr CharacterPair kSecondOfPair = (CharacterPair{1} << kTermBits / 2) - 1;

// The terms of pairs that were found, which get sorted.
template <typename Term>
void add_pair_terms(std::vector<PairOfPage>& found, std::vector<Term>& terms) {
  std::sort(found.begin(), found.end(), [](const PairOfPage& a, const PairOfPage& b) {
    return std::tie(a.key, a.found.page) < std::tie(b.key, b.found.page);
  });
  for (std::size_t i = 0; i < found.size();) {
    const std::uint64_t key = found[i].key;
    std::vector<PageWeight> in;
    for (; i < found.size() && found[i].key == key; ++i) in.push_back(found[i].found);
    const CharacterPair pair = pair_of(key << kWeightBits);
    const bool is_single = (pair & kSecondOfPair) == 0;
    terms.push_back({static_cast<std::uint32_t>(key >> kTermBits),
                     line_of(pair_text(pair), std::move(in),
                             is_single ? kMostPagesOfCharacter : kMostPagesOfPair)});
  }
}

template <typename Term>
void add_pairs(const SearchIndex::Pages& pages, std::size_t part, std::vector<Term>& terms) {
  constexpr int kShift = 64 - kPartBits;
  std::vector<PairOfPage> found;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    const std::vector<Posting>& pairs = pages[page]->pairs;
    auto next = std::lower_bound(pairs.begin(), pairs.end(), Posting{part} << kShift);
    for (; next != pairs.end() && *next >> kShift == part; ++next) {
      found.push_back({*next >> kWeightBits, {page, weight_of(*next)}});
    }
  }
  add_pair_terms(found, terms);
}

using WordPages = std::map<std::string_view, std::vector<PageWeight>>;

template <typename Term>
void add_word_terms(WordPages& words, std::vector<Term>& terms) {
  for (auto& [word, in] : words) {
    if (in.empty()) continue;
    terms.push_back({term_hash(word) >> kHashBits,
                     line_of(std::string(word), std::move(in), kMostPagesOfPair)});
  }
}

template <typename Term>
void add_words(const SearchIndex::Pages& pages, std::vector<Term>& terms) {
  WordPages words;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    for (const auto& [word, weight] : pages[page]->words) words[word].push_back({page, weight});
  }
  add_word_terms(words, terms);
}

// So many bits of the hash that a file has about kTermFileBytes.
int bits_for(std::size_t bytes) {
  const std::size_t files = (bytes + kTermFileBytes - 1) / kTermFileBytes;
  return std::min<int>(kMostBits, files <= 1 ? 0 : static_cast<int>(std::bit_width(files - 1)));
}

// "search/terms-3.0f3a.json" -> "0f3a".
std::string hash_in(const std::string& name) {
  const std::size_t begin = name.find('.') + 1;
  return name.substr(begin, name.rfind('.') - begin);
}

Json hashes_of(const std::vector<std::string>& names) {
  Json hashes = Json::array();
  for (const std::string& name : names) hashes.push_back(hash_in(name));
  return hashes;
}

constexpr const char* kIndexFile = "search/index.json";

}  // namespace

// The terms that are not on every page as they were.
class SearchIndex::Change {
 public:
  void compare(const SearchExtract& before, const SearchExtract& now) {
    std::vector<Posting> pairs;
    std::set_symmetric_difference(before.pairs.begin(), before.pairs.end(), now.pairs.begin(),
                                  now.pairs.end(), std::back_inserter(pairs));
    for (const Posting posting : pairs) keys_.push_back(posting >> kWeightBits);
    std::vector<std::pair<std::string, std::uint8_t>> words;
    std::set_symmetric_difference(before.words.begin(), before.words.end(), now.words.begin(),
                                  now.words.end(), std::back_inserter(words));
    for (auto& [word, weight] : words) words_.insert(std::move(word));
  }

  // Gathers them again.
  std::vector<Term> terms(const Pages& pages) {
    sort_keys();
    std::vector<PairOfPage> found;
    WordPages words;
    for (const std::string& word : words_) words[word];
    for (std::uint32_t page = 0; page < pages.size(); ++page) {
      for (const Posting posting : pages[page]->pairs) {
        if (hashes_[posting >> (kTermBits + kWeightBits)] && has(posting >> kWeightBits)) {
          found.push_back({posting >> kWeightBits, {page, weight_of(posting)}});
        }
      }
      if (words.empty()) continue;
      for (const auto& [word, weight] : pages[page]->words) {
        const auto known = words.find(word);
        if (known != words.end()) known->second.push_back({page, weight});
      }
    }
    std::vector<Term> terms;
    add_pair_terms(found, terms);
    add_word_terms(words, terms);
    std::sort(terms.begin(), terms.end());
    return terms;
  }

  // Whether a term of the index is one of them.
  bool concerns(const Term& term) const {
    if (!hashes_[term.hash]) return false;
    return names_.contains(term.text.substr(1, term.text.find('"', 1) - 1));
  }
  const std::bitset<1u << kHashBits>& hashes() const { return hashes_; }

 private:
  bool has(std::uint64_t key) const { return std::binary_search(keys_.begin(), keys_.end(), key); }

  void sort_keys() {
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    for (const std::uint64_t key : keys_) {
      hashes_.set(key >> kTermBits);
      names_.insert(pair_text(pair_of(key << kWeightBits)));
    }
    for (const std::string& word : words_) {
      hashes_.set(term_hash(word) >> kHashBits);
      names_.insert(word);
    }
  }

  std::vector<std::uint64_t> keys_;  // hash and pair, as in a posting
  std::set<std::string> words_;
  std::set<std::string> names_;  // of both
  std::bitset<1u << kHashBits> hashes_;
};

SearchIndex::SearchIndex() = default;
SearchIndex::~SearchIndex() = default;

void SearchIndex::update(Pages pages, unsigned jobs) {
  fresh_.clear();
  const Pages before = std::exchange(pages_, std::move(pages));
  if (bits_ < 0 || !change(before)) build(jobs);
  fresh_[kIndexFile] = index_file();
}

void SearchIndex::build(unsigned jobs) {
  numbers_.clear();
  for (std::uint32_t i = 0; i < pages_.size(); ++i) numbers_[pages_[i]->address] = i;
  std::vector<std::vector<Term>> parts(kParts + 1);
  run_parallel(parts.size(), jobs, [&](std::size_t i) {
    i == 0 ? add_words(pages_, parts[i]) : add_pairs(pages_, i - 1, parts[i]);
  });
  terms_.clear();
  for (std::vector<Term>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(terms_));
  }
  std::sort(terms_.begin(), terms_.end());
  make_all_files();
}

// False if it would be as much work to build it.
bool SearchIndex::change(const Pages& before) {
  if (before.size() != pages_.size()) return false;
  std::vector<std::size_t> changed;
  Change terms;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (before[i] == pages_[i]) continue;
    if (before[i]->address != pages_[i]->address || before[i]->title != pages_[i]->title) {
      return false;
    }
    terms.compare(*before[i], *pages_[i]);
    changed.push_back(i);
  }
  if (changed.size() > pages_.size() / 8 + 8) return false;
  std::vector<Term> now = terms.terms(pages_);
  std::erase_if(terms_, [&](const Term& term) { return terms.concerns(term); });
  replace(std::move(now));
  std::size_t bytes = 0;
  for (const Term& term : terms_) bytes += term.text.size();
  if (bits_for(bytes) != bits_) {
    make_all_files();
    return true;
  }
  std::set<std::size_t> files;
  for (std::size_t hash = 0; hash < terms.hashes().size(); ++hash) {
    if (terms.hashes()[hash]) files.insert(hash >> (kHashBits - bits_));
  }
  for (const std::size_t file : files) add_fresh(term_names_, file, "terms", term_file(file));
  std::set<std::size_t> tables;
  for (const std::size_t page : changed) tables.insert(page / kPagesInTable);
  for (const std::size_t one : tables) add_fresh(table_names_, one, "pages", table_file(one));
  return true;
}

void SearchIndex::replace(std::vector<Term> terms) {
  std::vector<Term> all;
  all.reserve(terms_.size() + terms.size());
  std::merge(std::move_iterator(terms_.begin()), std::move_iterator(terms_.end()),
             std::move_iterator(terms.begin()), std::move_iterator(terms.end()),
             std::back_inserter(all));
  terms_ = std::move(all);
}

void SearchIndex::make_all_files() {
  std::size_t bytes = 0;
  for (const Term& term : terms_) bytes += term.text.size();
  bits_ = bits_for(bytes);
  term_names_.assign(std::size_t{1} << bits_, "");
  table_names_.assign((pages_.size() + kPagesInTable - 1) / kPagesInTable, "");
  for (std::size_t i = 0; i < term_names_.size(); ++i) {
    add_fresh(term_names_, i, "terms", term_file(i));
  }
  for (std::size_t i = 0; i < table_names_.size(); ++i) {
    add_fresh(table_names_, i, "pages", table_file(i));
  }
}

void SearchIndex::add_fresh(std::vector<std::string>& names, std::size_t number, const char* kind,
                            std::string bytes) {
  names[number] = core::hashed_name(fmt::format("search/{}-{}.json", kind, number), bytes);
  fresh_[names[number]] = std::move(bytes);
}

std::string SearchIndex::term_file(std::size_t number) const {
  const auto hash = static_cast<std::uint32_t>(number << (kHashBits - bits_));
  auto term = std::lower_bound(terms_.begin(), terms_.end(), Term{hash, ""});
  std::string body = "{";
  for (; term != terms_.end() && term->hash >> (kHashBits - bits_) == number; ++term) {
    if (body.size() > 1) body += ",\n";
    body += term->text;
  }
  return body + "}\n";
}

// Of "windows/t1/v2/": of "windows/" and "windows/t1/", if they are pages.
std::vector<std::string> SearchIndex::titles_above(const std::string& address) const {
  std::vector<std::string> titles;
  for (std::size_t at = address.find('/'); at + 1 < address.size();
       at = address.find('/', at + 1)) {
    const auto above = numbers_.find(address.substr(0, at + 1));
    if (above != numbers_.end()) titles.push_back(pages_[above->second]->title);
  }
  return titles;
}

std::string SearchIndex::table_file(std::size_t number) const {
  Json table = Json::array();
  const std::size_t begin = number * kPagesInTable;
  for (std::size_t i = begin; i < std::min(begin + kPagesInTable, pages_.size()); ++i) {
    const SearchExtract& page = *pages_[i];
    table.push_back({page.address, page.title, titles_above(page.address), page.opening});
  }
  return table.dump() + "\n";
}

std::string SearchIndex::index_file() const {
  const Json index = {{"bits", bits_},
                      {"chunk", kPagesInTable},
                      {"pages", pages_.size()},
                      {"terms", hashes_of(term_names_)},
                      {"tables", hashes_of(table_names_)}};
  return index.dump() + "\n";
}

std::vector<std::string> SearchIndex::kept() const {
  std::vector<std::string> kept;
  for (const auto* names : {&term_names_, &table_names_}) {
    for (const std::string& name : *names) {
      if (!fresh_.contains(name)) kept.push_back(name);
    }
  }
  return kept;
}

SiteFiles SearchIndex::files() const {
  SiteFiles files;
  for (std::size_t i = 0; i < term_names_.size(); ++i) files[term_names_[i]] = term_file(i);
  for (std::size_t i = 0; i < table_names_.size(); ++i) files[table_names_[i]] = table_file(i);
  files[kIndexFile] = index_file();
  return files;
}

SiteFiles search_files(const std::vector<const SearchExtract*>& pages, unsigned jobs) {
  SearchIndex::Pages listed;
  for (const SearchExtract* page : pages) {
    listed.emplace_back(std::shared_ptr<const SearchExtract>(), page);  // the caller's
  }
  SearchIndex index;
  index.update(std::move(listed), jobs);
  return index.fresh();
}

}  // namespace generator
