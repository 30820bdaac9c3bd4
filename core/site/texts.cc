// The catalogue of visible sentences: read from nested maps, flattened to dotted keys, looked up
// and filled in.
#include "core/site/texts.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/site/text_keys.h"

namespace core {

Texts Texts::with(const std::map<std::string, std::string>& overrides) const {
  auto entries = entries_;
  for (const auto& [key, text] : overrides) entries[key] = text;
  return Texts(std::move(entries));
}

bool Texts::has(std::string_view key) const {
  return entries_.find(key) != entries_.end();
}

const std::string& Texts::get(std::string_view key) const {
  const auto found = entries_.find(key);
  if (found == entries_.end()) throw Bug(fmt::format("bug: no text is called '{}'", key));
  return found->second;
}

std::string Texts::format(std::string_view key,
                          const std::map<std::string, std::string, std::less<>>& values) const {
  const std::string& text = get(key);
  std::string result;
  std::size_t copied = 0;
  for (const Placeholder& placeholder : placeholders_of(text)) {
    const auto value = values.find(placeholder.name);
    if (value == values.end()) {
      throw Bug(fmt::format("bug: no value for {{{}}} of the text '{}'", placeholder.name, key));
    }
    result.append(text, copied, placeholder.offset - copied);
    result += value->second;
    copied = placeholder.offset + placeholder.name.size() + 2;
  }
  return result.append(text, copied);
}

Texts read_texts(const YamlNode& root, Diagnostics& diagnostics) {
  std::map<std::string, std::string, std::less<>> entries;
  for (const PlacedText& text : flatten_texts(root, diagnostics)) entries[text.key] = text.text;
  return Texts(std::move(entries));
}

Texts load_texts(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  std::map<std::string, std::string, std::less<>> entries;
  std::map<std::string, Span> places;
  const Result<std::vector<std::string>> names = list_folder(folder);
  if (!names) diagnostics.error({folder.string()}, "texts.unreadable", names.failure().message);
  for (const std::string& name : names ? *names : std::vector<std::string>{}) {
    if (!name.ends_with(".yaml")) continue;
    const std::string file = (folder / name).string();
    const Result<std::string> content = read_file(folder / name);
    if (!content) diagnostics.error({file}, "texts.unreadable", content.failure().message);
    if (!content) continue;
    const std::optional<YamlNode> root = read_yaml(file, *content, diagnostics);
    if (!root) continue;
    for (const PlacedText& text : flatten_texts(*root, diagnostics)) {
      const auto [earlier, is_new] = places.emplace(text.key, text.span);
      if (is_new) {
        entries[text.key] = text.text;
        continue;
      }
      diagnostics.error(
          text.span, "texts.twice", fmt::format("the text '{}' stands in two files", text.key),
          fmt::format("the first is in {}:{}", earlier->second.file, earlier->second.line));
    }
  }
  return Texts(std::move(entries));
}

}  // namespace core
