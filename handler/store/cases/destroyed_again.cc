// Wipes the listed parts case by case, then keeps their ids from being given again.
#include "handler/store/cases/destroyed_again.h"

#include <algorithm>

#include "handler/cases/fold/event.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

struct Wiped {
  std::int64_t parts = 0;
  std::int64_t files = 0;  // of these parts
};

Wiped wipe_again(Database& database, const PartsOwner& owner,
                 const std::vector<std::int64_t>& parts) {
  Wiped wiped;
  for (const std::int64_t part : parts) {
    const Rows rows =
        run(database,
            "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE site = $1 AND "
            "case_id = $2 AND part_id = $3 AND destroyed = 0 RETURNING field",
            {owner.site, owner.case_id, part});
    if (rows.empty()) continue;
    ++wiped.parts;
    wiped.files += cases::is_file(rows.front().text(0)) ? 1 : 0;
  }
  delete_chunks(database, owner.site, owner.case_id, parts);
  return wiped;
}

// No event folds this case again.
void count_files_again(Database& database, CaseId id) {
  run(database, "UPDATE cases SET file_bytes = $2 WHERE case_id = $1",
      {id, held_file_bytes(database, id, read_events(database, id))});
}

std::int64_t wipe_with_traces(Database& database, const PartsOwner& owner,
                              const std::vector<std::int64_t>& parts) {
  if (run(database, "SELECT 1 FROM cases WHERE site = $1 AND case_id = $2",
          {owner.site, owner.case_id})
          .empty())
    return 0;
  const Listing before = read_listing(database, owner.case_id);
  const Wiped wiped = wipe_again(database, owner, parts);
  if (wiped.parts == 0) return 0;
  // Files tell no phone number and no matter.
  if (wiped.files < wiped.parts) write_traces(database, owner.site, {.id = owner.case_id});
  if (wiped.files > 0) count_files_again(database, owner.case_id);
  write_listing(database, owner.case_id, before);
  return wiped.parts;
}

}  // namespace

std::int64_t destroy_parts_again(Database& database,
                                 const std::map<PartsOwner, std::vector<std::int64_t>>& listed) {
  std::int64_t wiped = 0;
  std::int64_t last_case = 0;
  std::int64_t last_part = 0;
  for (const auto& [owner, parts] : listed) {
    wiped += wipe_with_traces(database, owner, parts);
    last_case = std::max(last_case, owner.case_id);
    last_part = std::max(last_part, *std::ranges::max_element(parts));
  }
  if (listed.empty()) return 0;
  pass_over_ids(database, "cases", last_case);
  pass_over_ids(database, "parts", last_part);
  return wiped;
}

void pass_over_ids(Database& database, const std::string& table, std::int64_t last) {
  run(database, dialect::kRaiseLastId, {table, last});
  run(database, dialect::kBeginLastId, {table, last});
}

}  // namespace handler::store
