// Brings phone numbers, as people in China type them, into one form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Returns "13812341234", "0539-1234567", "0539-1234567-123" (extension), "1234567" (local),
// "4001234567" or, of any other country and of Hong Kong, Macau and Taiwan, "+85291234567".
// Accepts what plain_spelling() does, dashes, points, brackets, a leading +86, "00" for "+", and an
// extension after '-', ',', 'ext' or the Chinese words for it. Nothing if the text is not one phone
// number; a text with words or several numbers is read by read_phones() (typed_phones.h).
std::optional<std::string> normalised_phone(std::string_view typed);

// True for a number in that form that needs "00" from a landline of the mainland.
bool is_abroad(std::string_view normalised);

// What a link dials for a number in that form: "0539-1234567-12" -> "05391234567,12". The comma
// makes a phone pause before the extension.
std::string dialled_digits(std::string_view normalised);

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
