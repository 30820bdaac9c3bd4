// Where files are put while a request arrives, and who may send some now: a disk that is nearly
// full and a crowd of senders are refused before the first byte of a file is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/descriptor.h"
#include "core/page/files_refused.h"
#include "handler/transport/refusals.h"
#include "handler/web/application.h"
#include "handler/web/upload.h"

namespace handler::transport {

// Bytes that this process may still write to the file system of `folder`; 0 if it cannot tell.
std::uint64_t free_bytes_of(const std::filesystem::path& folder);

struct UploadPlace {
  std::filesystem::path folder;  // that of the data; "": no files are taken
  std::function<std::uint64_t(const std::filesystem::path&)> free_bytes = free_bytes_of;
};

// The boundary of the body, if the request is a form with files and the application takes one
// there; else "".
std::string upload_boundary(web::Application& application, std::string_view method,
                            const std::string& path, std::string_view content_type);

// Where the body goes; `no_room` if no file can be made.
std::variant<web::UploadSpool, core::FilesRefused> make_spool(const UploadPlace& place,
                                                              std::string_view boundary);

// Whether the disk has room for a form of so many bytes (disk_room.h).
bool has_disk_room(const UploadPlace& place, std::uint64_t bytes);

// Why a body was lost that the spool did not take: 400 if it is malformed, 413 if a text is too
// long, `no_room` if the disk refused it.
Cause why_lost(const web::UploadSpool& spool);

// Who takes a turn. `group` is that of the sender's address, "" if the address says nothing: of
// staff several may send from one hall, where visitors have the same address.
struct TurnTaker {
  web::UploadSender sender = web::UploadSender::stranger;
  std::string group;

  bool operator==(const TurnTaker&) const = default;
};

// The turns of one process. Not thread-safe: take and give back on one thread.
class UploadTurns {
 public:
  using Turn = std::shared_ptr<const TurnTaker>;  // until it is destroyed

  explicit UploadTurns(int most) : most_(most) {}
  // Null if all are taken, if only the one is left that senders of this kind leave to others, or if
  // its group has one.
  Turn take(const TurnTaker& taker);
  // Whether its group has one.
  bool has(const TurnTaker& taker) const;

 private:
  const int most_;
  std::vector<std::weak_ptr<const TurnTaker>> taken_;
};

// The turns of several processes: locks on `uploads.lock` in the folder, which the system lets go
// of when the descriptor is closed or the process dies. `busy` where UploadTurns gives none,
// `no_room` if the file cannot be made.
std::variant<core::Descriptor, core::FilesRefused> take_shared_turn(
    const std::filesystem::path& folder, int most, const TurnTaker& taker);

}  // namespace handler::transport
