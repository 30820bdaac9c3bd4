// Creates and reads key files: hex text, one key a line: "name hex".
#include "handler/store/keys.h"

#include <sys/stat.h>

#include <map>

#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::store {
namespace {

using Keys = std::map<std::string, std::string>;  // name -> bytes

constexpr std::size_t kKeyBytes = 32;

std::string as_text(const Keys& keys) {
  std::string text;
  for (const auto& [name, bytes] : keys) text += name + " " + core::to_hex(bytes) + "\n";
  return text;
}

core::Failure bad_key_file(const std::filesystem::path& file, const std::string& what) {
  return {core::FailureCode::corrupt,
          "the key file " + file.string() + " " + what +
              ": restore it from the backup of the keys; without it what "
              "citizens sent cannot be read"};
}

core::Status check_key_file_mode(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno == ENOENT) {
      return core::Failure{
          core::FailureCode::not_found,
          "the key file " + file.string() + " is missing: run handler init, or restore the backup"};
    }
    return core::system_failure("read the key file", file);
  }
  if ((status.st_mode & 077) != 0) {
    return core::Failure{
        core::FailureCode::no_access,
        "the key file " + file.string() + " can be read by others: run chmod 600 " + file.string()};
  }
  return core::success();
}

core::Result<Keys> keys_in_text(const std::string& text, const std::filesystem::path& file,
                                const std::vector<std::string>& names) {
  Keys keys;
  for (const std::string& line : core::split(text, '\n')) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos) continue;
    const std::optional<std::string> bytes = core::from_hex(line.substr(blank + 1));
    if (!bytes || bytes->size() != kKeyBytes) return bad_key_file(file, "is damaged");
    keys[line.substr(0, blank)] = *bytes;
  }
  for (const std::string& name : names) {
    if (keys.find(name) == keys.end()) return bad_key_file(file, "lacks the key '" + name + "'");
  }
  return keys;
}

core::Result<std::string> read_key_file(const std::filesystem::path& file) {
  if (const core::Status mode = check_key_file_mode(file); !mode) return mode.failure();
  return core::read_file(file, 4096);
}

std::filesystem::path portal_file(const std::filesystem::path& data) {
  return data / "keys" / "portal";
}
std::filesystem::path desk_file(const std::filesystem::path& data) {
  return data / "keys" / "desk";
}

core::Status make_private_folder(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (core::is_there(folder) && !std::filesystem::is_directory(folder, ignored)) {
    return core::Failure{core::FailureCode::conflict,
                         folder.string() + " is no folder: choose another with --data"};
  }
  if (core::Status made = core::make_folders(folder, 0700); !made) return made;
  if (::chmod(folder.c_str(), 0700) != 0) return core::system_failure("protect the folder", folder);
  return core::success();
}

// The public seal key goes to the portal, the secret one to the desk: both files are created or
// neither.
core::Status make_keys(const std::filesystem::path& data, core::Randomness& randomness) {
  const core::SealKeys seal = core::make_seal_keys();
  const DeskKeys desk = {seal, randomness.bytes(kKeyBytes), randomness.bytes(kKeyBytes)};
  const PortalKeys portal = {randomness.bytes(kKeyBytes), randomness.bytes(kKeyBytes),
                             seal.public_key};
  core::Status written = core::write_file_atomically(desk_file(data), text_of(desk), 0600);
  if (!written) return written;
  return core::write_file_atomically(portal_file(data), text_of(portal), 0600);
}

// No fault of keys heals by itself.
core::Status check_usable(const std::filesystem::path& data) {
  const core::Result<PortalKeys> portal = load_portal_keys(data);
  if (!portal) return core::Failure{core::FailureCode::misconfigured, portal.failure().message};
  const core::Result<DeskKeys> desk = load_desk_keys(data);
  if (!desk) return core::Failure{core::FailureCode::misconfigured, desk.failure().message};
  return core::success();
}

}  // namespace

core::Result<std::vector<std::string>> init_data_folder(const std::filesystem::path& data,
                                                        core::Randomness& randomness) {
  for (const std::filesystem::path& folder : {data, data / "keys"}) {
    if (const core::Status made = make_private_folder(folder); !made) return made.failure();
  }
  const bool has_portal = core::is_there(portal_file(data));
  const bool has_desk = core::is_there(desk_file(data));
  if (has_portal && has_desk) {
    if (const core::Status usable = check_usable(data); !usable) return usable.failure();
    return std::vector<std::string>{};
  }
  if (has_portal != has_desk) {
    const std::filesystem::path missing = has_portal ? desk_file(data) : portal_file(data);
    return core::Failure{core::FailureCode::refused,
                         "of the two key files only " + missing.string() +
                             " is missing: restore it from the backup of the keys (a new one would "
                             "not fit the other)"};
  }
  if (const core::Status made = make_keys(data, randomness); !made) return made.failure();
  return std::vector<std::string>{portal_file(data).string(), desk_file(data).string()};
}

core::Result<PortalKeys> load_portal_keys(const std::filesystem::path& data) {
  const core::Result<std::string> text = read_key_file(portal_file(data));
  if (!text) return text.failure();
  return portal_keys_in(*text, portal_file(data));
}

core::Result<DeskKeys> load_desk_keys(const std::filesystem::path& data) {
  const core::Result<std::string> text = read_key_file(desk_file(data));
  if (!text) return text.failure();
  return desk_keys_in(*text, desk_file(data));
}

std::string text_of(const PortalKeys& keys) {
  return as_text(
      {{"ticket", keys.ticket}, {"token", keys.token}, {"seal_public", keys.seal_public}});
}

std::string text_of(const DeskKeys& keys) {
  return as_text({{"seal_secret", keys.seal.secret_key},
                  {"seal_public", keys.seal.public_key},
                  {"index", keys.index},
                  {"session", keys.session}});
}

core::Result<PortalKeys> portal_keys_in(const std::string& text,
                                        const std::filesystem::path& file) {
  core::Result<Keys> keys = keys_in_text(text, file, {"ticket", "token", "seal_public"});
  if (!keys) return keys.failure();
  return PortalKeys{(*keys)["ticket"], (*keys)["token"], (*keys)["seal_public"]};
}

core::Result<DeskKeys> desk_keys_in(const std::string& text, const std::filesystem::path& file) {
  core::Result<Keys> keys =
      keys_in_text(text, file, {"seal_secret", "seal_public", "index", "session"});
  if (!keys) return keys.failure();
  return DeskKeys{
      {(*keys)["seal_public"], (*keys)["seal_secret"]}, (*keys)["index"], (*keys)["session"]};
}

}  // namespace handler::store
