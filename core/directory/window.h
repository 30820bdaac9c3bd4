// A place where people are received, and how many of them there are to be.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/time/work_time.h"

namespace core {

// A place that receives people. Values that its file leaves out are filled in when the windows of a
// site are connected (window_sources.h).
struct Window {
  std::string id;
  std::string area;  // the area it serves, as people say it: "青禾镇", "石桥村"; may be empty
  std::string name;  // "平邑县政务服务中心“办不成事”反映窗口"
  std::string level;   // "city" | "district" | "county" | "town" | "village"
  std::string parent;  // id, or empty for the site's main window
  std::string hall;    // "平邑县政务服务中心"
  std::string place;   // "一楼大厅显著位置"
  std::string address;
  std::string phone;                     // the first
  std::vector<std::string> more_phones;  // further ones, never without a first
  std::optional<OfficeHours> hours;      // published opening hours
  std::string sign;                      // "entrance" | "desk" | "none" (CA-14)
  bool planned = false;                  // not set up yet: only the coverage table shows it (CA-12)
  std::optional<Day> set_up;             // the day on which it was set up, if known
  std::vector<std::string> lacks;        // of "leading_group", "office", "sign" (CA-11)
  std::string phone_from;                // id of the window whose phones these are, or empty
  std::string hours_from;                // id of the window whose hours these are, or empty
  Span span;

  // Takes over phones as published_phones() gives them.
  void set_phones(std::vector<std::string> phones) {
    phone = phones.empty() ? "" : std::move(phones.front());
    if (!phones.empty()) phones.erase(phones.begin());
    more_phones = std::move(phones);
  }

  // The name in lists that have the town's name as heading.
  const std::string& short_name() const { return area.empty() ? name : area; }
};

// How many windows of each level the site plans to have, and by when (CA-11, CA-12).
struct WindowGoal {
  std::map<std::string, int> expected;  // by level; levels that are missing here have no goal
  std::optional<Day> by;
};

}  // namespace core
