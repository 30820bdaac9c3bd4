// Checks links: links of a page while it is scanned, fragments in other pages when all are known.
#include "generator/links/link_check.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/html_scan.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 5> kOtherSchemes = {
    "https:", "http:", "tel:", "mailto:", "data:"};
constexpr std::array<std::string_view, 3> kIdReferences = {"for", "aria-describedby",
                                                           "aria-labelledby"};

bool starts_with_any(std::string_view text, const auto& prefixes) {
  return std::ranges::any_of(prefixes,
                             [&](std::string_view prefix) { return text.starts_with(prefix); });
}

// "pingyi/" for "pingyi/scope/index.html".
std::string first_folder(const std::string& path) {
  return path.substr(0, path.find('/') + 1);
}

// Removes the last folder of "a/b/"; false if there is none.
bool go_up(std::string& folder) {
  if (folder.empty()) return false;
  const std::size_t before = folder.rfind('/', folder.size() - 2);
  folder.resize(before == std::string::npos ? 0 : before + 1);
  return true;
}

struct LinkTarget {
  std::string file;      // below the public folder; for a folder, its index.html
  std::string fragment;  // without '#'
};

// Resolves `link` on `page` (both with '/'). An absolute link must begin with `base_path`. Nothing
// if the link leads out of the public folder.
std::optional<LinkTarget> resolve_link(std::string_view page, std::string_view link,
                                       std::string_view base_path) {
  LinkTarget target;
  const std::size_t hash = std::min(link.find('#'), link.size());
  if (hash < link.size()) target.fragment = link.substr(hash + 1);
  std::string_view path = link.substr(0, hash);
  path = path.substr(0, path.find('?'));
  if (path.empty()) {
    target.file = page;
    return target;
  }
  if (path.starts_with('/')) {
    if (!path.starts_with(base_path)) return std::nullopt;
    path.remove_prefix(base_path.size());
  } else {
    target.file = page.substr(0, page.rfind('/') + 1);
  }
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    const bool is_folder = end < path.size();
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty() || segment == ".") continue;
    if (segment == "..") {
      if (!go_up(target.file)) return std::nullopt;
      continue;
    }
    target.file += segment;
    if (is_folder) target.file += '/';
  }
  if (target.file.empty() || target.file.ends_with('/')) target.file += "index.html";
  return target;
}

}  // namespace

// The scan of one page.
class LinkCheck::Scan {
 public:
  Scan(const LinkCheck& check, std::size_t page, std::string_view html)
      : check_(check), page_(page), html_(html) {}

  Scanned run() {
    for (core::HtmlScanner html(html_); html.next();) {
      if (html.kind() == core::HtmlScanner::Kind::start_tag) read(html.words(), html.attributes());
    }
    std::ranges::sort(found_.ids);
    for (const auto& [attribute, id] : needed_ids_) {
      if (has(id)) continue;
      note(attribute, "link.missing-id",
           core::say("'{name}' names the id '{id}', which the page does not have",
                     {{"name", attribute.name}, {"id", id}}));
    }
    for (const auto& [attribute, id] : places_here_) {
      if (!has(id)) found_.mistakes.push_back(missing_place(attribute, path()));
    }
    std::ranges::sort(found_.links);
    found_.links.erase(std::unique(found_.links.begin(), found_.links.end()), found_.links.end());
    return std::move(found_);
  }

 private:
  using Attribute = core::HtmlAttribute;

  const std::string& path() const { return check_.pages_[page_].path; }
  bool has(const std::string& id) const { return std::ranges::binary_search(found_.ids, id); }

  void read(std::string_view tag, const std::vector<Attribute>& attributes) {
    bool has_alt = false;
    for (const Attribute& attribute : attributes) {
      if (attribute.name == "id") add_id(attribute);
      if (attribute.name == "href" || attribute.name == "src") {
        add_link(attribute, tag != "link");
      }
      if (attribute.name == "alt") has_alt = true;
      if (core::contains(kIdReferences, attribute.name)) {
        for (const std::string& id : core::split(core::decoded_value(attribute.value), ' ')) {
          if (!id.empty()) needed_ids_.emplace_back(attribute, id);
        }
      }
    }
    if (tag == "img" && !has_alt && !attributes.empty()) {
      note(attributes.front(), "page.image-without-alt",
           core::say("an image has no 'alt': say what it shows, or alt=\"\" if it only decorates"));
    }
  }

  void add_id(const Attribute& attribute) {
    std::string id = core::decoded_value(attribute.value);
    if (core::contains(found_.ids, id)) {
      note(attribute, "link.duplicate-id", core::say("the id '{id}' is used twice", {{"id", id}}));
    }
    found_.ids.push_back(std::move(id));
  }

  void add_link(const Attribute& attribute, bool is_way) {
    const std::string link = core::decoded_value(attribute.value);
    if (is_elsewhere(link)) return;
    if (check_.scope_.any_depth.contains(path()) && !link.starts_with('/') &&
        !link.starts_with('#')) {
      note(attribute, "link.relative",
           core::say("the link '{link}' is relative, but this page is served at any depth",
                     {{"link", link}}));
      return;
    }
    const std::optional<LinkTarget> target = resolve_link(path(), link, check_.scope_.base_path);
    if (!target) {
      note(attribute, "link.outside",
           core::say("the link '{link}' leads out of the public folder", {{"link", link}}));
      return;
    }
    if (target->file == path()) {
      if (!target->fragment.empty()) places_here_.emplace_back(attribute, target->fragment);
      return;
    }
    if (check_.scope_.unseen_folders.contains(first_folder(target->file))) return;
    const std::optional<std::uint32_t> number = check_.target_of(target->file);
    if (!number) return note_missing(attribute, link, target->file);
    found_.links.push_back({*number, is_way});
    if (target->fragment.empty() || *number >= check_.pages_.size()) return;
    found_.fragments.push_back({*number, target->fragment, missing_place(attribute, target->file)});
  }

  bool is_elsewhere(const std::string& link) const {
    if (starts_with_any(link, kOtherSchemes)) return true;
    if (check_.scope_.portal_addresses.contains(link)) return true;
    const std::set<std::string>& paths = check_.scope_.handler_paths;
    return std::ranges::any_of(paths, [&](const std::string& handler) {
      return link == handler || link.starts_with(handler + "/");
    });
  }

  void note_missing(const Attribute& attribute, const std::string& link, const std::string& file) {
    if (check_.target_of(file + "/index.html")) {
      note(attribute, "link.missing-slash",
           core::say("the link '{link}' to a folder needs a '/' at its end", {{"link", link}}));
    } else {
      note(attribute, "link.broken",
           core::say("the link '{link}' leads nowhere: there is no {file}",
                     {{"link", link}, {"file", file}}));
    }
  }

  Mistake missing_place(const Attribute& attribute, const std::string& file) const {
    return mistake(attribute, "link.missing-fragment",
                   core::say("the link '{link}' names a place that {file} does not have",
                             {{"link", core::decoded_value(attribute.value)}, {"file", file}}));
  }

  Mistake mistake(const Attribute& attribute, std::string code, core::Sentence message) const {
    const core::LineColumn place = core::place_of(html_, attribute.value_start);
    return {place.line, place.column, std::move(code), std::move(message)};
  }

  void note(const Attribute& attribute, std::string code, core::Sentence message) {
    found_.mistakes.push_back(mistake(attribute, std::move(code), std::move(message)));
  }

  const LinkCheck& check_;
  std::size_t page_;
  std::string_view html_;
  Scanned found_;
  std::vector<std::pair<Attribute, std::string>> needed_ids_;
  std::vector<std::pair<Attribute, std::string>> places_here_;
};

core::Sentence made_from(const std::vector<std::string>& sources) {
  if (sources.empty()) return {};
  return core::say("the page is made from {files}", {{"files", core::joined(sources, ", ")}});
}

LinkCheck::LinkCheck(LinkScope scope, std::vector<PageName> pages)
    : scope_(std::move(scope)), pages_(std::move(pages)), scanned_(pages_.size()) {
  files_.assign(scope_.files.begin(), scope_.files.end());
  numbers_.reserve(pages_.size() + files_.size());
  std::uint32_t number = 0;
  for (const PageName& page : pages_) numbers_.try_emplace(page.path, number++);
  for (const std::string& file : files_) numbers_.try_emplace(file, number++);
}

std::optional<std::uint32_t> LinkCheck::target_of(std::string_view file) const {
  const auto found = numbers_.find(file);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

void LinkCheck::scan(std::size_t page, std::string_view html) {
  scanned_[page] = Scan(*this, page, html).run();
}

bool LinkCheck::holds(const Fragment& fragment) const {
  const std::vector<std::string>& ids = scanned_[fragment.target].ids;
  return std::ranges::binary_search(ids, fragment.id);
}

void LinkCheck::report(core::Diagnostics& diagnostics) const {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const auto error = [&](const Mistake& one) {
      diagnostics.error({pages_[i].path, one.line, one.column, 1}, one.code, one.message,
                        made_from(*pages_[i].sources));
    };
    for (const Mistake& mistake : scanned_[i].mistakes) error(mistake);
    for (const Fragment& fragment : scanned_[i].fragments) {
      if (!holds(fragment)) error(fragment.mistake);
    }
  }
}

void LinkCheck::report_orphans(const std::set<std::string>& roots,
                               core::Diagnostics& diagnostics) const {
  std::vector<bool> reached(pages_.size());
  std::vector<std::uint32_t> open;
  const auto reach = [&](std::uint32_t page) {
    if (page >= reached.size() || reached[page]) return;
    reached[page] = true;
    open.push_back(page);
  };
  for (const std::string& root : roots) {
    if (const auto number = target_of(root)) reach(*number);
  }
  while (!open.empty()) {
    const std::uint32_t page = open.back();
    open.pop_back();
    for (const Link& link : scanned_[page].links) {
      if (link.is_way) reach(link.target);
    }
  }
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    if (reached[i]) continue;
    diagnostics.warning({pages_[i].path}, "page.orphan", core::say("no link leads to this page"),
                        made_from(*pages_[i].sources));
  }
}

}  // namespace generator
