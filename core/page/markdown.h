// Markdown that authors write, as markup of our pages: the only home of md4c. Raw HTML is shown as
// text; addresses are those of the site.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"

namespace core {

struct MarkdownOptions {
  // Put before addresses without a scheme: in Markdown they are written as seen from the site's
  // folder ("scope/", "files/plan.png").
  std::string site_root;
  std::string shared_root;  // the same for addresses in "files/"
  int first_heading = 2;    // what '#' becomes: h1 is the page's own title
};

// A link or picture as written.
struct MarkdownLink {
  std::string address;
  bool picture = false;
  std::string text;  // of a picture: what stands for it
};

// CommonMark with tables: paragraphs, headings (never beyond h6), lists, quotes, tables with header
// cells, links, pictures, strong words, code. An address that may not be linked (is_linkable) is
// left out and its words stay. Any text gives well-formed markup. Thread-safe.
Rendered render_markdown(const std::string& text, const MarkdownOptions& options);

// All links and pictures, in the order of the text.
std::vector<MarkdownLink> markdown_links(const std::string& text);

// http:, https:, mailto:, tel:, "#place" and addresses below the site's folder; not "javascript:",
// not "//other" and nothing that begins with '/' or "..".
bool is_linkable(const std::string& address);

}  // namespace core
