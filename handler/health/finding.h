// What a check of the machine found: how bad it is, what it means and what to do.
#pragma once

#include <string>
#include <vector>

namespace handler::health {

enum class Level {
  ok,
  note,     // cannot be judged, or worth knowing
  warning,  // becomes red by itself
  red,      // something is lost, open or down, or would be if one thing more happened
};

// One whole sentence each, in Chinese and in English. A remedy is empty if nothing is to be done.
struct Finding {
  Level level = Level::ok;
  std::string id;  // "backup.old"
  std::string zh, en;
  std::string remedy_zh, remedy_en;
};

using Findings = std::vector<Finding>;

// The worst of them; ok if there are none.
Level worst(const Findings& findings);

}  // namespace handler::health
