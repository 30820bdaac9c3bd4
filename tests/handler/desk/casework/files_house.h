// An office that takes files: the real cleaning program, forms with files, and reporters who sent
// some.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "handler/store/cases/file_parts.h"
#include "handler/web/upload.h"
#include "tests/handler/desk/desk_fixture.h"
#include "tests/handler/files/sample_files.h"
#include "tests/handler/uploads.h"
#include "tests/support/waiting.h"

namespace handler::desk::testing {

class FilesHouse : public DeskFixture {
 public:
  FilesHouse() {
    services().place.data = data_folder();
    services().place.files = {.cleaner = BANCHENG_FILE_CLEANER, .longest = tests::kFar};
  }

  // Submits an action's form with files, from a current page.
  web::Response send(const std::string& session, cases::CaseId id, const std::string& action,
                     const Form& form, const std::vector<tests::FormPart>& files) {
    return handle(form_with_files(session, id, action, form, files));
  }
  web::Request form_with_files(const std::string& session, cases::CaseId id,
                               const std::string& action, const Form& form,
                               const std::vector<tests::FormPart>& files) {
    std::vector<tests::FormPart> parts{
        {"csrf", web::csrf_token(services().desk_keys->session, session)},
        {"seen", std::to_string(last_seq(id))}};
    for (const auto& [name, value] : form) parts.push_back({name, value});
    parts.insert(parts.end(), files.begin(), files.end());
    web::Request made = request("POST", page_of(id) + "/actions/" + action, session);
    handler::testing::set_upload(made, parts);
    return made;
  }

  // Records a file of the reporter, as the ticket page does; its address below the desk's root.
  std::string reporter_sends(cases::CaseId id, const std::string& type, const std::string& bytes,
                             const std::string& name) {
    const auto sealed = store::seal_file(type, name, bytes, data_folder()).value();
    store::NewEvent event;
    event.actor.kind = cases::Actor::Kind::reporter;
    event.type = cases::EventType::supplemented;
    event.data = {{"files", {type + ":" + std::to_string(bytes.size())}}};
    event.parts = {store::make_file_part(randomness, "file1", sealed,
                                         services().portal_keys.seal_public, false)};
    event.policy = record(id).row.values.policy;
    const auto known = services().rules.for_case(*site(), record(id).row);
    if (!store().append("demo", id, last_seq(id), {event}, view::refold_with(*known, clock.now())))
      throw std::runtime_error("the file is not kept");
    return address(id, last_seq(id), "file1");
  }

  static std::string address(cases::CaseId id, std::int64_t seq, const std::string& field) {
    return page_of(id) + "/files/" + std::to_string(seq) + "/" + field;
  }

  int looks(cases::CaseId id) {
    int count = 0;
    for (const cases::Event& event : record(id).events())
      count += event.type == cases::EventType::identity_viewed ? 1 : 0;
    return count;
  }
};

inline tests::FormPart picture(const std::string& name = "现场.jpg") {
  return {"files", tests::plain_jpeg(), name};
}
inline tests::FormPart paper(const std::string& name = "答复.pdf") {
  return {"files", tests::plain_pdf(), name};
}

}  // namespace handler::desk::testing
