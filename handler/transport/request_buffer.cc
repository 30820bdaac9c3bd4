// The event loop: admits connections, enforces deadlines, and moves each connection through its
// states.
#include "handler/transport/request_buffer.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <tuple>
#include <utility>

#include "handler/transport/answer.h"
#include "handler/web/request.h"

namespace handler::transport {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using State = Connection::State;
using Outcome = Connection::Outcome;

constexpr std::uint64_t kWakeId = 0;
constexpr milliseconds kTick{100};
constexpr seconds kDrainTime{2};
constexpr std::size_t kSlowestBytesPerSecond = 8192;

void prepare_socket(int socket) {
  const int on = 1;
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  // Without it an answer waits up to 40 ms for the peer's delayed acknowledgement. Fails harmlessly
  // on Unix sockets.
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

core::Failure system_refusal(const char* what) {
  return {core::FailureCode::unavailable,
          std::string("cannot create ") + what + ": " + std::generic_category().message(errno)};
}

web::Response answer_of(web::Application& application, const web::Request& request) noexcept {
  try {
    return application.handle(request);
  } catch (...) {
    return refusal(500);
  }
}

}  // namespace

RequestBuffer::RequestBuffer(web::Application& application, RequestBufferOptions options,
                             Dispatch dispatch)
    : application_(application), options_(std::move(options)), dispatch_(std::move(dispatch)) {}

RequestBuffer::~RequestBuffer() {
  for (const int socket : newcomers_) ::close(socket);
  if (epoll_ >= 0) ::close(epoll_);
  if (wake_ >= 0) ::close(wake_);
}

core::Status RequestBuffer::open() {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) return system_refusal("an epoll instance");
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_ < 0) return system_refusal("an event descriptor");
  epoll_event event{EPOLLIN, {.u64 = kWakeId}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) != 0) return system_refusal("a wake-up");
  return core::success();
}

void RequestBuffer::wake() const {
  const std::uint64_t one = 1;
  // If the counter is full, the thread wakes anyway.
  [[maybe_unused]] const ssize_t count = ::write(wake_, &one, sizeof one);
}

void RequestBuffer::adopt(int socket) {
  prepare_socket(socket);
  {
    const std::lock_guard lock(mutex_);
    newcomers_.push_back(socket);
  }
  wake();
}

void RequestBuffer::stop() {
  stopping_ = true;
  wake();
}

void RequestBuffer::run() {
  std::array<epoll_event, 128> events;
  for (Instant now = std::chrono::steady_clock::now(); !is_finished(now);) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(kTick.count()));
    now = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      handle_event(event.data.u64, event.events, now);
    }
    admit_newcomers(now);
    deliver_answers(now);
    if (now - last_sweep_ >= kTick) sweep(now);
  }
}

bool RequestBuffer::is_finished(Instant now) {
  if (!stopping_) return false;
  if (stop_deadline_ == Instant{}) stop_deadline_ = now + seconds(options_.stop_seconds);
  return connections_.empty() || now >= stop_deadline_;
}

void RequestBuffer::handle_event(std::uint64_t id, std::uint32_t events, Instant now) {
  if (id == kWakeId) {
    std::uint64_t counter = 0;
    [[maybe_unused]] const ssize_t count = ::read(wake_, &counter, sizeof counter);
    return;
  }
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  if (connection.state == State::working) {
    // Only a hang-up is reported in this state. Remove the socket until the worker is done,
    // otherwise epoll reports the hang-up again and again.
    connection.gone = true;
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.socket, nullptr);
  } else if (connection.state == State::writing) {
    on_writable(connection, now);
  } else if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
    on_readable(connection, now);
  }
}

void RequestBuffer::admit_newcomers(Instant now) {
  std::vector<int> sockets;
  {
    const std::lock_guard lock(mutex_);
    sockets.swap(newcomers_);
  }
  for (const int socket : sockets) admit(socket, now);
}

void RequestBuffer::admit(int socket, Instant now) {
  ClientAddress client = client_address_of(socket);
  const bool is_welcome = !client.address.empty() && !stopping_;
  if (!is_welcome || !has_room_for(client)) {
    const std::string answer = answer_bytes(refusal(503), {});
    if (is_welcome) {
      [[maybe_unused]] const ssize_t count =
          ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
    ::close(socket);
    return;
  }
  const std::uint64_t id = ++last_id_;
  auto connection = std::make_unique<Connection>(socket, id, std::move(client), options_.limits);
  connection->deadline = now + seconds(options_.limits.head_seconds);
  epoll_event event{EPOLLIN, {.u64 = id}};
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) return;
  ++per_group_[connection->group];
  connections_.emplace(id, std::move(connection));
}

// If the limit is reached, closes a waiting connection for the new one, if possible one of the same
// address.
bool RequestBuffer::has_room_for(const ClientAddress& client) {
  const std::string group = web::address_group(client.address);
  const bool is_capped = options_.cap_own_machine || !client.on_this_machine;
  const auto found = per_group_.find(group);
  const int already = found == per_group_.end() ? 0 : found->second;
  if (is_capped && already >= options_.limits.connections_per_address && !evict_one(&group)) {
    return false;
  }
  const bool is_full = static_cast<int>(connections_.size()) >= options_.limits.connections;
  return !is_full || evict_one(nullptr);
}

// Closes one connection: idle ones before those still sending, then those of the address with the
// most connections, then the oldest.
bool RequestBuffer::evict_one(const std::string* group) {
  using Rank = std::tuple<bool, int, std::uint64_t>;
  Rank best{};
  std::uint64_t victim = kWakeId;
  for (const auto& [id, connection] : connections_) {
    if (group != nullptr && connection->group != *group) continue;
    if (!connection->is_reading() && connection->state != State::draining) continue;
    // Not idle: a new peer may have sent its request, but we have not read it yet.
    const bool is_idle = connection->state == State::draining ||
                         (connection->state == State::waiting && connection->requests > 0);
    const Rank rank{is_idle, per_group_[connection->group], ~id};
    if (victim == kWakeId || rank > best) {
      best = rank;
      victim = id;
    }
  }
  if (victim != kWakeId) close(victim);
  return victim != kWakeId;
}

void RequestBuffer::on_readable(Connection& connection, Instant now) {
  const bool is_draining = connection.state == State::draining;
  const Outcome outcome = is_draining ? connection.discard() : connection.receive();
  if (outcome == Outcome::closed) return close(connection.id);
  if (outcome == Outcome::done && !is_draining) advance(connection, now);
}

void RequestBuffer::advance(Connection& connection, Instant now) {
  switch (connection.reader.advance()) {
    case RequestReader::Progress::idle:
      return;
    case RequestReader::Progress::head:
      if (connection.state == State::waiting) {
        enter(connection, State::head, now + seconds(options_.limits.head_seconds));
      }
      return;
    case RequestReader::Progress::body:
      if (connection.state != State::body) {
        enter(connection, State::body, now + seconds(options_.limits.body_seconds));
        if (connection.reader.take_wish_to_continue()) connection.send_continue();
      }
      return;
    case RequestReader::Progress::complete:
      return start_work(connection);
    case RequestReader::Progress::refused:
      return refuse(connection, connection.reader.refusal(), now);
  }
}

void RequestBuffer::start_work(Connection& connection) {
  enter(connection, State::working, Instant::max());
  watch(connection, 0);
  connection.request = connection.reader.take();
  ++connection.requests;
  connection.close_after = !connection.reader.keep_alive() || stopping_ ||
                           connection.requests >= options_.requests_per_connection;
  describe_client(connection.request, connection.client, options_.trusted_proxies);
  // The connection outlives the job: close() skips connections that are working.
  dispatch_([this, &connection] { work(connection); });
}

void RequestBuffer::work(Connection& connection) {
  const AnswerShape shape{connection.request.method == "HEAD", !connection.close_after};
  connection.answer = answer_bytes(answer_of(application_, connection.request), shape);
  {
    const std::lock_guard lock(mutex_);
    answered_.push_back(connection.id);
  }
  wake();
}

void RequestBuffer::deliver_answers(Instant now) {
  std::vector<std::uint64_t> ids;
  {
    const std::lock_guard lock(mutex_);
    ids.swap(answered_);
  }
  for (const std::uint64_t id : ids) deliver(*connections_.at(id), now);
}

void RequestBuffer::deliver(Connection& connection, Instant now) {
  if (connection.gone) {
    connection.state = State::draining;
    return close(connection.id);
  }
  start_writing(connection, now);
}

void RequestBuffer::start_writing(Connection& connection, Instant now) {
  const seconds allowed(options_.limits.body_seconds +
                        static_cast<int>(connection.answer.size() / kSlowestBytesPerSecond));
  enter(connection, State::writing, now + allowed);
  connection.sent = 0;
  on_writable(connection, now);
}

void RequestBuffer::on_writable(Connection& connection, Instant now) {
  const Outcome outcome = connection.send();
  if (outcome == Outcome::closed) return close(connection.id);
  if (outcome == Outcome::blocked) return watch(connection, EPOLLOUT);
  finish_answer(connection, now);
}

void RequestBuffer::refuse(Connection& connection, int status, Instant now) {
  connection.close_after = true;
  connection.answer = answer_bytes(refusal(status), {});
  start_writing(connection, now);
}

void RequestBuffer::finish_answer(Connection& connection, Instant now) {
  connection.answer.clear();
  connection.answer.shrink_to_fit();
  connection.request = {};
  watch(connection, EPOLLIN);
  if (connection.close_after) {
    // Closing with unread bytes would reset the connection and could discard the sent answer.
    ::shutdown(connection.socket, SHUT_WR);
    return enter(connection, State::draining, now + kDrainTime);
  }
  enter(connection, State::waiting, now + seconds(options_.idle_seconds));
  advance(connection, now);
}

void RequestBuffer::enter(Connection& connection, State state, Instant deadline) {
  connection.state = state;
  connection.deadline = deadline;
}

void RequestBuffer::watch(const Connection& connection, std::uint32_t events) const {
  epoll_event event{events, {.u64 = connection.id}};
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
}

void RequestBuffer::close(std::uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end() || found->second->state == State::working) return;
  const auto group = per_group_.find(found->second->group);
  if (--group->second == 0) per_group_.erase(group);
  connections_.erase(found);
}

void RequestBuffer::sweep(Instant now) {
  last_sweep_ = now;
  std::vector<std::uint64_t> late;
  for (const auto& [id, connection] : connections_) {
    const bool is_idle = connection->state == State::waiting;
    if (now >= connection->deadline || (stopping_ && is_idle)) late.push_back(id);
  }
  for (const std::uint64_t id : late) {
    Connection& connection = *connections_.at(id);
    if (connection.state == State::head || connection.state == State::body) {
      refuse(connection, 408, now);
    } else {
      close(id);
    }
  }
}

}  // namespace handler::transport
