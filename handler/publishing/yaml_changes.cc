// Reads the file again after each change, so that paths always count what stands there.
#include "handler/publishing/yaml_changes.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/editing/refusals.h"

namespace handler::publishing {
namespace {

core::YamlPath with_step(core::YamlPath path, core::YamlStep step) {
  path.push_back(std::move(step));
  return path;
}

std::vector<std::string> keys_of(const YamlFields& fields) {
  std::vector<std::string> keys;
  for (const auto& field : fields) keys.push_back(field.first);
  return keys;
}

}  // namespace

core::YamlValue map_of(const YamlFields& fields) {
  std::vector<core::YamlValue::Entry> entries;
  for (const auto& [key, value] : fields) {
    if (value) entries.push_back({key, *value});
  }
  return core::yaml_map(std::move(entries));
}

std::optional<core::YamlValue> text_or_nothing(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return core::yaml_text(text);
}

std::optional<core::YamlValue> day_or_nothing(const std::optional<core::Day>& day) {
  return day ? std::optional(core::yaml_word(core::to_iso(*day))) : std::nullopt;
}

YamlChanges::YamlChanges(std::string name, std::string text) : file_{std::move(name), ""} {
  take(std::move(text));
}

void YamlChanges::take(core::Result<std::string> text) {
  file_.text = core::accepted(std::move(text));
  core::Diagnostics found;
  std::optional<core::YamlNode> root = core::read_yaml(file_.name, file_.text, found);
  if (!root) throw core::Refused(core::unreadable(found));
  root_ = std::move(*root);
}

void YamlChanges::put(const core::YamlPath& map, const YamlFields& fields,
                      const std::vector<std::string>& keys) {
  const std::vector<std::string> order = keys.empty() ? keys_of(fields) : keys;
  for (const auto& [key, value] : fields) {
    const core::YamlPath path = with_step(map, key);
    const core::YamlNode* node = core::find_value(root_, path);
    if (value && node == nullptr) {
      take(core::insert_yaml_key(file_, map, key, *value, order));
    } else if (value && !core::same_content(*node, core::node_of(*value))) {
      take(core::set_yaml_value(file_, path, *value));
    } else if (!value && node != nullptr) {
      remove(path);
    }
  }
}

void YamlChanges::insert(const core::YamlPath& map, const std::string& key, std::size_t at,
                         const YamlFields& fields, const std::vector<std::string>& keys) {
  const core::YamlPath list = with_step(map, key);
  if (core::find_value(root_, list) != nullptr)
    take(core::insert_yaml_item(file_, list, at, map_of(fields)));
  else
    take(core::insert_yaml_key(file_, map, key, core::yaml_list({map_of(fields)}), keys));
}

void YamlChanges::move(const core::YamlPath& entry, std::size_t to) {
  take(core::move_yaml_entry(file_, entry, to));
}

void YamlChanges::remove(const core::YamlPath& entry) {
  take(core::remove_yaml_entry(file_, entry));
}

// Leaves in `standing` the origins that stand in the list afterwards.
void YamlChanges::drop_all_but(const core::YamlPath& list,
                               const std::vector<ArrangedEntry>& entries,
                               std::vector<std::optional<std::size_t>>& standing) {
  const core::YamlNode* node = core::find_value(root_, list);
  const std::size_t size = node == nullptr ? 0 : node->items.size();
  for (std::size_t i = 0; i < size; ++i) standing.emplace_back(i);
  for (std::size_t i = size; i-- > 0;) {
    const bool stays =
        std::ranges::any_of(entries, [i](const ArrangedEntry& entry) { return entry.origin == i; });
    if (stays) continue;
    remove(with_step(list, i));
    standing.erase(standing.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void YamlChanges::arrange(const core::YamlPath& map, const std::string& key,
                          const std::vector<ArrangedEntry>& entries,
                          const std::vector<std::string>& keys) {
  const core::YamlPath list = with_step(map, key);
  std::vector<std::optional<std::size_t>> standing;
  drop_all_but(list, entries, standing);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const ArrangedEntry& entry = entries[i];
    if (!entry.origin) {
      insert(map, key, i, entry.fields, keys);
      standing.insert(standing.begin() + static_cast<std::ptrdiff_t>(i), std::nullopt);
      continue;
    }
    const auto found = std::ranges::find(standing, entry.origin);
    BANCHENG_CHECK(found != standing.end());
    const auto at = static_cast<std::size_t>(found - standing.begin());
    if (at != i) {
      move(with_step(list, at), i);
      std::rotate(standing.begin() + static_cast<std::ptrdiff_t>(i), found, found + 1);
    }
    put(with_step(list, i), entry.fields);
  }
}

YamlFields padded_as(const core::YamlNode* entry, YamlFields fields) {
  for (auto& [key, value] : fields) {
    const core::YamlNode* node = entry == nullptr ? nullptr : entry->find(key);
    if (key != "name" || !value || node == nullptr) continue;
    if (core::unpadded(node->scalar) == core::node_of(*value).scalar)
      value = core::yaml_text(node->scalar);
  }
  return fields;
}

core::FileChanges changed_file(const std::string& name, const std::string& before,
                               const std::string& after) {
  if (before == after) return {};
  return {{name, after}};
}

}  // namespace handler::publishing
