// Merges the terms of all pages into the files of the search index.
//
// Pairs and single characters are split by the upper four bits of their hash into sixteen parts.
// These are the top bits of a posting, so a part is one range of each page's sorted postings, and
// threads can merge different parts. Words of letters and digits are one more part. At the end all
// terms are sorted by hash, which puts the terms of one file next to each other.
#include "generator/search/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/base/json.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/page/assets.h"

namespace generator {

namespace {

using core::Json;
using Pages = std::vector<const SearchExtract*>;

// A term as it is written to a file: "\"term\":[...]".
struct Term {
  std::uint32_t hash = 0;  // 16 bits
  std::string text;

  // Comparing the texts is enough: two of them differ within the quoted term.
  friend auto operator<=>(const Term&, const Term&) = default;
};

constexpr int kPartBits = 4;
constexpr std::size_t kParts = 1u << kPartBits;
constexpr int kMostBits = 12;

struct PageWeight {
  std::uint32_t page = 0;
  std::uint32_t weight = 0;
};

struct PairOfPage {
  std::uint64_t key = 0;  // hash and pair, as in a posting without its weight
  PageWeight found;
};

// Keeps the `most` pages with the highest weight, in the order of the pages.
void keep_best(std::vector<PageWeight>& pages, std::size_t most) {
  if (pages.size() <= most) return;
  const auto better = [](const PageWeight& a, const PageWeight& b) {
    return std::tie(b.weight, a.page) < std::tie(a.weight, b.page);
  };
  std::nth_element(pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(most), pages.end(),
                   better);
  pages.resize(most);
  std::ranges::sort(pages,
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

// All pairs and single characters of the part, sorted by hash, pair and page.
std::vector<PairOfPage> pairs_in(const Pages& pages, std::size_t part) {
  constexpr int kShift = 64 - kPartBits;
  std::vector<PairOfPage> found;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    const std::vector<Posting>& pairs = pages[page]->pairs;
    auto next = std::ranges::lower_bound(pairs, Posting{part} << kShift);
    for (; next != pairs.end() && *next >> kShift == part; ++next) {
      found.push_back({*next >> kWeightBits, {page, weight_of(*next)}});
    }
  }
  std::ranges::sort(found, [](const PairOfPage& a, const PairOfPage& b) {
    return std::tie(a.key, a.found.page) < std::tie(b.key, b.found.page);
  });
  return found;
}

void add_pairs(const Pages& pages, std::size_t part, std::vector<Term>& terms) {
  const std::vector<PairOfPage> found = pairs_in(pages, part);
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

void add_words(const Pages& pages, std::vector<Term>& terms) {
  std::map<std::string_view, std::vector<PageWeight>> words;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    for (const auto& [word, weight] : pages[page]->words) words[word].push_back({page, weight});
  }
  for (auto& [word, in] : words) {
    terms.push_back({term_hash(word) >> kHashBits,
                     line_of(std::string(word), std::move(in), kMostPagesOfPair)});
  }
}

// All terms, sorted by hash.
std::vector<Term> terms_of(const Pages& pages, unsigned jobs) {
  std::vector<std::vector<Term>> parts(kParts + 1);
  static_cast<void>(core::run_parallel(parts.size(), jobs, [&](std::size_t i) {
    i == 0 ? add_words(pages, parts[i]) : add_pairs(pages, i - 1, parts[i]);
    return core::success();
  }));
  std::vector<Term> terms;
  for (std::vector<Term>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(terms));
  }
  std::ranges::sort(terms);
  return terms;
}

// The number of hash bits for which a file has about kTermFileBytes.
int bits_for(std::size_t bytes) {
  const std::size_t files = (bytes + kTermFileBytes - 1) / kTermFileBytes;
  return std::min<int>(kMostBits, files <= 1 ? 0 : static_cast<int>(std::bit_width(files - 1)));
}

// The file for terms whose hash begins with the bits of `number`.
std::string term_file(const std::vector<Term>& terms, std::size_t number, int bits) {
  const auto hash = static_cast<std::uint32_t>(number << (kHashBits - bits));
  auto term = std::ranges::lower_bound(terms, Term{hash, ""});
  std::string body = "{";
  for (; term != terms.end() && term->hash >> (kHashBits - bits) == number; ++term) {
    if (body.size() > 1) body += ",\n";
    body += term->text;
  }
  return body + "}\n";
}

using Titles = std::unordered_map<std::string_view, std::string_view>;  // of pages, by address

// For "windows/t1/v2/": the titles of "windows/" and "windows/t1/", if these pages exist; for
// "faq/#q-what" that of "faq/".
std::vector<std::string_view> titles_above(std::string_view address, const Titles& titles) {
  std::vector<std::string_view> found;
  for (std::size_t at = address.find('/'); at != std::string_view::npos && at + 1 < address.size();
       at = address.find('/', at + 1)) {
    const auto above = titles.find(address.substr(0, at + 1));
    if (above != titles.end()) found.push_back(above->second);
  }
  return found;
}

constexpr std::size_t kTablesOfFewPages = 64;

std::size_t pages_in_table(std::size_t pages) {
  return std::clamp(pages / kTablesOfFewPages, kFewestInTable, kMostInTable);
}

std::string table_file(const Pages& pages, std::size_t begin, std::size_t count,
                       const Titles& titles) {
  Json table = Json::array();
  for (std::size_t i = begin; i < std::min(begin + count, pages.size()); ++i) {
    const SearchExtract& page = *pages[i];
    table.push_back({page.address, page.title, titles_above(page.address, titles), page.opening,
                     (page.bytes + 999) / 1000});
  }
  return table.dump() + "\n";
}

// The number behind the last hit of each kind.
Json ends_of_kinds(const Pages& pages) {
  Json ends = Json::array();
  for (std::size_t kind = 0; kind < kHitKinds; ++kind) {
    ends.push_back(std::ranges::count_if(pages, [kind](const SearchExtract* page) {
      return static_cast<std::size_t>(page->kind) <= kind;
    }));
  }
  return ends;
}

std::string leads_file(const Pages& pages, const SearchLeads& leads) {
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < pages.size(); ++i) numbers.try_emplace(pages[i]->address, i);
  Json answers = Json::array();
  for (const SearchLead& lead : leads.answers) {
    const auto hit = numbers.find(lead.address);
    if (hit != numbers.end()) answers.push_back({hit->second, core::joined(lead.words, " ")});
  }
  Json units = Json::array();
  for (const UnitLead& unit : leads.units) {
    const auto hit = numbers.find(unit.address);
    if (hit != numbers.end())
      units.push_back({hit->second, unit.name, core::joined(unit.words, " ")});
  }
  Json same = Json::array();
  for (const std::vector<std::string>& words : leads.same) same.push_back(core::joined(words, " "));
  return Json{{"answers", answers}, {"units", units}, {"same", same}}.dump() + "\n";
}

// Files of one kind, and their hashes in the order of their numbers.
class NumberedFiles {
 public:
  NumberedFiles(const char* kind, SiteFiles& files) : kind_(kind), files_(files) {}

  void add(std::string bytes) {
    const std::string start = fmt::format("search/{}-{}.", kind_, hashes_.size());
    const std::string name = core::hashed_name(start + "json", bytes);
    hashes_.push_back(name.substr(start.size(), name.rfind('.') - start.size()));
    files_[name] = std::move(bytes);
  }
  const Json& hashes() const { return hashes_; }

 private:
  const char* kind_;
  SiteFiles& files_;
  Json hashes_ = Json::array();
};

}  // namespace

SiteFiles search_files(std::vector<const SearchExtract*> hits, const SearchLeads& leads,
                       unsigned jobs) {
  std::ranges::stable_sort(hits, {}, &SearchExtract::kind);
  const Pages& pages = hits;
  const std::vector<Term> terms = terms_of(pages, jobs);
  std::size_t bytes = 0;
  for (const Term& term : terms) bytes += term.text.size();
  const int bits = bits_for(bytes);
  SiteFiles files;
  NumberedFiles term_files("terms", files);
  for (std::size_t i = 0; i < std::size_t{1} << bits; ++i)
    term_files.add(term_file(terms, i, bits));
  Titles titles;
  for (const SearchExtract* page : pages) titles[page->address] = page->title;
  NumberedFiles tables("pages", files);
  const std::size_t chunk = pages_in_table(pages.size());
  for (std::size_t i = 0; i < pages.size(); i += chunk) {
    tables.add(table_file(pages, i, chunk, titles));
  }
  NumberedFiles lead_files("leads", files);
  lead_files.add(leads_file(pages, leads));
  const Json index = {{"bits", bits},
                      {"chunk", chunk},
                      {"pages", pages.size()},
                      {"kinds", ends_of_kinds(pages)},
                      {"leads", lead_files.hashes()},
                      {"terms", term_files.hashes()},
                      {"tables", tables.hashes()}};
  files["search/index.json"] = index.dump() + "\n";
  return files;
}

}  // namespace generator
