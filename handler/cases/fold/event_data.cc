// Reads the values of an event's data.
#include "handler/cases/fold/event_data.h"

#include <optional>

#include "core/base/check.h"

namespace handler::cases {

std::string text_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  if (found == data.end() || !found->is_array()) return {};
  return found->get<std::vector<std::string>>();
}

int number_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  BANCHENG_CHECK(found != data.end() && found->is_number_integer());
  return found->get<int>();
}

bool switch_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  if (found == data.end()) return false;
  if (found->is_boolean()) return found->get<bool>();
  if (found->is_number_integer()) return found->get<int>() != 0;
  return found->is_string() && *found == "yes";
}

core::Instant instant_in(const core::Json& data, std::string_view key) {
  const std::optional<core::Instant> instant = core::from_iso(text_in(data, key));
  BANCHENG_CHECK(instant.has_value());
  return *instant;
}

}  // namespace handler::cases
