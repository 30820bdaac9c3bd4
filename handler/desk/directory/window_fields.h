// What the forms of one window share: opening it, its fields, and reading them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/directory/window_words.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/publishing/editing.h"
#include "handler/publishing/directory/window_edits.h"

namespace handler::desk {

// The columns that are one line in the form.
inline constexpr std::array kWindowLines = {core::WindowColumn::hall, core::WindowColumn::place,
                                            core::WindowColumn::address, core::WindowColumn::phone,
                                            core::WindowColumn::hours};
// What the window is called: lines that only editors of the whole site have.
inline constexpr std::array kWindowNames = {core::WindowColumn::area, core::WindowColumn::name};

// A window of the editor's scope, as the draft has it.
struct OpenWindow {
  Editing editing;
  const core::Window* window = nullptr;  // of the editing's site; never null
  publishing::WindowEntry entry;

  bool is_main() const { return window == &editing.site().windows.front(); }
};
struct OpenedWindow {
  std::optional<OpenWindow> open;
  web::Response refusal;
};
// The window in the path; 404 if it is not in the editor's scope.
OpenedWindow open_window(const Visit& visit);

// The name of a column's input, which is its key in windows.yaml.
std::string name_of(core::WindowColumn column);
// What the entry says, as the form shows it.
web::Fields typed_of(const publishing::WindowEntry& entry);
// Reads the form; adds a mistake for each value that the reader would refuse.
publishing::WindowValues values_in(const Visit& visit, const web::Fields& typed,
                                   std::vector<FormMistake>& mistakes);
// "desk.publishing.directory.mistake.MISTAKE".
std::string mistake_words(const Visit& visit, const std::string& mistake);
// Reads one of kWindowNames or the id of a new window into `values`.
void read_name(const Visit& visit, core::WindowColumn column, publishing::WindowValues& values,
               std::vector<FormMistake>& mistakes);
// Adds the mistake of a window without any name.
void check_names(const Visit& visit, const publishing::WindowValues& values,
                 std::vector<FormMistake>& mistakes);
// The field of such a column.
void add_name_field(core::TemplateData& data, const core::Texts& texts, core::WindowColumn column,
                    const web::Fields& typed, const std::vector<FormMistake>& mistakes);
// The other fields; `above` is the window whose phones and hours an empty field gets, or null.
void add_window_fields(core::TemplateData& data, const Editing& editing, const core::Window* above,
                       const web::Fields& typed, const std::vector<FormMistake>& mistakes);

}  // namespace handler::desk
