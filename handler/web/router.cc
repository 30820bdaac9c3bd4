// Matches paths against the table of routes, segment by segment, without regular expressions or
// recursion.
#include "handler/web/router.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "core/base/check.h"
#include "core/base/quick_hash.h"
#include "core/base/text.h"

namespace handler::web {
namespace {

using Segments = std::vector<std::string_view>;
constexpr std::size_t kUsualSegments = 8;
constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;  // the order of segments changes the hash

Segments segments_of(std::string_view path) {
  Segments segments;
  segments.reserve(kUsualSegments);
  while (true) {
    const std::size_t end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// "{path...}".
bool is_tail(std::string_view segment) {
  return is_parameter(segment) && segment.ends_with("...}");
}

std::string name_of(std::string_view segment) {
  return std::string(segment.substr(1, segment.size() - (is_tail(segment) ? 5 : 2)));
}

bool answers(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

// A hash of the pattern without parameter names: of two routes with the same shape one would never
// match.
std::uint64_t shape_of(const Route& route, const Segments& segments) {
  std::uint64_t shape = core::quick_hash(route.method);
  for (const std::string_view segment : segments) {
    const std::string_view parameter = is_tail(segment) ? "{...}" : "{}";
    shape = shape * kOdd + core::quick_hash(is_parameter(segment) ? parameter : segment);
  }
  return shape;
}

// From the end, where most patterns differ.
bool fits(const Segments& pattern, const Segments& path) {
  if (path.size() < pattern.size()) return false;
  const bool has_tail = is_tail(pattern.back());
  if (!has_tail && path.size() > pattern.size()) return false;
  for (std::size_t i = pattern.size() - (has_tail ? 1 : 0); i-- > 0;) {
    if (is_parameter(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

// The segments from `at` on, as they stand in the path.
std::string rest_of(const Segments& path, std::size_t at) {
  return std::string(path[at].data(), path.back().data() + path.back().size());
}

PathParameters parameters_of(const Segments& pattern, const Segments& path) {
  PathParameters parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    parameters[name_of(pattern[i])] = is_tail(pattern[i]) ? rest_of(path, i) : std::string(path[i]);
  }
  return parameters;
}

std::string joined_methods(const std::set<std::string>& methods) {
  return core::joined({methods.begin(), methods.end()}, ", ");
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::vector<std::uint64_t> shapes;
  for (const Route& route : routes_) {
    BANCHENG_CHECK(route.method == "GET" || route.method == "POST");
    BANCHENG_CHECK(!route.pattern.empty() && route.pattern.front() == '/');
    BANCHENG_CHECK(static_cast<bool>(route.function));
    segments_.push_back(segments_of(route.pattern));
    shapes.push_back(shape_of(route, segments_.back()));
  }
  std::ranges::sort(shapes);
  BANCHENG_CHECK(std::ranges::adjacent_find(shapes) == shapes.end());
}

RouteMatch Router::match(std::string_view method, std::string_view path) const {
  const Segments wanted = segments_of(path);
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
