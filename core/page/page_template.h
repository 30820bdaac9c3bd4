// Pages from templates: the only home of ctemplate. Every template is escaped by context (HTML
// text, attribute, URL), so no page can print what somebody typed as markup.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/page/assets.h"
#include "core/site/texts.h"

namespace core {

// Markup that a template has made: only TemplateSet makes it, so nothing that somebody typed can
// pass for it.
class Rendered {
 public:
  const std::string& markup() const { return markup_; }

 private:
  friend class TemplateSet;
  explicit Rendered(std::string markup) : markup_(std::move(markup)) {}
  std::string markup_;
};

// What a template is filled with: values, shown sections, and lists of further data. Names are
// UPPER_CASE. A section's or list item's data sees the values around it.
class TemplateData {
 public:
  TemplateData& set(std::string name, std::string value);
  TemplateData& set(std::string name, int value);
  // For {{NAME:rendered}}: stands in the page as it is.
  TemplateData& set(const std::string& name, const Rendered& part);
  // Sets NAME and shows section HAS_NAME if the value is not empty.
  TemplateData& set_optional(const std::string& name, const std::string& value);
  // Shows a section once, with the data around it.
  TemplateData& show(std::string section);
  TemplateData& show_if(bool condition, std::string section);
  // Adds one repetition of a section and returns its data; the reference is good until the next add
  // to the same section.
  TemplateData& add(const std::string& section);
  // Takes over all values and sections of `other`.
  TemplateData& merge(TemplateData other);

  const std::vector<std::pair<std::string, std::string>>& values() const { return values_; }
  const std::map<std::string, std::vector<TemplateData>>& sections() const { return sections_; }
  const std::vector<std::string>& shown() const { return shown_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
  std::map<std::string, std::vector<TemplateData>> sections_;
  std::vector<std::string> shown_;
};

// All templates of a folder with one site's texts already in them. In a template file:
//   {{NAME}}               a value, escaped by context; line breaks become blanks
//   {{NAME:p}}             the same, line breaks kept: <textarea>, hidden inputs, quoted words
//   {{NAME:rendered}}      a part that render_part() made before; never in an attribute
//   {{#SECTION}}..{{/SECTION}}   once for each add(SECTION), or once if shown
//   {{>layout/page_start}} the file layout/page_start.html, put in place when the set is loaded
//   {{a:site.css}}         the address of a file of static/, with the hash in its name; begins with
//                          {{ASSET_ROOT}}
//   {{t:form.phone.label}} a text of the catalogue, escaped; its {placeholder} becomes
//                          {{PLACEHOLDER}}
// An address is one value (href="{{HREF}}") or starts with one (href="{{SITE_ROOT}}scope/"); a
// javascript: or data: address becomes "#". A section or value that an item lacks is looked up
// around it, so items name their values by themselves: WINDOW_PHONE, not PHONE.
// Immutable after loading; rendering is thread-safe.
class TemplateSet {
 public:
  // Reads every .html and .svg file below `folder`. Missing partials, texts and assets, partials in
  // a circle and syntax errors are diagnostics; then nothing is returned. `published` are the names
  // that assets have in the public folder; those it lacks are named by their bytes in `folder`.
  static std::shared_ptr<const TemplateSet> load(const std::filesystem::path& folder,
                                                 const Texts& texts, Diagnostics& diagnostics,
                                                 const AssetNames& published = {});
  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  // `name` is the path without the ending: "pages/home". A name that does not exist is a bug.
  std::string render(std::string_view name, const TemplateData& data) const;
  // The same, to be put into other pages: what many pages share is made once.
  Rendered render_part(std::string_view name, const TemplateData& data) const;

 private:
  struct Loaded;
  explicit TemplateSet(std::unique_ptr<Loaded> loaded);
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace core
