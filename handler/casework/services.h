// The dependencies of portal and desk, passed in so that tests can replace each one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/crypto.h"
#include "core/time/local_time.h"
#include "handler/casework/case_rules.h"
#include "handler/casework/live_sites.h"
#include "handler/casework/short_memory.h"
#include "handler/casework/uncounted_sign.h"
#include "handler/health/machine.h"
#include "handler/store/keys.h"
#include "handler/store/store.h"

namespace handler::view {

struct Services {
  core::Clock& clock;
  core::Randomness& randomness;
  store::Store& store;
  LiveSites& sites;
  CaseRules& rules;
  store::PortalKeys portal_keys;
  std::optional<store::DeskKeys> desk_keys;  // absent with --role portal
  std::string prefix = "/handle";            // path prefix of all handler pages
  std::string origin;        // of the base URL: "https://window.example.gov.cn"; "": not declared
  bool one_request = false;  // CGI: the process can neither wait nor remember
  UncountedSign uncounted = {};  // with one_request
  std::shared_ptr<ShortMemory> memory = std::make_shared<ShortMemory>();
  health::Place place = {};  // the files of this handler, for checks of its machine
};

}  // namespace handler::view
