// Signed tokens inside forms: what we put on a page and want back unaltered.
// Not secret, only authentic.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace handler::web {

// Text of base64url letters, '.' and nothing else, that carries `fields` and a keyed BLAKE2b over
// `purpose` and them. `key` is 32 bytes; `purpose` ("confirm", ...) keeps a token of one kind from
// passing as another.
std::string make_token(std::string_view key, std::string_view purpose,
                       const std::vector<std::string>& fields);

// The fields, or nothing if the token was not made with this key and purpose. Compares in constant
// time.
std::optional<std::vector<std::string>> read_token(std::string_view key, std::string_view purpose,
                                                   std::string_view token);

// The token that every form of a staff session carries, and its check.
std::string csrf_token(std::string_view key, std::string_view session_id);
bool csrf_token_matches(std::string_view key, std::string_view session_id, std::string_view token);

}  // namespace handler::web
