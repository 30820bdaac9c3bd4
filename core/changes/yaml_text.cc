// Reads one of the texts without telling of its mistakes.
#include "core/changes/yaml_text.h"

namespace core {

std::optional<YamlNode> yaml_in(const FolderTexts& texts, const std::string& file) {
  const auto found = texts.find(file);
  if (found == texts.end()) return YamlNode{};
  Diagnostics ignored;
  return read_yaml(file, found->second, ignored);
}

}  // namespace core
