// The event loop: admits connections, and moves each of them through its states.
#include "handler/transport/request_buffer.h"

#include <sys/socket.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/contained.h"
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
      refusals_(application, options_.refusals_kept),
      upload_turns_(options_.limits.uploads),
      connections_(options_.limits, workers),
      at_work_(workers, refusals_, poller_) {}

core::Status RequestBuffer::open() {
  const int most = options_.descriptors > 0 ? options_.descriptors : most_descriptors();
  core::Status opened = poller_.open();
  const int left = most - poller_.descriptors_below() - std::clamp(most / 4, 4, 128);
  const auto sockets = static_cast<std::size_t>(std::clamp(left, 1, options_.limits.connections));
  newcomers_.allow(sockets);
  connections_.allow(sockets);
  return opened;
}

void RequestBuffer::adopt(int socket) {
  Poller::prepare(socket);
  core::run_contained([&] { newcomers_.add(core::Descriptor(socket)); }, options_.complain);
  poller_.wake();
  newcomers_.wait_for_room(kTick);
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
    for (const epoll_event& event : events)
      contained(event.data.u64, [&] { handle_event(event.data.u64, event.events, now); });
    some_wait = admit_newcomers(now);
    for (const std::uint64_t id : at_work_.take_answered())
      contained(id, [&] { deliver(*connections_.find(id), now); });
    if (now - last_sweep_ >= kTick) contained(Poller::kWakeId, [&] { sweep(now); });
  }
}

// A connection whose step throws is closed: what it has read or said is not known.
template <typename Step>
void RequestBuffer::contained(std::uint64_t id, const Step& step) {
  if (!core::run_contained(step, options_.complain)) connections_.close(id);
}

bool RequestBuffer::is_finished(Instant now) {
  if (!stopping_) return false;
  if (stopped_ == Instant{}) stopped_ = now;
  const bool is_empty = connections_.size() == 0 && newcomers_.are_settled();
  return is_empty || now >= stopped_ + seconds(options_.stop_seconds);
}

void RequestBuffer::handle_event(std::uint64_t id, std::uint32_t events, Instant now) {
  if (id == Poller::kWakeId) return poller_.take_wake();
  Connection* const connection = connections_.find(id);
  if (connection == nullptr) return;
  if (connection->state == State::working || connection->state == State::parked) {
    on_interruption(*connection, events);
  } else if (connection->state == State::writing) {
    on_writable(*connection, now);
  } else if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
    on_readable(*connection, now);
  }
}

// Something comes before the answer is sent. Most peers wait for it, so the socket stays watched
// until one does not: that saves two system calls a request.
void RequestBuffer::on_interruption(Connection& connection, std::uint32_t events) {
  if ((events & (EPOLLHUP | EPOLLERR)) == 0) return watch(connection, 0);
  if (connection.state == State::parked) {
    connections_.close(connection.id);
    return;
  }
  connection.gone = true;
  // Until the worker is done; otherwise epoll reports the hang-up again and again.
  poller_.remove(connection.socket.get());
  if (connection.is_queued()) connections_.close(connection.id);
}

// True if some still wait.
bool RequestBuffer::admit_newcomers(Instant now) {
  std::size_t admitted = 0;
  for (; admitted < kAdmittedAtOnce; ++admitted) {
    std::optional<core::Descriptor> socket = newcomers_.next();
    if (!socket) break;
    const std::uint64_t id = ++last_id_;
    contained(id, [&] { admit(std::move(*socket), id, now); });
  }
  return admitted > 0 && newcomers_.settle(admitted, connections_.size());
}

void RequestBuffer::admit(core::Descriptor socket, std::uint64_t id, Instant now) {
  ClientAddress client = client_address_of(socket.get());
  if (client.address.empty()) return;
  const bool limited = is_limited(client, trusted_proxies_, options_.cap_own_machine);
  if (!connections_.has_room_for(client, limited, now))
    return turn_away(socket.get(), refusals_.of(503));
  auto made =
      std::make_unique<Connection>(std::move(socket), id, std::move(client), options_.limits,
                                   options_.uploads.folder.empty() ? nullptr : &application_);
  made->deadline = now + seconds(options_.limits.head_seconds);
  made->moved = now;
  made->watched = EPOLLIN;
  if (!poller_.add(made->socket.get(), id, made->watched)) return;
  // Its request has usually arrived; read it before the next newcomer asks for a place.
  on_readable(connections_.enter(std::move(made)), now);
}

void RequestBuffer::on_readable(Connection& connection, Instant now) {
  const bool is_draining = connection.state == State::draining;
  const Outcome outcome = is_draining ? connection.discard() : connection.receive();
  if (outcome == Outcome::closed) connections_.close(connection.id);
  if (outcome != Outcome::done) return;
  connection.moved = now;
  if (is_draining) return;
  connections_.count(connection);
  connections_.keep_within_bytes(connection, now);
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
    case RequestReader::Progress::files:
      return admit_files(connection, now);
    case RequestReader::Progress::complete:
      return start_work(connection);
    case RequestReader::Progress::refused:
      return refuse(connection, connection.reader.refusal(), now);
  }
}

void RequestBuffer::collect_body(Connection& connection, Instant now) {
  const std::size_t announced = connection.reader.announced_bytes();
  const std::size_t held = std::min(announced, connection.counted_bytes);
  if (!connections_.has_bytes_for(connection, announced - held, now))
    return refuse(connection, 503, now);
  enter(connection, State::body, now + seconds(options_.limits.body_seconds));
  if (connection.reader.take_wish_to_continue()) connection.send_continue();
}

void RequestBuffer::collect_upload(Connection& connection, Instant now) {
  if (!connections_.has_bytes_for(connection, kUploadMemory, now))
    return refuse(connection, 503, now);
  if (const auto refused = connection.reader.begin_upload(options_.uploads))
    return refuse(connection, *refused, now);
  const bool is_large = connection.reader.needs_turn();
  const web::TransportLimits& limits = options_.limits;
  // Of a large form only the texts in front of its files, which have no turn yet.
  enter(connection, State::body,
        now + seconds(is_large ? limits.body_seconds : limits.upload_seconds));
  if (connection.reader.take_wish_to_continue()) connection.send_continue();
  advance(connection, now);
}

void RequestBuffer::admit_files(Connection& connection, Instant now) {
  const web::Request head = connection.described_head(trusted_proxies_);
  TurnTaker taker{application_.upload_sender(head, connection.reader.texts()), {}};
  if (taker.sender == web::UploadSender::stranger)
    return refuse(connection, core::FilesRefused::unknown, now);
  const bool has_address = !head.loopback || options_.cap_own_machine;
  if (taker.sender == web::UploadSender::reporter && has_address)
    taker.group = web::address_group(head.remote_address);
  if (!take_turn(connection, taker, now)) return refuse(connection, core::FilesRefused::busy, now);
  if (!has_disk_room(options_.uploads, connection.reader.body_bytes()))
    return refuse(connection, core::FilesRefused::no_room, now);
  connection.reader.admit_files();
  enter(connection, State::body, now + seconds(options_.limits.upload_seconds));
  advance(connection, now);
}

bool RequestBuffer::take_turn(Connection& connection, const TurnTaker& taker, Instant now) {
  connection.upload_turn = upload_turns_.take(taker);
  if (connection.upload_turn || upload_turns_.has(taker)) return connection.upload_turn != nullptr;
  if (Connection* const slow = connections_.slowest_sender(taker.sender, now))
    contained(slow->id, [&] { refuse(*slow, 408, now); });
  connection.upload_turn = upload_turns_.take(taker);
  return connection.upload_turn != nullptr;
}

void RequestBuffer::start_work(Connection& connection) {
  connection.request = connection.reader.take();
  ++connection.requests;
  connection.close_after = !connection.reader.keep_alive() || stopping_ ||
                           connection.requests >= options_.requests_per_connection;
  describe_client(connection.request, connection.client, trusted_proxies_);
  connections_.count(connection);
  at_work_.give(connection);
  enter(connection, State::working, Instant::max());
}

void RequestBuffer::deliver(Connection& connection, Instant now) {
  connection.state = State::draining;  // so that it can be closed again
  if (connection.gone || connection.answer.bytes.empty()) {
    connections_.close(connection.id);
    return;
  }
  connection.request = {};
  connection.upload_turn.reset();
  connection.moved = now;
  connections_.count(connection);
  connections_.keep_within_bytes(connection, now);
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
    connections_.close(connection.id);
  } else if (outcome == Outcome::blocked) {
    watch(connection, EPOLLOUT);
  } else {
    finish_answer(connection, now);
  }
}

void RequestBuffer::refuse(Connection& connection, Cause cause, Instant now) {
  connection.close_after = true;
  connection.drop_request(options_.limits, cause);
  connection.answer = answer_to_send(refusals_.of(cause), {});
  connections_.count(connection);
  start_writing(connection, now);
}

void RequestBuffer::finish_answer(Connection& connection, Instant now) {
  connection.answer = {};
  connection.hold_for = milliseconds(0);
  connections_.count(connection);
  watch(connection, EPOLLIN);
  if (connection.close_after) {
    // Closing with unread bytes would reset the connection and could discard the sent answer.
    ::shutdown(connection.socket.get(), SHUT_WR);
    return enter(connection, State::draining, now + connection.drain.time);
  }
  enter(connection, State::waiting, now + seconds(options_.idle_seconds));
  advance(connection, now);
}

void RequestBuffer::enter(Connection& connection, State state, Instant deadline) {
  connection.state = state;
  connection.deadline = deadline;
}

void RequestBuffer::watch(Connection& connection, std::uint32_t events) const {
  if (connection.watched == events) return;
  connection.watched = events;
  poller_.change(connection.socket.get(), connection.id, events);
}

void RequestBuffer::sweep(Instant now) {
  last_sweep_ = now;
  for (const std::uint64_t id : connections_.late(stopped_, now)) {
    Connection* const connection = connections_.find(id);
    // It may have been closed for one of those before it.
    if (connection != nullptr) contained(id, [&] { end_late(*connection, now); });
  }
}

void RequestBuffer::end_late(Connection& connection, Instant now) {
  if (connection.state == State::head || connection.state == State::body) {
    refuse(connection, 408, now);
  } else if (connection.state == State::parked) {
    start_writing(connection, now);
  } else {
    connections_.close(connection.id);
  }
}

}  // namespace handler::transport
