// file_cleaner: reads one file from its standard input, locked up, and answers with the cleaned
// file or why there is none (handler/files/answer.h). The handler starts it for each file.
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

#include "core/base/exit_codes.h"
#include "handler/files/answer.h"
#include "handler/files/cleaner/content_type.h"
#include "handler/files/cleaner/inspection.h"
#include "handler/files/cleaner/metadata.h"
#include "handler/files/cleaner/sandbox.h"

namespace {

namespace files = handler::files;
namespace exit_code = core::exit_code;

constexpr std::string_view kUsage =
    "file_cleaner: the handler starts this program for each file that is sent, without arguments.\n"
    "It reads a file from standard input and writes its answer to standard output, both pipes.\n";

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(to, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// The whole input, but at most one byte more than may be sent.
std::string read_input() {
  std::string bytes(files::kMostBytes + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    size += static_cast<std::size_t>(count);
  }
  bytes.resize(size);
  return bytes;
}

files::Outcome inspected(std::string_view bytes, const files::ContentTypes& types) {
  try {
    return files::inspect(bytes, types);
  } catch (const std::exception&) {
    // Only a file that is made for it needs more memory than there is.
    return files::Unfit::damaged;
  }
}

bool answer(const files::Outcome& outcome) {
  if (!write_all(STDOUT_FILENO, files::head_of_answer(outcome))) return false;
  const files::Cleaned* const cleaned = std::get_if<files::Cleaned>(&outcome);
  return cleaned == nullptr || write_all(STDOUT_FILENO, cleaned->bytes);
}

int run() {
  files::close_inherited();
  const files::ContentTypes types;
  files::prepare_metadata();
  if (!types.ok()) {
    write_all(STDERR_FILENO, "file_cleaner: libmagic's database cannot be loaded\n");
    return exit_code::kMisconfigured;
  }
  if (!files::enter_sandbox()) {
    write_all(STDERR_FILENO, "file_cleaner: the system does not let it lock itself up\n");
    return exit_code::kMisconfigured;
  }
  return answer(inspected(read_input(), types)) ? exit_code::kDone : exit_code::kMayHeal;
}

}  // namespace

int main(int argc, char**) {
  if (argc > 1 || ::isatty(STDIN_FILENO) == 1) {
    write_all(STDERR_FILENO, kUsage);
    return exit_code::kWrongUsage;
  }
  // Ends without exit handlers: those of the libraries may want what the sandbox forbids.
  ::_exit(run());
}
