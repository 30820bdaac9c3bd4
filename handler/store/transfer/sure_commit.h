// Commits the work of a command with a whole database, and finds out what came of it where the
// server does not say.
#pragma once

#include <chrono>
#include <memory>

#include "core/base/result.h"
#include "handler/store/database/database.h"

namespace handler::store {

// Commits the caller's transaction, with a mark of its own. If the connection is cut meanwhile, or
// the standby has not confirmed the commit, waits for `patience` until `open` leads to a server
// that takes writes and on which no other writer works any more, looks for the mark, and puts the
// connection that told it in the place of `database`. Succeeds only if all is saved; else the
// message says that nothing was, or that it is still unknown and what to do.
core::Status commit_surely(std::unique_ptr<Database>& database, const OpenDatabase& open,
                           std::chrono::milliseconds patience = std::chrono::minutes{2});

}  // namespace handler::store
