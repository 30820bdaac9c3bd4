// Static files: types, validators, caching and redirects.
#include "handler/transport/static_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/web/security_headers.h"

namespace handler::transport {
namespace {

struct Type {
  std::string_view extension;
  std::string_view content_type;
};

constexpr std::array kTypes{
    Type{"html", "text/html; charset=utf-8"},
    Type{"css", "text/css; charset=utf-8"},
    Type{"js", "text/javascript; charset=utf-8"},
    Type{"json", "application/json; charset=utf-8"},
    Type{"txt", "text/plain; charset=utf-8"},
    Type{"csv", "text/csv; charset=utf-8"},
    Type{"xml", "application/xml; charset=utf-8"},
    Type{"atom", "application/atom+xml; charset=utf-8"},
    Type{"svg", "image/svg+xml"},
    Type{"png", "image/png"},
    Type{"jpg", "image/jpeg"},
    Type{"jpeg", "image/jpeg"},
    Type{"gif", "image/gif"},
    Type{"webp", "image/webp"},
    Type{"ico", "image/x-icon"},
    Type{"woff2", "font/woff2"},
    Type{"pdf", "application/pdf"},
    Type{"webmanifest", "application/manifest+json"},
};

constexpr std::size_t kHashDigits = 12;

bool is_hidden_or_empty(const std::string& segment) {
  return segment.empty() || segment.front() == '.';
}

// "/a/b/" -> "a/b/"; no segment may be hidden, and only the last may be empty.
bool is_servable(const std::string& path) {
  std::vector<std::string> segments = core::split(path.substr(1), '/');
  if (segments.back().empty()) segments.pop_back();
  return std::ranges::none_of(segments, is_hidden_or_empty);
}

// Two encodings of a page may have the same size and time, so the tag names the encoding (RFC 9110,
// 8.8.3.3).
std::string entity_tag(const OpenedPath& file, std::string_view encoding) {
  return fmt::format("\"{:x}-{:x}{}{}\"", file.size, file.changed_nanoseconds,
                     encoding.empty() ? "" : "-", encoding);
}

bool lists_tag(std::string_view if_none_match, const std::string& tag) {
  if (if_none_match == "*") return true;
  for (const std::string& entry : core::split(if_none_match, ',')) {
    std::string candidate = core::trimmed(entry);
    if (candidate.rfind("W/", 0) == 0) candidate.erase(0, 2);
    if (candidate == tag) return true;
  }
  return false;
}

struct Encoding {
  std::string_view name;    // name in HTTP
  std::string_view ending;  // file name suffix of the variant
};

constexpr std::array kEncodings{Encoding{"br", ".br"}, Encoding{"gzip", ".gz"}};

// Names of encodings ignore case (RFC 9110, 8.4.1); q=0 refuses one (12.5.3). "*" is not supported,
// because clients do not use it here.
bool accepts(std::string_view header, std::string_view encoding) {
  for (const std::string& entry : core::split(header, ',')) {
    const std::size_t semicolon = entry.find(';');
    if (!core::equal_in_any_case(core::trimmed(entry.substr(0, semicolon)), encoding)) continue;
    if (semicolon == std::string::npos) return true;
    const std::string weight = core::trimmed(entry.substr(semicolon + 1));
    return weight.find_first_not_of("qQ=0. ") != std::string::npos;
  }
  return false;
}

bool is_compressible(const std::string& content_type) {
  constexpr std::array<std::string_view, 4> kMarks{"text/", "json", "xml", "javascript"};
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return content_type.find(mark) != std::string::npos; });
}

std::string encoded_path(const std::string& path) {
  std::vector<std::string> segments = core::split(path, '/');
  for (std::string& segment : segments) segment = web::url_encoded(segment);
  return core::joined(segments, "/");
}

web::Response moved_to(const std::string& path) {
  web::Response moved = web::plain(301, "");
  moved.set_header("Location", encoded_path(path));
  moved.set_header("Cache-Control", "no-cache");
  return moved;
}

}  // namespace

std::string content_type_of(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : name.substr(dot + 1);
  for (const Type& type : kTypes) {
    if (type.extension == extension) return std::string(type.content_type);
  }
  return "application/octet-stream";
}

bool has_content_hash(const std::string& path) {
  const std::vector<std::string> folders = core::split(path, '/');
  if (folders.size() < 2) return false;
  const std::string& folder = folders[folders.size() - 2];
  if (folder != "assets" && folder != "search") return false;
  const std::vector<std::string> parts = core::split(folders.back(), '.');
  if (parts.size() < 3) return false;
  const std::string& digits = parts[parts.size() - 2];
  return digits.size() == kHashDigits &&
         digits.find_first_not_of("0123456789abcdef") == std::string::npos;
}

StaticFiles::StaticFiles(std::filesystem::path folder, std::string base_path,
                         std::string form_origin)
    : folder_(std::move(folder)),
      base_path_(std::move(base_path)),
      form_origin_(std::move(form_origin)) {}

web::Response StaticFiles::serve(const web::Request& request) const {
  web::Response response;
  if (request.method != "GET" && request.method != "HEAD") {
    response = web::html(405, "");
    response.set_header("Allow", "GET, HEAD");
  } else if (request.path + "/" == base_path_) {
    response = moved_to(base_path_);
  } else if (!web::is_clean_path(request.path) || !request.path.starts_with(base_path_) ||
             !is_servable(request.path.substr(base_path_.size() - 1))) {
    response = not_found();
  } else {
    response = file_at(request, request.path.substr(base_path_.size()));
  }
  web::add_security_headers(response, web::Caching::declared, form_origin_,
                            /*fetches=*/true);
  return response;
}

void StaticFiles::negotiate(const web::Request& request, const std::string& name, OpenedPath& file,
                            web::Response& response) const {
  if (!is_compressible(content_type_of(name))) return;
  response.set_header("Vary", "Accept-Encoding");
  const std::string_view accepted = request.header("accept-encoding");
  for (const Encoding& encoding : kEncodings) {
    if (!accepts(accepted, encoding.name)) continue;
    auto twin = open_safely(folder_, name + std::string(encoding.ending));
    const bool fits =
        twin && !twin->is_folder && twin->changed_nanoseconds >= file.changed_nanoseconds;
    if (!fits) continue;
    response.set_header("Content-Encoding", std::string(encoding.name));
    file = std::move(*twin);
    return;
  }
}

web::Response StaticFiles::file_at(const web::Request& request, const std::string& relative) const {
  const bool names_folder = relative.empty() || relative.back() == '/';
  const std::string name = names_folder ? relative + "index.html" : relative;
  auto file = open_safely(folder_, name);
  if (!file) return not_found();
  if (file->is_folder) {
    if (names_folder) return not_found();
    return moved_to(base_path_ + relative + "/");
  }
  web::Response response;
  negotiate(request, name, *file, response);
  const std::string tag = entity_tag(*file, response.header("Content-Encoding"));
  const bool is_known = lists_tag(request.header("if-none-match"), tag);
  response.status = is_known ? 304 : 200;
  if (!is_known) response.file_body = web::FileBody{file->file, file->size};
  response.set_header("Content-Type", content_type_of(name));
  response.set_header("ETag", tag);
  // Pages are revalidated each time, at the cost of a 304, so an edited deadline or phone number
  // shows at once.
  response.set_header("Cache-Control",
                      has_content_hash(name) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

web::Response StaticFiles::not_found() const {
  const auto page = open_safely(folder_, "404.html");
  web::Response response = web::html(404, "");
  if (page && !page->is_folder) response.file_body = web::FileBody{page->file, page->size};
  response.set_header("Cache-Control", "no-cache");
  return response;
}

}  // namespace handler::transport
