// Starts and ends the server.
#include "tests/handler/store/postgres_server.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace test {
namespace {

namespace fs = std::filesystem;
using handler::store::Database;

constexpr const char* kUser = "postgres";

// The newest version that Debian has installed.
fs::path programs() {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    if (fs::exists(entry.path() / "bin" / "initdb")) found.push_back(entry.path() / "bin");
  }
  if (found.empty())
    throw std::runtime_error(
        "PostgreSQL is not installed: run script/setup --tests, or: apt-get install postgresql-15");
  return *std::ranges::max_element(found);
}

// The server does not run as root. It ends with this process, however that ends.
std::string as_its_user() {
  if (::getuid() != 0) return "exec setpriv --pdeathsig QUIT ";
  const std::string user(kUser);
  return "exec setpriv --reuid=" + user + " --regid=" + user + " --clear-groups --pdeathsig QUIT ";
}

void give_to_its_user(const fs::path& folder) {
  if (::getuid() != 0) return;
  const passwd* user = ::getpwnam(kUser);
  if (user == nullptr || ::chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error("cannot give " + folder.string() + " to the user postgres");
}

std::string log_of(const fs::path& folder) {
  std::ifstream stream(folder / "log");
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::unique_ptr<Database> opened(const std::string& service_file, int busy_milliseconds) {
  auto session = handler::store::open_postgres({service_file, busy_milliseconds, false});
  if (!session) throw std::runtime_error(session.failure().message);
  return std::move(*session);
}

void do_it(Database& database, const std::string& sql) {
  const core::Status done = database.run_script(sql);
  if (!done) throw std::runtime_error(done.failure().message);
}

}  // namespace

PostgresServer::PostgresServer(const tests::Words& settings) : folder_(home_ / "server") {
  fs::permissions(home_.path(), fs::perms{0711});
  fs::create_directory(folder_);
  give_to_its_user(folder_);
  const std::string init = "cd " + folder_.string() + "; " + as_its_user() +
                           (programs() / "initdb").string() +
                           " -D data -U postgres -A trust -E UTF8 --locale=C --no-sync "
                           "--no-instructions 2>&1";
  const tests::Ending made = tests::OtherProcess({"/bin/sh", "-c", init}).end();
  if (made.code != 0) throw std::runtime_error("initdb failed: " + made.said);
  std::ofstream conf(folder_ / "data" / "postgresql.conf", std::ios::app);
  conf << "listen_addresses = ''\nunix_socket_directories = '" << folder_.string()
       << "'\nfsync = off\nfull_page_writes = off\nshared_buffers = 16MB\n";
  for (const std::string& line : settings) conf << line << "\n";
  conf.close();
  start();
}

PostgresServer::~PostgresServer() {
  crash();
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server({"wal_level = minimal", "max_wal_senders = 0"});
  return server;
}

void PostgresServer::start() {
  const std::string command = "cd " + folder_.string() + "; " + as_its_user() +
                              (programs() / "postgres").string() + " -D data >>log 2>&1";
  process_.emplace(tests::Words{"/bin/sh", "-c", command});
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  const std::string file = service_file("postgres");
  while (!handler::store::open_postgres({file})) {
    if (std::chrono::steady_clock::now() > end)
      throw std::runtime_error("PostgreSQL does not start: " + log_of(folder_));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

// Also its shared memory is given back, which SIGKILL would leave.
void PostgresServer::crash() {
  kept_.reset();
  if (!process_) return;
  std::ifstream file(folder_ / "data" / "postmaster.pid");
  pid_t server = 0;
  if (file >> server) ::kill(server, SIGQUIT);
  if (server > 0) process_->end();
  process_.reset();
}

std::string PostgresServer::service_file(const std::string& database) const {
  const fs::path file = home_ / (database + ".conf");
  std::ofstream(file) << "[bancheng]\nhost=" << folder_.string()
                      << "\nuser=postgres\ndbname=" << database << "\n";
  fs::permissions(file, fs::perms{0600});
  return file.string();
}

std::unique_ptr<Database> PostgresServer::operator_session() const {
  return opened(service_file("postgres"), 5000);
}

void PostgresServer::run_as_operator(const std::string& sql) {
  if (!kept_) kept_ = operator_session();
  do_it(*kept_, sql);
}

std::string PostgresServer::new_name() {
  return "room" + std::to_string(++databases_);
}

PostgresRoom::PostgresRoom(PostgresServer& server, const std::string& model)
    : server_(server), name_(server.new_name()), service_file_(server.service_file(name_)) {
  server_.run_as_operator("CREATE DATABASE " + name_ + " TEMPLATE " + model +
                          " STRATEGY FILE_COPY");
}

PostgresRoom::PostgresRoom(PostgresServer& server) : PostgresRoom(server, "template0") {}

PostgresRoom::PostgresRoom(const PostgresRoom& other) : PostgresRoom(other.server_, other.name_) {}

PostgresRoom::~PostgresRoom() {
  try {
    server_.run_as_operator("DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::runtime_error&) {
    // The test has ended the server, and the database with it.
  }
}

std::unique_ptr<Database> PostgresRoom::session(int busy_milliseconds) const {
  return opened(service_file_, busy_milliseconds);
}

std::string PostgresRoom::bytes_on_disk() const {
  const auto session = server_.operator_session();
  do_it(*session, "CHECKPOINT");
  const auto id = session->run("SELECT oid FROM pg_database WHERE datname = $1", {name_}).value();
  std::string bytes;
  for (const auto& entry : fs::directory_iterator(server_.folder() / "data" / "base" /
                                                  std::to_string(id.front().number(0)))) {
    std::ifstream stream(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(stream), {});
  }
  return bytes;
}

void PostgresRoom::end_sessions() const {
  server_.run_as_operator(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name_ + "'");
}

}  // namespace test
