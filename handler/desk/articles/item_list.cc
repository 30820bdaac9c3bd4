// Draws rows, and moves or removes one entry of a file.
#include "handler/desk/articles/item_list.h"

#include <utility>

#include "handler/desk/page.h"
#include "handler/desk/publishing/typed_values.h"

namespace handler::desk {

using publishing::EntrySpot;
using publishing::ListName;

web::Response item_list_page(const Editing& editing, int status, const std::string& subject,
                             const ListName& list, const std::vector<ItemRow>& rows,
                             core::TemplateData data, const std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  const auto text = [&](const char* key) {
    return visit.texts().get("desk.publishing." + subject + "." + key);
  };
  data.set("ITEM_SUBJECT", subject)
      .set("LIST_TITLE", text("title"))
      .set("LIST_LEAD", text("lead"))
      .set("LIST_ADD", text("add"))
      .set("LIST_NONE", text("none"))
      .set("LIST_ROWS", text("rows"))
      .show_if(rows.empty(), "NO_ROWS")
      .show_if(!rows.empty(), "HAS_ROWS");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    core::TemplateData& row = data.add("ITEM_ROW");
    row.set("ROW_ID", rows[i].id)
        .set("ROW_NAME", rows[i].name)
        .set("ROW_MARK", publishing::mark_of_entry(editing.copy.edited, list, rows[i].id));
    if (i > 0) row.set_optional("ROW_UP", std::to_string(i - 1));
    if (i + 1 < rows.size()) row.set_optional("ROW_DOWN", std::to_string(i + 1));
    for (const std::string& note : rows[i].notes) row.add("ROW_NOTE").set("NOTE_TEXT", note);
  }
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_items", text("title"), data);
}

EntrySpot spot_in(const Visit& visit) {
  return {visit.parameters.find("item")->second, std::string(visit.form.get("mark"))};
}

bool is_outdated(const Editing& editing, const ListName& list, const EntrySpot& spot) {
  return publishing::mark_of_entry(editing.copy.edited, list, spot.id) != spot.mark;
}

web::Response move_item(const Editing& editing, const std::string& subject, const ListName& list,
                        const ShowAgain& show_again) {
  const EntrySpot spot = spot_in(editing.visit);
  if (publishing::mark_of_entry(editing.copy.edited, list, spot.id).empty())
    return web::not_found();
  const std::optional<std::size_t> to = typed_number(editing.visit, "to");
  if (!to) return web::bad_request();
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::move_entry(texts, list, spot, *to);
      },
      editing.root() + "/" + subject, show_again);
}

web::Response remove_item(const Editing& editing, const std::string& subject, const ListName& list,
                          const ShowAgain& show_again) {
  return keep_edit(
      editing,
      [&](const core::FolderTexts& texts) {
        return publishing::remove_entry(texts, list, spot_in(editing.visit));
      },
      editing.root() + "/" + subject, show_again);
}

}  // namespace handler::desk
