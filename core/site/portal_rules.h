// What a portal's head and foot may contain: tables of elements, attributes and addresses.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/site/portal_part.h"

namespace core {

// What an element may contain.
enum class Holds { nothing, words, items, blocks };

struct PortalElement {
  std::string_view name;
  Holds holds = Holds::words;
  bool is_block = false;
  std::array<std::string_view, 4> attributes = {};
  std::array<std::string_view, 2> needs = {};

  bool takes(std::string_view attribute) const;
};

// nullptr: elements of this name are refused.
const PortalElement* portal_element(std::string_view name);
// What to write instead of a refused element or attribute, or how to add a missing one.
Sentence portal_element_hint(std::string_view name);
Sentence portal_attribute_hint(std::string_view name);

// Why `element` must not be inside `parent` (nullptr: the outermost level); empty if it may be.
Sentence misplacement(const PortalElement& element, const PortalElement* parent,
                      bool is_inside_link);

enum class PortalAddressKind { link, picture };

// What to write instead of an address; empty if the address is valid.
Sentence wrong_address(std::string_view address, PortalAddressKind kind);
// The root of a valid address.
PortalRoot root_of_address(std::string_view address);

// `name` is the part between '&' and ';', such as "amp". Numeric references are refused, because
// not all of them are characters.
bool is_portal_entity(std::string_view name);

}  // namespace core
