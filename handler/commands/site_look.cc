// Goes through the ids, first on the caller's thread and then on its own.
#include "handler/commands/site_look.h"

#include <stop_token>
#include <utility>

#include "core/base/contained.h"

namespace handler {

SiteLook::SiteLook(std::vector<std::string> ids, LookAt look_at, Complain complain)
    : ids_(std::move(ids)), look_at_(std::move(look_at)), complain_(std::move(complain)) {}

core::Status SiteLook::find_one() {
  core::Status last = core::success();
  while (next_ < ids_.size()) {
    last = look_at_(ids_[next_++]);
    if (last) break;
  }
  return last;
}

void SiteLook::go_on() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    while (next_ < ids_.size() && !stop.stop_requested()) look_at_next();
  });
}

void SiteLook::look_at_next() {
  const std::string& id = ids_[next_++];
  core::run_contained([&] { (void)look_at_(id); },
                      [&](std::string_view what) {
                        complain_("site '" + id + "' could not be checked: " + std::string(what));
                      });
}

}  // namespace handler
