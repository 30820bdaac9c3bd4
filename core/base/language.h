// The two languages in which the programs speak to those who run them.
#pragma once

#include <optional>
#include <string_view>

namespace core {

enum class Language { english, chinese };

// What the environment asks for: Chinese if the first of these that is set begins with "zh", as
// POSIX ranks them. nullptr and "" are not set.
Language language_of(const char* lc_all, const char* lc_messages, const char* lang);
// The same for the variables of this process.
Language language_of_process();

// "zh" or "en", as options name it; nothing for other words.
std::optional<Language> language_named(std::string_view name);

}  // namespace core
