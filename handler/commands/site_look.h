// Checks every published site, so that damage is logged before a visitor meets it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/base/result.h"

namespace handler {

// Sites up to the first usable one are checked before serving, the others on a thread while
// serving.
class SiteLook {
 public:
  // Checks one site and logs what is wrong with it. Called for one site at a time.
  using LookAt = std::function<core::Status(const std::string& id)>;
  // Is told of a check that threw.
  using Complain = std::function<void(const std::string& what)>;

  SiteLook(std::vector<std::string> ids, LookAt look_at, Complain complain);

  // Success, or the last failure if no site can be used. Throws what a check throws.
  core::Status find_one();
  // Checks the others until destroyed; what the check of a site throws is told, and the next one
  // follows. The destructor waits for the check in progress.
  void go_on();

 private:
  void look_at_next();

  std::vector<std::string> ids_;
  LookAt look_at_;
  Complain complain_;
  std::size_t next_ = 0;
  std::jthread thread_;
};

}  // namespace handler
