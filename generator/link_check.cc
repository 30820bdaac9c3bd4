// Checks links: first every page's ids, then every link against them.
#include "generator/link_check.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>

#include "core/base/text.h"
#include "generator/html_scan.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 5> kOtherSchemes = {
    "https:", "http:", "tel:", "mailto:", "data:"};
constexpr std::array<std::string_view, 3> kIdReferences = {"for", "aria-describedby",
                                                           "aria-labelledby"};

struct ScannedPage {
  const RenderedPage* page = nullptr;
  std::vector<HtmlAttribute> attributes;
  std::set<std::string> ids;
};

using Pages = std::map<std::string, ScannedPage>;

bool starts_with_any(std::string_view text, const auto& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

// A link of one page, split: the file below the public folder ("" for the page itself) and the
// fragment.
struct Target {
  std::string file;
  std::string fragment;
};

class Checker {
 public:
  Checker(const LinkScope& scope, core::Diagnostics& diagnostics)
      : scope_(scope), diagnostics_(diagnostics) {}

  void check(const std::vector<RenderedPage>& pages) {
    for (const RenderedPage& page : pages) add(page);
    for (const auto& [path, scanned] : pages_) check_page(scanned);
  }

 private:
  void add(const RenderedPage& page) {
    ScannedPage& scanned = pages_[page.path];
    scanned.page = &page;
    scanned.attributes = html_attributes(page.html);
    for (const HtmlAttribute& attribute : scanned.attributes) {
      if (attribute.name != "id") continue;
      if (!scanned.ids.insert(attribute.value).second) {
        report(page, attribute, "link.duplicate-id",
               "the id '" + attribute.value + "' is used twice");
      }
    }
  }

  void check_page(const ScannedPage& scanned) {
    for (const HtmlAttribute& attribute : scanned.attributes) {
      if (attribute.name == "href" || attribute.name == "src") check_link(scanned, attribute);
      if (std::find(kIdReferences.begin(), kIdReferences.end(), attribute.name) !=
          kIdReferences.end()) {
        check_ids(scanned, attribute);
      }
    }
  }

  void check_ids(const ScannedPage& scanned, const HtmlAttribute& attribute) {
    for (const std::string& id : core::split(attribute.value, ' ')) {
      if (id.empty() || scanned.ids.contains(id)) continue;
      report(*scanned.page, attribute, "link.missing-id",
             "'" + attribute.name + "' names the id '" + id + "', which the page does not have");
    }
  }

  bool is_elsewhere(const std::string& link) const {
    if (starts_with_any(link, kOtherSchemes)) return true;
    return std::any_of(
        scope_.handler_paths.begin(), scope_.handler_paths.end(),
        [&](const std::string& path) { return link == path || link.starts_with(path + "/"); });
  }

  void check_link(const ScannedPage& scanned, const HtmlAttribute& attribute) {
    const std::string& link = attribute.value;
    if (is_elsewhere(link)) return;
    if (scope_.any_depth.contains(scanned.page->path) && !link.starts_with('/') &&
        !link.starts_with('#')) {
      report(*scanned.page, attribute, "link.relative",
             "the link '" + link + "' is relative, but this page is served at any depth");
      return;
    }
    const std::optional<Target> target = resolve(scanned.page->path, link);
    if (!target) {
      report(*scanned.page, attribute, "link.outside",
             "the link '" + link + "' leads out of the public folder");
      return;
    }
    const auto page = pages_.find(target->file);
    if (page == pages_.end()) {
      if (!scope_.files.contains(target->file)) report_missing(*scanned.page, attribute, *target);
      return;
    }
    if (!target->fragment.empty() && !page->second.ids.contains(target->fragment)) {
      report(*scanned.page, attribute, "link.missing-fragment",
             "the link '" + link + "' names a place that " + target->file + " does not have");
    }
  }

  void report_missing(const RenderedPage& page, const HtmlAttribute& attribute,
                      const Target& target) {
    const bool lacks_slash = pages_.contains(target.file + "/index.html");
    report(page, attribute, lacks_slash ? "link.missing-slash" : "link.broken",
           lacks_slash
               ? "the link '" + attribute.value + "' to a folder needs a '/' at its end"
               : "the link '" + attribute.value + "' leads nowhere: there is no " + target.file);
  }

  // Nothing if the link leaves the public folder.
  std::optional<Target> resolve(const std::string& page, const std::string& link) const {
    Target target;
    std::string path = link.substr(0, link.find('#'));
    if (path.size() < link.size()) target.fragment = link.substr(path.size() + 1);
    path = path.substr(0, path.find('?'));
    if (path.empty()) {
      target.file = page;
      return target;
    }
    std::filesystem::path file;
    if (path.starts_with('/')) {
      if (!path.starts_with(scope_.base_path)) return std::nullopt;
      file = path.substr(scope_.base_path.size());
    } else {
      file = std::filesystem::path(page).parent_path() / path;
    }
    const bool is_folder = path.ends_with('/') || path.ends_with('.');
    target.file = file.lexically_normal().generic_string();
    if (target.file.starts_with("..")) return std::nullopt;
    if (target.file == ".") target.file.clear();
    if (is_folder && !target.file.empty() && !target.file.ends_with('/')) target.file += '/';
    if (target.file.empty() || target.file.ends_with('/')) target.file += "index.html";
    return target;
  }

  void report(const RenderedPage& page, const HtmlAttribute& attribute, std::string code,
              std::string message) {
    const std::string hint = "the page is made from " + core::joined(page.sources, ", ");
    diagnostics_.error({page.path, attribute.line, attribute.column, 1}, std::move(code),
                       std::move(message), page.sources.empty() ? "" : hint);
  }

  const LinkScope& scope_;
  core::Diagnostics& diagnostics_;
  Pages pages_;
};

}  // namespace

void check_links(const std::vector<RenderedPage>& pages, const LinkScope& scope,
                 core::Diagnostics& diagnostics) {
  Checker(scope, diagnostics).check(pages);
}

}  // namespace generator
