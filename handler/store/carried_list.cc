// Reads the one list and adds to the other.
#include "handler/store/carried_list.h"

#include <vector>

#include "handler/store/destroyed_list.h"
#include "handler/store/facts.h"

namespace handler::store {

core::Status carry_list(const std::filesystem::path& data, const std::filesystem::path& place) {
  const core::Result<std::vector<DestroyedPart>> here = read_destroyed(destroyed_list_of(data));
  if (!here) return here.failure();
  return append_missing(place, *here);
}

core::Status carry_list_to_backups(Facts& facts, const std::filesystem::path& data) {
  const core::Result<std::optional<std::string>> place = facts.fact(facts::kBackupPlace);
  if (!place) return place.failure();
  if (!place->has_value()) return core::success();
  std::error_code error;
  if (!std::filesystem::is_directory(**place, error)) {
    return core::Failure{core::FailureCode::not_found,
                         "the list of destroyed parts could not be carried to the backups: " +
                             **place + " is not there; the next backup carries it"};
  }
  return carry_list(data, **place);
}

}  // namespace handler::store
