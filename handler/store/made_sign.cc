// Looks at the size of the database first, because nearly always that is all.
#include "handler/store/made_sign.h"

#include <optional>
#include <string>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/settings/folder_owner.h"

namespace handler::store {

std::filesystem::path made_sign_of(const std::filesystem::path& data) {
  return data / "database.made";
}

namespace {

constexpr std::string_view kEngine = "database = ";

// "" of a sign that an older program has left; nullopt if there is none, or it cannot be read.
std::optional<std::string> engine_noted(const std::filesystem::path& data) {
  const core::Result<std::string> text = core::read_file(made_sign_of(data), 1000);
  if (!text) return std::nullopt;
  const std::size_t at = text->find(kEngine);
  return at == std::string::npos ? std::string() : core::trimmed(text->substr(at + kEngine.size()));
}

}  // namespace

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

core::Status check_engine(const std::filesystem::path& data, std::string_view engine) {
  const std::optional<std::string> noted = engine_noted(data);
  if (!noted || noted->empty() || *noted == engine) return core::success();
  const std::string sign = made_sign_of(data).string();
  return core::Failure{core::FailureCode::misconfigured,
                       "the data of this folder are kept with database = " + *noted + ", as " +
                           sign +
                           " says, and this program is told database = " + std::string(engine) +
                           ": give all programs of the folder the same settings, or move the data "
                           "with handler copy (if there are none yet, remove " +
                           sign + ")"};
}

core::Status note_made(const std::filesystem::path& data, std::string_view engine) {
  if (engine_noted(data) == engine) return core::success();
  const std::filesystem::path sign = made_sign_of(data);
  core::Status made =
      core::write_file_atomically(sign,
                                  "There is a database of this folder. Keep this file.\n" +
                                      std::string(kEngine) + std::string(engine) + "\n",
                                  0600);
  return made ? core::give_to_owner_of(data, sign) : made;
}

core::Status note_engine(const std::filesystem::path& data, std::string_view engine) {
  const std::optional<std::string> noted = engine_noted(data);
  std::error_code ignored;
  const bool is_hidden = !noted && std::filesystem::exists(made_sign_of(data), ignored);
  return is_hidden || (noted && !noted->empty()) ? core::success() : note_made(data, engine);
}

}  // namespace handler::store
