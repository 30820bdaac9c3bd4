// One connection for each question.
#include "handler/files/scanner.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/base/descriptor.h"

namespace handler::files {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostOfAnswer = 4096;
constexpr std::size_t kChunk = 64U << 10U;

// A connection that is not waited for; -1 if there is none. Connecting to a Unix socket is done at
// once, or refused with EAGAIN because too many wait.
core::Descriptor connect_to(const std::filesystem::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = socket.string();
  if (path.empty() || path.size() >= sizeof address.sun_path) return core::Descriptor(-1);
  std::ranges::copy(path, address.sun_path);
  core::Descriptor made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!made.ok()) return made;
  const auto* const name = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(made.get(), name, sizeof address) != 0) made.close();
  return made;
}

// A command, then the bytes in chunks, each behind its length (4 bytes, big-endian), then an empty
// one. Nothing is copied but the heads.
class Question {
 public:
  explicit Question(std::string_view command) : piece_(command) {}
  Question(std::string_view command, std::string_view bytes)
      : piece_(command), bytes_(bytes), has_bytes_(true) {}

  // What is to be sent next; empty at the end.
  std::string_view piece() {
    if (!piece_.empty() || !has_bytes_) return piece_;
    if (!is_head_sent_) {
      const std::size_t size = std::min(bytes_.size(), kChunk);
      for (std::size_t i = 0; i < head_.size(); ++i)
        head_[i] = static_cast<char>(size >> (24 - 8 * i) & 0xFFU);
      piece_ = {head_.data(), head_.size()};
      is_head_sent_ = true;
      has_bytes_ = size > 0;
    } else {
      piece_ = bytes_.substr(0, kChunk);
      bytes_.remove_prefix(piece_.size());
      is_head_sent_ = false;
    }
    return piece_;
  }
  void sent(std::size_t count) { piece_.remove_prefix(count); }
  bool is_over() const { return piece_.empty() && !has_bytes_; }

 private:
  std::string_view piece_;
  std::string_view bytes_;
  bool has_bytes_ = false;
  bool is_head_sent_ = false;
  std::array<char, 4> head_{};
};

// Sends what it takes now; false when all is sent, or when it takes no more: then it has answered
// already.
bool tell(int socket, Question& question) {
  const std::string_view piece = question.piece();
  if (piece.empty()) return false;
  const ssize_t count = ::send(socket, piece.data(), piece.size(), MSG_NOSIGNAL);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  question.sent(static_cast<std::size_t>(count));
  return true;
}

// Adds what came; false at its end, or if the connection broke.
bool listen_to(int socket, std::string& answer) {
  std::array<char, 1024> block{};
  const ssize_t count = ::recv(socket, block.data(), block.size(), 0);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  answer.append(block.data(), static_cast<std::size_t>(count));
  return count > 0;
}

bool is_complete(const std::string& answer) {
  return answer.find('\0') != std::string::npos;
}

// Its answer to the whole question, without the zero at the end; nothing if there is none in time.
std::optional<std::string> ask(const std::filesystem::path& path, Question question,
                               std::chrono::milliseconds longest) {
  const Clock::time_point until = Clock::now() + longest;
  const core::Descriptor socket = connect_to(path);
  if (!socket.ok()) return std::nullopt;
  std::string answer;
  bool is_telling = true;
  for (bool is_listening = true; is_listening && !is_complete(answer);) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0 || answer.size() > kMostOfAnswer) return std::nullopt;
    const short wanted = is_telling ? POLLIN | POLLOUT : POLLIN;
    pollfd ready{.fd = socket.get(), .events = wanted, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(left.count())) <= 0) continue;
    if (is_telling && (ready.revents & POLLOUT) != 0) is_telling = tell(socket.get(), question);
    if ((ready.revents & ~POLLOUT) != 0) is_listening = listen_to(socket.get(), answer);
  }
  if (!is_complete(answer) || !question.is_over()) return std::nullopt;
  answer.resize(answer.find('\0'));
  return answer;
}

}  // namespace

ScanResult scan(const std::filesystem::path& socket, std::string_view bytes,
                std::chrono::milliseconds longest) {
  constexpr std::string_view kCommand("zINSTREAM\0", 10);
  const std::optional<std::string> answer = ask(socket, Question(kCommand, bytes), longest);
  if (!answer) return ScanResult::failed;
  if (*answer == "stream: OK") return ScanResult::clean;
  const bool is_found = answer->starts_with("stream: ") && answer->ends_with(" FOUND");
  return is_found ? ScanResult::infected : ScanResult::failed;
}

bool scanner_answers(const std::filesystem::path& socket, std::chrono::milliseconds longest) {
  constexpr std::string_view kCommand("zPING\0", 6);
  return ask(socket, Question(kCommand), longest) == "PONG";
}

}  // namespace handler::files
