// Turns checked sites into pages. Each page is checked and passed on as soon as it is rendered: a
// build holds names in memory, not pages.
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
#include "core/settings/public_address.h"
#include "core/site/published.h"
#include "generator/build/inputs.h"
#include "generator/output/output_tree.h"

namespace generator {

// Receives rendered pages, by paths below the public folder: "pingyi/scope/index.html". put() is
// called by several threads at once, once per page.
class PageSink {
 public:
  virtual ~PageSink() = default;
  // Called once, by one thread, after planning and before the first page.
  virtual core::Status open() { return core::success(); }
  virtual core::Status put(const std::string& path, std::string_view html) = 0;
};

// Sites whose public pages are up to date: their extras, by id.
using StandingSites = std::map<std::string, const SiteFiles*>;

struct RenderOptions {
  std::filesystem::path templates;
  core::PublicAddress address;  // of the public folder; the sites are placed at it
  unsigned jobs = 0;            // threads; 0: one per core
  bool large = true;            // also render the large-type edition
  bool search = true;           // also render the search page, and its index if there is a sink
  std::optional<core::Day> today = std::nullopt;  // decides about mourning and notices
  PageSink* sink = nullptr;                       // null: pages are checked and dropped
  std::function<void(std::size_t done, std::size_t all)> progress =
      {};                       // called with page counts now and then, by one thread at a time
  StandingSites standing = {};  // these are not rendered
};

struct RenderedSite {
  const core::LoadedSite* loaded = nullptr;  // points into the inputs
  core::Texts texts;
  std::shared_ptr<const core::TemplateSet> templates;
  int page_count = 0;
  SiteFiles extras;  // files for machines: "sitemap.xml"
  SiteFiles search;  // the index

  const std::string& id() const { return loaded->site.identity.id; }
};

struct Rendering {
  std::vector<RenderedSite> sites;  // without the standing ones
  int page_count = 0;               // of these sites and of the portal
  SiteFiles assets;  // "assets/site.3f9a1c22b0d4.css"; the same for every site and for the portal
  SiteFiles portal_extras;     // "robots.txt"
  core::PublishedFrame frame;  // what the handler must know about these pages
  std::shared_ptr<const core::TemplateSet> templates;  // with the catalogue's own texts
};

// Renders and checks all pages of the inputs. Reports mistakes in templates, a missing text, broken
// links and conflicting pages; if there is an error, the result must not be published. Fails with
// the first failure of the sink. Equal inputs give equal bytes, for any number of threads.
core::Result<Rendering> render_all(const Inputs& inputs, const RenderOptions& options,
                                   core::Diagnostics& diagnostics);

}  // namespace generator
