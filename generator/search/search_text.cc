// Cuts text into terms, and computes their weights.
#include "generator/search/search_text.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/text.h"
#include "generator/search/main_text.h"

namespace generator {
namespace {

constexpr int kPointBits = 21;
constexpr std::size_t kOpeningCharacters = 90;
constexpr std::size_t kLongestWord = 40;

void append_point(std::string& text, char32_t point) {
  const auto tail = [&](int shift) {
    text += static_cast<char>(0x80u | ((point >> shift) & 0x3fu));
  };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xc0u | point >> 6);
    tail(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xe0u | point >> 12);
    tail(6), tail(0);
  } else {
    text += static_cast<char>(0xf0u | point >> 18);
    tail(12), tail(6), tail(0);
  }
}

// Full-width ASCII becomes half-width, capitals become small; other characters are unchanged.
char32_t folded(char32_t point) {
  if (point >= 0xff01 && point <= 0xff5e) point -= 0xfee0;
  return point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
}

bool is_word_letter(char32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
}

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

CharacterPair pair_with(char32_t first, char32_t second) {
  return CharacterPair{first} << kPointBits | second;
}

std::uint32_t hash_unit(std::uint32_t hash, std::uint32_t unit) {
  return (hash ^ unit) * 16777619u;
}

std::uint32_t hash_point(std::uint32_t hash, char32_t point) {
  if (point < 0x10000) return hash_unit(hash, point);
  const char32_t beyond = point - 0x10000;
  return hash_unit(hash_unit(hash, 0xd800u + (beyond >> 10)), 0xdc00u + (beyond & 0x3ffu));
}

constexpr std::uint32_t kHashStart = 2166136261u;

// Mixes the bits once more: FNV-1a alone gives short terms similar upper bits.
std::uint32_t finished(std::uint32_t hash) {
  hash ^= hash >> 15;
  hash *= 0x85ebca6bu;
  return hash ^ hash >> 13;
}

std::uint32_t pair_hash(CharacterPair pair) {
  const char32_t second = pair & ((1u << kPointBits) - 1);
  const std::uint32_t first = hash_point(kHashStart, static_cast<char32_t>(pair >> kPointBits));
  return finished(second == 0 ? first : hash_point(first, second));
}

// Calls `on_pair` and `on_word` for each term of a text, which is valid UTF-8: our own rendering
// of checked files.
template <typename OnPair, typename OnWord>
void each_term(std::string_view text, OnPair on_pair, OnWord on_word) {
  char32_t before = 0;  // the Chinese character directly before, or 0
  std::string word;
  std::string number;  // numbers joined by hyphens, without the hyphens
  std::size_t joined = 0;
  const auto end_number = [&] {
    if (joined > 1) on_word(number);
    number.clear();
    joined = 0;
  };
  const auto end_word = [&](bool is_hyphen) {
    if (!word.empty()) {
      if (word.size() <= kLongestWord) on_word(word);
      if (is_number(word)) {
        number += word;
        ++joined;
      } else {
        end_number();
      }
      word.clear();
      if (!is_hyphen) end_number();
    } else {
      end_number();
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const core::CodePoint point = core::decode_character(text.substr(at));
    at += std::max<std::size_t>(point.size, 1);
    const char32_t letter = folded(point.value);
    if (is_word_letter(letter)) {
      word += static_cast<char>(letter);
      before = 0;
      continue;
    }
    end_word(letter == '-');
    if (!core::is_chinese(letter)) {
      if (letter == '\n' || !core::is_unseen(letter)) before = 0;
      continue;
    }
    on_pair(pair_with(letter, 0));
    if (before != 0) on_pair(pair_with(before, letter));
    before = letter;
  }
  end_word(false);
}

// How often a term occurs in each part of a page.
struct Places {
  std::uint8_t title = 0;
  std::uint8_t heading = 0;
  std::uint8_t text = 0;
};

// The place outweighs all else. The amount is like BM25, in whole numbers, against a page of 400
// characters: each further occurrence adds less, and all occurrences count less on a long page.
std::uint8_t weight_of_places(const Places& places, std::size_t characters) {
  const unsigned count = (places.title > 0 ? 12u : 0u) +
                         std::min<unsigned>(places.heading, 2) * 4u +
                         std::min<unsigned>(places.text, 3);
  const auto length = static_cast<unsigned>(std::min<std::size_t>(characters, 4000));
  const unsigned amount = std::max(1u, 15 * count / (count + 4 + length / 100));
  const TermPlace place = places.title > 0     ? TermPlace::title
                          : places.heading > 0 ? TermPlace::heading
                                               : TermPlace::text;
  return static_cast<std::uint8_t>(static_cast<unsigned>(place) << kAmountBits | amount);
}

using Member = std::uint8_t Places::*;

struct Counted {
  std::vector<std::uint64_t> pairs;  // pair << 2 | part, one for each occurrence
  std::map<std::string, Places, std::less<>> words;
};

constexpr std::array<Member, 3> kCountedPlaces = {&Places::title, &Places::heading, &Places::text};

void add_place(Places& places, std::size_t part) {
  std::uint8_t& count = places.*kCountedPlaces[part];
  if (count < 255) ++count;
}

void count_terms(std::string_view text, std::size_t part, Counted& counted) {
  each_term(
      text, [&](CharacterPair pair) { counted.pairs.push_back(pair << 2 | part); },
      [&](const std::string& word) { add_place(counted.words[word], part); });
}

std::vector<Posting> weighed_pairs(std::vector<std::uint64_t> places, std::size_t characters) {
  std::ranges::sort(places);
  std::vector<Posting> postings;
  for (std::size_t i = 0; i < places.size();) {
    const CharacterPair pair = places[i] >> 2;
    Places counts;
    for (; i < places.size() && places[i] >> 2 == pair; ++i) add_place(counts, places[i] & 3);
    const Posting hash = pair_hash(pair) >> kHashBits;
    postings.push_back(hash << (kTermBits + kWeightBits) | pair << kWeightBits |
                       weight_of_places(counts, characters));
  }
  std::ranges::sort(postings);
  return postings;
}

// The beginning of the text, on one line.
std::string opening_of(std::string_view text) {
  std::string line;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size() && characters <= kOpeningCharacters;) {
    const core::CodePoint point = core::decode_character(text.substr(at));
    const bool is_blank = point.value == ' ' || point.value == '\n' || point.value == '\t';
    if (!is_blank) {
      line += text.substr(at, point.size);
      ++characters;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
      ++characters;
    }
    at += std::max<std::size_t>(point.size, 1);
  }
  return core::shortened(core::trimmed(line), kOpeningCharacters);
}

}  // namespace

std::uint32_t term_hash(std::string_view term) {
  std::uint32_t hash = kHashStart;
  for (std::size_t at = 0; at < term.size();) {
    const core::CodePoint point = core::decode_character(term.substr(at));
    hash = hash_point(hash, point.value);
    at += std::max<std::size_t>(point.size, 1);
  }
  return finished(hash);
}

std::string pair_text(CharacterPair pair) {
  std::string text;
  append_point(text, static_cast<char32_t>(pair >> kPointBits));
  const char32_t second = pair & ((1u << kPointBits) - 1);
  if (second != 0) append_point(text, second);
  return text;
}

std::vector<std::string> search_terms(std::string_view text) {
  std::vector<std::string> terms;
  each_term(
      text, [&](CharacterPair pair) { terms.push_back(pair_text(pair)); },
      [&](const std::string& word) { terms.push_back(word); });
  return terms;
}

namespace {

SearchExtract extract_of(std::string address, std::string title, const MainText& page, HitKind kind,
                         std::size_t bytes) {
  Counted counted;
  counted.pairs.reserve(page.text.size());
  count_terms(title, 0, counted);
  count_terms(page.headings, 1, counted);
  count_terms(page.text, 2, counted);
  const std::size_t characters = page.text.size() / 3;
  SearchExtract extract{
      std::move(address), std::move(title), opening_of(page.text), {}, {}, kind, bytes};
  extract.pairs = weighed_pairs(std::move(counted.pairs), characters);
  for (const auto& [word, places] : counted.words) {
    extract.words.emplace_back(word, weight_of_places(places, characters));
  }
  return extract;
}

TermPlace place_in(unsigned weight) {
  return static_cast<TermPlace>(weight >> kAmountBits);
}

std::optional<TermPlace> place_of_pair(const SearchExtract& hit, CharacterPair pair) {
  const Posting hash = pair_hash(pair) >> kHashBits;
  const Posting least = hash << (kTermBits + kWeightBits) | pair << kWeightBits;
  const auto found = std::ranges::lower_bound(hit.pairs, least);
  if (found == hit.pairs.end() || pair_of(*found) != pair) return std::nullopt;
  return place_in(weight_of(*found));
}

std::optional<TermPlace> place_of_letters(const SearchExtract& hit, const std::string& letters) {
  for (const auto& [word, weight] : hit.words) {
    if (word == letters) return place_in(weight);
  }
  return std::nullopt;
}

}  // namespace

SearchExtract search_extract(std::string address, std::string title, std::string_view html,
                             HitKind kind) {
  return extract_of(std::move(address), std::move(title), main_text(html), kind, html.size());
}

std::vector<SearchExtract> search_extracts(const std::string& address, std::string title,
                                           std::string_view html, HitKind kind, HitKind parts) {
  SplitText split = split_text(html);
  std::vector<SearchExtract> hits = {
      extract_of(address, std::move(title), split.own, kind, html.size())};
  for (PagePart& part : split.parts) {
    std::string heading = core::trimmed(part.text.headings);
    const std::size_t end = std::min(heading.find('\n'), heading.size());
    part.text.headings = heading.substr(end);
    heading.resize(end);
    hits.push_back(
        extract_of(address + "#" + part.id, std::move(heading), part.text, parts, html.size()));
  }
  return hits;
}

std::optional<TermPlace> place_of_word(const SearchExtract& hit, std::string_view word) {
  std::optional<TermPlace> worst = TermPlace::title;
  const auto meet = [&](std::optional<TermPlace> place) {
    worst = worst && place ? std::optional(std::min(*worst, *place)) : std::nullopt;
  };
  each_term(
      word, [&](CharacterPair pair) { meet(place_of_pair(hit, pair)); },
      [&](const std::string& letters) { meet(place_of_letters(hit, letters)); });
  return worst;
}

}  // namespace generator
