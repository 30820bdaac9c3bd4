// Reads, cleans and seals the files of a request.
#include "handler/casework/file_intake.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include "core/base/stop_point.h"
#include "handler/web/disk_room.h"
#include "handler/web/upload.h"

namespace handler::view {
namespace {

bool is_ours(const web::UploadedFile& file) {
  return file.field == kFilesField;
}

std::uint64_t bytes_of(const std::vector<cases::OfferedFile>& files) {
  std::uint64_t bytes = 0;
  for (const cases::OfferedFile& file : files) bytes += file.bytes;
  return bytes;
}

// Asked before memory and time are spent.
core::Status check_room(const Services& services, const std::string& site, std::uint64_t bytes) {
  const core::Result<std::int64_t> held = services.store.file_bytes(site);
  if (!held) return held.failure();
  if (*held + static_cast<std::int64_t>(bytes) > services.place.file_bytes) {
    return core::Failure{core::FailureCode::disk_full,
                         "the files of " + site + " have used up their room (files-megabytes)"};
  }
  std::error_code unknown;
  const std::filesystem::space_info disk = std::filesystem::space(services.place.data, unknown);
  const std::uint64_t wanted = web::wanted_free(bytes, web::StillToWrite::received);
  if (!unknown && disk.available < wanted) {
    return core::Failure{core::FailureCode::disk_full,
                         "the disk of the data folder has too little room for files"};
  }
  return core::success();
}

core::Status take(TakenFiles& taken, const Services& services, std::string name,
                  std::string_view bytes) {
  std::variant<files::CleanFile, files::Unfit> looked_at =
      files::clean(bytes, services.place.files);
  if (const auto* why = std::get_if<files::Unfit>(&looked_at)) {
    taken.unfit.push_back({std::move(name), *why});
    return core::success();
  }
  const auto& clean = std::get<files::CleanFile>(looked_at);
  core::stop_point("file_cleaned");
  core::Result<store::SealedFile> sealed = store::seal_file(
      std::string(files::name_of(clean.type)), std::move(name), clean.bytes, services.place.data);
  if (!sealed) return sealed.failure();
  core::stop_point("file_sealed");
  taken.offered.push_back({sealed->info.type, clean.bytes.size()});
  taken.sealed.push_back(std::move(*sealed));
  return core::success();
}

}  // namespace

std::vector<cases::OfferedFile> files_as_sent(const web::Request& request) {
  std::vector<cases::OfferedFile> offered;
  if (request.upload == nullptr) return offered;
  for (const web::UploadedFile& file : request.upload->files()) {
    if (is_ours(file)) offered.push_back({.type = {}, .bytes = file.bytes});
  }
  return offered;
}

core::Result<TakenFiles> take_files(const Services& services, const std::string& site,
                                    const web::Request& request) {
  TakenFiles taken;
  const std::vector<cases::OfferedFile> offered = files_as_sent(request);
  if (offered.empty()) return taken;
  if (const core::Status room = check_room(services, site, bytes_of(offered)); !room)
    return room.failure();
  const std::vector<web::UploadedFile>& sent = request.upload->files();
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (!is_ours(sent[i])) continue;
    const core::Result<std::string> bytes = request.upload->read(i);
    if (!bytes) return bytes.failure();
    if (const core::Status done = take(taken, services, sent[i].name, *bytes); !done)
      return done.failure();
  }
  return taken;
}

}  // namespace handler::view
