// Asks the disk, and locks one byte of a file for each turn.
#include "handler/transport/upload_room.h"

#include <fcntl.h>
#include <sys/statvfs.h>

#include <utility>

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

std::variant<web::UploadSpool, FilesRefused> make_upload_room(const UploadPlace& place,
                                                              std::string_view boundary,
                                                              std::uint64_t bytes) {
  if (place.free_bytes(place.folder) < kKeptFree + bytes) return FilesRefused::no_room;
  core::Result<web::UploadSpool> made = web::UploadSpool::make(place.folder, boundary);
  if (!made) return FilesRefused::no_room;
  return std::move(*made);
}

Cause why_lost(const web::UploadSpool& spool) {
  if (spool.mistake() == web::MultipartMistake::none) return FilesRefused::no_room;
  return spool.mistake() == web::MultipartMistake::text_too_long ? 413 : 400;
}

// A lock of the open file, not of the process: closing another descriptor of it lets go of nothing.
std::variant<core::Descriptor, FilesRefused> take_shared_turn(const std::filesystem::path& folder,
                                                              int most) {
  core::Descriptor file(
      ::open((folder / "uploads.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.ok()) return FilesRefused::no_room;
  struct flock turn {};
  turn.l_type = F_WRLCK;
  turn.l_whence = SEEK_SET;
  turn.l_len = 1;
  for (turn.l_start = 0; turn.l_start < most; ++turn.l_start) {
    if (::fcntl(file.get(), F_OFD_SETLK, &turn) == 0) return file;
  }
  return FilesRefused::busy;
}

}  // namespace handler::transport
