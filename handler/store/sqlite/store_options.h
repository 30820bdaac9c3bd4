// How the store is opened, and who hears of what the world refused to write.
#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"

namespace handler::store {

// Reports failures of the environment (disk full, locked ...) to the operator's log. Called on the
// thread that writes.
using Complain = std::function<void(const core::Failure&)>;

struct StoreOptions {
  std::string path;          // DATA/bancheng.sqlite
  bool group_commit = true;  // false in CGI: one process writes once
  int readers = 8;
  int busy_milliseconds = 5000;
  Complain complain;
};

}  // namespace handler::store
