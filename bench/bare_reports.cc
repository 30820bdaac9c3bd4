// The baseline for reports: cpp-httplib with one SQLite row per POST and group commit (WAL,
// synchronous FULL); it answers each POST after the commit.
#include <httplib.h>
#include <sqlite3.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t kWorkers = 64;
constexpr std::size_t kRequestsPerConnection = 1'000'000'000;

struct Waiting {
  const std::string* body = nullptr;
  bool done = false;
};

class Writer {
 public:
  explicit Writer(const char* path) {
    if (sqlite3_open(path, &database_) != SQLITE_OK) throw std::runtime_error("cannot open");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("CREATE TABLE reports (id INTEGER PRIMARY KEY, body TEXT)");
    constexpr char kInsert[] = "INSERT INTO reports (body) VALUES (?)";
    if (sqlite3_prepare_v2(database_, kInsert, -1, &insert_, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
    std::thread([this] { work(); }).detach();
  }

  // Returns when the row is on disk.
  void add(const std::string& body) {
    Waiting mine{&body};
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    changed_.notify_all();
    changed_.wait(lock, [&] { return mine.done; });
  }

 private:
  void run(const char* statement) {
    if (sqlite3_exec(database_, statement, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
  }
  [[noreturn]] void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !queue_.empty(); });
      const std::vector<Waiting*> batch(queue_.begin(), queue_.end());
      queue_.clear();
      lock.unlock();
      run("BEGIN IMMEDIATE");
      for (const Waiting* one : batch) {
        sqlite3_bind_text(insert_, 1, one->body->data(), static_cast<int>(one->body->size()),
                          SQLITE_STATIC);
        if (sqlite3_step(insert_) != SQLITE_DONE) std::abort();
        sqlite3_reset(insert_);
      }
      run("COMMIT");
      lock.lock();
      for (Waiting* one : batch) one->done = true;
      changed_.notify_all();
    }
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting*> queue_;
};

}  // namespace

// bench_bare_reports DATABASE BYTES: prints its port; answers each POST with BYTES bytes until
// killed.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bench_bare_reports DATABASE BYTES\n", stderr);
    return 64;
  }
  Writer writer(argv[1]);
  const std::string page(std::strtoul(argv[2], nullptr, 10), 'x');
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_tcp_nodelay(true);
  server.Post(".*", [&](const httplib::Request& request, httplib::Response& response) {
    writer.add(request.body);
    response.set_header("Cache-Control", "no-store");
    response.set_content(page, "text/html; charset=utf-8");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 2;
}
