// What a county puts around the pages of its window so that they are one with the government portal
// above them: the portal's own head and foot as pieces of HTML, of which only the harmless is let
// in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// Where a stretch of markup goes on with an address.
enum class PortalRoot {
  none,   // no address, or one that is good on every page
  site,   // a page of the site, written as seen from its folder: "scope/"
  files,  // a file of the site: "files/emblem.png"
};

// Markup up to an address, and what that address begins at.
struct PortalPiece {
  std::string markup;
  PortalRoot root = PortalRoot::none;
};

// An address as it is written in the file.
struct PortalAddress {
  std::string address;
  Span span;
};

struct PortalPart {
  std::vector<PortalPiece> pieces;  // each, its root, the next ...
  std::vector<PortalAddress> addresses;

  bool empty() const { return pieces.empty(); }
};

// The names that the two have in a site's folder.
inline constexpr std::string_view kPortalHeader = "portal_header.html";
inline constexpr std::string_view kPortalFooter = "portal_footer.html";

// Reads one: UTF-8 of at most 16 kB; text, paragraphs, lists, links and pictures, each element
// closed in its turn. What runs, what styles, what names places and what belongs to the page around
// it is an error at its place; comments are left out. The markup that comes out is written anew
// from what was read. `file` is the name in messages.
PortalPart read_portal_part(const std::string& file, const std::string& text,
                            Diagnostics& diagnostics);

}  // namespace core
