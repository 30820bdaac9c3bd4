// Child processes and sockets for the transports.
#include "tests/scenarios/child.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "tests/support/waiting.h"

extern char** environ;

namespace scenarios {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> whole_environment(const std::vector<std::string>& extra) {
  std::vector<std::string> all = extra;
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  return all;
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

Child::Child(const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe");
  const std::vector<std::string> all = whole_environment(environment);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    const std::vector<char*> argv = pointers(arguments);
    const std::vector<char*> envp = pointers(all);
    execve(argv[0], argv.data(), envp.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  to_child_ = in[1];
  from_child_ = out[0];
}

Child::~Child() {
  if (to_child_ >= 0) close(to_child_);
  if (from_child_ >= 0) close(from_child_);
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  if (tests::comes_true([this] { return waitpid(pid_, nullptr, WNOHANG) == pid_; })) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

std::string Child::read_line() {
  std::string line;
  char c = 0;
  while (read(from_child_, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

std::string Child::talk(const std::string& input) {
  // Read while writing: an answer may begin before the whole input is read.
  std::string output;
  std::size_t sent = 0;
  while (true) {
    if (sent >= input.size() && to_child_ >= 0) {
      close(to_child_);
      to_child_ = -1;
    }
    std::array<pollfd, 2> waiting = {{{from_child_, POLLIN, 0}, {to_child_, POLLOUT, 0}}};
    if (poll(waiting.data(), to_child_ >= 0 ? 2 : 1, 60'000) <= 0)
      throw std::runtime_error("the program hangs");
    if (to_child_ >= 0 && waiting[1].revents != 0) {
      const ssize_t count = write(to_child_, input.data() + sent, input.size() - sent);
      sent = count < 0 ? input.size() : sent + static_cast<std::size_t>(count);
    }
    if (waiting[0].revents == 0) continue;
    std::array<char, 65536> buffer{};
    const ssize_t count = read(from_child_, buffer.data(), buffer.size());
    if (count <= 0) return output;
    output.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

std::string send_and_read(int port, const std::string& bytes) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(fd);
    throw std::runtime_error("no program listens on port " + std::to_string(port));
  }
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  std::string answer;
  std::array<char, 65536> buffer{};
  for (ssize_t count = 0; (count = recv(fd, buffer.data(), buffer.size(), 0)) > 0;) {
    answer.append(buffer.data(), static_cast<std::size_t>(count));
  }
  close(fd);
  return answer;
}

// Below the range that the system assigns to other programs.
int free_port() {
  static int next = 20'000 + getpid() % 10'000;
  for (; next < 32'000; ++next) {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(next);
    const int bound = bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    close(fd);
    if (bound == 0) return next++;
  }
  throw std::runtime_error("no port");
}

}  // namespace scenarios
