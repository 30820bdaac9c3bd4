// A session with a PostgreSQL server: how it is opened, and what its answers mean.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "handler/store/postgres/postgres_connection.h"

struct pg_conn;
struct pg_result;

namespace handler::store::raw {

struct CloseSession {
  void operator()(pg_conn* session) const;
};
struct ForgetAnswer {
  void operator()(pg_result* answer) const;
};
using Session = std::unique_ptr<pg_conn, CloseSession>;
using Answer = std::unique_ptr<pg_result, ForgetAnswer>;

// Whether the server did what was asked.
bool is_done(const Answer& answer);

// What the answer means, if it is no success. `where` is the path of the service file.
core::Failure failure_of(pg_conn* session, const Answer& answer, const std::string& where);

// The SQLSTATE of an answer that is no success; "08006" if the connection is lost.
std::string sqlstate_of(pg_conn* session, const Answer& answer);

// Connects, sets the session up and checks server and database; see open_postgres().
core::Result<Session> open_session(const PostgresOptions& options);

}  // namespace handler::store::raw
