// The catalogue of visible sentences: read from nested maps, flattened to dotted keys, looked up
// and filled in.
#include "core/reading/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/files.h"
#include "core/reading/text_keys.h"

namespace core {

Texts::Texts(Entries entries) {
  auto catalogue = std::make_shared<Catalogue>();
  catalogue->entries = std::move(entries);
  catalogue->index.reserve(catalogue->entries.size());
  for (const auto& [key, text] : catalogue->entries) catalogue->index.emplace(key, &text);
  catalogue_ = std::move(catalogue);
}

Texts Texts::with(const std::map<std::string, std::string>& overrides) const {
  if (overrides.empty()) return *this;
  Entries all = entries();
  for (const auto& [key, text] : overrides) all[key] = text;
  return Texts(std::move(all));
}

bool Texts::has(std::string_view key) const {
  return catalogue_->index.contains(key);
}

const std::string& Texts::get(std::string_view key) const {
  const auto found = catalogue_->index.find(key);
  if (found == catalogue_->index.end()) throw Bug(fmt::format("bug: no text is called '{}'", key));
  return *found->second;
}

// The catalogue was checked when it was read: every brace belongs to a placeholder.
std::string Texts::format(std::string_view key,
                          const std::map<std::string, std::string, std::less<>>& values) const {
  std::string_view rest = get(key);
  std::string result;
  while (true) {
    const std::size_t open = rest.find('{');
    result += rest.substr(0, open);
    if (open == std::string_view::npos) return result;
    const std::size_t close = std::min(rest.find('}', open), rest.size() - 1);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto value = values.find(name);
    if (value == values.end()) {
      throw Bug(fmt::format("bug: no value for {{{}}} of the text '{}'", name, key));
    }
    result += value->second;
    rest.remove_prefix(close + 1);
  }
}

// No text can hold a zero byte: the strict reader refuses it.
std::string texts_as_bytes(const Texts& texts) {
  std::string bytes;
  for (const auto& [key, text] : texts.entries()) bytes += key + '\0' + text + '\0';
  return bytes;
}

Texts texts_from_bytes(std::string_view bytes) {
  Texts::Entries entries;
  const auto take = [&bytes] {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    std::string word(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return word;
  };
  while (!bytes.empty()) {
    std::string key = take();
    entries.emplace_hint(entries.end(), std::move(key), take());
  }
  return Texts(std::move(entries));
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
