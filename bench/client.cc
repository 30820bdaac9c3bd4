// A load generator in one thread with many connections: it sends the next request when an answer is
// complete. The same client measures the handler and its baselines.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// Reads a file of requests: for each a line with its length in bytes, then the request itself.
std::vector<std::string> read_requests(const char* path) {
  std::ifstream in(path, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  std::vector<std::string> requests;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    if (end == std::string::npos) throw std::runtime_error("a length without its request");
    const std::size_t length = std::strtoul(all.c_str() + at, nullptr, 10);
    requests.push_back(all.substr(end + 1, length));
    at = end + 1 + length;
  }
  if (requests.empty()) throw std::runtime_error("no requests");
  return requests;
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  void* bytes = &address;
  if (::connect(socket, static_cast<sockaddr*>(bytes), sizeof address) != 0)
    throw std::runtime_error("no server listens on the port");
  return socket;
}

// The size of an answer according to its head; npos: until the server closes, which is part of what
// a connection costs.
std::size_t whole_length(const std::string& answer, std::size_t head_end) {
  if (answer.find("\r\nConnection: close\r\n") < head_end) return std::string::npos;
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const std::size_t at = answer.find(kName);
  if (at == std::string::npos || at > head_end) return std::string::npos;
  return head_end + 4 + std::strtoul(answer.c_str() + at + kName.size(), nullptr, 10);
}

struct Connection {
  int socket = -1;
  std::string answer;
  bool busy = false;
  Clock::time_point sent;
};

struct Tally {
  std::map<std::string, long> statuses;
  std::vector<double> milliseconds;
};

class Client {
 public:
  // `seconds` 0: each request once; otherwise all in turn until the time is up.
  Client(int port, std::size_t connections, double seconds, std::vector<std::string> requests)
      : port_(port), seconds_(seconds), requests_(std::move(requests)), connections_(connections) {}

  void run() {
    // Connect before the clock starts: the bare server's short listening queue delays some
    // connections by a second.
    for (Connection& connection : connections_) connection.socket = connect_to(port_);
    began_ = Clock::now();
    for (Connection& connection : connections_) send_next(connection);
    while (answer_some()) {
    }
    elapsed_ = std::chrono::duration<double>(Clock::now() - began_).count();
  }

  void print() {
    std::ranges::sort(tally_.milliseconds);
    std::printf("{\"seconds\": %.6f, \"answers\": %zu, \"p50_ms\": %.3f, \"p99_ms\": %.3f, ",
                elapsed_, tally_.milliseconds.size(), quantile(0.5), quantile(0.99));
    std::printf("\"statuses\": {");
    const char* comma = "";
    for (const auto& [status, count] : tally_.statuses) {
      std::printf("%s\"%s\": %ld", comma, status.c_str(), count);
      comma = ", ";
    }
    std::printf("}}\n");
  }

 private:
  bool is_over() const {
    if (seconds_ <= 0) return next_ >= requests_.size();
    return std::chrono::duration<double>(Clock::now() - began_).count() >= seconds_;
  }

  void send_next(Connection& connection) {
    connection.busy = !is_over();
    if (!connection.busy) return;
    if (connection.socket < 0) connection.socket = connect_to(port_);
    const std::string& request = requests_[next_++ % requests_.size()];
    connection.answer.clear();
    connection.sent = Clock::now();
    std::size_t sent = 0;
    while (sent < request.size()) {
      const ssize_t count =
          ::send(connection.socket, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) throw std::runtime_error("the peer hung up on a request");
      sent += static_cast<std::size_t>(count);
    }
  }

  // Returns false when no request is in progress.
  bool answer_some() {
    std::vector<pollfd> waiting;
    std::vector<Connection*> theirs;
    for (Connection& connection : connections_) {
      if (!connection.busy) continue;
      waiting.push_back({connection.socket, POLLIN, 0});
      theirs.push_back(&connection);
    }
    if (waiting.empty()) return false;
    if (::poll(waiting.data(), waiting.size(), 30'000) <= 0)
      throw std::runtime_error("no answer within 30 seconds");
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].revents != 0) receive(*theirs[i]);
    }
    return true;
  }

  void receive(Connection& connection) {
    std::array<char, 65536> bytes;
    const ssize_t count = ::recv(connection.socket, bytes.data(), bytes.size(), 0);
    if (count < 0) throw std::runtime_error("the peer cut the connection");
    connection.answer.append(bytes.data(), static_cast<std::size_t>(count));
    const std::size_t head_end = connection.answer.find("\r\n\r\n");
    if (head_end == std::string::npos) {
      if (count == 0) throw std::runtime_error("the peer closed without an answer");
      return;
    }
    const std::size_t whole = whole_length(connection.answer, head_end);
    if (connection.answer.size() >= whole || (count == 0 && whole == std::string::npos))
      return finish(connection, head_end, count == 0);
    if (count == 0) throw std::runtime_error("the peer closed in the middle of an answer");
  }

  void finish(Connection& connection, std::size_t head_end, bool closed) {
    const std::chrono::duration<double, std::milli> took = Clock::now() - connection.sent;
    tally_.milliseconds.push_back(took.count());
    ++tally_.statuses[connection.answer.substr(9, 3)];
    const std::string_view head = std::string_view(connection.answer).substr(0, head_end);
    if (closed || head.find("\r\nConnection: close") != std::string_view::npos) {
      ::close(connection.socket);
      connection.socket = -1;
    }
    send_next(connection);
  }

  double quantile(double part) const {
    if (tally_.milliseconds.empty()) return 0;
    const auto last = static_cast<double>(tally_.milliseconds.size() - 1);
    return tally_.milliseconds[static_cast<std::size_t>(last * part)];
  }

  const int port_;
  const double seconds_;
  const std::vector<std::string> requests_;
  std::vector<Connection> connections_;
  Tally tally_;
  std::size_t next_ = 0;
  Clock::time_point began_;
  double elapsed_ = 0;
};

}  // namespace

// bench_client PORT CONNECTIONS SECONDS FILE: prints the results as one line of JSON.
int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: bench_client PORT CONNECTIONS SECONDS FILE (0 seconds: each once)\n",
               stderr);
    return 64;
  }
  try {
    Client client(std::atoi(argv[1]), std::strtoul(argv[2], nullptr, 10),
                  std::strtod(argv[3], nullptr), read_requests(argv[4]));
    client.run();
    client.print();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_client: %s\n", error.what());
    return 2;
  }
  return 0;
}
