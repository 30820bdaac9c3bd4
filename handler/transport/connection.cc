// Non-blocking reads and writes of one connection. A request is read in three steps: find the end
// of the head, check the head, wait for the announced body.
#include "handler/transport/connection.h"

#include <sys/sendfile.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "core/base/check.h"

namespace handler::transport {
namespace {

constexpr std::size_t kReadAtOnce = 65536;
constexpr std::uint64_t kSendAtOnce = 1U << 20;
// Of a refused form with files: so many times the largest one.
constexpr std::uint64_t kRefusedUploads = 8;

// A short string lies within its object.
std::size_t memory_of(const std::string& text) {
  return text.capacity() > std::string().capacity() ? text.capacity() : 0;
}

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

RequestReader::Progress RequestReader::refuse(Cause cause) {
  refusal_ = cause;
  return Progress::refused;
}

RequestReader::Progress RequestReader::advance() {
  if (refusal_ != Cause(0)) return Progress::refused;
  if (head_size_ == 0) {
    if (const Progress progress = read_head(); progress != Progress::body) return progress;
  }
  if (is_upload()) return spool_body();
  return buffer_.size() - head_size_ < head_.body_bytes ? Progress::body : Progress::complete;
}

// `body` when the head is complete.
RequestReader::Progress RequestReader::read_head() {
  if (buffer_.empty()) return Progress::idle;
  const HeadEnd end = find_head_end(buffer_, scanned_, limits_);
  scanned_ = buffer_.size();
  if (end.status != 0) return refuse(end.status);
  if (end.size == 0) return Progress::head;
  ParsedHead parsed = parse_head(std::string_view(buffer_).substr(0, end.size), limits_);
  if (parsed.status != 0) return refuse(parsed.status);
  head_ = std::move(parsed.head);
  head_size_ = end.size;
  const auto type = head_.headers.find("content-type");
  if (uploads_to_ != nullptr && type != head_.headers.end())
    boundary_ = upload_boundary(*uploads_to_, head_.method, head_.target.path, type->second);
  if (is_upload() && head_.body_bytes > limits_.upload_bytes)
    return refuse(core::FilesRefused::too_large);
  if (!is_upload() && head_.body_bytes > limits_.body_bytes) return refuse(413);
  return Progress::body;
}

web::Request RequestReader::head() const {
  web::Request request;
  request.method = head_.method;
  request.path = head_.target.path;
  request.headers = head_.headers;
  return request;
}

std::optional<core::FilesRefused> RequestReader::begin_upload(const UploadPlace& place) {
  auto made = make_spool(place, boundary_);
  if (const auto* refused = std::get_if<core::FilesRefused>(&made)) return *refused;
  spool_ = std::move(std::get<web::UploadSpool>(made));
  spooled_ = 0;
  admitted_at_ = 0;
  are_files_admitted_ = !needs_turn();
  return std::nullopt;
}

void RequestReader::admit_files() {
  are_files_admitted_ = true;
  admitted_at_ = spooled_;
}

// Runs on the thread that reads all connections: a piece of 64 KiB is sealed in some twenty
// microseconds, and the kernel takes it into its cache.
RequestReader::Progress RequestReader::spool_body() {
  if (upload_) return Progress::complete;
  if (!spool_) return Progress::upload;
  if (waits_for_admission()) return Progress::files;
  const std::size_t here =
      std::min<std::size_t>(buffer_.size() - head_size_, head_.body_bytes - spooled_);
  const core::Status kept = spool_->append(std::string_view(buffer_).substr(head_size_, here));
  buffer_.erase(head_size_, here);
  spooled_ += here;
  if (!kept) return refuse(why_lost(*spool_));
  if (waits_for_admission()) return Progress::files;
  if (spooled_ < head_.body_bytes) return Progress::body;
  core::Result<std::shared_ptr<const web::Upload>> whole = spool_->finish();
  if (!whole) return refuse(why_lost(*spool_));
  upload_ = std::move(*whole);
  spool_.reset();
  return Progress::complete;
}

std::uint64_t RequestReader::received_bytes() const {
  if (head_size_ == 0) return 0;
  const std::uint64_t spooled = spool_ ? spooled_ : 0;
  return std::min<std::uint64_t>(head_.body_bytes, spooled + buffer_.size() - head_size_);
}

std::uint64_t RequestReader::missing_bytes() const {
  return head_size_ == 0 ? 0 : head_.body_bytes - received_bytes();
}

bool RequestReader::take_wish_to_continue() {
  return std::exchange(head_.expects_continue, false) && buffer_.size() == head_size_;
}

web::Request RequestReader::take() {
  BANCHENG_CHECK(head_size_ > 0 && buffer_.size() >= announced_bytes());
  BANCHENG_CHECK(!is_upload() || upload_ != nullptr);
  web::Request request;
  request.method = head_.method;
  request.path = std::move(head_.target.path);
  request.query = std::move(head_.target.query);
  request.headers = std::move(head_.headers);
  request.upload = upload_;
  if (buffer_.size() == announced_bytes()) {
    // The usual case: nothing follows, so the buffer becomes the body and is not copied.
    buffer_.erase(0, head_size_);
    request.body = std::exchange(buffer_, {});
  } else {
    request.body = buffer_.substr(head_size_, announced_bytes() - head_size_);
    buffer_.erase(0, announced_bytes());
  }
  // A request without a body should not keep the memory of its head.
  if (request.body.empty()) request.body.shrink_to_fit();
  forget_request();
  return request;
}

void RequestReader::forget_request() {
  head_size_ = 0;
  scanned_ = 0;
  boundary_.clear();
  spool_.reset();
  upload_.reset();
}

// Grows to what is announced and not beyond it, because every byte counts against the budget.
void RequestReader::append(std::string_view bytes) {
  const std::size_t needed = buffer_.size() + bytes.size();
  if (needed > buffer_.capacity()) {
    const std::size_t doubled = std::max(needed, 2 * buffer_.capacity());
    const bool is_known = head_size_ > 0;
    // A new string, because reserve() doubles whatever it is asked for.
    std::string larger;
    larger.reserve(is_known ? std::max(needed, std::min(doubled, announced_bytes())) : doubled);
    larger.append(buffer_);
    buffer_ = std::move(larger);
  }
  buffer_.append(bytes);
}

std::size_t RequestReader::held_bytes() const {
  return memory_of(buffer_) + (spool_ ? spool_->held_bytes() : 0);
}

void RequestReader::drop() {
  buffer_ = {};
  forget_request();
}

Connection::Connection(core::Descriptor accepted, std::uint64_t number, ClientAddress who,
                       const web::TransportLimits& limits, web::Application* uploads_to)
    : socket(std::move(accepted)),
      id(number),
      client(std::move(who)),
      group(web::address_group(client.address)),
      network(web::wide_group(client.address)),
      reader(limits, uploads_to) {}

Connection::Outcome Connection::receive() {
  std::array<char, kReadAtOnce> bytes;
  const ssize_t count = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
  if (count > 0) {
    reader.append({bytes.data(), static_cast<std::size_t>(count)});
    return Outcome::done;
  }
  return count < 0 && would_block() ? Outcome::blocked : Outcome::closed;
}

Connection::Outcome Connection::discard() {
  std::array<char, kReadAtOnce> bytes;
  const ssize_t count = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
  if (count > 0) discarded += static_cast<std::uint64_t>(count);
  if (count > 0 && discarded < drain.bytes) return Outcome::done;
  return count < 0 && would_block() ? Outcome::blocked : Outcome::closed;
}

Connection::Outcome Connection::send() {
  // With a file to follow, the kernel waits for its first bytes before it sends the head.
  const int flags = MSG_NOSIGNAL | (answer.file ? MSG_MORE : 0);
  while (sent < answer.bytes.size()) {
    const ssize_t count =
        ::send(socket.get(), answer.bytes.data() + sent, answer.bytes.size() - sent, flags);
    if (count < 0) return would_block() ? Outcome::blocked : Outcome::closed;
    sent += static_cast<std::size_t>(count);
  }
  return answer.file ? send_file() : Outcome::done;
}

Connection::Outcome Connection::send_file() {
  const std::uint64_t end = std::min(answer.file_size, answer.file_sent + kSendAtOnce);
  while (answer.file_sent < end) {
    auto offset = static_cast<off_t>(answer.file_sent);
    const ssize_t count = ::sendfile(socket.get(), answer.file->get(), &offset,
                                     static_cast<std::size_t>(end - answer.file_sent));
    if (count < 0) return would_block() ? Outcome::blocked : Outcome::closed;
    if (count == 0) return Outcome::closed;  // shorter than announced: the file was cut meanwhile
    answer.file_sent += static_cast<std::uint64_t>(count);
  }
  // The others get their turn; epoll reports the socket again.
  return answer.file_sent < answer.file_size ? Outcome::blocked : Outcome::done;
}

std::size_t Connection::held_bytes() const {
  const std::size_t texts = request.upload ? request.upload->held_bytes() : 0;
  return reader.held_bytes() + memory_of(request.body) + texts + memory_of(answer.bytes);
}

void Connection::drop_request(const web::TransportLimits& limits, const Cause& cause) {
  const bool takes_files = reader.is_upload() && cause != Cause(core::FilesRefused::unknown);
  drain = {.bytes = (takes_files ? kRefusedUploads : 1) * limits.upload_bytes,
           .time = std::chrono::seconds(takes_files ? limits.upload_seconds : limits.body_seconds),
           .silence = limits.stall,
           .missing = reader.missing_bytes(),
           .has_begun = reader.received_bytes() > 0 && cause != Cause(408)};
  reader.drop();
  upload_turn.reset();
}

web::Request Connection::described_head(const std::vector<std::string>& trusted_proxies) const {
  web::Request described = reader.head();
  describe_client(described, client, trusted_proxies);
  return described;
}

std::chrono::seconds Connection::writing_time(const web::TransportLimits& limits) const {
  const std::uint64_t size = answer.bytes.size() + answer.file_size;
  return std::chrono::seconds(limits.body_seconds + static_cast<int>(size / kFewestBytesASecond));
}

bool Connection::is_late(const web::TransportLimits& limits, Instant now) const {
  const bool sends_files = state == State::body && reader.is_upload();
  if (sends_files && now - moved >= limits.upload_silence) return true;
  if (state == State::draining) {
    const bool sends_on = (drain.has_begun || discarded > 0) && discarded < drain.missing;
    if (now - moved >= (sends_on ? limits.upload_silence : drain.silence)) return true;
  }
  return now >= deadline || (state == State::writing && now - moved >= limits.silence);
}

bool Connection::may_end(Instant stopped, Instant now) const {
  constexpr std::chrono::milliseconds kForFirstByte{2000};
  if (state == State::parked) return true;
  return state == State::waiting && (requests > 0 || now >= stopped + kForFirstByte);
}

void Connection::send_continue() const {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  // If the peer is gone, the next read reports it.
  [[maybe_unused]] const ssize_t count =
      ::send(socket.get(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL);
}

void turn_away(int socket, const web::Response& refusal) {
  const Answer answer = answer_to_send(refusal, {});
  std::array<char, 16384> bytes;
  [[maybe_unused]] ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
  count = ::send(socket, answer.bytes.data(), answer.bytes.size(), MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
}

}  // namespace handler::transport
