// The event loop: admits connections, enforces limits, moves each connection through its states.
#include "handler/transport/request_buffer.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "core/base/contains.h"
#include "handler/web/request.h"

namespace handler::transport {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using State = Connection::State;
using Outcome = Connection::Outcome;

constexpr milliseconds kTick{100};
// Between two looks at those that are there already.
constexpr std::size_t kAdmittedAtOnce = 64;

// What a form with files takes: a chunk to be sealed, a piece from the socket, and texts.
constexpr std::size_t kUploadMemory = 262144;

}  // namespace

RequestBuffer::RequestBuffer(web::Application& application, RequestBufferOptions options,
                             WorkerPool& workers)
    : application_(application),
      options_(std::move(options)),
      trusted_proxies_(plain_addresses(options_.trusted_proxies)),
      workers_(workers),
      refusals_(application, options_.refusals_kept),
      upload_turns_(options_.limits.uploads),
      places_(options_.limits) {}

RequestBuffer::~RequestBuffer() {
  for (const int socket : newcomers_) ::close(socket);
  for (const int socket : waiting_) ::close(socket);
}

core::Status RequestBuffer::open() {
  const int most = options_.descriptors > 0 ? options_.descriptors : most_descriptors();
  core::Status opened = poller_.open();
  const int left = most - poller_.descriptors_below() - std::clamp(most / 4, 4, 128);
  most_sockets_ = static_cast<std::size_t>(std::clamp(left, 1, options_.limits.connections));
  return opened;
}

void RequestBuffer::adopt(int socket) {
  Poller::prepare(socket);
  std::unique_lock lock(mutex_);
  newcomers_.push_back(socket);
  ++unadmitted_;
  poller_.wake();
  // A crowd that waits for the loop must not hold the files that an answer needs: where sockets are
  // short, the loop admits each before the next is accepted.
  if (admitted_ + unadmitted_ < most_sockets_) return;
  all_admitted_.wait_for(lock, kTick, [this] { return unadmitted_ == 0; });
}

void RequestBuffer::stop() {
  stopping_ = true;
  poller_.wake();
}

void RequestBuffer::run() {
  bool some_wait = false;
  for (Instant now = std::chrono::steady_clock::now(); !is_finished(now);) {
    const auto events = poller_.wait(some_wait ? milliseconds(0) : kTick);
    now = std::chrono::steady_clock::now();
    for (const epoll_event& event : events) handle_event(event.data.u64, event.events, now);
    some_wait = admit_newcomers(now);
    deliver_answers(now);
    if (now - last_sweep_ >= kTick) sweep(now);
  }
}

bool RequestBuffer::is_finished(Instant now) {
  if (!stopping_) return false;
  if (stopped_ == Instant{}) stopped_ = now;
  const std::lock_guard lock(mutex_);
  const bool is_empty = connections_.empty() && unadmitted_ == 0;
  return is_empty || now >= stopped_ + seconds(options_.stop_seconds);
}

void RequestBuffer::handle_event(std::uint64_t id, std::uint32_t events, Instant now) {
  if (id == Poller::kWakeId) return poller_.take_wake();
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  if (connection.state == State::working) {
    on_hang_up(connection);
  } else if (connection.state == State::parked) {
    close(id);
  } else if (connection.state == State::writing) {
    on_writable(connection, now);
  } else if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
    on_readable(connection, now);
  }
}

// Only a hang-up is reported while the answer is made.
void RequestBuffer::on_hang_up(Connection& connection) {
  connection.gone = true;
  // Until the worker is done; otherwise epoll reports the hang-up again and again.
  poller_.remove(connection.socket);
  if (connection.is_queued()) close(connection.id);
}

// True if some still wait.
bool RequestBuffer::admit_newcomers(Instant now) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.insert(waiting_.end(), newcomers_.begin(), newcomers_.end());
    newcomers_.clear();
  }
  if (waiting_.empty()) return false;
  std::size_t admitted = 0;
  for (; admitted < kAdmittedAtOnce && !waiting_.empty(); ++admitted) {
    const int socket = waiting_.front();
    waiting_.pop_front();
    admit(socket, now);
  }
  {
    const std::lock_guard lock(mutex_);
    unadmitted_ -= admitted;
    admitted_ = connections_.size();
  }
  all_admitted_.notify_one();
  return !waiting_.empty();
}

void RequestBuffer::admit(int socket, Instant now) {
  ClientAddress client = client_address_of(socket);
  if (client.address.empty() || !has_room_for(client, now)) {
    if (!client.address.empty()) turn_away(socket, refusals_.of(503));
    ::close(socket);
    return;
  }
  const std::uint64_t id = ++last_id_;
  auto made =
      std::make_unique<Connection>(socket, id, std::move(client), options_.limits,
                                   options_.uploads.folder.empty() ? nullptr : &application_);
  Connection& connection = *made;
  connection.deadline = now + seconds(options_.limits.head_seconds);
  connection.moved = now;
  if (!poller_.add(socket, id, EPOLLIN)) return;
  places_.enter(connection);
  connections_.emplace(id, std::move(made));
  // Its request has usually arrived; read it before the next newcomer asks for a place.
  on_readable(connection, now);
}

bool RequestBuffer::has_room_for(const ClientAddress& client, Instant now) {
  const web::TransportLimits& limits = options_.limits;
  const Places::Newcomer newcomer = places_.newcomer(client);
  if (is_limited(client, trusted_proxies_, options_.cap_own_machine)) {
    if (newcomer.group_places >= limits.connections_per_address) {
      return make_room(newcomer, Places::Within::group, now);
    }
    if (newcomer.network_places >= limits.connections_per_network) {
      return make_room(newcomer, Places::Within::network, now);
    }
  }
  if (connections_.size() < most_sockets_) return true;
  return make_room(newcomer, Places::Within::all, now);
}

bool RequestBuffer::make_room(const Places::Newcomer& newcomer, Places::Within within,
                              Instant now) {
  return close(places_.who_leaves_for(newcomer, within, connections_, now));
}

bool RequestBuffer::has_bytes_for(const Connection& connection, std::size_t more, Instant now) {
  while (!places_.are_bytes_left(more)) {
    const std::size_t all = connection.reader.announced_bytes();
    if (!close(places_.who_frees_bytes(connection.id, all, connections_, now))) return false;
  }
  return true;
}

void RequestBuffer::keep_within_bytes(const Connection& spared, Instant now) {
  while (!places_.are_bytes_left()) {
    if (!close(places_.who_frees_bytes(spared.id, 0, connections_, now))) return;
  }
}

void RequestBuffer::on_readable(Connection& connection, Instant now) {
  const bool is_draining = connection.state == State::draining;
  const Outcome outcome = is_draining ? connection.discard() : connection.receive();
  if (outcome == Outcome::closed) close(connection.id);
  if (outcome != Outcome::done) return;
  connection.moved = now;
  if (is_draining) return;
  places_.count(connection);
  keep_within_bytes(connection, now);
  advance(connection, now);
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
      if (connection.state != State::body) collect_body(connection, now);
      return;
    case RequestReader::Progress::upload:
      return collect_upload(connection, now);
    case RequestReader::Progress::complete:
      return start_work(connection);
    case RequestReader::Progress::refused:
      return refuse(connection, connection.reader.refusal(), now);
  }
}

void RequestBuffer::collect_body(Connection& connection, Instant now) {
  const std::size_t announced = connection.reader.announced_bytes();
  const std::size_t held = std::min(announced, connection.counted_bytes);
  if (!has_bytes_for(connection, announced - held, now)) return refuse(connection, 503, now);
  enter(connection, State::body, now + seconds(options_.limits.body_seconds));
  if (connection.reader.take_wish_to_continue()) connection.send_continue();
}

bool RequestBuffer::has_turn(Connection& connection, Instant now) {
  if (!connection.reader.needs_turn()) return true;
  const std::string group = connection.sender_group(trusted_proxies_, options_.cap_own_machine);
  connection.upload_turn = upload_turns_.take(group);
  if (connection.upload_turn || upload_turns_.has(group)) return connection.upload_turn != nullptr;
  const auto slow = connections_.find(places_.who_gives_turn(connections_, now));
  if (slow != connections_.end()) refuse(*slow->second, 408, now);
  connection.upload_turn = upload_turns_.take(group);
  return connection.upload_turn != nullptr;
}

void RequestBuffer::collect_upload(Connection& connection, Instant now) {
  if (!has_turn(connection, now)) return refuse(connection, core::FilesRefused::busy, now);
  if (!has_bytes_for(connection, kUploadMemory, now)) return refuse(connection, 503, now);
  if (const auto refused = connection.reader.begin_upload(options_.uploads))
    return refuse(connection, *refused, now);
  enter(connection, State::body, now + seconds(options_.limits.upload_seconds));
  if (connection.reader.take_wish_to_continue()) connection.send_continue();
  advance(connection, now);
}

void RequestBuffer::start_work(Connection& connection) {
  enter(connection, State::working, Instant::max());
  watch(connection, 0);
  connection.request = connection.reader.take();
  ++connection.requests;
  connection.close_after = !connection.reader.keep_alive() || stopping_ ||
                           connection.requests >= options_.requests_per_connection;
  describe_client(connection.request, connection.client, trusted_proxies_);
  places_.count(connection);
  connection.begun = false;
  // The connection outlives the job: close() withdraws it first, and skips those that have begun.
  workers_.add(connection.id, connection.group, [this, &connection] {
    connection.begun = true;
    work(connection);
  });
}

void RequestBuffer::work(Connection& connection) noexcept {
  try {
    refusals_.follow(std::chrono::steady_clock::now());
    const AnswerShape shape{connection.request.method == "HEAD", !connection.close_after};
    web::Response response = refusals_.answer_to(connection.request);
    connection.hold_for = response.hold_for;
    connection.answer = answer_to_send(std::move(response), shape);
  } catch (...) {
    connection.answer = {};  // no memory for it
  }
  {
    const std::lock_guard lock(mutex_);
    answered_.push_back(connection.id);
  }
  poller_.wake();
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
  if (connection.gone || connection.answer.bytes.empty()) {
    connection.state = State::draining;
    close(connection.id);
    return;
  }
  connection.request = {};
  connection.upload_turn.reset();
  connection.moved = now;
  places_.count(connection);
  keep_within_bytes(connection, now);
  if (connection.hold_for.count() > 0 && !stopping_) {
    return enter(connection, State::parked, now + connection.hold_for);
  }
  start_writing(connection, now);
}

void RequestBuffer::start_writing(Connection& connection, Instant now) {
  enter(connection, State::writing, now + connection.writing_time(options_.limits));
  connection.sent = 0;
  connection.moved = now;
  on_writable(connection, now);
}

void RequestBuffer::on_writable(Connection& connection, Instant now) {
  const std::uint64_t before = connection.sent_bytes();
  const Outcome outcome = connection.send();
  if (connection.sent_bytes() > before) connection.moved = now;
  if (outcome == Outcome::closed) {
    close(connection.id);
  } else if (outcome == Outcome::blocked) {
    watch(connection, EPOLLOUT);
  } else {
    finish_answer(connection, now);
  }
}

void RequestBuffer::refuse(Connection& connection, Cause cause, Instant now) {
  connection.close_after = true;
  connection.drop_request(options_.limits);
  connection.answer = answer_to_send(refusals_.of(cause), {});
  places_.count(connection);
  start_writing(connection, now);
}

void RequestBuffer::finish_answer(Connection& connection, Instant now) {
  connection.answer = {};
  connection.hold_for = milliseconds(0);
  places_.count(connection);
  watch(connection, EPOLLIN);
  if (connection.close_after) {
    // Closing with unread bytes would reset the connection and could discard the sent answer.
    ::shutdown(connection.socket, SHUT_WR);
    return enter(connection, State::draining, now + connection.draining_time(options_.limits));
  }
  enter(connection, State::waiting, now + seconds(options_.idle_seconds));
  advance(connection, now);
}

void RequestBuffer::enter(Connection& connection, State state, Instant deadline) {
  connection.state = state;
  connection.deadline = deadline;
}

void RequestBuffer::watch(const Connection& connection, std::uint32_t events) const {
  poller_.change(connection.socket, connection.id, events);
}

// False if there is no such connection, or a worker has begun with its request.
bool RequestBuffer::close(std::uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return false;
  Connection& connection = *found->second;
  const bool has_job = connection.state == State::working;
  if (has_job && !workers_.withdraw(id, connection.group)) return false;
  places_.leave(connection);
  connections_.erase(found);
  return true;
}

void RequestBuffer::sweep(Instant now) {
  last_sweep_ = now;
  std::vector<std::uint64_t> late;
  for (const auto& [id, connection] : connections_) {
    const bool may_end = stopped_ != Instant{} && connection->may_end(stopped_, now);
    if (connection->is_late(options_.limits, now) || may_end) late.push_back(id);
  }
  for (const std::uint64_t id : late) {
    const auto found = connections_.find(id);
    if (found == connections_.end()) continue;  // closed for one of those before it
    Connection& connection = *found->second;
    if (connection.state == State::head || connection.state == State::body) {
      refuse(connection, 408, now);
    } else if (connection.state == State::parked) {
      start_writing(connection, now);
    } else {
      close(id);
    }
  }
}

}  // namespace handler::transport
