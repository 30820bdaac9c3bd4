// Each key is one edit of the text, because an edit moves the bytes behind it.
#include "handler/publishing/entry_edits.h"

#include "core/base/crypto.h"
#include "core/editing/yaml_edit.h"

namespace handler::publishing {
namespace {

constexpr std::size_t kPrintDigits = 12;

core::Result<std::string> set_key(const core::SourceFile& file, const core::YamlPath& entry,
                                  const std::string& key,
                                  const std::optional<core::YamlValue>& value,
                                  const std::vector<std::string>& order) {
  const core::Result<core::YamlDocument> document = core::read_document(file);
  if (!document) return document.failure();
  core::YamlPath path = entry;
  path.emplace_back(key);
  const bool present = core::find_value(document->root, path) != nullptr;
  if (present && value) return core::set_yaml_value(file, path, *value);
  if (present) return core::remove_yaml_entry(file, path);
  if (value) return core::insert_yaml_key(file, entry, key, *value, order);
  return file.text;
}

}  // namespace

core::Result<std::string> set_entry(core::SourceFile file, const core::YamlPath& entry,
                                    const EntryValues& values,
                                    const std::vector<std::string>& order) {
  for (const auto& [key, value] : values) {
    core::Result<std::string> text = set_key(file, entry, key, value, order);
    if (!text) return text;
    file.text = *std::move(text);
  }
  return file.text;
}

std::optional<core::YamlValue> text_or_nothing(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return core::yaml_text(text);
}

std::string print_of(const std::vector<std::string>& parts) {
  return core::to_hex(core::hash_parts(parts.data(), parts.size())).substr(0, kPrintDigits);
}

}  // namespace handler::publishing
