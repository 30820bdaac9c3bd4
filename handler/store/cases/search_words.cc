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
    runs.back().characters.push_back(std::move(character));
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
