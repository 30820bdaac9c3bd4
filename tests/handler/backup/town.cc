// Fills and opens the data folder.
#include "tests/handler/backup/town.h"

#include <sys/stat.h>

#include "handler/store/key_prints.h"
#include "handler/store/verification.h"

namespace handler::backup::testing {

Town::Town() {
  core::SystemRandomness randomness;
  (void)core::accepted(store::init_data_folder(data, randomness));
  fs::create_directory(place);
}

std::unique_ptr<store::Store> Town::open() {
  store::StoreOptions options;
  options.path = (data / kDatabase).string();
  options.readers = 2;
  std::unique_ptr<store::Store> opened = core::accepted(store::open_store(options, clock));
  core::accepted(
      store::check_keys(*opened, store::keys_in(data), options.path, store::UnknownPrints::record));
  return opened;
}

void Town::report(store::Store& store, const std::string& name) {
  core::SystemRandomness randomness;
  const store::PortalKeys keys = core::accepted(store::load_portal_keys(data));
  store::NewReport made = test::report(name);
  made.submitted.parts = {
      store::make_part(randomness, "problem", "sealed " + name, keys.seal_public, false),
      store::make_part(randomness, "matter", "open " + name, "", false)};
  (void)core::accepted(store.add_report(made));
}

BackupReport Town::back_up(store::Store& store, int keep) {
  return core::accepted(
      make_backup(store, {.data = data, .place = place, .keep = keep}, clock.now()));
}

core::Result<BackupReport> Town::try_backup() {
  const std::unique_ptr<store::Store> store = open();
  return make_backup(*store, {.data = data, .place = place}, clock.now());
}

core::Result<RestoreReport> Town::restore_from(const fs::path& backup, const fs::path& keys) {
  return restore({backup, data, keys}, clock);
}

std::int64_t Town::cases() {
  const std::unique_ptr<store::Store> store = open();
  const auto verified = store::verify_database(data / kDatabase);
  if (!verified || !verified->ok()) return -1;
  const auto database =
      core::accepted(store::open_sqlite({(data / kDatabase).string(), 100, true}));
  return test::number_of(*database, "SELECT COUNT(*) FROM cases");
}

void make_other_keys(const fs::path& data) {
  fs::remove_all(data / "keys");
  core::SystemRandomness randomness;
  (void)core::accepted(store::init_data_folder(data, randomness));
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777;
}

}  // namespace handler::backup::testing
