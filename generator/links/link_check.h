// Checks that every link between the generated pages leads somewhere, before any of them is
// published.
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
  std::set<std::string> files;  // what else stands in the public folder: assets
  std::string base_path = "/";  // where the public folder is served
  std::set<std::string>
      any_depth;  // pages served at any address, so that relative links cannot hold
  std::set<std::string> handler_paths;     // "/handle": addresses that the handler answers
  std::set<std::string> portal_addresses;  // "/zwgk/": of the government portal above, exactly
  std::set<std::string> unseen_folders;    // "demo/": of sites whose pages are not among these
};

// A page before it is rendered.
struct PageName {
  std::string path;                                   // below the public folder
  const std::vector<std::string>* sources = nullptr;  // outlive the check
};

// One check over many pages, of which each is scanned once, where it was rendered; only names stay
// in memory. Mistakes of a page: a link (href, src) to a page or file that does not exist, to a
// folder without its '/', or out of the public folder; a relative link on a page of `any_depth`; a
// fragment that its page lacks; an id that is used twice; a `for`, `aria-describedby` or
// `aria-labelledby` of an id that is not there; an image without `alt`. Other origins, tel: and
// mailto: are not looked at.
class LinkCheck {
 public:
  // Two pages with one path are the caller's to report; links lead to the first.
  LinkCheck(LinkScope scope, std::vector<PageName> pages);
  LinkCheck(const LinkCheck&) = delete;
  LinkCheck& operator=(const LinkCheck&) = delete;

  // Thread-safe for different pages.
  void scan(std::size_t page, std::string_view html);
  const std::string& path_of(std::size_t page) const { return pages_[page].path; }

  // All mistakes of all pages, once every page was scanned.
  void report(core::Diagnostics& diagnostics) const;
  // Warns of each page that no way of links leads to from one of `roots` (paths).
  void report_orphans(const std::set<std::string>& roots, core::Diagnostics& diagnostics) const;

 private:
  struct Mistake {
    int line = 0;
    int column = 0;
    std::string code;
    std::string message;
  };
  // A link to a place within another page.
  struct Fragment {
    std::uint32_t target = 0;
    std::string id;
    Mistake mistake;  // if that page has no such place
  };
  struct Link {
    std::uint32_t target = 0;
    bool is_way = true;  // a reader can follow it; a stylesheet or a canonical address is none
    auto operator<=>(const Link&) const = default;
  };
  struct Scanned {
    std::vector<std::string> ids;  // sorted
    std::vector<Link> links;       // each once
    std::vector<Fragment> fragments;
    std::vector<Mistake> mistakes;
  };
  class Scan;

  std::optional<std::uint32_t> target_of(std::string_view file) const;
  bool holds(const Fragment& fragment) const;

  LinkScope scope_;
  std::vector<PageName> pages_;
  std::vector<std::string> files_;  // numbered after the pages
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<Scanned> scanned_;
};

}  // namespace generator
