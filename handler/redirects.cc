// Redirects only to addresses that exist.
#include "handler/redirects.h"

#include <string>
#include <vector>

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "handler/view/receipt_data.h"

namespace handler {
namespace {

std::string question_of(const web::Request& request) {
  std::string text;
  for (const auto& [name, value] : request.query.items()) {
    text += (text.empty() ? "?" : "&") + web::url_encoded(name) + "=" + web::url_encoded(value);
  }
  return text;
}

// The address with or without the final "/", if a page has it.
std::optional<std::string> respelled(const web::Request& request, const web::Router& router) {
  std::string path = request.path;
  if (path.ends_with('/')) {
    path.pop_back();
  } else {
    path += '/';
  }
  if (path.empty() || router.match("GET", path).route == nullptr) return std::nullopt;
  return path;
}

// The public page for "/handle/demo" or "/handle/demo/large/".
std::optional<std::string> public_page(const web::Request& request, view::Services& services) {
  const std::string root = services.prefix + "/";
  if (!request.path.starts_with(root)) return std::nullopt;
  std::vector<std::string> parts = core::split(request.path.substr(root.size()), '/');
  if (parts.back().empty()) parts.pop_back();
  const bool large = parts.size() == 2 && parts[1] == core::kLargeFolder;
  if (parts.size() != 1 && !large) return std::nullopt;
  const auto site = services.sites.get(parts.front());
  if (!site) return std::nullopt;
  return view::site_root((*site)->site()) +
         (large && (*site)->large ? std::string(core::kLargeFolder) + "/" : "");
}

// Pages may be on another host, if site.yaml says so.
web::Response to_page(const std::string& address) {
  if (address.starts_with('/')) return web::see_other(address);
  web::Response response = web::plain(303, "");
  response.set_header("Location", address);
  return response;
}

}  // namespace

std::optional<web::Response> redirect_for(const web::Request& request, const web::Router& router,
                                          view::Services& services) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (const auto path = respelled(request, router))
    return web::see_other(*path + question_of(request));
  if (const auto page = public_page(request, services)) return to_page(*page);
  return std::nullopt;
}

}  // namespace handler
