// Opens sessions with the settings that the data of a window need, and refuses servers without.
#include "handler/store/postgres/postgres_session.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.h"
#include "handler/store/postgres/postgres_errors.h"
#include "handler/store/postgres/service_file.h"

namespace handler::store::raw {

using core::Failure;
using core::FailureCode;

void CloseSession::operator()(pg_conn* session) const {
  PQfinish(session);
}

void ForgetAnswer::operator()(pg_result* answer) const {
  PQclear(answer);
}

bool is_done(const Answer& answer) {
  const ExecStatusType status = PQresultStatus(answer.get());
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::string sqlstate_of(pg_conn* session, const Answer& answer) {
  const char* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
  if (state != nullptr) return state;
  return PQstatus(session) == CONNECTION_OK ? "" : "08006";
}

namespace {

// In one line, as a log takes it.
std::string message_of(const char* said) {
  std::string message = said == nullptr ? "" : said;
  while (message.ends_with('\n')) message.pop_back();
  return core::joined(core::split(message, '\n'), "; ");
}

struct Parameter {
  const char* name;
  const char* value;
};

// A dead server is found out within seconds, also where its address swallows packets. Only the
// server that takes writes is asked: a handler has no use for one that only follows.
constexpr Parameter kParameters[] = {
    {"client_encoding", "UTF8"},  {"application_name", "bancheng"},
    {"connect_timeout", "3"},     {"target_session_attrs", "read-write"},
    {"keepalives", "1"},          {"keepalives_idle", "5"},
    {"keepalives_interval", "2"}, {"keepalives_count", "3"},
    {"tcp_user_timeout", "10000"}};

// Whatever the server's configuration says of these. $1 is in milliseconds. A handler that stands
// still within a transaction holds the writers' lock: the server then ends its session ($2). No
// statement is cut off by a time limit: a COMMIT that is cut off may have happened. What an
// operator changes in a running server must reach open sessions too, so they leave to it whether
// writing is allowed (default_transaction_read_only, set before a switchover) and how far a commit
// must have come (synchronous_commit), unless that is nowhere.
constexpr const char* kSetUp =
    "SELECT set_config('search_path', 'public', false), set_config('bytea_output', 'hex', false), "
    "set_config('standard_conforming_strings', 'on', false), "
    "set_config('timezone', 'UTC', false), set_config('statement_timeout', '0', false), "
    "set_config('lock_timeout', $1, false), "
    "set_config('idle_in_transaction_session_timeout', $2, false), "
    "set_config('default_transaction_isolation', $3, false), "
    "CASE WHEN $4 = 'on' THEN set_config('default_transaction_read_only', 'on', false) END, "
    "set_config('jit', 'off', false), "
    "CASE WHEN current_setting('synchronous_commit') = 'off' THEN "
    "set_config('synchronous_commit', 'on', false) END";

// datlocprovider is there since version 15; before, all collations were the C library's.
constexpr const char* kAsk =
    "SELECT current_setting('server_version_num'), current_setting('server_encoding'), "
    "d.datcollate, COALESCE(to_jsonb(d) ->> 'datlocprovider', 'c'), pg_is_in_recovery(), "
    "pg_backend_pid() FROM pg_database AS d WHERE d.datname = current_database()";

Answer run_once(pg_conn* session, const char* sql, const std::vector<const char*>& values = {}) {
  return Answer(PQexecParams(session, sql, static_cast<int>(values.size()), nullptr, values.data(),
                             nullptr, nullptr, 0));
}

core::Status set_up(pg_conn* session, const PostgresOptions& options) {
  const std::string patience = std::to_string(options.busy_milliseconds);
  const bool reads = options.read_only;
  const int usual = reads ? 300000 : 30000;
  const std::string idle =
      std::to_string(options.idle_milliseconds == 0 ? usual : options.idle_milliseconds);
  const Answer done =
      run_once(session, kSetUp,
               {patience.c_str(), idle.c_str(), reads ? "repeatable read" : "read committed",
                reads ? "on" : "off"});
  if (!is_done(done)) return failure_of(session, done, options.service_file);
  return core::success();
}

// Times and '~' are compared as bytes, and PostgreSQL's order of C is the one that does so.
constexpr std::string_view kByteOrders[] = {"C", "POSIX"};

// What is wrong with server and database, in words with what to do; "" if nothing is.
std::string objection_to(pg_conn* session, const Answer& facts) {
  const auto fact = [&](int column) { return std::string(PQgetvalue(facts.get(), 0, column)); };
  if (std::stoi(fact(0)) < 130000)
    return "the server is older than PostgreSQL 13: install a newer one";
  if (fact(1) != "UTF8")
    return "the database has the encoding " + fact(1) +
           ": make it with createdb -T template0 -E UTF8 --locale=C";
  if (!std::ranges::count(kByteOrders, fact(2)) || fact(3) != "c")
    return "the database has the collation " + fact(2) +
           ", but times and marks need the order of bytes: make it with createdb -T template0 -E "
           "UTF8 --locale=C";
  if (fact(4) == "t") return "the server is a standby: name the one that takes writes";
  if (fact(5) != std::to_string(PQbackendPID(session)))
    return "a pooler such as PgBouncer stands between, which may mix up sessions: name the server "
           "itself";
  return {};
}

core::Status check(pg_conn* session, const std::string& where) {
  const Answer facts = run_once(session, kAsk);
  if (!is_done(facts) || PQntuples(facts.get()) != 1) return failure_of(session, facts, where);
  const std::string objection = objection_to(session, facts);
  if (objection.empty()) return core::success();
  return Failure{FailureCode::misconfigured, where + ": " + objection};
}

Session connect(const ServiceParameters& service) {
  std::vector<const char*> names;
  std::vector<const char*> values;
  for (const auto& [name, value] : service) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  for (const Parameter& one : kParameters) {
    names.push_back(one.name);
    values.push_back(one.value);
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  return Session(PQconnectdbParams(names.data(), values.data(), /*expand_dbname=*/0));
}

// A refused connection comes without an SQLSTATE, so what the server says must do.
Failure no_connection(pg_conn* session, const std::string& where) {
  if (PQconnectionNeedsPassword(session) == 1)
    return {FailureCode::no_access, where + ": PostgreSQL asks for a password: add password=..."};
  return {FailureCode::unavailable,
          where +
              ": no connection to PostgreSQL; check that the server runs, and host, port, "
              "dbname, user and password in this file (" +
              message_of(PQerrorMessage(session)) + ")"};
}

}  // namespace

core::Failure failure_of(pg_conn* session, const Answer& answer, const std::string& where) {
  const char* said = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
  return failure_of_sqlstate(sqlstate_of(session, answer), where,
                             message_of(said != nullptr ? said : PQerrorMessage(session)));
}

core::Result<Session> open_session(const PostgresOptions& options) {
  const core::Result<ServiceParameters> service = read_service_file(options.service_file);
  if (!service) return service.failure();
  Session session = connect(*service);
  if (PQstatus(session.get()) != CONNECTION_OK)
    return no_connection(session.get(), options.service_file);
  if (const core::Status ready = set_up(session.get(), options); !ready) return ready.failure();
  if (const core::Status fits = check(session.get(), options.service_file); !fits)
    return fits.failure();
  return session;
}

}  // namespace handler::store::raw
