// Serves the generated site's folder, for `serve` without a web server.
#pragma once

#include <filesystem>
#include <string>

#include "handler/transport/safe_open.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::transport {

// Reads the disk for each request, so a replaced site is visible at once. Thread-safe.
class StaticFiles {
 public:
  // `folder` is the public tree, served below `base_path`, which begins and ends with '/'.
  // `form_origin` is a further allowed form target (see web::content_security_policy), "" for none.
  explicit StaticFiles(std::filesystem::path folder, std::string base_path = "/",
                       std::string form_origin = {});

  // GET and HEAD: "/x/" returns x/index.html; "/x" of a folder redirects to "/x/" with 301, and so
  // does the base path without its last '/'; other paths outside of it are missing. A
  // matching If-None-Match gives 304. A client that accepts br or gzip gets PATH.br or PATH.gz, if
  // that exists and is not older than PATH, with its own entity tag. Missing paths, hidden ones (a
  // name with a leading dot) and symbolic links give 404 with the tree's 404.html. Other methods:
  // 405. Every answer has the security headers. Files are opened and not read: the transport sends
  // them from the descriptor. A 405, and a 404 without that page, have an empty body: the caller
  // puts its failure page there.
  web::Response serve(const web::Request& request) const;

 private:
  // Replaces the content with a compressed variant, if one exists that the client accepts.
  void negotiate(const web::Request& request, const std::string& name, OpenedPath& file,
                 web::Response& response) const;
  web::Response file_at(const web::Request& request, const std::string& relative) const;
  web::Response not_found() const;

  std::filesystem::path folder_;
  std::string base_path_;
  std::string form_origin_;
};

// By the name's extension; "application/octet-stream" for an unknown one.
std::string content_type_of(const std::string& name);

// True if the name contains the content hash that the generator gives to unchanging files (see
// core/page/assets.h): "demo/assets/site.3f9a1c22b0d4.css". Only in the generator's own folders: in
// a download such as "plan.20261121.pdf" the number is a date, and the file may be replaced.
bool has_content_hash(const std::string& path);

}  // namespace handler::transport
