// Writes the files for machines: feed readers, search engines, home screens.
#include "generator/build/site_extras.h"

#include <algorithm>

#include "core/base/crypto.h"
#include "core/base/json.h"
#include "generator/pages/page_place.h"

namespace generator {
namespace {

constexpr std::size_t kMostEntries = 30;
constexpr std::size_t kMostAddresses = 50'000;
constexpr std::string_view kThemeColour = "#0b4f8a";

using core::Site;
using core::TemplateData;

std::string root_of(const Site& site, const ExtrasInput& input) {
  return input.public_url + site.identity.id + "/";
}

// An identifier that stays the same if the site moves to another address (RFC 4122, made from a
// hash).
std::string lasting_id(const Site& site, const std::string& page) {
  const std::string digits = core::to_hex(core::hash(site.identity.id + "/" + page));
  return "urn:uuid:" + digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" +
         digits.substr(12, 4) + "-" + digits.substr(16, 4) + "-" + digits.substr(20, 12);
}

// "2026-11-20 09:00" or "2026-11-20" -> RFC 3339 in China's time.
std::string moment_of(const std::string& published) {
  const std::string time = published.size() > 11 ? published.substr(11) : "00:00";
  return published.substr(0, 10) + "T" + time + ":00+08:00";
}

std::vector<const PlannedPage*> newest_articles(const std::vector<PlannedPage>& plan) {
  std::vector<const PlannedPage*> articles;
  for (const PlannedPage& page : plan) {
    if (!page.large && page.article && !page.article->published.empty()) articles.push_back(&page);
  }
  std::ranges::stable_sort(articles, [](const auto* a, const auto* b) {
    return a->article->published > b->article->published;
  });
  if (articles.size() > kMostEntries) articles.resize(kMostEntries);
  return articles;
}

std::string feed_of(const Site& site, const std::vector<const PlannedPage*>& articles,
                    const ExtrasInput& input) {
  // Without a public address, addresses are relative to that of the feed (RFC 4287, 2).
  const std::string root = input.public_url.empty() ? "./" : root_of(site, input);
  TemplateData data;
  data.set("FEED_TITLE", site.identity.name + site.identity.window_name)
      .set("FEED_AUTHOR", site.identity.owner)
      .set("FEED_ID", lasting_id(site, ""))
      .set("FEED_HOME", root)
      .set("FEED_SELF", root + "feed.xml")
      .set("FEED_UPDATED", moment_of(articles.front()->article->published));
  for (const PlannedPage* page : articles) {
    data.add("ENTRY")
        .set("ENTRY_TITLE", page->article->title)
        .set("ENTRY_ID", lasting_id(site, page->page))
        .set("ENTRY_HREF", root + address_of(page->page))
        .set("ENTRY_UPDATED", moment_of(page->article->published))
        .set_optional("ENTRY_SUMMARY", page->article->summary);
  }
  return input.templates.render("machines/feed", data);
}

void add_site_maps(SiteFiles& files, const Site& site, const std::vector<PlannedPage>& plan,
                   const ExtrasInput& input) {
  std::vector<TemplateData> parts;
  std::size_t count = 0;
  for (const PlannedPage& page : plan) {
    if (page.large || is_error_page(page.page)) continue;
    if (count++ % kMostAddresses == 0) parts.emplace_back();
    parts.back().add("ADDRESS").set("LOCATION", root_of(site, input) + address_of(page.page));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string number = i == 0 ? "" : "-" + std::to_string(i + 1);
    files["sitemap" + number + ".xml"] = input.templates.render("machines/sitemap", parts[i]);
  }
}

core::Json icon_of(const core::AssetNames& assets, const std::string& name,
                   const std::string& sizes, const std::string& type) {
  return {{"src", "assets/" + assets.at(name)}, {"sizes", sizes}, {"type", type}};
}

std::string manifest_of(const Site& site, const core::AssetNames& assets) {
  core::Json icons = core::Json::array();
  if (assets.contains("icon.svg"))
    icons.push_back(icon_of(assets, "icon.svg", "any", "image/svg+xml"));
  if (assets.contains("icon-192.png")) {
    icons.push_back(icon_of(assets, "icon-192.png", "192x192", "image/png"));
  }
  const core::Json manifest = {{"name", site.identity.name + site.identity.window_name},
                               {"short_name", site.identity.name},
                               {"lang", "zh-CN"},
                               {"start_url", "./"},
                               {"scope", "./"},
                               {"display", "browser"},
                               {"theme_color", kThemeColour},
                               {"background_color", "#ffffff"},
                               {"icons", icons}};
  return manifest.dump(1) + "\n";
}

bool is_sample(const Site& site) {
  return site.identity.standing == core::Standing::sample;
}

}  // namespace

SiteFiles extras_of(const Site& site, const std::vector<PlannedPage>& plan,
                    const ExtrasInput& input) {
  SiteFiles files;
  files["manifest.webmanifest"] = manifest_of(site, input.assets);
  const auto articles = newest_articles(plan);
  if (!articles.empty()) files["feed.xml"] = feed_of(site, articles, input);
  if (!input.public_url.empty() && !is_sample(site)) add_site_maps(files, site, plan, input);
  return files;
}

SiteFiles portal_extras(const std::vector<SiteExtras>& sites, const ExtrasInput& input) {
  SiteFiles files;
  std::string robots = "User-agent: *\n";
  TemplateData index;
  for (const auto& [site, extras] : sites) {
    if (is_sample(*site)) robots += "Disallow: " + input.base_path + site->identity.id + "/\n";
    for (const auto& [path, bytes] : *extras) {
      if (!path.starts_with("sitemap")) continue;
      index.add("MAP").set("LOCATION", root_of(*site, input) + path);
    }
  }
  if (index.has_items("MAP")) {
    files["sitemap.xml"] = input.templates.render("machines/sitemap_index", index);
    robots += "Sitemap: " + input.public_url + "sitemap.xml\n";
  }
  files["robots.txt"] = robots;
  return files;
}

}  // namespace generator
