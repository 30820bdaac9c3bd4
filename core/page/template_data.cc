// Keeps the names of a template's data in lists that are searched by bits and hashes.
#include "core/page/template_data.h"

#include <algorithm>
#include <iterator>

#include "core/base/contains.h"

namespace core {
namespace {

// Values and sections for which room is made at once, so that the lists do not grow from one.
constexpr std::size_t kUsualValues = 6;

// Searches from the end, so that the later of two equal names is found; they are rare, so no index
// is needed.
template <typename Pairs>
auto* find_last(Pairs& pairs, NameKey key) {
  const auto found = std::find_if(pairs.rbegin(), pairs.rend(),
                                  [key](const auto& pair) { return pair.first == key; });
  return found == pairs.rend() ? nullptr : &found->second;
}

}  // namespace

TemplateData& TemplateData::set(NameKey name, std::string value) {
  if (values_.empty()) values_.reserve(kUsualValues);
  bits_ |= name.bit();
  values_.emplace_back(name, std::move(value));
  return *this;
}

TemplateData& TemplateData::set(NameKey name, int value) {
  return set(name, std::to_string(value));
}

TemplateData& TemplateData::set(NameKey name, const Rendered& part) {
  return set(name.rendered(), part.markup());
}

TemplateData& TemplateData::set_optional(NameKey name, const std::string& value) {
  if (value.empty()) return *this;
  return set(name, value).show(name.has());
}

TemplateData& TemplateData::show(NameKey section) {
  if (shown_.empty()) shown_.reserve(kUsualValues);
  bits_ |= section.bit();
  shown_.push_back(section);
  return *this;
}

TemplateData& TemplateData::show_if(bool condition, NameKey section) {
  return condition ? show(section) : *this;
}

TemplateData& TemplateData::add(NameKey section) {
  bits_ |= section.bit();
  std::vector<TemplateData>* items = find_last(sections_, section);
  if (items == nullptr)
    items = &sections_.emplace_back(section, std::vector<TemplateData>()).second;
  return items->emplace_back();
}

TemplateData& TemplateData::merge(TemplateData other) {
  bits_ |= other.bits_;
  std::move(other.values_.begin(), other.values_.end(), std::back_inserter(values_));
  std::move(other.shown_.begin(), other.shown_.end(), std::back_inserter(shown_));
  for (auto& [key, items] : other.sections_) {
    if (std::vector<TemplateData>* mine = find_last(sections_, key)) {
      std::move(items.begin(), items.end(), std::back_inserter(*mine));
    } else {
      sections_.emplace_back(key, std::move(items));
    }
  }
  return *this;
}

const std::string* TemplateData::value(NameKey name) const {
  return may_have(name) ? find_last(values_, name) : nullptr;
}

const std::vector<TemplateData>* TemplateData::items(NameKey section) const {
  return may_have(section) ? find_last(sections_, section) : nullptr;
}

bool TemplateData::shows(NameKey section) const {
  return may_have(section) && contains(shown_, section);
}

}  // namespace core
