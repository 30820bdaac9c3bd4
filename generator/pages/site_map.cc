// Groups the pages of a site by a table.
#include "generator/pages/site_map.h"

#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "generator/pages/page_place.h"

namespace generator {
namespace {

// A page with more pages below it than this has a list of its own.
constexpr std::size_t kMostBelow = 40;

struct Group {
  std::string_view title;
  std::string_view pages;  // each with a blank before and after it
};

constexpr std::array<Group, 5> kGroups = {{
    {"site_map.do", " report ticket scope process limits forms leaflet poster "},
    {"site_map.people", " contacts units windows coverage signs leaders duty "},
    {"site_map.rules", " policy measures supervision privacy "},
    {"site_map.open", " news stories statistics faq "},
    {"site_map.more", ""},
}};

struct Entry {
  std::string page;
  std::string title;
  bool in_both_editions = true;
};

struct MappedPage {
  Entry entry;
  std::vector<Entry> below;
};

using SiteMap = std::array<std::vector<MappedPage>, kGroups.size()>;

std::size_t group_of(const std::string& page) {
  const std::string word = " " + page + " ";
  for (std::size_t i = 0; i < kGroups.size(); ++i) {
    if (kGroups[i].pages.find(word) != std::string_view::npos) return i;
  }
  return kGroups.size() - 1;
}

SiteMap map_of(const std::vector<Entry>& pages) {
  std::map<std::string, std::vector<Entry>> below;
  for (const Entry& entry : pages) {
    const std::size_t slash = entry.page.find('/');
    if (slash != std::string::npos) below[entry.page.substr(0, slash)].push_back(entry);
  }
  SiteMap groups;
  for (const Entry& entry : pages) {
    if (entry.page.empty() || entry.page.find('/') != std::string::npos) continue;
    MappedPage mapped{entry, {}};
    std::vector<Entry>& inside = below[entry.page];
    if (inside.size() <= kMostBelow) mapped.below = std::move(inside);
    groups[group_of(entry.page)].push_back(std::move(mapped));
  }
  return groups;
}

std::string href_of(const Entry& entry, const PageRoots& roots) {
  return (entry.in_both_editions ? roots.pages : roots.shared) + address_of(entry.page);
}

core::TemplateData data_of(const SiteMap& groups, const core::Texts& texts,
                           const PageRoots& roots) {
  core::TemplateData data;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].empty()) continue;
    core::TemplateData& group = data.add("GROUP");
    group.set("GROUP_TITLE", texts.get(kGroups[i].title));
    for (const MappedPage& mapped : groups[i]) {
      core::TemplateData& page = group.add("PAGE");
      page.set("PAGE_HREF", href_of(mapped.entry, roots))
          .set("PAGE_TITLE", mapped.entry.title)
          .show_if(!mapped.below.empty(), "HAS_BELOW");
      for (const Entry& entry : mapped.below) {
        page.add("BELOW").set("BELOW_HREF", href_of(entry, roots)).set("BELOW_TITLE", entry.title);
      }
    }
  }
  return data;
}

// The data of a page that lists `pages` and the site map in its groups. `texts` must outlive it.
std::function<core::TemplateData(const PageRoots&)> in_groups(std::vector<Entry> pages,
                                                              const core::Texts& texts) {
  pages.push_back({"sitemap", texts.get("site_map.title")});
  auto groups = std::make_shared<const SiteMap>(map_of(pages));
  return [groups, &texts](const PageRoots& roots) { return data_of(*groups, texts, roots); };
}

constexpr std::string_view kSearchPage = "search";

}  // namespace

PageSpec site_map_page(const std::vector<PageSpec>& specs, const core::Texts& texts) {
  std::vector<Entry> pages;
  std::set<std::string> sources = {"site.yaml", "texts.yaml"};
  for (const PageSpec& spec : specs) {
    sources.insert(spec.sources.begin(), spec.sources.end());
    if (!is_error_page(spec.page)) {
      pages.push_back({spec.page, spec.title, is_in_both_editions(spec)});
    }
  }
  return {.page = "sitemap",
          .title = texts.get("site_map.title"),
          .template_name = "pages/sitemap",
          .data = in_groups(std::move(pages), texts),
          .sources = {sources.begin(), sources.end()}};
}

PageSpec search_page(const std::vector<PageSpec>& specs, const core::Texts& texts) {
  std::vector<Entry> pages;
  for (const PageSpec& spec : specs) {
    const bool is_below = spec.page.find('/') != std::string::npos;
    if (is_below) continue;
    pages.push_back({spec.page, spec.title, is_in_both_editions(spec)});
  }
  return {.page = std::string(kSearchPage),
          .title = texts.get("search.title"),
          .template_name = "pages/search",
          .data = in_groups(std::move(pages), texts),
          .sources = {}};
}

}  // namespace generator
