// Writes a window as a row of texts and reads it back.
#include "core/site/packed_windows.h"

#include <array>
#include <utility>

#include "core/base/text.h"

namespace core {
namespace {

constexpr std::array kTexts = {&Window::id,    &Window::area,       &Window::name,
                               &Window::level, &Window::parent,     &Window::hall,
                               &Window::place, &Window::address,    &Window::phone,
                               &Window::sign,  &Window::phone_from, &Window::hours_from};
constexpr std::string_view kYes = "1";

std::string_view yes_or_nothing(bool answer) {
  return answer ? kYes : std::string_view();
}

}  // namespace

std::string windows_as_bytes(const WindowTree& windows) {
  std::string bytes;
  const auto add = [&bytes](std::string_view text) { bytes.append(text).push_back('\0'); };
  for (const Window& window : windows) {
    for (const auto text : kTexts) add(window.*text);
    add(window.hours ? to_text(*window.hours) : "");
    add(yes_or_nothing(window.hours && window.hours->published));
    add(yes_or_nothing(window.planned));
    add(window.set_up ? to_iso(*window.set_up) : "");
    add(joined(window.lacks, " "));
  }
  return bytes;
}

WindowTree windows_from_bytes(std::string_view bytes) {
  std::vector<Window> windows;
  const auto take = [&bytes] { return take_until(bytes, '\0'); };
  while (!bytes.empty()) {
    Window& window = windows.emplace_back();
    for (const auto text : kTexts) window.*text = take();
    window.hours = office_hours_from_text(std::string(take()));
    const bool published = take() == kYes;
    if (window.hours) window.hours->published = published;
    window.planned = take() == kYes;
    window.set_up = day_from_iso(take());
    const std::string_view lacks = take();
    if (!lacks.empty()) window.lacks = split(lacks, ' ');
  }
  return WindowTree(std::move(windows));
}

}  // namespace core
