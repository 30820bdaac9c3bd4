// Walks the tree of windows, and cuts it into pages.
#include "handler/desk/directory/window_list.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

constexpr std::size_t kWindowsAPage = 50;

void add_from(const Editing& editing, const core::Window& window,
              std::vector<const core::Window*>& windows) {
  const core::WindowTree& tree = editing.site().windows;
  windows.push_back(&window);
  for (const auto i : tree.below(window)) add_from(editing, tree[i], windows);
}

// The windows of the scope that have none of the scope above them.
std::vector<const core::Window*> tops(const Editing& editing) {
  const core::WindowTree& tree = editing.site().windows;
  std::vector<const core::Window*> tops;
  for (const core::Window& window : tree) {
    const core::Window* above = tree.above(window);
    const bool is_top = above == nullptr || !editing.scope.holds(above->id);
    if (is_top && editing.scope.holds(window.id)) tops.push_back(&window);
  }
  return tops;
}

bool is_found(const core::Window& window, const std::string& searched) {
  return searched.empty() || window.name.find(searched) != std::string::npos ||
         window.area.find(searched) != std::string::npos;
}

void add_window_row(core::TemplateData& data, const Visit& visit, const core::Window& window) {
  const core::Texts& texts = visit.texts();
  core::TemplateData& row = data.add("ROW");
  row.set("ROW_ID", window.id)
      .set("ROW_NAME", window.short_name())
      .set("ROW_LEVEL", texts.get("level." + window.level))
      .set_optional("ROW_PHONE", phones_in_words(window))
      .set_optional("ROW_HOURS", window.hours ? core::to_text(*window.hours) : "")
      .show_if(!window.phone_from.empty(), "ROW_PHONE_ABOVE")
      .show_if(!window.hours_from.empty(), "ROW_HOURS_ABOVE")
      .show_if(window.planned, "ROW_PLANNED")
      .show_if(!window.planned && window.lacks.empty(), "ROW_COMPLETE");
  for (const std::string& lack : window.lacks)
    row.add("ROW_LACK").set("LACK_NAME", texts.get("changes.value.lacks." + lack));
}

}  // namespace

std::string phones_in_words(const core::Window& window) {
  std::string words = window.phone;
  for (const std::string& phone : window.more_phones) words += ", " + phone;
  return words;
}

std::vector<const core::Window*> windows_to_edit(const Editing& editing, const std::string& below) {
  std::vector<const core::Window*> windows;
  if (below.empty()) {
    for (const core::Window* top : tops(editing)) add_from(editing, *top, windows);
    return windows;
  }
  const core::Window* window = editing.site().window(below);
  if (window != nullptr && editing.scope.holds(below)) add_from(editing, *window, windows);
  return windows;
}

ListPart part_of(std::size_t size, std::size_t rows, std::string_view page) {
  ListPart part;
  part.pages = std::max<std::size_t>((size + rows - 1) / rows, 1);
  const int asked = core::number_from_digits(page).value_or(1);
  part.page = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(asked, 1)), 1, part.pages);
  part.begin = (part.page - 1) * rows;
  part.end = std::min(size, part.begin + rows);
  return part;
}

void add_pages(core::TemplateData& data, const ListPart& part, const std::string& address) {
  if (part.pages == 1) return;
  const auto page = [&](std::size_t number) { return address + "&page=" + std::to_string(number); };
  data.show("HAS_PAGES")
      .set("PAGE_NUMBER", std::to_string(part.page))
      .set("PAGE_COUNT", std::to_string(part.pages))
      .set_optional("PAGE_BEFORE", part.page > 1 ? page(part.page - 1) : "")
      .set_optional("PAGE_AFTER", part.page < part.pages ? page(part.page + 1) : "");
}

web::Response show_windows(const Visit& visit) {
  const OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return opened.refusal;
  const Editing& editing = *opened.editing;
  const std::string searched = core::trimmed(visit.request.query.get("q"));
  const std::string below(visit.request.query.get("below"));
  std::vector<const core::Window*> windows = windows_to_edit(editing, below);
  std::erase_if(windows, [&](const core::Window* window) { return !is_found(*window, searched); });
  const ListPart part = part_of(windows.size(), kWindowsAPage, visit.request.query.get("page"));
  core::TemplateData data;
  for (std::size_t i = part.begin; i < part.end; ++i) add_window_row(data, visit, *windows[i]);
  data.set("TYPED_SEARCH", searched)
      .set("ASKED_BELOW", below)
      .set("ROW_COUNT", std::to_string(windows.size()))
      .show_if(editing.scope.whole_site, "WHOLE_SITE")
      .show_if(!windows.empty(), "HAS_ROWS")
      .show_if(windows.empty(), "NO_ROWS")
      .show_if(!searched.empty() || !below.empty(), "IS_PART");
  add_pages(data, part,
            editing.root() + "/windows?below=" + web::url_encoded(below) +
                "&q=" + web::url_encoded(searched));
  add_kept_notice(data, editing);
  return desk_page(visit, 200, "desk/publishing_windows",
                   visit.texts().get("desk.publishing.windows.title"), data);
}

}  // namespace handler::desk
