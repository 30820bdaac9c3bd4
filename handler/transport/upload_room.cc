// Asks the disk, and locks one byte of a file for each turn.
#include "handler/transport/upload_room.h"

#include <fcntl.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "handler/web/disk_room.h"

namespace handler::transport {

using core::FilesRefused;

std::uint64_t free_bytes_of(const std::filesystem::path& folder) {
  struct statvfs facts {};
  if (::statvfs(folder.c_str(), &facts) != 0) return 0;
  return static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize;
}

std::string upload_boundary(web::Application& application, std::string_view method,
                            const std::string& path, std::string_view content_type) {
  if (method != "POST") return {};
  const std::optional<std::string> boundary = web::multipart_boundary(content_type);
  return boundary && application.takes_upload(method, path) ? *boundary : std::string();
}

std::variant<web::UploadSpool, FilesRefused> make_spool(const UploadPlace& place,
                                                        std::string_view boundary) {
  core::Result<web::UploadSpool> made = web::UploadSpool::make(place.folder, boundary);
  if (!made) return FilesRefused::no_room;
  return std::move(*made);
}

bool has_disk_room(const UploadPlace& place, std::uint64_t bytes) {
  return place.free_bytes(place.folder) >= web::wanted_free(bytes, web::StillToWrite::arriving);
}

Cause why_lost(const web::UploadSpool& spool) {
  if (spool.mistake() == web::MultipartMistake::none) return FilesRefused::no_room;
  return spool.mistake() == web::MultipartMistake::text_too_long ? 413 : 400;
}

namespace {

// How many of the turns senders of one kind may have: they leave one to the others.
int most_of_one_kind(int most) {
  return std::max(1, most - 1);
}

}  // namespace

bool UploadTurns::has(const TurnTaker& taker) const {
  return !taker.group.empty() && std::ranges::any_of(taken_, [&](const auto& taken) {
    const Turn turn = taken.lock();
    return turn && *turn == taker;
  });
}

UploadTurns::Turn UploadTurns::take(const TurnTaker& taker) {
  std::erase_if(taken_, [](const auto& taken) { return taken.expired(); });
  const auto of_its_kind = std::ranges::count_if(taken_, [&](const auto& taken) {
    const Turn turn = taken.lock();
    return turn && turn->sender == taker.sender;
  });
  const bool is_free =
      std::ssize(taken_) < most_ && of_its_kind < most_of_one_kind(most_) && !has(taker);
  if (!is_free) return nullptr;
  auto turn = std::make_shared<const TurnTaker>(taker);
  taken_.push_back(turn);
  return turn;
}

namespace {

// Locks one byte of the file; false if another holds it. A lock of the open file, not of the
// process: closing another descriptor of it lets go of nothing.
bool lock_byte(const core::Descriptor& file, off_t at) {
  struct flock turn {};
  turn.l_type = F_WRLCK;
  turn.l_whence = SEEK_SET;
  turn.l_start = at;
  turn.l_len = 1;
  return ::fcntl(file.get(), F_OFD_SETLK, &turn) == 0;
}

// Where the file has a byte for each group of addresses. Two groups may share one: then one of them
// waits for the other.
off_t byte_of(const std::string& group) {
  constexpr std::uint64_t kFirst = 1000;
  constexpr std::uint64_t kGroups = 1U << 20U;
  return static_cast<off_t>(kFirst + std::hash<std::string>()(group) % kGroups);
}

}  // namespace

std::variant<core::Descriptor, FilesRefused> take_shared_turn(const std::filesystem::path& folder,
                                                              int most, const TurnTaker& taker) {
  core::Descriptor file(
      ::open((folder / "uploads.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.ok()) return FilesRefused::no_room;
  if (!taker.group.empty() && !lock_byte(file, byte_of(taker.group))) return FilesRefused::busy;
  // Reporters begin with the first turn and staff with the last, and neither takes that of the
  // others.
  const bool from_the_end = taker.sender == web::UploadSender::staff;
  for (int i = 0; i < most_of_one_kind(most); ++i) {
    if (lock_byte(file, from_the_end ? most - 1 - i : i)) return file;
  }
  return FilesRefused::busy;
}

}  // namespace handler::transport
