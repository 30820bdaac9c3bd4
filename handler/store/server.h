// A database that a server keeps: for what works with whole databases, such as moves and backups.
#pragma once

#include <string>

#include "handler/store/check/engine_checks.h"
#include "handler/store/database/database.h"

namespace handler::store {

struct Server {
  OpenDatabase open;
  const EngineChecks* checks = nullptr;  // of its engine; never null
  std::string name;  // for messages: "PostgreSQL (/etc/bancheng/pg_service.conf)"
};

}  // namespace handler::store
