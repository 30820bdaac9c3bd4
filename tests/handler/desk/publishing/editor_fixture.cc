// Copies the content, and acts for editors and the publisher.
#include "tests/handler/desk/publishing/editor_fixture.h"

#include <stdexcept>

#include "core/base/files.h"
#include "handler/publishing/working_copy.h"

namespace handler::desk::testing {

namespace fs = std::filesystem;

EditorHouse::EditorHouse() {
  const fs::path source = handler::testing::source_folder() / "content";
  const fs::path content = content_folder_.path();
  fs::create_directories(content / "sites");
  fs::copy(source / "calendar", content / "calendar", fs::copy_options::recursive);
  fs::copy(source / "sites" / "demo", content / "sites" / "demo", fs::copy_options::recursive);
  services().place.content = content;
  services().place.data = data_folder();
  author = add_user("author", {{"demo", core::Role::editor, "", ""}});
  second = add_user("second", {{"demo", core::Role::editor, "", ""}});
  at_author = enter_as(author);
  at_second = enter_as(second);
}

fs::path EditorHouse::file(const std::string& name) const {
  return content_folder_.path() / "sites" / "demo" / name;
}

std::string EditorHouse::standing(const std::string& name) const {
  return core::read_file(file(name)).value();
}

void EditorHouse::write(const std::string& name, const std::string& text) const {
  if (!core::write_file_atomically(file(name), text)) throw std::runtime_error("no " + name);
}

std::string EditorHouse::replaced(const std::string& name, const std::string& from,
                                  const std::string& to) const {
  std::string text = standing(name);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error(name + " does not say " + from);
  return text.replace(at, from.size(), to);
}

void EditorHouse::keep_draft(std::int64_t user, const core::FileChanges& changes) {
  const auto copy =
      publishing::open_working_copy(content_folder_.path(), store(), user, "demo").value();
  if (!publishing::keep_copy(store(), copy, publishing::with_changes(copy.edited, changes),
                             clock.now()))
    throw std::runtime_error("the draft is not kept");
}

store::Draft EditorHouse::draft_of(std::int64_t user) {
  return store().draft(user, "demo").value();
}

void EditorHouse::draft_new_head() {
  keep_draft(author, {{"bodies.yaml", replaced("bodies.yaml", "方向明", "王某某")}});
}

Form EditorHouse::publish_form() {
  return {{"version", std::to_string(draft_of(author).version)},
          {"reason", "领导小组成员调整"},
          {"secrecy", "yes"},
          {"present", kPassword}};
}

std::int64_t EditorHouse::handed_over() {
  draft_new_head();
  const web::Response answer = post("demo/publishing/draft/publish", at_author, publish_form());
  if (answer.status != 303) throw std::runtime_error("not handed over: " + answer.body);
  const std::string place(answer.header("location"));
  return std::stoll(place.substr(place.rfind('/') + 1));
}

Form EditorHouse::agree_form(std::int64_t id) {
  return {{"content", publication(id).content}, {"secrecy", "yes"}, {"present", kPassword}};
}

store::Publication EditorHouse::publication(std::int64_t id) {
  return store().publication(id).value();
}

store::PublicationState EditorHouse::state_of(std::int64_t id) {
  return publication(id).state();
}

void EditorHouse::carry_out(std::int64_t id) {
  const store::Publication asked = publication(id);
  for (const store::PublishedFile& one : asked.files) {
    if (one.after) write(one.path, *one.after);
    if (!one.after) fs::remove(file(one.path));
  }
  for (const auto act : {store::PublicationAct::begun, store::PublicationAct::done}) {
    if (!store().add_step(id, {act, 0, clock.now(), ""})) throw std::runtime_error("no step");
  }
}

std::string EditorHouse::page_of_publication(std::int64_t id) {
  return "demo/publishing/history/" + std::to_string(id);
}

}  // namespace handler::desk::testing
