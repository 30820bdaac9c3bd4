// Writes, reads and compares copies of the keys.
#include "handler/store/key_copies.h"

#include <fcntl.h>
#include <unistd.h>

#include "core/base/descriptor.h"
#include "core/base/durable_copy.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "core/settings/folder_owner.h"

namespace handler::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead =
    "# Keys of a Bancheng data folder. They open all that citizens sent: keep this file locked "
    "away, at another place\n"
    "# than the data and their backups. handler restore --keys FILE puts them back.\n";

core::Status write_new(const fs::path& file, const std::string& text) {
  core::Descriptor opened(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!opened.ok() && errno == EEXIST) {
    return core::Failure{
        core::FailureCode::conflict,
        file.string() +
            " is there already and is never overwritten: choose another name with --to"};
  }
  if (!opened.ok()) return core::system_failure("make", file);
  core::Status written = core::write_and_sync(opened.get(), text, file);
  if (written && opened.close() != 0) written = core::system_failure("write", file);
  if (!written) {
    ::unlink(file.c_str());
    return written;
  }
  return core::sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

// The lines between "[name]" and the next "[".
std::string section_of(const std::string& text, const std::string& name) {
  const std::string head = "[" + name + "]\n";
  const std::size_t begin = text.find(head);
  if (begin == std::string::npos) return {};
  const std::size_t end = text.find("\n[", begin);
  return text.substr(begin + head.size(),
                     end == std::string::npos ? end : end + 1 - begin - head.size());
}

core::Failure of_a_copy(const core::Failure& why, const fs::path& file) {
  return {why.code, file.string() + " is no whole copy of the keys: " + why.message};
}

core::Failure other_keys(const fs::path& copy, const std::string& file) {
  return {core::FailureCode::misconfigured,
          copy.string() + " does not hold the keys in " + file +
              ": make a new copy with handler keys export, or find the right one"};
}

// The fingerprint of the public key is compared by compare_keys().
bool is_same(const KeyPrints& here, const KeyPrints& copy) {
  return (here.portal.empty() || here.portal == copy.portal) &&
         (here.desk.empty() || here.desk == copy.desk);
}

std::string database_in(const fs::path& data) {
  return (data / "bancheng.sqlite").string();
}

core::Status place_one(const fs::path& file, const std::string& text, bool is_there, bool is_same) {
  if (is_there && is_same) return core::success();
  if (is_there) {
    return core::Failure{
        core::FailureCode::misconfigured,
        file.string() +
            " holds other keys than the copy: if they are of no use, move the folder of the keys "
            "away and begin again"};
  }
  if (core::Status made = core::write_file_atomically(file, text, 0600); !made) return made;
  return core::give_to_owner_of(file.parent_path(), file);
}

}  // namespace

core::Status export_keys(const fs::path& data, const fs::path& file) {
  KeysAtHand keys = keys_in(data);
  if (!keys.portal) return load_portal_keys(data).failure();
  if (!keys.desk) return load_desk_keys(data).failure();
  if (core::Status pair = check_pair(keys); !pair) return pair;
  return write_new(file, std::string(kHead) + "[portal]\n" + text_of(*keys.portal) + "[desk]\n" +
                             text_of(*keys.desk));
}

core::Result<KeysAtHand> read_key_copy(const fs::path& file) {
  const core::Result<std::string> text = core::read_file(file, 1U << 16);
  if (!text) return text.failure();
  KeysAtHand keys;
  keys.portal_file = keys.desk_file = file.string();
  core::Result<PortalKeys> portal = portal_keys_in(section_of(*text, "portal"), file);
  if (!portal) return of_a_copy(portal.failure(), file);
  core::Result<DeskKeys> desk = desk_keys_in(section_of(*text, "desk"), file);
  if (!desk) return of_a_copy(desk.failure(), file);
  keys.portal = std::move(*portal);
  keys.desk = std::move(*desk);
  return keys;
}

core::Status check_key_copy(const KeyPrints& known, const fs::path& data, const fs::path& file) {
  const core::Result<KeysAtHand> copy = read_key_copy(file);
  if (!copy) return copy.failure();
  if (!is_same(prints_of(keys_in(data)), prints_of(*copy)))
    return other_keys(file, (data / "keys").string());
  return compare_keys(known, *copy, database_in(data));
}

core::Status compare_key_copy(Facts& facts, const fs::path& data, const fs::path& file,
                              core::Instant now) {
  if (core::Status same = check_key_copy({}, data, file); !same) return same;
  const core::Result<KeysAtHand> copy = read_key_copy(file);
  if (!copy) return copy.failure();
  core::Status fits = check_keys(facts, *copy, database_in(data), UnknownPrints::record);
  return fits ? facts.set_fact(facts::kKeysCompared, core::to_iso(now)) : fits;
}

core::Status place_keys(const KeysAtHand& copy, const fs::path& data) {
  const fs::path folder = data / "keys";
  if (core::Status made = core::make_folders(folder, 0700); !made) return made;
  if (core::Status given = core::give_to_owner_of(data, folder); !given) return given;
  const KeysAtHand here = keys_in(data);
  const KeyPrints mine = prints_of(here);
  const KeyPrints wanted = prints_of(copy);
  const fs::path desk = folder / "desk";
  const fs::path portal = folder / "portal";
  core::Status placed =
      place_one(desk, text_of(*copy.desk), core::is_there(desk), mine.desk == wanted.desk);
  if (!placed) return placed;
  core::stop_point("keys: one placed");
  return place_one(portal, text_of(*copy.portal), core::is_there(portal),
                   mine.portal == wanted.portal);
}

}  // namespace handler::store
