// Staff sessions. `token_hash` is the hex hash of the cookie's value.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

class Connections;

struct Session {
  std::int64_t user = 0;
  std::string site;
  core::Instant created{};
  core::Instant last_used{};
};

class SignIns {
 public:
  explicit SignIns(Connections& connections) : connections_(connections) {}

  // `refused` if the user has been disabled.
  core::Status add_session(const std::string& token_hash, const Session& session);
  core::Result<Session> session(const std::string& token_hash);
  core::Status touch_session(const std::string& token_hash, core::Instant now);
  core::Status end_session(const std::string& token_hash);

 private:
  Connections& connections_;
};

}  // namespace handler::store
