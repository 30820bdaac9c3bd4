// The catalogue of visible texts: read from nested maps, flattened to dotted keys, looked up and
// filled in.
#include "core/reading/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/reading/ids.h"
#include "core/reading/text_keys.h"

namespace core {
namespace {

// Uses zero bytes as separators: the strict reader refuses them in texts.
std::string as_bytes(const Texts::Entries& entries) {
  std::string bytes;
  for (const auto& [key, text] : entries) bytes += key + '\0' + text + '\0';
  return bytes;
}

constexpr std::size_t kBytesOfAText = 50;  // about, with its key
constexpr std::size_t kFewestSlots = 16;
constexpr std::size_t kMostTexts = 30'000;

void check_placeholders(const PlacedText& text, const std::string& original,
                        Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Placeholder& placeholder : placeholders_of(original))
    known.push_back(placeholder.name);
  for (const Placeholder& placeholder : placeholders_of(text.text)) {
    if (contains(known, placeholder.name)) continue;
    diagnostics.error(
        text.span, "texts.placeholder",
        say("the text '{key}' has no {{name}}", {{"key", text.key}, {"name", placeholder.name}}),
        hint_among(placeholder.name, term("placeholders"), known));
  }
}

void check_schema(const YamlNode& root, Diagnostics& diagnostics) {
  const YamlNode* schema = root.find("schema");
  if (root.kind != YamlNode::Kind::map || (schema != nullptr && schema->scalar == "1")) return;
  diagnostics.error(schema == nullptr ? root.span : schema->span, "texts.schema",
                    say("the file does not begin with 'schema: 1'"), say("add 'schema: 1'"));
}

}  // namespace

Texts::Texts(const Entries& entries) : Texts(from_bytes(as_bytes(entries))) {}

Texts Texts::from_bytes(std::string bytes) {
  auto catalogue = std::make_shared<Catalogue>();
  catalogue->bytes = std::move(bytes);
  std::string_view rest = catalogue->bytes;
  catalogue->entries.reserve(rest.size() / kBytesOfAText);
  while (!rest.empty()) {
    const std::string_view key = take_until(rest, '\0');
    catalogue->entries.push_back({key, std::string(take_until(rest, '\0'))});
  }
  const std::size_t count = catalogue->entries.size();
  BANCHENG_CHECK(count <= kMostTexts);
  catalogue->slots.resize(std::bit_ceil(std::max(2 * count, kFewestSlots)));
  Texts texts(catalogue);
  for (std::size_t i = 0; i < count; ++i) {
    catalogue->slots[texts.slot_of(catalogue->entries[i].key)] = static_cast<std::uint16_t>(i + 1);
  }
  return texts;
}

// Where the key stands, or the free slot where it would. At most half of the slots are taken.
std::size_t Texts::slot_of(std::string_view key) const {
  const std::vector<std::uint16_t>& slots = catalogue_->slots;
  std::size_t slot = std::hash<std::string_view>()(key) % slots.size();
  while (slots[slot] != 0 && catalogue_->entries[slots[slot] - 1].key != key) {
    slot = (slot + 1) % slots.size();
  }
  return slot;
}

const Texts::Entry* Texts::find(std::string_view key) const {
  const std::uint16_t place = catalogue_->slots[slot_of(key)];
  return place == 0 ? nullptr : &catalogue_->entries[place - 1U];
}

Texts Texts::with(const std::map<std::string, std::string>& overrides) const {
  if (overrides.empty()) return *this;
  Entries all;
  for (const Entry& entry : entries()) all.emplace(entry.key, entry.text);
  for (const auto& [key, text] : overrides) all[key] = text;
  return Texts(all);
}

bool Texts::has(std::string_view key) const {
  return find(key) != nullptr;
}

const std::string& Texts::get(std::string_view key) const {
  const Entry* found = find(key);
  if (found == nullptr) throw Bug(fmt::format("bug: no text is called '{}'", key));
  return found->text;
}

std::vector<std::string> Texts::keys() const {
  std::vector<std::string> keys;
  for (const Entry& entry : entries()) keys.emplace_back(entry.key);
  return keys;
}

// Every brace is part of a placeholder: that was checked when the catalogue was read.
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

Texts read_texts(const YamlNode& root, Diagnostics& diagnostics) {
  std::map<std::string, std::string, std::less<>> entries;
  for (const PlacedText& text : flatten_texts(root, diagnostics)) entries[text.key] = text.text;
  return Texts(entries);
}

Texts load_texts(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  std::map<std::string, std::string, std::less<>> entries;
  std::map<std::string, Span> places;
  const Result<std::vector<std::string>> names = list_folder(folder);
  if (!names)
    diagnostics.error({folder.string()}, "texts.unreadable", as_is(names.failure().message));
  for (const std::string& name : names ? *names : std::vector<std::string>{}) {
    if (!name.ends_with(".yaml")) continue;
    const std::string file = (folder / name).string();
    const Result<std::string> content = read_file(folder / name);
    if (!content) diagnostics.error({file}, "texts.unreadable", as_is(content.failure().message));
    if (!content) continue;
    const std::optional<YamlNode> root = read_yaml(file, *content, diagnostics);
    if (!root) continue;
    for (const PlacedText& text : flatten_texts(*root, diagnostics)) {
      const auto [earlier, is_new] = places.emplace(text.key, text.span);
      if (is_new) {
        entries[text.key] = text.text;
        continue;
      }
      diagnostics.error(text.span, "texts.twice",
                        say("the text '{key}' stands in two files", {{"key", text.key}}),
                        say("the first is in {file}:{line}",
                            {{"file", earlier->second.file}, {"line", earlier->second.line}}));
    }
  }
  return Texts(entries);
}

std::map<std::string, std::string> read_text_overrides(const YamlNode& root, const Texts& catalogue,
                                                       Diagnostics& diagnostics) {
  check_schema(root, diagnostics);
  const std::vector<std::string> known = catalogue.keys();
  std::map<std::string, std::string> overrides;
  for (const PlacedText& text : flatten_texts(root, diagnostics)) {
    overrides[text.key] = text.text;
    if (known.empty()) continue;
    if (catalogue.has(text.key)) {
      check_placeholders(text, catalogue.get(text.key), diagnostics);
      continue;
    }
    Sentence hint = did_you_mean(text.key, known);
    if (hint.empty()) hint = say("texts.yaml can only change texts that exist");
    diagnostics.error(text.key_span, "texts.unknown-key",
                      say("no text is called '{key}'", {{"key", text.key}}), hint);
  }
  return overrides;
}

}  // namespace core
