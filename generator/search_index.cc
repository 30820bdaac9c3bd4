// Merges the pages' terms: sixteen parts by hash, each sorted by one thread, then cut into files.
#include "generator/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/json.h"
#include "core/page/assets.h"
#include "generator/parallel.h"

namespace generator {
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

// A term as it stands in a file: "\"term\":[...]".
struct TermLine {
  std::uint32_t hash = 0;  // 16 bits
  std::string text;
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

void add_pairs(const std::vector<const SearchExtract*>& pages, std::size_t part,
               std::vector<TermLine>& lines) {
  constexpr int kShift = 64 - kPartBits;
  std::vector<PairOfPage> found;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    const std::vector<Posting>& pairs = pages[page]->pairs;
    auto next = std::lower_bound(pairs.begin(), pairs.end(), Posting{part} << kShift);
    for (; next != pairs.end() && *next >> kShift == part; ++next) {
      found.push_back({*next >> kWeightBits, {page, weight_of(*next)}});
    }
  }
  std::sort(found.begin(), found.end(), [](const PairOfPage& a, const PairOfPage& b) {
    return std::tie(a.key, a.found.page) < std::tie(b.key, b.found.page);
  });
  for (std::size_t i = 0; i < found.size();) {
    const std::uint64_t key = found[i].key;
    std::vector<PageWeight> in;
    for (; i < found.size() && found[i].key == key; ++i) in.push_back(found[i].found);
    const CharacterPair pair = pair_of(key << kWeightBits);
    const std::string term = pair_text(pair);
    const bool is_single = (pair & ((CharacterPair{1} << kTermBits / 2) - 1)) == 0;
    lines.push_back(
        {static_cast<std::uint32_t>(key >> kTermBits),
         line_of(term, std::move(in), is_single ? kMostPagesOfCharacter : kMostPagesOfPair)});
  }
}

using WordPages = std::map<std::string, std::vector<PageWeight>>;

WordPages words_of(const std::vector<const SearchExtract*>& pages) {
  WordPages words;
  for (std::uint32_t page = 0; page < pages.size(); ++page) {
    for (const auto& [word, weight] : pages[page]->words) words[word].push_back({page, weight});
  }
  return words;
}

// All terms in the order of their hashes.
std::vector<TermLine> lines_of(const std::vector<const SearchExtract*>& pages, unsigned jobs) {
  std::vector<std::vector<TermLine>> parts(kParts + 1);
  run_parallel(parts.size(), jobs, [&](std::size_t i) {
    if (i > 0) return add_pairs(pages, i - 1, parts[i]);
    for (auto& [word, in] : words_of(pages)) {
      parts[0].push_back(
          {term_hash(word) >> kHashBits, line_of(word, std::move(in), kMostPagesOfPair)});
    }
  });
  std::vector<TermLine> lines;
  for (std::vector<TermLine>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(lines));
  }
  std::sort(lines.begin(), lines.end(), [](const TermLine& a, const TermLine& b) {
    return std::tie(a.hash, a.text) < std::tie(b.hash, b.text);
  });
  return lines;
}

// So many bits of the hash that a file has about kTermFileBytes.
int bits_for(const std::vector<TermLine>& lines) {
  std::size_t bytes = 0;
  for (const TermLine& line : lines) bytes += line.text.size();
  const std::size_t files = (bytes + kTermFileBytes - 1) / kTermFileBytes;
  return std::min<int>(kMostBits, files <= 1 ? 0 : static_cast<int>(std::bit_width(files - 1)));
}

// The name with its hash, and the hash alone for the index.
std::string add_file(SiteFiles& files, const std::string& name, std::string bytes) {
  const std::string hashed = core::hashed_name("search/" + name + ".json", bytes);
  files[hashed] = std::move(bytes);
  const std::size_t begin = hashed.find('.') + 1;
  return hashed.substr(begin, hashed.rfind('.') - begin);
}

Json add_term_files(SiteFiles& files, const std::vector<TermLine>& lines, int bits) {
  std::vector<std::string> bodies(std::size_t{1} << bits);
  for (const TermLine& line : lines) {
    std::string& body = bodies[line.hash >> (kHashBits - bits)];
    body += body.empty() ? "{" : ",\n";
    body += line.text;
  }
  Json hashes = Json::array();
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (bodies[i].empty()) bodies[i] = "{";
    hashes.push_back(add_file(files, fmt::format("terms-{}", i), std::move(bodies[i]) + "}\n"));
  }
  return hashes;
}

// The titles of the pages above "windows/t1/v2/": of "windows/" and "windows/t1/", if they are
// pages.
Json above(const std::string& address, const std::map<std::string_view, std::string_view>& titles) {
  Json found = Json::array();
  for (std::size_t at = address.find('/'); at + 1 < address.size();
       at = address.find('/', at + 1)) {
    const auto title = titles.find(std::string_view(address).substr(0, at + 1));
    if (title != titles.end()) found.push_back(title->second);
  }
  return found;
}

Json add_tables(SiteFiles& files, const std::vector<const SearchExtract*>& pages) {
  std::map<std::string_view, std::string_view> titles;
  for (const SearchExtract* page : pages) titles[page->address] = page->title;
  Json hashes = Json::array();
  for (std::size_t begin = 0; begin < pages.size(); begin += kPagesInTable) {
    Json table = Json::array();
    for (std::size_t i = begin; i < std::min(begin + kPagesInTable, pages.size()); ++i) {
      const SearchExtract& page = *pages[i];
      table.push_back({page.address, page.title, above(page.address, titles), page.opening});
    }
    const std::string name = fmt::format("pages-{}", begin / kPagesInTable);
    hashes.push_back(add_file(files, name, table.dump() + "\n"));
  }
  return hashes;
}

}  // namespace

SiteFiles search_files(const std::vector<const SearchExtract*>& pages, unsigned jobs) {
  SiteFiles files;
  const std::vector<TermLine> lines = lines_of(pages, jobs);
  const int bits = bits_for(lines);
  Json index = {{"bits", bits}, {"chunk", kPagesInTable}, {"pages", pages.size()}};
  index["terms"] = add_term_files(files, lines, bits);
  index["tables"] = add_tables(files, pages);
  files["search/index.json"] = index.dump() + "\n";
  return files;
}

}  // namespace generator
