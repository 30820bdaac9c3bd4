// An editor's office where pictures are cleaned, and forms with files as browsers send them.
#pragma once

#include <string>
#include <vector>

#include "handler/web/upload.h"
#include "tests/handler/desk/publishing/editor_fixture.h"
#include "tests/support/multipart_body.h"
#include "tests/support/small_picture.h"
#include "tests/support/waiting.h"

namespace handler::desk::testing {

inline constexpr const char* kFilesPage = "demo/publishing/files";

class UploadHouse : public EditorHouse {
 public:
  UploadHouse() {
    services().place.files = {.cleaner = BANCHENG_FILE_CLEANER, .longest = tests::kFar};
  }

  // The author uploads these files; the names are as sent.
  web::Response upload(const std::vector<std::pair<std::string, std::string>>& files,
                       const std::string& session) const {
    std::vector<tests::FormPart> parts = {{"csrf", token_of(session)}};
    for (const auto& [name, bytes] : files) parts.push_back({"files", bytes, name});
    web::UploadSpool spool = web::UploadSpool::make(spools_.path(), tests::kBoundary).value();
    if (!spool.append(tests::multipart_body(parts))) throw std::runtime_error("no upload");
    web::Request sent = request("POST", kFilesPage, session);
    sent.upload = spool.finish().value();
    return handle(sent);
  }
  web::Response upload(const std::string& name, const std::string& bytes) const {
    return upload({{name, bytes}}, at_author);
  }
  // The bytes that the author's draft has for a file of the site.
  std::optional<std::string> drafted(const std::string& name) {
    for (const store::DraftFile& one : draft_of(author).files)
      if (one.path == "files/" + name) return one.text;
    return std::nullopt;
  }
  // An article of the author that shows the file.
  web::Response write_about(const std::string& name) const {
    return post("demo/publishing/news-new", at_author,
                {{"title", "办事大厅平面图"},
                 {"summary", "从东门进。"},
                 {"date", "2026-09-24"},
                 {"body", "![大厅平面图](files/" + name + ")\n"}});
  }

 private:
  std::string token_of(const std::string& session) const {
    return web::csrf_token(HandlerFixture::services.desk_keys->session, session);
  }

  tests::TemporaryFolder spools_;
};

}  // namespace handler::desk::testing
