// Pages from templates: the only home of ctemplate. Every template is escaped by context (HTML
// text, attribute, URL), so no page can print what somebody typed as markup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/pack.h"
#include "core/input/diagnostic.h"
#include "core/page/assets.h"
#include "core/reading/texts.h"

namespace core {

// Markup that a template has made, or that was made of Markdown or of a portal's checked head and
// foot: nothing else makes it, so nothing
// that somebody typed can pass for it.
class Rendered {
 public:
  const std::string& markup() const { return markup_; }

 private:
  friend class TemplateSet;
  friend class MarkdownWriter;
  friend class PortalWriter;
  explicit Rendered(std::string markup) : markup_(std::move(markup)) {}
  std::string markup_;
};

// A name in a template as 64 bits of hash: pages are filled and looked up by the thousand, and a
// text for each name would cost more than what it names.
enum class NameKey : std::uint64_t {};
NameKey name_key(std::string_view name);

// What a template is filled with: values, shown sections, and lists of further data. Names are
// UPPER_CASE. A section's or list item's data sees the values around it. Of two values of one name
// the later counts.
class TemplateData {
 public:
  TemplateData& set(std::string_view name, std::string value);
  TemplateData& set(std::string_view name, int value);
  // For {{NAME:rendered}}: stands in the page as it is.
  TemplateData& set(std::string_view name, const Rendered& part);
  // Sets NAME and shows section HAS_NAME if the value is not empty.
  TemplateData& set_optional(std::string_view name, const std::string& value);
  // Shows a section once, with the data around it. A section that has items is shown by them.
  TemplateData& show(std::string_view section);
  TemplateData& show_if(bool condition, std::string_view section);
  // Adds one repetition of a section and returns its data; the reference is good until the next add
  // to the same section.
  TemplateData& add(std::string_view section);
  // Takes over all values and sections of `other`.
  TemplateData& merge(TemplateData other);

  // What is here itself, not around it. Nothing set: nullptr.
  const std::string* value(NameKey name) const;
  const std::vector<TemplateData>* items(NameKey section) const;
  bool shows(NameKey section) const;

  const std::string* value(std::string_view name) const { return value(name_key(name)); }
  bool has_items(std::string_view section) const { return items(name_key(section)) != nullptr; }
  bool shows(std::string_view section) const { return shows(name_key(section)); }

 private:
  std::vector<std::pair<NameKey, std::string>> values_;
  std::vector<std::pair<NameKey, std::vector<TemplateData>>> sections_;
  std::vector<NameKey> shown_;
};

// Thrown by a set that was published when a template of it is not what was published.
struct DamagedTemplates : std::runtime_error {
  using std::runtime_error::runtime_error;
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
  // Reads every .html, .svg and .xml file below `folder` but static/. Missing partials, texts and
  // assets, partials in a circle and syntax errors are diagnostics; then nothing is returned.
  // `published` are the names that assets have in the public folder; those it lacks are named by
  // their bytes in `folder`.
  static std::shared_ptr<const TemplateSet> load(const std::filesystem::path& folder,
                                                 const Texts& texts, Diagnostics& diagnostics,
                                                 const AssetNames& published = {});
  // The templates of a pack, each prepared when it is rendered first: a program that runs for one
  // request needs one of a hundred.
  static std::shared_ptr<const TemplateSet> ready(Pack pack);
  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  // `name` is the path without the ending: "pages/home". A name that does not exist is a bug.
  // What `data` lacks is looked up in `around`: a frame that many pages share is filled once.
  std::string render(std::string_view name, const TemplateData& data,
                     const TemplateData* around = nullptr) const;
  // The same, to be put into other pages: what many pages share is made once.
  Rendered render_part(std::string_view name, const TemplateData& data) const;

  // What ready() reads: of a loaded set, the templates that the handler renders, as ctemplate takes
  // them but without the blanks that lines begin with.
  Pieces ready_pieces() const;
  // Whether each template of a ready set is as it was published.
  Status check() const;

 private:
  struct Loaded;
  explicit TemplateSet(std::unique_ptr<Loaded> loaded);
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace core
