// What templates are filled with: values, shown sections and lists, by name.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/quick_hash.h"

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
  // The same, one of 1024, for many names.
  constexpr std::size_t place() const { return hash_ >> 54U; }
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
  // Calls `take` with each name of this data.
  template <typename Take>
  void each_name(Take take) const {
    for (const auto& [name, value] : values_) take(name);
    for (const auto& [name, items] : sections_) take(name);
    for (const NameKey name : shown_) take(name);
  }

 private:
  bool may_have(NameKey name) const { return (bits_ & name.bit()) != 0; }

  std::uint64_t bits_ = 0;  // of all names below
  std::vector<std::pair<NameKey, std::string>> values_;
  std::vector<std::pair<NameKey, std::vector<TemplateData>>> sections_;
  std::vector<NameKey> shown_;
};

}  // namespace core
