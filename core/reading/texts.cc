// The catalogue of visible texts: read from nested maps, flattened to dotted keys, looked up and
// filled in.
#include "core/reading/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/quick_hash.h"
#include "core/base/text.h"
#include "core/reading/ids.h"
#include "core/reading/text_keys.h"

namespace core {
namespace {

using Size = std::uint32_t;
constexpr std::size_t kSizes = 2 * sizeof(Size);  // bytes before a key
constexpr std::size_t kBytesOfAText = 50;         // about, with its key
constexpr std::size_t kFewestSlots = 16;
constexpr std::string_view kPieces = "texts/";

void add_size(std::string& bytes, std::size_t size) {
  const auto number = static_cast<Size>(size);
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

// In the machine's byte order: a build reads only what the same build wrote.
Size size_at(std::string_view bytes, std::size_t place) {
  Size size = 0;
  std::memcpy(&size, bytes.substr(place, sizeof size).data(), sizeof size);
  return size;
}

// The hash of a piece finds damage of the disk, not a piece that was written wrongly.
void check_piece(bool is_good) {
  if (!is_good) throw DamagedPiece("the texts are damaged");
}

Texts::Entry entry_at(std::string_view bytes, std::size_t place) {
  check_piece(place <= bytes.size() && bytes.size() - place >= kSizes);
  const std::size_t key = size_at(bytes, place);
  const std::size_t text = size_at(bytes, place + sizeof(Size));
  check_piece(bytes.size() - place - kSizes >= key + text);
  return {bytes.substr(place + kSizes, key), bytes.substr(place + kSizes + key, text)};
}

std::size_t bytes_of(const Texts::Entry& entry) {
  return kSizes + entry.key.size() + entry.text.size();
}

std::vector<Texts::Entry> entries_in(std::string_view bytes) {
  std::vector<Texts::Entry> entries;
  entries.reserve(bytes.size() / kBytesOfAText);
  for (std::size_t place = 0; place < bytes.size(); place += bytes_of(entries.back()))
    entries.push_back(entry_at(bytes, place));
  return entries;
}

// What is published of texts that stand one behind the other: how many slots there are, the slots,
// the texts. A slot has 1 + the place of a text whose key has its hash, or 0; at most half are
// taken.
std::string with_slots(const std::string& texts) {
  const std::vector<Texts::Entry> entries = entries_in(texts);
  std::vector<std::size_t> slots(std::bit_ceil(std::max(2 * entries.size(), kFewestSlots)));
  std::size_t place = 0;
  for (const Texts::Entry& entry : entries) {
    std::size_t slot = quick_hash(entry.key);
    while (slots[slot % slots.size()] != 0) ++slot;
    slots[slot % slots.size()] = place + 1;
    place += bytes_of(entry);
  }
  std::string bytes;
  add_size(bytes, slots.size());
  for (const std::size_t slot : slots) add_size(bytes, slot);
  return bytes + texts;
}

// For looking up a name without copying it.
struct QuickHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return quick_hash(name); }
};

// The first part of a key.
std::string_view room_of(std::string_view key) {
  return key.substr(0, key.find('.'));
}

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

// All texts of a folder, with their places; what cannot be read is left out.
std::vector<PlacedText> placed_texts(const std::filesystem::path& folder,
                                     Diagnostics& diagnostics) {
  std::vector<PlacedText> all;
  const Result<std::vector<std::string>> names = list_folder(folder);
  for (const std::string& name : names ? *names : std::vector<std::string>{}) {
    const Result<std::string> content = read_file(folder / name);
    if (!content || !name.ends_with(".yaml")) continue;
    const auto root = read_yaml((folder / name).string(), *content, diagnostics);
    if (!root) continue;
    for (PlacedText& text : flatten_texts(*root, diagnostics)) all.push_back(std::move(text));
  }
  return all;
}

// How many bytes two keys have in common at their beginning.
std::ptrdiff_t alike(std::string_view one, std::string_view other) {
  return std::ranges::mismatch(one, other).in1 - one.begin();
}

}  // namespace

MissingText::MissingText(std::string_view missing)
    : Bug(fmt::format("bug: no text is called '{}'", missing)), key(missing) {}

// The texts whose keys begin alike, as they are published; each is the sizes of key and text, and
// both themselves.
class Texts::Room {
 public:
  explicit Room(std::string bytes) : bytes_(std::move(bytes)) {}
  Room(const Pack& pack, std::string piece) : pack_(&pack), piece_(std::move(piece)) {}

  const std::string& bytes() const {
    if (pack_ != nullptr) std::call_once(once_, [this] { read(); });
    return bytes_;
  }

  std::vector<Entry> entries() const {
    const std::string_view all = bytes();
    return entries_in(all.substr(place_of_slot(size_at(all, 0))));
  }

  std::optional<std::string_view> find(std::string_view key) const {
    const std::string_view all = bytes();
    const std::size_t slots = size_at(all, 0);  // a power of two
    const std::string_view texts = all.substr(place_of_slot(slots));
    const std::size_t first = quick_hash(key);
    for (std::size_t slot = first; slot != first + slots; ++slot) {
      const std::size_t place = size_at(all, place_of_slot(slot & (slots - 1)));
      if (place == 0) return std::nullopt;
      const Entry entry = entry_at(texts, place - 1);
      if (entry.key == key) return entry.text;
    }
    throw DamagedPiece("the texts leave no slot free");
  }

 private:
  static std::size_t place_of_slot(std::size_t slot) { return (1 + slot) * sizeof(Size); }

  void read() const {
    Result<std::string> read = pack_->read(piece_);
    if (!read) throw DamagedPiece(read.failure().message);
    check_piece(read->size() >= sizeof(Size));
    const std::size_t slots = size_at(*read, 0);
    check_piece(std::has_single_bit(slots) && place_of_slot(slots) <= read->size());
    bytes_ = std::move(*read);
  }

  const Pack* pack_ = nullptr;
  std::string piece_;
  mutable std::once_flag once_;  // guards what is below
  mutable std::string bytes_;
};

struct Texts::Catalogue {
  std::optional<Pack> pack;  // outlives the rooms that read it
  std::unordered_map<std::string, Room, QuickHash, std::equal_to<>> rooms;

  std::optional<std::string_view> find(std::string_view key) const {
    const auto room = rooms.find(room_of(key));
    if (room == rooms.end()) return std::nullopt;
    return room->second.find(key);
  }

  // The text with this key.
  std::string_view at(std::string_view key) const {
    const std::optional<std::string_view> text = find(key);
    if (!text) throw MissingText(key);
    return *text;
  }
};

Texts::Texts(const Entries& entries) {
  std::map<std::string, std::string, std::less<>> bytes;
  for (const auto& [key, text] : entries) {
    std::string& room = bytes[std::string(room_of(key))];
    add_size(room, key.size());
    add_size(room, text.size());
    room.append(key).append(text);
  }
  auto catalogue = std::make_shared<Catalogue>();
  for (const auto& [room, own] : bytes) catalogue->rooms.try_emplace(room, with_slots(own));
  catalogue_ = std::move(catalogue);
}

Texts Texts::ready(Pack pack) {
  auto catalogue = std::make_shared<Catalogue>();
  const Pack& kept = catalogue->pack.emplace(std::move(pack));
  for (const std::string& piece : kept.names_below(kPieces))
    catalogue->rooms.try_emplace(piece.substr(kPieces.size()), kept, piece);
  return Texts(std::move(catalogue));
}

Pieces Texts::pieces() const {
  Pieces pieces;
  for (const auto& [name, room] : catalogue_->rooms)
    pieces[std::string(kPieces) + name] = room.bytes();
  return pieces;
}

Texts Texts::with(const std::map<std::string, std::string>& overrides) const {
  if (overrides.empty()) return *this;
  Entries all;
  for (const Entry& entry : entries()) all.emplace(entry.key, entry.text);
  for (const auto& [key, text] : overrides) all[key] = text;
  return Texts(all);
}

bool Texts::has(std::string_view key) const {
  return catalogue_->find(key).has_value();
}

std::string Texts::get(std::string_view key) const {
  return std::string(catalogue_->at(key));
}

std::vector<Texts::Entry> Texts::entries() const {
  std::vector<Entry> all;
  for (const auto& [name, room] : catalogue_->rooms) {
    const std::vector<Entry> own = room.entries();
    all.insert(all.end(), own.begin(), own.end());
  }
  std::ranges::sort(all, {}, &Entry::key);
  return all;
}

std::vector<Texts::Entry> Texts::below(std::string_view head) const {
  std::vector<Entry> below;
  const auto room = catalogue_->rooms.find(room_of(head));
  if (room == catalogue_->rooms.end()) return below;
  for (const Entry& entry : room->second.entries()) {
    if (entry.key.starts_with(head)) below.push_back({entry.key.substr(head.size()), entry.text});
  }
  return below;
}

std::vector<std::string> Texts::keys() const {
  std::vector<std::string> keys;
  for (const Entry& entry : entries()) keys.emplace_back(entry.key);
  return keys;
}

// Every brace is part of a placeholder: that was checked when the catalogue was read.
std::string Texts::format(std::string_view key, Values values) const {
  std::string_view rest = catalogue_->at(key);
  std::string result;
  while (true) {
    const std::size_t open = rest.find('{');
    result += rest.substr(0, open);
    if (open == std::string_view::npos) return result;
    const std::size_t close = std::min(rest.find('}', open), rest.size() - 1);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto* value = std::ranges::find(values, name, &Values::value_type::first);
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

void report_missing_text(const std::filesystem::path& folder, const std::string& key,
                         Diagnostics& diagnostics) {
  const std::vector<PlacedText> texts = placed_texts(folder, diagnostics);
  const auto nearest = std::ranges::max_element(
      texts, {}, [&](const PlacedText& text) { return alike(text.key, key); });
  const bool is_alone = nearest == texts.end() || alike(nearest->key, key) == 0;
  diagnostics.error(is_alone ? Span{folder.string()} : nearest->key_span, "texts.missing",
                    say("no text is called '{key}'", {{"key", key}}),
                    is_alone
                        ? say("a page needs it")
                        : say("a page needs it: add it beside '{near}'", {{"near", nearest->key}}));
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
