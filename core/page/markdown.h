// Renders the Markdown of authors as HTML for our pages: the only home of md4c. Raw HTML is shown
// as text; links are resolved within the site.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"

namespace core {

struct MarkdownOptions {
  // Prefix for addresses without a scheme, which Markdown gives relative to the site's folder
  // ("scope/", "files/plan.png").
  std::string site_root;
  std::string shared_root;  // the same for addresses in "files/"
  int first_heading = 2;    // the level of '#'; h1 is the page's own title
};

// A link or image as written.
struct MarkdownLink {
  std::string address;
  bool picture = false;
  std::string text;  // of an image: its alternative text
};

// CommonMark with tables: paragraphs, headings (at most h6), lists, quotes, tables with header
// cells, links, images, strong text, code. An address that must not be linked (is_linkable) is
// dropped, and its text stays. Any input gives well-formed HTML. Thread-safe.
Rendered render_markdown(const std::string& text, const MarkdownOptions& options);

// All links and images, in the order of the text.
std::vector<MarkdownLink> markdown_links(const std::string& text);

// True for http:, https:, mailto:, tel:, "#place" and addresses below the site's folder; false for
// "javascript:", "//other" and anything that begins with '/' or "..".
bool is_linkable(const std::string& address);

}  // namespace core
