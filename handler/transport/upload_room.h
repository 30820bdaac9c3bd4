// Where files are put while a request arrives, and who may send some now: a disk that is nearly full
// and a crowd of senders are refused before the first byte of a file is read.
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

// The boundary of the body, if the request is a form with files and the application takes one there;
// else "".
std::string upload_boundary(web::Application& application, std::string_view method,
                            const std::string& path, std::string_view content_type);

// Room for a body of `bytes`. `no_room` if the disk is too full for it (disk_room.h), which is not
// asked for a body that needs no turn, or if no file can be made.
std::variant<web::UploadSpool, core::FilesRefused> make_upload_room(const UploadPlace& place,
                                                                    std::string_view boundary,
                                                                    std::uint64_t bytes,
                                                                    bool needs_turn);

// Why a body was lost that the spool did not take: 400 if it is malformed, 413 if a text is too
// long, `no_room` if the disk refused it.
Cause why_lost(const web::UploadSpool& spool);

// The turns of one process. Not thread-safe: take and give back on one thread.
class UploadTurns {
 public:
  using Turn = std::shared_ptr<const std::string>;  // until it is destroyed

  explicit UploadTurns(int most) : most_(most) {}
  // Null if all are taken, or if `group` has one. "": a sender whose address says nothing.
  Turn take(const std::string& group);
  bool has(const std::string& group) const;

 private:
  const int most_;
  std::vector<std::weak_ptr<const std::string>> taken_;  // the groups that have one
};

// The turns of several processes: locks on `uploads.lock` in the folder, which the system lets go of
// when the descriptor is closed or the process dies. `busy` if all are taken, or if `group` has one,
// `no_room` if the file cannot be made.
std::variant<core::Descriptor, core::FilesRefused> take_shared_turn(
    const std::filesystem::path& folder, int most, const std::string& group);

}  // namespace handler::transport
