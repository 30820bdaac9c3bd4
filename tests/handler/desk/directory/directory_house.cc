// Makes editors, and reads drafts and hidden fields.
#include "tests/handler/desk/directory/directory_house.h"

#include <algorithm>

#include "core/input/html_scan.h"

namespace handler::desk::testing::directory {

Editor DirectoryHouse::editor(const std::string& window) {
  const std::int64_t user =
      add_user("editor" + std::to_string(++editors_), {{"demo", core::Role::editor, window, ""}});
  return {user, enter_as(user)};
}

std::string DirectoryHouse::drafted(const Editor& editor, const std::string& file) {
  const store::Draft draft = store().draft(editor.user, "demo").value();
  const auto found = std::ranges::find(draft.files, file, &store::DraftFile::path);
  return found == draft.files.end() ? "" : found->text.value_or("(removed)");
}

std::size_t DirectoryHouse::files_in_draft(const Editor& editor) {
  return store().draft(editor.user, "demo").value().files.size();
}

std::string hidden_in(std::string_view html, std::string_view name) {
  core::HtmlScanner page(html);
  while (page.next()) {
    if (page.kind() != core::HtmlScanner::Kind::start_tag || page.words() != "input") continue;
    std::string found;
    bool is_hidden = false;
    bool is_named = false;
    for (const core::HtmlAttribute& one : page.attributes()) {
      if (one.name == "type") is_hidden = one.value == "hidden";
      if (one.name == "name") is_named = one.value == name;
      if (one.name == "value") found = core::decoded_value(one.value);
    }
    if (is_hidden && is_named) return found;
  }
  return {};
}

Form with_value(Form form, const std::string& name, const std::string& value) {
  std::erase_if(form, [&](const auto& field) { return field.first == name; });
  form.emplace_back(name, value);
  return form;
}

}  // namespace handler::desk::testing::directory
