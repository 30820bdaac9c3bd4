// Renders pages from templates. Every value is escaped by its context (HTML text, attribute, URL),
// so that user input never becomes markup.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/pack.h"
#include "core/input/diagnostic.h"
#include "core/page/assets.h"
#include "core/page/template_data.h"
#include "core/reading/texts.h"

namespace core {

// All templates of a folder, with one site's texts inserted. In a template file:
//   {{NAME}}               a value, escaped by context; line breaks become blanks
//   {{NAME:p}}             the same, but keeps line breaks: <textarea>, hidden inputs, quoted text
//   {{NAME:rendered}}      a Rendered value, made before; never in an attribute
//   {{#SECTION}}..{{/SECTION}}   once for each add(SECTION), or once if shown
//   {{>layout/page_start}} the file layout/page_start.html, inserted when the set is loaded
//   {{a:site.css}}         the address of a file of static/, with the hash in its name; begins with
//                          {{ASSET_ROOT}}
//   {{t:form.phone.label}} a text of the catalogue, escaped; its {placeholder} becomes
//                          {{PLACEHOLDER}}
// An address is one value (href="{{HREF}}") or starts with one (href="{{SITE_ROOT}}scope/"); a
// javascript: or data: address becomes "#". A section or value that an item lacks is looked up
// around it, so the names of an item's values must be unique: WINDOW_PHONE, not PHONE.
// Immutable after loading; rendering is thread-safe.
class TemplateSet {
 public:
  // Reads every .html, .svg and .xml file below `folder` except static/. Reports missing partials,
  // texts and assets, partials that include each other, and syntax errors; then returns nothing.
  // `published` are the names that assets have in the public folder; the names of other assets are
  // computed from their bytes in `folder`.
  static std::shared_ptr<const TemplateSet> load(const std::filesystem::path& folder,
                                                 const Texts& texts, Diagnostics& diagnostics,
                                                 const AssetNames& published = {});
  // The templates of a pack. Each is read when it is first rendered, because a program that answers
  // one request needs one of a hundred.
  static std::shared_ptr<const TemplateSet> ready(Pack pack);
  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  // `name` is the path without the extension: "pages/home"; a name that does not exist is a bug.
  // Values that `data` lacks are looked up in `around`, so that the frame of many pages is filled
  // only once. The window's name does not break (whole_words.h).
  std::string render(std::string_view name, const TemplateData& data,
                     const TemplateData* around = nullptr) const;
  // The same, for insertion into other pages: a part that many pages share is rendered once.
  Rendered render_part(std::string_view name, const TemplateData& data) const;

  // The pieces of a pack for ready(): the templates of a loaded set that the handler renders,
  // without indentation, as the steps that fill them.
  Pieces ready_pieces() const;
  // Checks that each template of a ready set is the one that was published.
  Status check() const;

 private:
  std::string expand(std::string_view name, const TemplateData& data,
                     const TemplateData* around) const;

  struct Loaded;
  explicit TemplateSet(std::unique_ptr<Loaded> loaded);
  std::unique_ptr<Loaded> loaded_;
};

}  // namespace core
