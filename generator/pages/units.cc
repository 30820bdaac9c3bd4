// Lists the units with their words.
#include "generator/pages/units.h"

#include <algorithm>

#include "core/base/text.h"

namespace generator {
namespace {

std::string in_words(const std::vector<core::SearchWord>& words, const core::Texts& texts) {
  std::vector<std::string> all;
  for (const core::SearchWord& word : words) all.push_back(word.text);
  return core::joined(all, texts.get("units.comma"));
}

}  // namespace

bool has_handles(const core::Site& site) {
  return std::ranges::any_of(site.units,
                             [](const core::Unit& unit) { return !unit.handles.empty(); });
}

core::TemplateData units_data(const core::Site& site, const core::Texts& texts) {
  core::TemplateData data;
  for (const core::Unit& unit : site.units) {
    data.add("UNIT_ENTRY")
        .set("UNIT_ENTRY_ID", unit.id)
        .set("UNIT_ENTRY_NAME", unit.name)
        .set_optional("UNIT_HANDLES", in_words(unit.handles, texts))
        .set_optional("UNIT_ALSO_CALLED", in_words(unit.also_called, texts))
        .set_optional("UNIT_PLACE", unit.address);
  }
  return data;
}

}  // namespace generator
