// Reads windows from YAML: the site's windows.yaml, and the files of towns in windows/.
#include "core/directory/window_reader.h"

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/input/typos.h"
#include "core/reading/ids.h"
#include "core/reading/phone.h"
#include "core/reading/values.h"

namespace core {
namespace {

constexpr int kMostExpected = 1'000'000;

// A word of `words`; otherwise reports the mistake and returns nothing.
template <std::size_t N>
std::string optional_word_of(MapReader& reader, std::string_view key,
                             const std::array<std::string_view, N>& words) {
  std::string word = reader.optional_text(key);
  if (word.empty() || contains(words, word)) return word;
  report_unknown_word(reader, key, "site.unknown-word", word, {words.begin(), words.end()});
  return {};
}

std::vector<std::string> read_lacks(MapReader& reader, Diagnostics& diagnostics) {
  std::vector<std::string> lacks = reader.optional_texts("lacks");
  const YamlNode* node = reader.optional_node("lacks");
  for (std::size_t i = 0; i < lacks.size(); ++i) {
    if (contains(kWindowLacks, lacks[i])) continue;
    const bool in_list = i < node->items.size();
    diagnostics.error(
        in_list ? node->items[i].span : node->span, "site.unknown-word",
        say("'{key}' cannot be '{word}'",
            {{"key", as_is("lacks")}, {"word", shortened(lacks[i], 40)}}),
        hint_among(lacks[i], term("words"), {kWindowLacks.begin(), kWindowLacks.end()}));
  }
  return lacks;
}

void read_window_phones(MapReader& reader, Window& window) {
  const std::string text = reader.optional_text("phone");
  window.set_phones(published_phones(text));
  if (text.empty() || !window.phone.empty()) return;
  reader.error("phone", "site.phone",
               say("'{text}' is not a phone number", {{"text", shortened(text, 40)}}),
               typing_hint(text, kPhoneHint));
}

// true, false, or the day on which the window was set up.
void read_set_up(MapReader& reader, Window& window) {
  const std::string text = reader.optional_text("set_up");
  window.planned = text == "false";
  if (text.empty() || text == "true" || text == "false") return;
  window.set_up = optional_date(reader, "set_up");
}

Window read_window(MapReader& reader, Diagnostics& diagnostics) {
  Window window;
  window.id = read_id(reader);
  window.area = reader.optional_text("area");
  window.name = window.area.empty() ? reader.required_text("name") : reader.optional_text("name");
  reader.required_text("level");
  window.level = optional_word_of(reader, "level", kWindowLevels);
  window.parent = reader.optional_text("parent");
  window.hall = reader.optional_text("hall");
  window.place = reader.optional_text("place");
  window.address = reader.optional_text("address");
  read_window_phones(reader, window);
  window.hours = optional_hours(reader, "hours");
  window.sign = optional_word_of(reader, "sign", kWindowSigns);
  read_set_up(reader, window);
  window.lacks = read_lacks(reader, diagnostics);
  window.span = reader.span_of("id");
  return window;
}

void add_windows(const std::vector<const YamlNode*>& nodes, bool own_file, WindowSources& sources,
                 Diagnostics& diagnostics) {
  const std::size_t first = sources.drafts.size();
  for (const YamlNode* node : nodes) {
    MapReader reader(*node, "window", diagnostics);
    WindowDraft draft{.window = read_window(reader, diagnostics),
                      .parent_span = reader.span_of("parent")};
    if (own_file && sources.drafts.size() > first) draft.default_parent = first;
    if (draft.window.parent.empty()) draft.parent_span = draft.window.span;
    sources.drafts.push_back(std::move(draft));
    reader.finish();
  }
}

void read_window_goal(const YamlNode& node, WindowSources& sources, Diagnostics& diagnostics) {
  MapReader reader(node, "goal", diagnostics);
  for (const std::string_view level : kWindowLevels) {
    if (reader.optional_node(level) == nullptr) continue;
    sources.goal.expected[std::string(level)] = reader.optional_number(level, 1, 1, kMostExpected);
    sources.goal_spans[std::string(level)] = reader.span_of(level);
  }
  sources.goal.by = optional_date(reader, "by");
  reader.finish();
}

}  // namespace

void read_windows(const YamlNode& root, bool others, WindowSources& sources,
                  Diagnostics& diagnostics) {
  MapReader reader(root, "file of windows", diagnostics);
  read_schema(reader);
  if (const YamlNode* goal = reader.optional_node("expected")) {
    read_window_goal(*goal, sources, diagnostics);
  }
  const auto nodes = others ? reader.optional_list("windows") : required_list(reader, "windows");
  reader.finish();
  add_windows(nodes, /*own_file=*/false, sources, diagnostics);
}

void read_window_file(const YamlNode& root, WindowSources& sources, Diagnostics& diagnostics) {
  MapReader reader(root, "file of windows", diagnostics);
  read_schema(reader);
  const auto nodes = required_list(reader, "windows");
  reader.finish();
  add_windows(nodes, /*own_file=*/true, sources, diagnostics);
}

}  // namespace core
