// Renders pages from templates: the only home of ctemplate. Every value is escaped by its context
// (HTML text, attribute, URL), so that user input never becomes markup.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/pack.h"
#include "core/base/quick_hash.h"
#include "core/input/diagnostic.h"
#include "core/page/assets.h"
#include "core/reading/texts.h"

namespace core {

// Finished markup, which is inserted without escaping. Only these make it: templates, Markdown, and
// a portal's checked head and foot. Text that a user typed can therefore never pass as markup.
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

// Prefix of values that hold markup. Authors cannot write it, because it is not UPPER_CASE.
inline constexpr std::string_view kRenderedPrefix = "rendered_";

// A name used in templates, as a 64-bit hash; of a literal the compiler computes it. Thousands of
// pages are filled and looked up; a string for each name would cost more than the value it names.
class NameKey {
 public:
  // Names are written as literals and strings, so both constructors convert.
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor)
  consteval NameKey(const char (&literal)[N]) : NameKey(of({literal, N - 1})) {}
  template <typename Text>
  requires(std::convertible_to<Text, std::string_view> &&
           !std::is_array_v<std::remove_reference_t<Text>>)
      // NOLINTNEXTLINE(google-explicit-constructor)
      NameKey(const Text& text)
      : NameKey(of(text)) {}

  // The key of "HAS_NAME", and of the name under which a Rendered value is kept.
  constexpr NameKey has() const { return NameKey(hash_ ^ kHas); }
  constexpr NameKey rendered() const { return NameKey(hash_ ^ kRendered); }
  // One of 64 bits: a set of bits tells of most names that they are not among a few others.
  constexpr std::uint64_t bit() const { return std::uint64_t{1} << (hash_ >> 58U); }
  friend constexpr bool operator==(NameKey, NameKey) = default;

 private:
  constexpr explicit NameKey(std::uint64_t hash) : hash_(hash) {}

  static constexpr std::uint64_t kHas = 0x9d39247e33776d41U;
  static constexpr std::uint64_t kRendered = 0x2af7398005aaa5c7U;

  static constexpr NameKey of(std::string_view name) {
    if (name.starts_with("HAS_")) return of(name.substr(4)).has();
    if (name.starts_with(kRenderedPrefix.front()) && name.starts_with(kRenderedPrefix))
      return of(name.substr(kRenderedPrefix.size())).rendered();
    return NameKey(quick_hash(name));
  }

  std::uint64_t hash_;
};

// The data of a template: values, shown sections, and lists of further data. Names are UPPER_CASE.
// The data of a section or list item also sees the values around it. Of two values with the same
// name the later one counts.
class TemplateData {
 public:
  TemplateData& set(NameKey name, std::string value);
  TemplateData& set(NameKey name, int value);
  // For {{NAME:rendered}}: inserted without escaping.
  TemplateData& set(NameKey name, const Rendered& part);
  // Sets NAME and shows section HAS_NAME if the value is not empty.
  TemplateData& set_optional(NameKey name, const std::string& value);
  // Shows a section once, with the data around it. For a section that has items this has no effect.
  TemplateData& show(NameKey section);
  TemplateData& show_if(bool condition, NameKey section);
  // Adds one repetition of a section and returns its data; the reference is valid until the next
  // add to the same section.
  TemplateData& add(NameKey section);
  // Takes over all values and sections of `other`.
  TemplateData& merge(TemplateData other);

  // Lookups in this data only, not around it. nullptr: not set.
  const std::string* value(NameKey name) const;
  const std::vector<TemplateData>* items(NameKey section) const;
  bool has_items(NameKey section) const { return items(section) != nullptr; }
  bool shows(NameKey section) const;

 private:
  bool may_have(NameKey name) const { return (bits_ & name.bit()) != 0; }

  std::uint64_t bits_ = 0;  // of all names below
  std::vector<std::pair<NameKey, std::string>> values_;
  std::vector<std::pair<NameKey, std::vector<TemplateData>>> sections_;
  std::vector<NameKey> shown_;
};

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
  // The templates of a pack. Each is compiled when it is first rendered, because a program that
  // answers one request needs one of a hundred.
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

  // The pieces of a pack for ready(): the templates of a loaded set that the handler renders, as
  // ctemplate compiles them but without indentation, and with the escaping of each value written out.
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
