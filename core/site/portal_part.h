// The government portal's head and foot around a window's pages: pieces of HTML that a county
// provides, of which only harmless markup is accepted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// What the address that follows a piece of markup is relative to.
enum class PortalRoot {
  none,   // no address, or one that is valid on every page
  site,   // a page, relative to the site's folder: "scope/"
  files,  // a file of the site: "files/emblem.png"
};

// Markup up to an address, and the root of that address.
struct PortalPiece {
  std::string markup;
  PortalRoot root = PortalRoot::none;
};

// An address as written in the file.
struct PortalAddress {
  std::string address;
  Span span;
};

struct PortalPart {
  std::vector<PortalPiece> pieces;  // markup, its root, markup, its root ...
  std::vector<PortalAddress> addresses;

  bool empty() const { return pieces.empty(); }
};

// The names of the two files in a site's folder.
inline constexpr std::string_view kPortalHeader = "portal_header.html";
inline constexpr std::string_view kPortalFooter = "portal_footer.html";

// Reads one of them: UTF-8 of at most 16 kB; text, paragraphs, lists, links and images, each
// element closed in order. Scripts, styles, ids and elements of the page itself are errors at their
// positions; comments are dropped. The result is written anew, never copied.
// `file` is the name in messages.
PortalPart read_portal_part(const std::string& file, const std::string& text,
                            Diagnostics& diagnostics);

}  // namespace core
