// One question to the server.
#include "handler/store/postgres/server_state.h"

#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

constexpr std::string_view kAskState =
    "SELECT current_setting('server_version'), pg_encoding_to_char(encoding)::TEXT, "
    "datcollate::TEXT, pg_is_in_recovery()::INTEGER::BIGINT, "
    "current_setting('synchronous_standby_names'), current_setting('data_checksums'), "
    "current_setting('archive_mode'), (SELECT COUNT(*) FROM pg_replication_slots), "
    "CASE WHEN (current_setting('log_parameter_max_length') <> '0' AND "
    "(current_setting('log_statement') IN ('mod', 'all') OR "
    "current_setting('log_min_duration_statement') <> '-1' OR "
    "current_setting('log_min_duration_sample') <> '-1' OR "
    "current_setting('log_transaction_sample_rate') <> '0')) OR "
    "current_setting('log_parameter_max_length_on_error') <> '0' THEN 1 ELSE 0 END::BIGINT "
    "FROM pg_database WHERE datname = current_database()";

constexpr std::string_view kAskWhatIsOff =
    "SELECT name::TEXT FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', "
    "'synchronous_commit') AND reset_val = 'off' ORDER BY name";

}  // namespace

ServerState server_state(Database& database) {
  const Row row = only(run(database, kAskState), "database");
  ServerState state;
  state.version = row.text(0);
  state.encoding = row.text(1);
  state.collation = row.text(2);
  state.is_standby = row.flag(3);
  state.standby_names = row.text(4);
  state.has_checksums = row.text(5) == "on";
  state.archives = row.text(6) != "off";
  state.slots = row.number(7);
  state.logs_texts = row.flag(8);
  for (const Row& off : run(database, kAskWhatIsOff)) state.unsafe.push_back(off.text(0));
  return state;
}

}  // namespace handler::store
