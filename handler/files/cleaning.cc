// Starts the cleaning program, feeds it, and takes its answer.
#include "handler/files/cleaning.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include "core/base/child_process.h"
#include "core/base/descriptor.h"
#include "handler/files/answer.h"
#include "handler/files/scanner.h"

namespace handler::files {
namespace {

using Clock = std::chrono::steady_clock;

// A process that is killed and waited for with this object: it has said all that counts by then, or
// never will.
class Running {
 public:
  explicit Running(pid_t process) : process_(process) {}
  ~Running() {
    ::kill(process_, SIGKILL);
    core::exit_code_of(process_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  pid_t process_;
};

// Sends what the process takes now. What it does not want is dropped: its answer counts.
void feed(core::Descriptor& input, std::string_view& left) {
  const ssize_t count = ::send(input.get(), left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count >= 0) left.remove_prefix(static_cast<std::size_t>(count));
  const bool is_refused = count < 0 && errno != EAGAIN && errno != EINTR;
  if (left.empty() || is_refused) input.close();
}

// Adds what the process wrote; false when it has closed its output.
bool drain(int output, std::string& answer) {
  std::array<char, 65536> block{};
  const ssize_t count = ::read(output, block.data(), block.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  answer.append(block.data(), static_cast<std::size_t>(count));
  return count > 0;
}

// Everything that the process answers; nothing if it takes too long or says too much.
std::optional<std::string> conversation(core::Descriptor input, int output, std::string_view bytes,
                                        Clock::time_point until) {
  std::string answer;
  // Most answers are as long as the file: growing on the way there takes twice as much memory.
  answer.reserve(bytes.size() + (kMostOfAnswer - kMostBytes));
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0 || answer.size() > kMostOfAnswer) return std::nullopt;
    std::array<pollfd, 2> ends = {{{.fd = output, .events = POLLIN, .revents = 0},
                                   {.fd = input.get(), .events = POLLOUT, .revents = 0}}};
    if (::poll(ends.data(), ends.size(), static_cast<int>(left.count())) <= 0) continue;
    if (ends[1].revents != 0) feed(input, bytes);
    if (ends[0].revents != 0 && !drain(output, answer)) return answer;
  }
}

// A pair of sockets for its input, because writing to a socket need not raise SIGPIPE.
std::optional<std::string> run_cleaner(std::string_view bytes, const Inspection& how) {
  const Clock::time_point until = Clock::now() + how.longest;
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return std::nullopt;
  core::Descriptor ours(pair[0]);
  core::Descriptor theirs(pair[1]);
  core::Pipe answer = core::make_pipe();
  if (!answer.reading.ok()) return std::nullopt;
  const std::filesystem::path program =
      how.cleaner.empty() ? core::program_beside("file_cleaner") : how.cleaner;
  const core::Result<pid_t> process = core::start_program(
      {.words = {program.string()}, .input = theirs.get(), .output = answer.writing.get()});
  if (!process) return std::nullopt;
  const Running running(*process);
  theirs.close();
  answer.writing.close();
  return conversation(std::move(ours), answer.reading.get(), bytes, until);
}

}  // namespace

std::variant<CleanFile, Unfit> clean(std::string_view bytes, const Inspection& how) {
  if (bytes.empty()) return Unfit::empty;
  if (bytes.size() > std::min(how.most_bytes, kMostBytes)) return Unfit::too_large;
  Scan scanned = Scan::not_scanned;
  if (!how.clamd.empty()) {
    const ScanResult found = scan(how.clamd, bytes, how.longest);
    if (found == ScanResult::infected) return Unfit::infected;
    if (found == ScanResult::failed) return Unfit::not_checked;
    scanned = Scan::clean;
  }
  std::optional<std::string> said = run_cleaner(bytes, how);
  std::optional<Outcome> outcome = said ? read_answer(std::move(*said)) : std::nullopt;
  if (!outcome) return Unfit::not_checked;
  if (const Unfit* unfit = std::get_if<Unfit>(&*outcome)) return *unfit;
  Cleaned& file = std::get<Cleaned>(*outcome);
  return CleanFile{file.type, std::move(file.bytes), file.width, file.height, scanned};
}

bool cleaner_works(const Inspection& how) {
  // 1 x 1, grey
  constexpr std::string_view kPicture(
      "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55"
      "\0\0\0\x0AIDAT\x78\xDA\x63\x68\0\0\0\x82\0\x81\xDA\x45\x08\x3B"
      "\0\0\0\0IEND\xAE\x42\x60\x82",
      67);
  const std::optional<std::string> said = run_cleaner(kPicture, how);
  return said && said->starts_with("ok ");
}

}  // namespace handler::files
