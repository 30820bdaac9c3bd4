// The baseline for ticket look-ups: cpp-httplib alone, answering every POST with a fixed page of
// the same size.
#include <httplib.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// The size of the handler's pool, so that no connection waits for a thread.
constexpr std::size_t kWorkers = 64;
// Keeps connections open: its listening queue is so short that reconnecting clients would wait.
constexpr std::size_t kRequestsPerConnection = 1'000'000'000;

}  // namespace

// bench_bare_server BYTES: prints its port and serves until it is killed.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_bare_server BYTES\n", stderr);
    return 64;
  }
  const std::string page(std::strtoul(argv[1], nullptr, 10), 'x');
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_tcp_nodelay(true);
  server.Post(".*", [&page](const httplib::Request&, httplib::Response& response) {
    response.set_header("Cache-Control", "no-store");
    response.set_content(page, "text/html; charset=utf-8");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 2;
}
