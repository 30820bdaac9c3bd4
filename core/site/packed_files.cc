// Names, writes and reads the pieces of a published site's pack.
#include "core/site/packed_files.h"

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/input/yaml_tree.h"
#include "core/site/site_loader.h"

namespace core {
namespace {

constexpr std::array kTexts = {&Window::id,    &Window::area,       &Window::name,
                               &Window::level, &Window::parent,     &Window::hall,
                               &Window::place, &Window::address,    &Window::phone,
                               &Window::sign,  &Window::phone_from, &Window::hours_from};
constexpr std::string_view kYes = "1";
constexpr const char* kMainWindowPiece = "window";
constexpr const char* kWindowsPiece = "windows";

std::string_view yes_or_nothing(bool answer) {
  return answer ? kYes : std::string_view();
}

std::string tree_piece(const std::string& file) {
  return "trees/" + file;
}

// Every field of a window but its place in a file, each with a zero byte behind it.
std::string as_bytes(const Window& window) {
  std::string bytes;
  const auto add = [&bytes](std::string_view text) { bytes.append(text).push_back('\0'); };
  for (const auto text : kTexts) add(window.*text);
  add(window.hours ? to_text(*window.hours) : "");
  add(yes_or_nothing(window.hours && window.hours->published));
  add(yes_or_nothing(window.planned));
  add(iso_or_empty(window.set_up));
  add(joined(window.lacks, " "));
  add(joined(window.more_phones, ","));
  return bytes;
}

// The window at the front of such bytes.
Window take_window(std::string_view& bytes) {
  Window window;
  const auto take = [&bytes] { return take_until(bytes, '\0'); };
  for (const auto text : kTexts) window.*text = take();
  window.hours = office_hours_from_text(std::string(take()));
  const bool published = take() == kYes;
  if (window.hours) window.hours->published = published;
  window.planned = take() == kYes;
  window.set_up = day_from_iso(take());
  const std::string_view lacks = take();
  if (!lacks.empty()) window.lacks = split(lacks, ' ');
  const std::string_view phones = take();
  if (!phones.empty()) window.more_phones = split(phones, ',');
  return window;
}

}  // namespace

std::string text_piece(const std::string& file) {
  return "files/" + file;
}

std::optional<std::string> packed_text(const Pack& pack, const std::string& file,
                                       Diagnostics& diagnostics) {
  Result<std::string> text = pack.read(text_piece(file));
  if (text) return std::move(*text);
  diagnostics.error({file}, "site.unreadable", as_is(text.failure().message));
  return std::nullopt;
}

std::optional<YamlNode> packed_tree(const Pack& pack, const std::string& file,
                                    Diagnostics& diagnostics) {
  const Result<std::string> bytes = pack.read(tree_piece(file));
  std::optional<YamlNode> root;
  if (bytes) root = tree_from_bytes(*bytes);
  if (!root) {
    diagnostics.error({file}, "site.unreadable",
                      bytes ? say("the tree is damaged") : as_is(bytes.failure().message));
  }
  return root;
}

Pieces pieces_of(const LoadedSite& loaded) {
  Pieces pieces;
  for (const auto& [file, text] : loaded.files) pieces[text_piece(file)] = text;
  for (const auto& [file, tree] : loaded.trees) pieces[tree_piece(file)] = tree;
  const WindowTree& windows = loaded.site.windows;
  if (!windows.empty()) pieces[kMainWindowPiece] = as_bytes(windows.front());
  std::string& all = pieces[kWindowsPiece];
  for (const Window& window : windows) all += as_bytes(window);
  return pieces;
}

Result<WindowTree> packed_windows(const Pack& pack) {
  if (!pack.has(kMainWindowPiece)) return WindowTree();
  const Result<std::string> main = pack.read(kMainWindowPiece);
  if (!main) return main.failure();
  std::string_view bytes = *main;
  return WindowTree(take_window(bytes), [pack] {
    const Result<std::string> all = pack.read(kWindowsPiece);
    if (!all) throw DamagedPiece(all.failure().message);
    std::vector<Window> windows;
    for (std::string_view left = *all; !left.empty();) windows.push_back(take_window(left));
    return windows;
  });
}

}  // namespace core
