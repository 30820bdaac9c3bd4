// The table of routes: method, pattern, access and function. A route without an access does not
// compile.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::web {

// Who may call a route; checked by the guard before the route's function runs.
enum class Access {
  anybody,         // public page, read-only
  public_form,     // public POST: token and rate limits inside, no session, from any origin
  staff_entrance,  // sign-in: a POST must come from our pages; no session yet
  staff,    // needs a session with a grant on the site in the path; POST needs the session's CSRF
            // token
  monitor,  // health
};

// The side of the handler that has the route (`serve --role portal|desk|both`).
enum class Side { portal, desk, both };

using PathParameters = std::map<std::string, std::string, std::less<>>;
using RouteFunction = std::function<Response(const Request&, const PathParameters&)>;

// Whether the sender of a form with files is known by its head and the texts in front of the files;
// see Application::upload_sender().
using KnowsSender =
    std::function<bool(const Request& head, const PathParameters&, const Fields& texts)>;

struct Route {
  std::string method;   // "GET" (also answers HEAD) or "POST"
  std::string pattern;  // "/desk/{site}/cases/{case}", below the handler's prefix; {name} matches
                        // one segment, {name...} at the end all that follow, also none
  Side side;
  Access access;
  RouteFunction function;
  // Its form may come with files (multipart/form-data), up to TransportLimits::upload_bytes, from
  // senders that this knows. Empty: it takes none.
  KnowsSender knows_sender = {};

  bool takes_upload() const { return static_cast<bool>(knows_sender); }
};

struct RouteMatch {
  const Route* route = nullptr;  // nullptr: path or method not found
  PathParameters parameters;
  std::string allowed_methods;  // for 405, e.g. "GET, HEAD"; empty if the path is unknown
};

// Built once; matching is thread-safe and uses no regular expressions. If several routes match, the
// first in the table wins ("/cases/new" before "/cases/{case}"). An invalid table (unknown method,
// two routes of the same shape) fails a check.
class Router {
 public:
  explicit Router(std::vector<Route> routes);
  Router(Router&&) = default;  // no copies: segments_ points into routes_
  RouteMatch match(std::string_view method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string_view>> segments_;  // of routes_[i].pattern
};

}  // namespace handler::web
