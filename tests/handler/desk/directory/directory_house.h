// An office in which windows, units and notices are edited, by editors of the whole site and of
// single windows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing::directory {

struct Editor {
  std::int64_t user = 0;
  std::string session;
};

class DirectoryHouse : public EditorHouse {
 public:
  // An editor of the demo: of the whole site, or of a window and those below it.
  Editor editor(const std::string& window = "");
  // A file as the editor's draft has it; "" if it is not in the draft.
  std::string drafted(const Editor& editor, const std::string& file);
  std::size_t files_in_draft(const Editor& editor);

  web::Response page(const Editor& editor, const std::string& path) const {
    return get("demo/publishing/" + path, editor.session);
  }
  web::Response send(const Editor& editor, const std::string& path, Form form) const {
    return post("demo/publishing/" + path, editor.session, std::move(form));
  }

 private:
  int editors_ = 0;
};

// The value of a hidden field; "" if there is none.
std::string hidden_in(std::string_view html, std::string_view name);
// The form with one value set.
Form with_value(Form form, const std::string& name, const std::string& value);

}  // namespace handler::desk::testing::directory
