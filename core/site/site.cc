// Looking things up in a site.
#include "core/site/site.h"

#include <algorithm>

namespace core {
namespace {

const auto* find_by_id(const auto& items, std::string_view id) {
  const auto found = std::ranges::find_if(items, [id](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

bool SiteIdentity::mourns(Day day) const {
  return std::any_of(mourning.begin(), mourning.end(),
                     [day](const DayRange& days) { return days.holds(day); });
}

const Window* Site::window(std::string_view id) const {
  return find_by_id(windows, id);
}

const Unit* Site::unit(std::string_view id) const {
  return find_by_id(units, id);
}

const Body* Site::body(std::string_view id) const {
  return find_by_id(bodies, id);
}

}  // namespace core
