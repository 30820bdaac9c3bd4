// What may stand in a portal's head and foot: elements, attributes, addresses, as tables.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/site/portal_part.h"

namespace core {

// What an element holds.
enum class Holds { nothing, words, items, blocks };

struct PortalElement {
  std::string_view name;
  Holds holds = Holds::words;
  bool is_block = false;
  std::array<std::string_view, 4> attributes = {};
  std::array<std::string_view, 2> needs = {};

  bool takes(std::string_view attribute) const;
};

// nullptr: an element of this name is refused.
const PortalElement* portal_element(std::string_view name);
// What to do instead of an element or an attribute that is refused, or about one that is missing.
std::string portal_element_hint(std::string_view name);
std::string portal_attribute_hint(std::string_view name);

// Why `element` may not begin within `parent` (nullptr: at the outermost), or empty.
std::string misplacement(const PortalElement& element, const PortalElement* parent,
                         bool is_inside_link);

enum class PortalAddressKind { link, picture };

// What to write instead of an address, or empty if it is good.
std::string wrong_address(std::string_view address, PortalAddressKind kind);
// Of a good address.
PortalRoot root_of_address(std::string_view address);

// "amp": what stands between '&' and ';'. Numbers are refused: not all of them are characters.
bool is_portal_entity(std::string_view name);

}  // namespace core
