// The baseline for ticket look-ups: cpp-httplib alone, answering every POST with a fixed page of
// the same size, under the same headers, on connections that end as the handler's do.
#include <httplib.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// The size of the handler's pool, so that no connection waits for a thread.
constexpr std::size_t kWorkers = 64;
// As the handler closes its connections (RequestBufferOptions), and later versions of cpp-httplib.
constexpr std::size_t kRequestsPerConnection = 100;
// cpp-httplib's own queue holds five; a client that connects again while it is full waits a second.
constexpr int kQueue = 128;

class BareServer : public httplib::Server {
 public:
  // After bind_to_any_port().
  void widen_queue() { ::listen(svr_sock_, kQueue); }
};

}  // namespace

// bench_bare_server BYTES [NAME VALUE]...: a page of BYTES with these headers. Prints its port and
// serves until it is killed.
int main(int argc, char** argv) {
  if (argc < 2 || argc % 2 != 0) {
    std::fputs("usage: bench_bare_server BYTES [NAME VALUE]...\n", stderr);
    return 64;
  }
  const std::string page(std::strtoul(argv[1], nullptr, 10), 'x');
  BareServer server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  server.set_keep_alive_max_count(kRequestsPerConnection);
  server.set_tcp_nodelay(true);
  server.Post(".*", [&](const httplib::Request&, httplib::Response& response) {
    for (int i = 2; i < argc; i += 2) response.set_header(argv[i], argv[i + 1]);
    response.set_content(page, "text/html; charset=utf-8");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  server.widen_queue();
  std::printf("%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 2;
}
