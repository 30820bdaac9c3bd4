// Checks that every link between generated pages has a target, before any page is published.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/input/diagnostic.h"

namespace generator {

struct LinkScope {
  std::set<std::string> files;          // other files in the public folder: assets
  std::string base_path = "/";          // path at which the public folder is served
  std::set<std::string> any_depth;      // pages served at any address, where relative links break
  std::set<std::string> handler_paths;  // "/handle": addresses that the handler answers
  std::set<std::string> portal_addresses;  // "/zwgk/": of the government portal, compared exactly
  std::set<std::string> unseen_folders;    // "demo/": folders of sites that are not rendered now
};

// A page before it is rendered.
struct PageName {
  std::string path;                                   // below the public folder
  const std::vector<std::string>* sources = nullptr;  // must outlive the check
};

// The hint of a mistake in a page: the files that it is made from, or nothing if there are none.
core::Sentence made_from(const std::vector<std::string>& sources);

// Checks many pages. Each is scanned once, when it is rendered; only names stay in memory.
// Mistakes in a page:
//   a link (href, src) to a page or file that does not exist, to a folder without its '/', or out
//     of the public folder
//   a relative link on a page of `any_depth`
//   a fragment that its page lacks
//   an id that is used twice
//   a `for`, `aria-describedby` or `aria-labelledby` with an id that is not on the page
//   an image without `alt`
// Other origins, tel: and mailto: are not checked.
class LinkCheck {
 public:
  // If two pages have the same path, links lead to the first; the caller reports that mistake.
  LinkCheck(LinkScope scope, std::vector<PageName> pages);
  LinkCheck(const LinkCheck&) = delete;
  LinkCheck& operator=(const LinkCheck&) = delete;

  // Thread-safe for different pages.
  void scan(std::size_t page, std::string_view html);
  const std::string& path_of(std::size_t page) const { return pages_[page].path; }

  // Reports all mistakes of all pages; call it after every page has been scanned.
  void report(core::Diagnostics& diagnostics) const;
  // Warns about each page that cannot be reached by links from one of `roots` (paths).
  void report_orphans(const std::set<std::string>& roots, core::Diagnostics& diagnostics) const;

 private:
  struct Mistake {
    int line = 0;
    int column = 0;
    std::string code;
    core::Sentence message;
  };
  // A link to a fragment of another page.
  struct Fragment {
    std::uint32_t target = 0;
    std::string id;
    Mistake mistake;  // to be reported if that page has no such id
  };
  struct Link {
    std::uint32_t target = 0;
    bool is_way = true;  // readers can follow it, unlike a stylesheet or canonical address
    auto operator<=>(const Link&) const = default;
  };
  struct Scanned {
    std::vector<std::string> ids;  // sorted
    std::vector<Link> links;       // without duplicates
    std::vector<Fragment> fragments;
    std::vector<Mistake> mistakes;
  };
  class Scan;

  std::optional<std::uint32_t> target_of(std::string_view file) const;
  bool holds(const Fragment& fragment) const;

  LinkScope scope_;
  std::vector<PageName> pages_;
  std::vector<std::string> files_;  // their numbers follow those of the pages
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<Scanned> scanned_;
};

}  // namespace generator
