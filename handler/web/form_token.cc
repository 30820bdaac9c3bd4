// A token is base64url fields joined by dots; the last one is the keyed hash of the others.
#include "handler/web/form_token.h"

#include "core/base/crypto.h"
#include "core/base/text.h"

namespace handler::web {
namespace {

constexpr std::size_t kLongestToken = 4096;

std::string mac_of(std::string_view key, std::string_view purpose,
                   const std::vector<std::string>& fields) {
  std::vector<std::string> parts{std::string(purpose)};
  parts.insert(parts.end(), fields.begin(), fields.end());
  return core::to_base64url(core::hash_parts(parts.data(), parts.size(), key));
}

}  // namespace

std::string make_token(std::string_view key, std::string_view purpose,
                       const std::vector<std::string>& fields) {
  std::string token;
  for (const std::string& field : fields) token += core::to_base64url(field) + ".";
  return token + mac_of(key, purpose, fields);
}

std::optional<std::vector<std::string>> read_token(std::string_view key, std::string_view purpose,
                                                   std::string_view token) {
  if (token.size() > kLongestToken) return std::nullopt;
  const std::vector<std::string> parts = core::split(token, '.');
  std::vector<std::string> fields;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    auto field = core::from_base64url(parts[i]);
    if (!field) return std::nullopt;
    fields.push_back(std::move(*field));
  }
  if (parts.empty() || !core::equal_in_constant_time(mac_of(key, purpose, fields), parts.back())) {
    return std::nullopt;
  }
  return fields;
}

std::string csrf_token(std::string_view key, std::string_view session_id) {
  return mac_of(key, "csrf", {std::string(session_id)});
}

bool csrf_token_matches(std::string_view key, std::string_view session_id, std::string_view token) {
  return core::equal_in_constant_time(csrf_token(key, session_id), token);
}

}  // namespace handler::web
