// Compares each unit with what its entry says, and changes the keys that differ.
#include "handler/publishing/directory/unit_edits.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "handler/publishing/mark_of.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::Unit;

const std::string kUnitsKey = "units";

constexpr TextKey<Unit> kKeys[] = {{"id", &Unit::id},           {"name", &Unit::name},
                                   {"type", &Unit::type},       {"deputy", &Unit::deputy},
                                   {"liaison", &Unit::liaison}, {"phone", &Unit::phone},
                                   {"address", &Unit::address}};

std::vector<std::string> unit_key_order() {
  std::vector<std::string> keys;
  for (const TextKey<Unit>& one : kKeys) keys.emplace_back(one.key);
  return keys;
}

// units.yaml while it is changed. Throws core::Refused.
class Units {
 public:
  explicit Units(const core::FolderTexts& texts)
      : before_(text_of(texts)), file_(kUnitsFile, before_) {
    core::Diagnostics of_the_reader;
    units_ = core::read_units(file_.root(), of_the_reader);
  }

  std::size_t place_of(const std::string& id) const {
    const auto found = std::ranges::find(units_, id, &Unit::id);
    if (found == units_.end())
      throw core::Refused(core::FailureCode::not_found, "there is no unit '" + id + "'");
    return static_cast<std::size_t>(found - units_.begin());
  }

  void set(const Unit& unit) {
    const std::size_t at = place_of(unit.id);
    file_.put({kUnitsKey, at}, differing_texts(kKeys, units_[at], unit), unit_key_order());
  }
  void add(const Unit& unit) {
    if (std::ranges::find(units_, unit.id, &Unit::id) != units_.end())
      throw core::Refused(core::FailureCode::conflict, "the id '" + unit.id + "' is taken");
    file_.insert({}, kUnitsKey, units_.size(), differing_texts(kKeys, {}, unit), {});
  }
  void remove(const std::string& id) { file_.remove({kUnitsKey, place_of(id)}); }

  core::FileChanges changes() const { return changed_file(kUnitsFile, before_, file_.text()); }

 private:
  static std::string text_of(const core::FolderTexts& texts) {
    const auto found = texts.find(kUnitsFile);
    if (found == texts.end())
      throw core::Refused(core::FailureCode::not_found, "the site has no units.yaml");
    return found->second;
  }

  std::string before_;
  YamlChanges file_;
  std::vector<Unit> units_;  // as the file was before the changes
};

}  // namespace

std::string mark_of(const Unit& unit) {
  std::vector<std::string> parts;
  for (const TextKey<Unit>& one : kKeys) parts.push_back(unit.*one.text);
  return mark_of_parts(parts);
}

core::Result<core::FileChanges> set_units(const core::FolderTexts& texts,
                                          const std::vector<Unit>& units) {
  return edited_file<Units>(texts, [&](Units& file) {
    for (const Unit& unit : units) file.set(unit);
  });
}

core::Result<core::FileChanges> add_unit(const core::FolderTexts& texts, const Unit& unit) {
  return edited_file<Units>(texts, [&](Units& file) { file.add(unit); });
}

core::Result<core::FileChanges> remove_unit(const core::FolderTexts& texts, const std::string& id) {
  return edited_file<Units>(texts, [&](Units& file) { file.remove(id); });
}

}  // namespace handler::publishing
