// Looks at the size of the database first, because nearly always that is all.
#include "handler/store/made_sign.h"

#include <string>

#include "core/base/files.h"
#include "core/settings/folder_owner.h"

namespace handler::store {

std::filesystem::path made_sign_of(const std::filesystem::path& data) {
  return data / "database.made";
}

core::Status check_not_lost(const std::filesystem::path& data,
                            const std::filesystem::path& database) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(database, error);
  if (!error && size > 0) return core::success();
  std::error_code ignored;
  const std::string sign = made_sign_of(data).string();
  if (!std::filesystem::exists(sign, ignored)) return core::success();
  return core::Failure{core::FailureCode::corrupt,
                       "the database " + database.string() + (error ? " is gone" : " is empty") +
                           ", although there was one: restore the newest backup (to begin with "
                           "an empty one, remove " +
                           sign + ")"};
}

core::Status note_made(const std::filesystem::path& data) {
  const std::filesystem::path sign = made_sign_of(data);
  std::error_code ignored;
  if (std::filesystem::exists(sign, ignored)) return core::success();
  core::Status made = core::write_file_atomically(
      sign, "There is a database in this folder. Keep this file beside it.\n", 0600);
  return made ? core::give_to_owner_of(data, sign) : made;
}

}  // namespace handler::store
