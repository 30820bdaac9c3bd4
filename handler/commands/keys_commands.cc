// Calls the store's functions on copies of keys.
#include "handler/commands/keys_commands.h"

#include <ostream>

#include "handler/store/key_copies.h"

namespace handler {

void export_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out) {
  // Keys of another database are refused, as by every command.
  if (has_database(runtime)) core::accepted(open_clock_and_store(runtime));
  core::accepted(store::export_keys(runtime.data, keys.file));
  out << "made " << keys.file.string()
      << ": it opens all data of this folder; lock it away at another place than data and backups, "
         "and compare it there with handler keys compare\n";
}

void compare_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out) {
  const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
  core::accepted(
      store::compare_key_copy(*opened.store, runtime.data, keys.file, opened.clock->now()));
  out << keys.file.string() << " holds the keys of " << runtime.data.string() << "\n";
}

void import_keys(const RuntimeOptions& runtime, const KeysOptions& keys, std::ostream& out) {
  const store::KeysAtHand copy = core::accepted(store::read_key_copy(keys.file));
  const std::string database = name_of_database(runtime);
  {
    const ClockAndStore opened = core::accepted(open_clock_and_store(runtime));
    core::accepted(store::check_keys(*opened.store, copy, database, store::UnknownPrints::record));
  }
  core::accepted(store::place_keys(copy, runtime.data));
  out << "the keys are in " << (runtime.data / "keys").string() << "\n";
}

}  // namespace handler
