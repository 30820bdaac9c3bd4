// The only file that uses cpp-httplib: its accept loop. Its parser is not used (Debian's 0.11.4
// decodes header values, reads bodies without limit and drops pipelined requests), nor is its
// thread pool, which waits for ever for the threads that it has made if the system refuses the next
// one.
#include "handler/transport/http_server.h"

#include <fcntl.h>
#include <httplib.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <exception>
#include <functional>
#include <thread>
#include <utility>

#include "core/base/contained.h"
#include "core/base/files.h"
#include "handler/transport/worker_pool.h"

namespace handler::transport {

// Without the flags of cpp-httplib's .pc file the classes have other sizes than in its library, and
// calls corrupt the stack.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT) || \
    !defined(CPPHTTPLIB_BROTLI_SUPPORT)
#error "compile this file with: pkg-config --cflags cpp-httplib"
#endif

namespace {

constexpr std::chrono::milliseconds kPauseAfterAcceptError{50};
// How often the accept loop looks whether it is to stop. To shut the socket down would wake it at
// once, but would end the socket of systemd too.
constexpr std::chrono::milliseconds kLookForStop{100};
constexpr std::size_t kStackBytes = 2U << 20;

// Each thread otherwise reserves 8 MiB of addresses for its stack: too much where addresses are
// limited (ulimit -v). Holds for threads that are made from now on.
void shrink_stacks() {
  pthread_attr_t attributes;
  if (::pthread_attr_init(&attributes) != 0) return;
  if (::pthread_attr_setstacksize(&attributes, kStackBytes) == 0) {
    ::pthread_setattr_default_np(&attributes);
  }
  ::pthread_attr_destroy(&attributes);
}

// Runs each job of the accept loop at once on the accepting thread, because it only passes the
// socket on. `idle` is called when no connection has come for a while.
class InlineQueue : public httplib::TaskQueue {
 public:
  explicit InlineQueue(std::function<void()> idle) : idle_(std::move(idle)) {}

  // The return type: void, or from version 0.18 on bool (whether the job was taken).
  using Taken = decltype(std::declval<TaskQueue&>().enqueue({}));

  Taken enqueue(std::function<void()> job) override {
    job();
    return static_cast<Taken>(true);
  }
  void shutdown() override {}
  void on_idle() override { idle_(); }

 private:
  std::function<void()> idle_;
};

}  // namespace

class HttpServer::Acceptor : public httplib::Server {
 public:
  Acceptor(web::Application& application, HttpServerOptions options)
      : options_(std::move(options)), buffer_(application, options_.buffer, workers_) {
    std::signal(SIGPIPE, SIG_IGN);
    new_task_queue = [this] { return new InlineQueue([this] { end_loop_if_stopping(); }); };
    set_idle_interval(kLookForStop);
  }

  ~Acceptor() override {
    end();
    stop_listening();
  }

  core::Result<int> bind() {
    if (auto opened = buffer_.open(); !opened) return opened.failure();
    auto listener =
        options_.passed ? core::Result(*options_.passed) : open_listener(options_.listen);
    if (!listener) return listener.failure();
    listener_ = *listener;
    // A peer that left again must not hold up the loop.
    if (::fcntl(listener_.socket, F_SETFL, O_NONBLOCK) != 0)
      return core::system_failure("prepare the socket", listener_.address);
    return listener_.port;
  }

  core::Status start() {
    shrink_stacks();
    if (core::Status made = workers_.start(options_.workers); !made) return made;
    try {
      buffer_thread_ = std::thread([this] { buffer_.run(); });
    } catch (const std::exception&) {
      workers_.stop();
      return no_more_threads(options_.workers, options_.workers + 1);
    }
    return core::success();
  }

  core::Status run() {
    if (!buffer_thread_.joinable()) {
      if (core::Status started = start(); !started) return started;
    }
    while (!stopping_) accept_connections();
    if (!options_.passed) adopt_waiting();
    stop_listening();
    end();
    return core::success();
  }

  // Async-signal-safe: sets an atomic.
  void request_stop() { stopping_ = true; }

 private:
  // Those that the system has connected and the accept loop has not seen: closing the socket would
  // reset them. Where another program keeps the socket open, the next server takes them.
  void adopt_waiting() {
    while (true) {
      const int socket = ::accept4(listener_.socket, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) return;
      buffer_.adopt(socket);
    }
  }

  // From here on a socket that no other program keeps open refuses newcomers.
  void stop_listening() {
    if (listener_.socket >= 0) ::close(std::exchange(listener_.socket, -1));
    if (!listener_.unix_path.empty()) ::unlink(listener_.unix_path.c_str());
    listener_.unix_path.clear();
  }

  void end() {
    if (!buffer_thread_.joinable()) return;
    buffer_.stop();
    buffer_thread_.join();
    workers_.stop();
  }

  // On unknown accept errors (ECONNABORTED, ENFILE ...) cpp-httplib ends its loop and closes its
  // socket. It gets a duplicate, so the listener stays open and the loop can start again.
  void accept_connections() {
    svr_sock_ = ::fcntl(listener_.socket, F_DUPFD_CLOEXEC, 0);
    const bool ended =
        core::run_contained([this] { return svr_sock_ != INVALID_SOCKET && listen_after_bind(); },
                            options_.buffer.complain);
    if (!ended) ::close(svr_sock_);
    svr_sock_ = INVALID_SOCKET;
    if (!stopping_) std::this_thread::sleep_for(kPauseAfterAcceptError);
  }

  // On the loop's own thread, so the duplicate is not in use.
  void end_loop_if_stopping() {
    if (!stopping_) return;
    const int duplicate = svr_sock_;
    svr_sock_ = INVALID_SOCKET;
    ::close(duplicate);
  }

  bool process_and_close_socket(socket_t socket) override {
    buffer_.adopt(socket);
    end_loop_if_stopping();
    return true;
  }

  const HttpServerOptions options_;
  WorkerPool workers_;
  RequestBuffer buffer_;
  std::thread buffer_thread_;
  Listener listener_;
  std::atomic<bool> stopping_{false};
};

HttpServer::HttpServer(web::Application& application, HttpServerOptions options)
    : acceptor_(std::make_unique<Acceptor>(application, std::move(options))) {}

HttpServer::~HttpServer() = default;

core::Result<int> HttpServer::bind() {
  return acceptor_->bind();
}

core::Status HttpServer::start() {
  return acceptor_->start();
}

core::Status HttpServer::run() {
  return acceptor_->run();
}

void HttpServer::stop() {
  acceptor_->request_stop();
}

}  // namespace handler::transport
