// For site authors: pages in the browser reload after each build, or show its errors.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "handler/web/application.h"

namespace handler::transport {

// Wraps an application and adds one script of this origin to each of its HTML pages. Do not use it
// on a public listener: it shows paths and contents of files. Thread-safe.
class DevPages : public web::Application {
 public:
  // `status` is the file that `generator watch --status` writes; a folder means its status.json.
  // Fails if `templates` (site_templates) lacks the script. `pages` must outlive it.
  static core::Result<DevPages> open(web::Application& pages, const std::filesystem::path& status,
                                     const std::filesystem::path& templates);

  web::Response handle(const web::Request& request) override;
  std::string refusal_page(int status) override { return pages_->refusal_page(status); }
  std::string files_refused_page(core::FilesRefused why) override {
    return pages_->files_refused_page(why);
  }
  bool takes_upload(std::string_view method, const std::string& path) override {
    return pages_->takes_upload(method, path);
  }
  web::UploadSender upload_sender(const web::Request& head, const web::Fields& texts) override {
    return pages_->upload_sender(head, texts);
  }

 private:
  DevPages(web::Application& pages, std::filesystem::path status, std::string script,
           std::string element);
  std::string state() const;

  web::Application* pages_;
  std::filesystem::path status_;
  std::string script_;   // the script's text
  std::string element_;  // the element that loads it
};

}  // namespace handler::transport
