// Signed tokens in forms: data that a page carries and must return unchanged. The data is
// authenticated, not secret.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace handler::web {

// Returns base64url text with '.' separators that contains `fields` and a keyed BLAKE2b over
// `purpose` and `fields`. `key` is 32 bytes. `purpose` ("confirm", ...) prevents use of a token for
// another purpose.
std::string make_token(std::string_view key, std::string_view purpose,
                       const std::vector<std::string>& fields);

// The fields, or nullopt if the token was not made with this key and purpose. Compares in constant
// time.
std::optional<std::vector<std::string>> read_token(std::string_view key, std::string_view purpose,
                                                   std::string_view token);

// The token in every form of a staff session, and its check.
std::string csrf_token(std::string_view key, std::string_view session_id);
bool csrf_token_matches(std::string_view key, std::string_view session_id, std::string_view token);

}  // namespace handler::web
