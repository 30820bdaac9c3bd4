// Checks that every link between the generated pages leads somewhere, before any of them is
// published.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/input/diagnostic.h"

namespace generator {

// A page as it will stand in the public folder.
struct RenderedPage {
  std::string path;  // below the public folder: "pingyi/scope/index.html"
  std::string html;
  std::vector<std::string> sources;  // the files it is made from, for messages
};

struct LinkScope {
  std::set<std::string>
      files;  // what else stands in the public folder: assets, pages not built now
  std::string base_path = "/";  // where the public folder is served
  std::set<std::string>
      any_depth;  // pages served at any address, so that relative links cannot hold
  std::set<std::string> handler_paths;  // "/handle": addresses that the handler answers
};

// Reports, as mistakes of the page: a link (href, src) to a page or file that does not exist, to a
// folder without its
// '/', or out of the public folder; a relative link on a page of `any_depth`; a fragment that its
// page lacks; an id that is used twice; a `for`, `aria-describedby` or `aria-labelledby` of an id
// that is not there. Other origins, tel: and mailto: are not looked at.
void check_links(const std::vector<RenderedPage>& pages, const LinkScope& scope,
                 core::Diagnostics& diagnostics);

}  // namespace generator
