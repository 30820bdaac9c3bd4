// Brings phone numbers, as people in China type them, into one form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Returns "13812341234", "0539-1234567", "0539-1234567-123" (extension), "1234567" (local) or
// "4001234567". Accepts full-width digits, blanks, dashes, brackets, a leading +86, and an
// extension after '-', 'ext' or the Chinese words for it. Nothing if the text is not a phone
// number.
std::optional<std::string> normalised_phone(std::string_view typed);

// The numbers of a published phone, without blanks at their ends: one, or several with "、", a
// comma, a semicolon, '/', 或 or a line end between them. Empty parts are left out.
std::vector<std::string> phones_in(std::string_view text);
// How pages write several numbers.
inline constexpr std::string_view kBetweenPhones = "\u3001";

// True for what may be published: one of the above or a short number of 3 to 6 digits ("12345"), or
// several of these.
bool is_published_phone(std::string_view text);

// The published phones of one text, as they are written: one, or several with a comma, semicolon,
// slash or line end between them, full-width or not. Empty if one of them is not a phone.
std::vector<std::string> published_phones(std::string_view text);

}  // namespace core
