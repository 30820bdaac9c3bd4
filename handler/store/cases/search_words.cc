// Cuts texts and search queries into the same terms.
#include "handler/store/cases/search_words.h"

#include <cctype>
#include <utility>

#include "core/base/crypto.h"
#include "core/base/text.h"

namespace handler::store {
namespace {

// A run of ASCII letters and digits, or of characters written without spaces.
struct Run {
  bool ascii = false;
  std::vector<std::string> characters;
  bool behind_blanks = false;  // only blanks stand between it and the run before

  bool is_single() const { return !ascii && characters.size() == 1; }
};

// What a blank between two characters that are written without spaces means.
enum class Blank {
  pads,   // nothing: a name in a text is padded ("\u51cc\u3000\u4e91")
  parts,  // another word: so people type a search
};

// Capital letters outside ASCII that people type (names, Pinyin, Greek, Cyrillic): each `step`-th
// from `first` to `last` stands `distance` before its small letter.
struct Capitals {
  char32_t first;
  char32_t last;
  char32_t step;
  char32_t distance;
};
constexpr Capitals kCapitals[] = {
    {0xC0, 0xD6, 1, 32},   {0xD8, 0xDE, 1, 32},   {0x100, 0x12E, 2, 1},  {0x132, 0x136, 2, 1},
    {0x139, 0x147, 2, 1},  {0x14A, 0x176, 2, 1},  {0x179, 0x17D, 2, 1},  {0x1CD, 0x1DB, 2, 1},
    {0x391, 0x3A1, 1, 32}, {0x3A3, 0x3AB, 1, 32}, {0x400, 0x40F, 1, 80}, {0x410, 0x42F, 1, 32}};

char32_t small_letter(char32_t point) {
  for (const Capitals& row : kCapitals) {
    const bool is_one =
        point >= row.first && point <= row.last && (point - row.first) % row.step == 0;
    if (is_one) return point + row.distance;
  }
  return point;
}

// As both engines keep a character without a view of their own. Each Unicode table knows the
// Chinese ones of the first plane as letters without a case; of all others SQLite takes some for
// signs and makes small letters of some, as its table has them, and PostgreSQL does neither. So
// those are spelled: "z0000e9", always seven characters long.
std::string plain_form(const std::string& character) {
  const char32_t point = core::decode_character(character).value;
  const bool is_common =
      (point >= 0x3400 && point <= 0x4DBF) || (point >= 0x4E00 && point <= 0x9FFF);
  if (is_common) return character;
  constexpr const char* kDigits = "0123456789abcdef";
  std::string spelled = "z";
  for (int shift = 20; shift >= 0; shift -= 4)
    spelled += kDigits[(small_letter(point) >> static_cast<unsigned>(shift)) & 0xFU];
  return spelled;
}

bool is_ascii_word(const std::string& character) {
  return character.size() == 1 && std::isalnum(static_cast<unsigned char>(character[0])) != 0;
}

// Punctuation outside ASCII: U+00A0..U+00BF, U+2000..U+206F, U+3000..U+303F and the part of
// U+FF00..U+FFEF that half_width() leaves.
bool is_sign(const std::string& character) {
  const auto starts = [&](std::string_view bytes) { return character.rfind(bytes, 0) == 0; };
  return starts("\xC2") || starts("\xE2\x80") || starts("\xE2\x81") || starts("\xE3\x80") ||
         starts("\xEF\xBC") || starts("\xEF\xBD") || starts("\xEF\xBE") || starts("\xEF\xBF");
}

bool is_blank(const std::string& character) {
  return character == " " || character == "\t" || character == "\u00a0";
}

std::vector<Run> runs_of(std::string_view text, Blank blank) {
  std::vector<Run> runs;
  bool goes_on = false;
  bool blanks = false;  // since the last run, and nothing else
  for (std::string& character : core::characters(core::half_width(text))) {
    const bool ascii = is_ascii_word(character);
    if (is_blank(character) && goes_on) {
      blanks = true;
      continue;
    }
    if (!ascii && (character.size() == 1 || is_sign(character))) {
      goes_on = blanks = false;
      continue;
    }
    const bool parted = blanks && (ascii || blank == Blank::parts);
    if (!goes_on || parted || runs.back().ascii != ascii) runs.push_back({ascii, {}, blanks});
    goes_on = true;
    blanks = false;
    if (ascii) character[0] = static_cast<char>(std::tolower(static_cast<int>(character[0])));
    runs.back().characters.push_back(ascii ? std::move(character) : plain_form(character));
  }
  return runs;
}

// A name is also typed as papers print it: characters that stand alone between blanks are one run.
std::vector<Run> typed_runs(std::string_view typed) {
  std::vector<Run> runs;
  bool alone = false;  // the run before was typed as single characters
  for (Run& run : runs_of(typed, Blank::parts)) {
    const bool joins = alone && run.is_single() && run.behind_blanks;
    alone = run.is_single();
    if (joins)
      runs.back().characters.push_back(std::move(run.characters[0]));
    else
      runs.push_back(std::move(run));
  }
  return runs;
}

std::string terms_of(const Run& run) {
  if (run.ascii || run.characters.size() == 1) return core::joined(run.characters, "");
  std::string terms;
  for (std::size_t i = 0; i + 1 < run.characters.size(); ++i)
    terms += (i == 0 ? "" : " ") + run.characters[i] + run.characters[i + 1];
  return terms;
}

// A single character or an ASCII word is matched as a prefix.
std::string phrase_of(const Run& run) {
  const bool is_open = run.ascii || run.characters.size() == 1;
  return "\"" + terms_of(run) + "\"" + (is_open ? " *" : "");
}

}  // namespace

std::string words_in(std::string_view text) {
  std::string words;
  for (const Run& run : runs_of(text, Blank::pads))
    words += (words.empty() ? "" : " ") + terms_of(run);
  return words;
}

std::string scope_term(std::string_view kind, std::string_view id) {
  return "x" + std::string(kind) + core::to_hex(std::string(id));
}

std::string match_for(std::string_view typed) {
  std::string match;
  std::size_t length = 0;
  for (const Run& run : typed_runs(typed)) {
    length += run.characters.size();
    match += (match.empty() ? "" : " AND ") + phrase_of(run);
  }
  return length < 2 ? "" : match;
}

std::string match_any(const std::vector<std::string>& terms) {
  std::string match;
  for (const std::string& term : terms) match += (match.empty() ? "\"" : " OR \"") + term + "\"";
  return terms.empty() ? "" : "(" + match + ")";
}

}  // namespace handler::store
