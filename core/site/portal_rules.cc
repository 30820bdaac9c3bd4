// The tables of allowed markup, and their lookups.
#include "core/site/portal_rules.h"

#include <algorithm>

#include "core/base/contains.h"

namespace core {
namespace {

constexpr std::array kElements = {
    PortalElement{"div", Holds::blocks, true},
    PortalElement{"p", Holds::words, true},
    PortalElement{"ul", Holds::items, true},
    PortalElement{"ol", Holds::items, true},
    PortalElement{"li", Holds::blocks},
    PortalElement{"a", Holds::words, false, {"href", "title", "lang"}, {"href"}},
    PortalElement{"img", Holds::nothing, false, {"src", "alt", "width", "height"}, {"src", "alt"}},
    PortalElement{"br", Holds::nothing},
    PortalElement{"span", Holds::words, false, {"lang"}},
    PortalElement{"strong", Holds::words},
    PortalElement{"em", Holds::words},
    PortalElement{"small", Holds::words},
};

struct Advice {
  std::string_view name;
  FixedSentence hint;
};

constexpr Advice kElementAdvice[] = {
    {"script", say("no script runs on these pages but their own: leave it out")},
    {"style", say("the look comes from the site's stylesheet: leave it out")},
    {"link", say("the look comes from the site's stylesheet: leave it out")},
    {"iframe", say("link to the page instead")},
    {"form", say("link to the page with the form instead")},
    {"input", say("link to the page with the form instead")},
    {"header", say("the page has a header of its own: write 'div'")},
    {"footer", say("the page has a footer of its own: write 'div'")},
    {"nav", say("write the links as 'ul' with 'li'")},
    {"h1", say("the page has headings of its own: write 'p'")},
    {"h2", say("the page has headings of its own: write 'p'")},
    {"h3", say("the page has headings of its own: write 'p'")},
    {"table", say("write the links as 'ul' with 'li'")},
    {"html", say("write only the content of 'body'")},
    {"head", say("write only the content of 'body'")},
    {"body", say("write only its content")},
};

constexpr Advice kAttributeAdvice[] = {
    {"style", say("the look comes from the site's stylesheet: leave it out")},
    {"class", say("the look comes from the site's stylesheet: leave it out")},
    {"id", say("it could meet an id of the page: leave it out")},
    {"target", say("links open where the reader wants: leave it out")},
    {"href", say("write where the link leads")},
    {"src", say("write which picture is shown: files/NAME")},
    {"alt", say("write what the picture shows, or alt=\"\" if it only decorates")},
};

constexpr std::string_view kEntities[] = {"amp",  "lt",    "gt",    "quot",   "nbsp",
                                          "ensp", "emsp",  "copy",  "middot", "reg",
                                          "bull", "raquo", "laquo", "mdash",  "ndash"};

FixedSentence advice_on(std::string_view name, const auto& table, FixedSentence otherwise) {
  for (const Advice& advice : table) {
    if (advice.name == name) return advice.hint;
  }
  return otherwise;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(
      beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// "tel:1" but not "a/b:c".
bool has_scheme(std::string_view address) {
  const std::size_t colon = address.find(':');
  return colon != std::string_view::npos && colon < address.find_first_of("/?#");
}

}  // namespace

bool PortalElement::takes(std::string_view attribute) const {
  return contains(attributes, attribute);
}

const PortalElement* portal_element(std::string_view name) {
  const auto found = std::ranges::find(kElements, name, &PortalElement::name);
  return found == kElements.end() ? nullptr : &*found;
}

Sentence portal_element_hint(std::string_view name) {
  return advice_on(name, kElementAdvice,
                   say("the elements are div, p, ul, ol, li, a, img, br, span, strong, em, small"));
}

Sentence portal_attribute_hint(std::string_view name) {
  if (name.starts_with("on"))
    return say("no script runs on these pages but their own: leave it out");
  return advice_on(name, kAttributeAdvice, say("leave it out"));
}

Sentence misplacement(const PortalElement& element, const PortalElement* parent,
                      bool is_inside_link) {
  const bool is_item = element.name == "li";
  if (is_item && (parent == nullptr || parent->holds != Holds::items)) {
    return say("'li' stands in no list");
  }
  if (parent == nullptr) return {};
  if (!is_item && parent->holds == Holds::items) {
    return say("'{name}' stands in '{parent}' but in none of its items",
               {{"name", element.name}, {"parent", parent->name}});
  }
  if (element.is_block && parent->holds == Holds::words) {
    return say("'{name}' cannot stand within '{parent}'",
               {{"name", element.name}, {"parent", parent->name}});
  }
  if (element.name == "a" && is_inside_link) return say("a link stands within a link");
  return {};
}

Sentence wrong_address(std::string_view address, PortalAddressKind kind) {
  const bool odd = address.empty() || address.find('&') < address.find('?') ||
                   address.find_first_of(" \t\r\n\"<>\\`") != std::string_view::npos ||
                   starts_with_any(address, {"//", "./", "#"}) ||
                   address.find("..") != std::string_view::npos;
  const bool at_portal = address.starts_with('/');
  if (kind == PortalAddressKind::picture) {
    if (!odd && (at_portal || address.starts_with("files/"))) return {};
    return say(
        "put the picture into the folder 'files' and write files/NAME, or name one on the "
        "portal's own address: /images/NAME");
  }
  const std::size_t colon = address.find(':');
  const bool elsewhere = starts_with_any(address, {"https://", "http://", "tel:", "mailto:"}) &&
                         address.find_first_not_of(":/", colon) != std::string_view::npos;
  if (!odd && (elsewhere || !has_scheme(address))) return {};
  return say(
      "write it in full from https:// on, from the portal's '/' on, or as seen from the site's "
      "folder (scope/, files/NAME)");
}

PortalRoot root_of_address(std::string_view address) {
  if (address.starts_with('/') || has_scheme(address)) return PortalRoot::none;
  return address.starts_with("files/") ? PortalRoot::files : PortalRoot::site;
}

bool is_portal_entity(std::string_view name) {
  return contains(kEntities, name);
}

}  // namespace core
