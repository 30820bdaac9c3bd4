// From checked sites to the bytes of every page, each checked and handed on as soon as it is
// rendered: what a build holds in memory are names, not pages.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/page/page_template.h"
#include "core/site/published.h"
#include "generator/build/inputs.h"
#include "generator/output/output_tree.h"

namespace generator {

// Where rendered pages go. Paths are below the public folder: "pingyi/scope/index.html". Called
// from several threads at once, once a page.
class PageSink {
 public:
  virtual ~PageSink() = default;
  // Called once, by one thread, when all is planned and the first page is about to come.
  virtual core::Status open() { return core::success(); }
  virtual core::Status put(const std::string& path, std::string_view html) = 0;
};

// Sites that stand in the public folder as they would be rendered: their extras, by id.
using StandingSites = std::map<std::string, const SiteFiles*>;

struct RenderOptions {
  std::filesystem::path templates;
  std::string base_path = "/";  // where the public folder is served; begins and ends with '/'
  std::string public_url;       // the same with its origin, or empty
  unsigned jobs = 0;            // threads; 0: one per core
  bool large = true;            // also the large-type edition
  bool search = true;           // also the search page, and its index if there is a sink
  std::optional<core::Day> today = std::nullopt;  // decides about mourning and notices
  PageSink* sink = nullptr;                       // null: pages are checked and forgotten
  std::function<void(std::size_t done, std::size_t all)> progress =
      {};                       // told of pages now and then, by one thread at a time
  StandingSites standing = {};  // these are not rendered
};

struct RenderedSite {
  const core::LoadedSite* loaded = nullptr;  // lives in the inputs
  core::Texts texts;
  std::shared_ptr<const core::TemplateSet> templates;
  int page_count = 0;
  SiteFiles extras;  // what machines read: "sitemap.xml"
  SiteFiles search;  // the index

  const std::string& id() const { return loaded->site.identity.id; }
};

struct Rendering {
  std::vector<RenderedSite> sites;  // but the standing ones
  int page_count = 0;               // of these sites and of the portal
  SiteFiles assets;  // "assets/site.3f9a1c22b0d4.css"; the same for every site and for the portal
  SiteFiles portal_extras;                             // "robots.txt"
  core::PublishedFrame frame;                          // what the handler must know of these pages
  std::shared_ptr<const core::TemplateSet> templates;  // with the catalogue's own texts
};

// Renders every page of the inputs and checks all of them. Mistakes in templates, broken links and
// pages that get into each other's way are reported; if there is an error, the result is not fit to
// be published. Fails with the first failure of the sink. Equal inputs give equal bytes, whatever
// the number of threads.
core::Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                                   core::Diagnostics& diagnostics);

// "https://www.example.cn/window" or "window/" -> "/window/": the path under which --base-url
// serves the public folder.
std::string base_path_of(const std::string& base_url);

// "https://www.example.cn/window" -> "https://www.example.cn/window/"; empty if --base-url names no
// origin.
std::string public_url_of(const std::string& base_url);

}  // namespace generator
