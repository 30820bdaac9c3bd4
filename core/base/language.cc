// Reads the usual variables of the environment.
#include "core/base/language.h"

#include <cstdlib>

namespace core {

Language language_of(const char* lc_all, const char* lc_messages, const char* lang) {
  for (const char* value : {lc_all, lc_messages, lang}) {
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::english;
}

Language language_of_process() {
  return language_of(std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG"));
}

std::optional<Language> language_named(std::string_view name) {
  if (name == "zh") return Language::chinese;
  if (name == "en") return Language::english;
  return std::nullopt;
}

}  // namespace core
