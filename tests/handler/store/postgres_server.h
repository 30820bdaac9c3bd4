// A real PostgreSQL server for tests: a child process in a temporary folder, reached by a unix
// socket alone, with an empty database for each test.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "handler/store/postgres/postgres_connection.h"
#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"

namespace test {

// Runs initdb and postgres of Debian's package, as the user postgres if the test is root, which the
// server refuses. Nothing is synced to the disk: that would only take time. Each member throws
// std::runtime_error; without the package it says what to install.
class PostgresServer {
 public:
  // Lines for postgresql.conf, beside those that every test needs.
  explicit PostgresServer(const tests::Words& settings = {});
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The one that the tests of a program share; it ends with the program.
  static PostgresServer& shared();

  // Returns when the server takes connections.
  void start();
  // All sessions are cut at once and nothing is written any more, as in a crash.
  void crash();

  // Writes a service file for a database, which need not exist, beside the server.
  std::string service_file(const std::string& database) const;
  // The operator's own connection, to the database "postgres".
  std::unique_ptr<handler::store::Database> operator_session() const;
  // Runs a script in a session that is kept: a new one takes the server longer than the script.
  void run_as_operator(const std::string& sql);
  // A name that no database of this server had yet.
  std::string new_name();
  // Where it runs: data below data/, the socket, its log.
  const std::filesystem::path& folder() const { return folder_; }

 private:
  tests::TemporaryFolder home_;
  std::filesystem::path folder_;
  std::optional<tests::OtherProcess> process_;
  std::unique_ptr<handler::store::Database> kept_;
  int databases_ = 0;
};

// An empty database, dropped with the object, whatever sessions it has.
class PostgresRoom {
 public:
  explicit PostgresRoom(PostgresServer& server = PostgresServer::shared());
  // A copy of a room that has no session.
  explicit PostgresRoom(const PostgresRoom& other);
  ~PostgresRoom();
  PostgresRoom& operator=(const PostgresRoom&) = delete;

  const std::string& service_file() const { return service_file_; }
  const std::string& name() const { return name_; }
  // A connection that writes.
  std::unique_ptr<handler::store::Database> session(int busy_milliseconds = 5000) const;
  // All bytes of the files of its tables and indexes, as far as the server has written them.
  std::string bytes_on_disk() const;
  // Ends all sessions of the database, as an operator does.
  void end_sessions() const;

 private:
  PostgresRoom(PostgresServer& server, const std::string& model);

  PostgresServer& server_;
  std::string name_;
  std::string service_file_;
};

}  // namespace test
