// Serves the generated site's folder, for `serve` without a web server in front.
#pragma once

#include <filesystem>
#include <string>

#include "handler/transport/safe_open.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::transport {

// Reads the disk at each request, so that a swapped site shows at once. Thread-safe.
class StaticFiles {
 public:
  // `folder` is the public tree; `form_origin` a further origin that its forms may be sent to (see
  // web::content_security_policy), "" for none.
  explicit StaticFiles(std::filesystem::path folder, std::string form_origin = {});

  // GET and HEAD: "/x/" gives x/index.html, "/x" of a folder is a 301 to "/x/"; a matching
  // If-None-Match is a 304. A visitor who accepts br or gzip gets PATH.br or PATH.gz, if it is
  // there and not older than PATH, with a tag of its own. What is not there, is hidden (a name with
  // a leading dot) or is a symbolic link is a 404 with the tree's 404.html. Other methods: 405.
  // Every answer carries the security headers.
  web::Response serve(const web::Request& request) const;

 private:
  // Swaps in a compressed twin of a text file, if there is one that the visitor accepts.
  void negotiate(const web::Request& request, const std::string& name, OpenedPath& file,
                 web::Response& response) const;
  web::Response file_at(const web::Request& request, const std::string& relative) const;
  web::Response not_found() const;

  std::filesystem::path folder_;
  std::string form_origin_;
};

// By the name's extension; "application/octet-stream" for an unknown one.
std::string content_type_of(const std::string& name);

// True if the name carries the hash that the generator gives to what never changes (see
// core/page/assets.h): "demo/assets/site.3f9a1c22b0d4.css". Only in the generator's own folders: a
// download called "plan.20261121.pdf" carries a date, and may be replaced.
bool has_content_hash(const std::string& path);

}  // namespace handler::transport
