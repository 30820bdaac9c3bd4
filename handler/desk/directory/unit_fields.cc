// One table of the keys.
#include "handler/desk/directory/unit_fields.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/check.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

constexpr std::pair<std::string_view, std::string core::Unit::*> kMembers[] = {
    {"name", &core::Unit::name},     {"type", &core::Unit::type},
    {"deputy", &core::Unit::deputy}, {"liaison", &core::Unit::liaison},
    {"phone", &core::Unit::phone},   {"address", &core::Unit::address}};

std::string core::Unit::*member_of(std::string_view key) {
  const auto* found = std::ranges::find(kMembers, key, [](const auto& one) { return one.first; });
  BANCHENG_CHECK(found != std::end(kMembers));
  return found->second;
}

}  // namespace

OpenedEditing open_units(const Visit& visit) {
  OpenedEditing opened = open_editing(visit);
  if (opened.editing && !opened.editing->scope.whole_site) return {std::nullopt, web::forbidden()};
  return opened;
}

const std::string& unit_value(const core::Unit& unit, std::string_view key) {
  return unit.*member_of(key);
}

std::string set_unit_value(core::Unit& unit, std::string_view key, std::string_view typed) {
  publishing::TypedValue value =
      key == "phone" ? publishing::typed_phone(typed) : publishing::typed_line(typed);
  if (!value.mistake.empty()) return value.mistake;
  if (key == "name" && value.value.empty()) return "no_name";
  unit.*member_of(key) = std::move(value.value);
  return "";
}

}  // namespace handler::desk
