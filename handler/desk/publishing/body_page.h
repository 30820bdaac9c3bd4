// The pages of the bodies and their rosters, as the draft has them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/desk/publishing/editing.h"
#include "handler/publishing/pasted_table.h"
#include "handler/publishing/roster_edits.h"

namespace handler::desk {

// The bodies that this person may change.
web::Response show_bodies(const Visit& visit);
// One of them with its roster and the forms that change it. 404 if the site has no such body, 403
// if it is outside the scope.
web::Response show_body(const Visit& visit);

bool may_change(const Editing& editing, const core::Body& body);

// What the page says about a form that was sent and not kept; its fields come from the form.
struct BodyAnswer {
  int status = 200;
  std::string act;                   // the form: "add", "replace" ...
  std::optional<std::size_t> index;  // of the entry that the form is about
  std::vector<std::string> sentences;
  std::string field;  // of the mistake; "": the whole form
  std::vector<publishing::TableMistake> in_table;
  bool ask_concurrent = false;  // whether the new person is the same as one in another body
};
web::Response body_page(const Editing& editing, const core::Body& body, const BodyAnswer& answer);

// "body:index:mark", as a checkbox of another entry with the same person is called.
std::string spot_in_words(const publishing::RosterSpot& spot);
std::optional<publishing::RosterSpot> spot_from(std::string_view text);

// "组长 方向明", or the post or unit if there is no name.
std::string entry_in_words(const core::RosterEntry& entry);

}  // namespace handler::desk
