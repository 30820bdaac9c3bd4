// Matches paths against the table of routes, segment by segment, without regular expressions or
// recursion.
#include "handler/web/router.h"

#include <set>

#include "core/base/check.h"
#include "core/base/text.h"

namespace handler::web {
namespace {

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// "{path...}".
bool is_tail(std::string_view segment) {
  return is_parameter(segment) && segment.ends_with("...}");
}

std::string name_of(const std::string& segment) {
  return segment.substr(1, segment.size() - (is_tail(segment) ? 5 : 2));
}

bool answers(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

// The pattern without parameter names: of two routes with the same shape one would never match.
std::string shape_of(const Route& route, const std::vector<std::string>& segments) {
  std::string shape = route.method;
  for (const std::string& segment : segments) {
    const std::string parameter = is_tail(segment) ? "{...}" : "{}";
    shape += "/" + (is_parameter(segment) ? parameter : segment);
  }
  return shape;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  const bool has_tail = is_tail(pattern.back());
  if (has_tail ? path.size() < pattern.size() : path.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size() - (has_tail ? 1 : 0); ++i) {
    if (is_parameter(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

PathParameters parameters_of(const std::vector<std::string>& pattern,
                             const std::vector<std::string>& path) {
  PathParameters parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    const auto rest = path.begin() + static_cast<std::ptrdiff_t>(i);
    parameters[name_of(pattern[i])] =
        is_tail(pattern[i]) ? core::joined({rest, path.end()}, "/") : path[i];
  }
  return parameters;
}

std::string joined_methods(const std::set<std::string>& methods) {
  return core::joined({methods.begin(), methods.end()}, ", ");
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::set<std::string> shapes;
  for (const Route& route : routes_) {
    BANCHENG_CHECK(route.method == "GET" || route.method == "POST");
    BANCHENG_CHECK(!route.pattern.empty() && route.pattern.front() == '/');
    BANCHENG_CHECK(static_cast<bool>(route.function));
    segments_.push_back(core::split(route.pattern, '/'));
    BANCHENG_CHECK(shapes.insert(shape_of(route, segments_.back())).second);
  }
}

RouteMatch Router::match(std::string_view method, std::string_view path) const {
  const std::vector<std::string> wanted = core::split(path, '/');
  RouteMatch match;
  std::set<std::string> methods;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(segments_[i], wanted)) continue;
    methods.insert(routes_[i].method);
    if (routes_[i].method == "GET") methods.insert("HEAD");
    if (match.route == nullptr && answers(routes_[i], method)) {
      match.route = &routes_[i];
      match.parameters = parameters_of(segments_[i], wanted);
    }
  }
  match.allowed_methods = joined_methods(methods);
  return match;
}

}  // namespace handler::web
