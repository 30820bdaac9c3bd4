// An editor of the whole demo, its content as it is shipped, and what their draft holds.
#pragma once

#include <optional>
#include <string>

#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {

class ItemsFixture : public DeskFixture, public ::testing::Test {
 protected:
  ItemsFixture() { services().place.content = handler::testing::source_folder() / "content"; }

  web::Response look_at(const std::string& page) const {
    return get("demo/publishing/" + page, session_);
  }
  web::Response send(const std::string& page, Form form) const {
    return post("demo/publishing/" + page, session_, std::move(form));
  }
  // The mark in the form of a page.
  std::string mark_on(const std::string& page) const {
    const std::string body = look_at(page).body;
    const std::string begin = "name=\"mark\" value=\"";
    const std::size_t at = body.find(begin);
    if (at == std::string::npos) return "no mark";
    const std::size_t start = at + begin.size();
    return body.substr(start, body.find('"', start) - start);
  }
  // What the draft makes of a file; nothing if it takes it out or leaves it.
  std::optional<std::string> drafted(const std::string& file) {
    const store::Draft draft = store().draft(editor_, "demo").value();
    for (const store::DraftFile& one : draft.files) {
      if (one.path == file) return one.text;
    }
    return std::nullopt;
  }
  std::size_t drafted_files() { return store().draft(editor_, "demo").value().files.size(); }
  // The status for an editor of one town.
  int for_a_town(const std::string& method, const std::string& page) {
    const std::string town = enter_as_role(core::Role::editor, "", "qinghe");
    const std::string path = "demo/publishing/" + page;
    return (method == "GET" ? get(path, town) : post(path, town)).status;
  }

 private:
  std::int64_t editor_ = add_user("editor", {{"demo", core::Role::editor, "", ""}});
  std::string session_ = enter_as(editor_);
};

// Where a kept change leads.
inline std::string kept_at(const std::string& page) {
  return "/handle/desk/demo/publishing/" + page + "?kept=yes";
}

}  // namespace handler::desk::testing
