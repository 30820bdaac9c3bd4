// The list of the items of one file, in published order, with a button to move each.
#pragma once

#include <string>
#include <vector>

#include "handler/desk/articles/item_form.h"
#include "handler/publishing/articles/entry_list.h"

namespace handler::desk {

struct ItemRow {
  std::string id;
  std::string name;
  std::vector<std::string> notes = {};
};

// Texts below "desk.publishing.SUBJECT": title, lead, add, none, rows. `data` may hold more for the
// template.
web::Response item_list_page(const Editing& editing, int status, const std::string& subject,
                             const publishing::ListName& list, const std::vector<ItemRow>& rows,
                             core::TemplateData data, const std::vector<FormMistake>& mistakes);

// POST /publishing/SUBJECT/{item}/move: to the place in field `to`, counted from 0. 404 for an item
// that is not there; 409 if it says something else than the page that was sent.
web::Response move_item(const Editing& editing, const std::string& subject,
                        const publishing::ListName& list, const ShowAgain& show_again);

// POST …/remove of an item whose mark is that of its entry.
web::Response remove_item(const Editing& editing, const std::string& subject,
                          const publishing::ListName& list, const ShowAgain& show_again);

// The spot that a form names.
publishing::EntrySpot spot_in(const Visit& visit);
// Whether the entry says something else than the page that was sent.
bool is_outdated(const Editing& editing, const publishing::ListName& list,
                 const publishing::EntrySpot& spot);

}  // namespace handler::desk
