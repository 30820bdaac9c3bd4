// Why a site was not built: a word that is stored, and the sentence for the desk.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "core/reading/texts.h"

namespace handler::publishing {

enum class Why {
  changed_under,   // a file of the publication was changed since it was asked for
  changed_beside,  // another file of the site or a calendar was changed and is not published
  no_record,       // no build has noted yet what it read
  mistakes,        // the generator found mistakes
  file_unfit,      // a picture or PDF is not as cleaning leaves it
  file_unchecked,  // the program that cleans files, or the scanner, does not work
  not_written,     // a file of the content could not be read or written
  not_built,       // the generator could not finish, or could not be run
};

// What stands in the fact that health reads (store::facts::kNightBuilds); never change a word.
inline constexpr std::array<std::pair<Why, std::string_view>, 8> kReasons = {{
    {Why::changed_under, "changed_under"},
    {Why::changed_beside, "changed_beside"},
    {Why::no_record, "no_record"},
    {Why::mistakes, "mistakes"},
    {Why::file_unfit, "file_unfit"},
    {Why::file_unchecked, "file_unchecked"},
    {Why::not_written, "not_written"},
    {Why::not_built, "not_built"},
}};

struct Refusal {
  Why why = Why::not_built;
  std::string
      what;  // the file as editors know it ("policy.yaml", "calendar/2026.yaml"), or messages
};

std::string word_of(Why why);
// In Chinese; the messages of the generator stand below it in lines of their own.
std::string sentence_of(const core::Texts& texts, const Refusal& refusal);

}  // namespace handler::publishing
