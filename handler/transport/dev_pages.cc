// Adds the script to pages, and serves it.
#include "handler/transport/dev_pages.h"

#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/json.h"

namespace handler::transport {
namespace {

constexpr std::string_view kScriptPath = "/.dev/reload.js";
constexpr std::string_view kStatePath = "/.dev/state.js";

web::Response javascript(std::string body) {
  web::Response response;
  response.body = std::move(body);
  response.set_header("Content-Type", "text/javascript; charset=utf-8");
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

core::Result<DevPages> DevPages::open(web::Application& pages, const std::filesystem::path& status,
                                      const std::filesystem::path& templates) {
  const core::Result<std::string> script = core::read_file(templates / "dev" / "reload.js");
  if (!script) return script.failure();
  const core::Result<std::string> element = core::read_file(templates / "dev" / "script.html");
  if (!element) return element.failure();
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(status, error);
  return DevPages(pages, is_folder ? status / "status.json" : status, *script, *element);
}

DevPages::DevPages(web::Application& pages, std::filesystem::path status, std::string script,
                   std::string element)
    : pages_(&pages),
      status_(std::move(status)),
      script_(std::move(script)),
      element_(std::move(element)) {}

// The result of the last build; no error before the first build or if the file is missing.
std::string DevPages::state() const {
  const core::Result<std::string> text = core::read_file(status_);
  core::Json state = text ? core::Json::parse(*text, nullptr, /*allow_exceptions=*/false)
                          : core::Json(core::Json::value_t::discarded);
  if (!state.is_object()) state = {{"build", 0}, {"ok", true}, {"text", ""}};
  return state.dump();
}

web::Response DevPages::handle(const web::Request& request) {
  if (request.path == kScriptPath) return javascript(script_);
  if (request.path == kStatePath) return javascript("banchengDev(" + state() + ");\n");
  web::Request whole = request;
  whole.headers.erase("if-none-match");  // an unchanged page also needs the script
  web::Response response = pages_->handle(whole);
  if (!response.header("Content-Type").starts_with("text/html")) return response;
  if (response.file_body) {
    response.body = web::first_bytes_of(*response.file_body, response.file_body->size);
    response.file_body.reset();
  }
  response.body += element_;  // browsers accept elements after the end of the page
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace handler::transport
