// An empty file whose time of change is that of the last note.
#include "handler/casework/uncounted_sign.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>

namespace handler::view {
namespace {

constexpr std::chrono::minutes kStands{10};

timespec time_of(core::Instant instant) {
  const auto milliseconds = instant.time_since_epoch().count();
  return {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1'000'000};
}

core::Instant instant_of(const timespec& time) {
  return core::Instant(std::chrono::seconds(time.tv_sec) +
                       std::chrono::milliseconds(time.tv_nsec / 1'000'000));
}

}  // namespace

void UncountedSign::note(core::Instant now) const {
  if (file_.empty()) return;
  const int file = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return;
  const timespec times[] = {time_of(now), time_of(now)};
  (void)::futimens(file, times);
  ::close(file);
}

bool UncountedSign::stands(core::Instant now) const {
  if (file_.empty()) return false;
  if (::access(file_.parent_path().c_str(), W_OK) != 0) return true;
  struct stat found {};
  if (::stat(file_.c_str(), &found) != 0) return false;
  const core::Instant noted = instant_of(found.st_mtim);
  // From the future: the clock went back since.
  return now - noted < kStands && noted - now < kStands;
}

}  // namespace handler::view
