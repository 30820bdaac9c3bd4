// The windows that an editor may change, as a list to search in and to choose from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/directory/window.h"
#include "core/page/page_template.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/windows: `q` finds by name, `below` shows one window and those below it, `page`
// counts from 1.
web::Response show_windows(const Visit& visit);

// -- shared with the other pages of windows

// The windows of the editor's scope from the tree's top down, each before those below it. `below`:
// only that window and those below it; "": all.
std::vector<const core::Window*> windows_to_edit(const Editing& editing, const std::string& below);

// Which part of a long list a page shows.
struct ListPart {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t page = 1;
  std::size_t pages = 1;
};
ListPart part_of(std::size_t size, std::size_t rows, std::string_view page);
// PAGE_NUMBER, PAGE_COUNT, and PAGE_BEFORE and PAGE_AFTER where there are such; nothing if all rows
// are on one page. `address` ends with a query, "…?below=main", and gets the page behind it.
void add_pages(core::TemplateData& data, const ListPart& part, const std::string& address);

// "0999-5550001, 0999-5550002"; "" if it has none.
std::string phones_in_words(const core::Window& window);

}  // namespace handler::desk
