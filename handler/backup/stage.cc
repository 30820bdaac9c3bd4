// Empties and removes the folder.
#include "handler/backup/stage.h"

#include <system_error>

#include "core/base/files.h"

namespace handler::backup {

namespace fs = std::filesystem;

Stage::Stage(const fs::path& data) : folder_(data / ".restoring") {
  std::error_code error;
  fs::remove_all(folder_, error);
  if (error) {
    throw core::Refused(core::FailureCode::no_access,
                        "cannot remove " + folder_.string() + ": " + error.message());
  }
  core::accepted(core::make_folders(folder_, 0700));
}

Stage::~Stage() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace handler::backup
