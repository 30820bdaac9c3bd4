// The order is what matters: the list first, then the tables, then what their files still hold.
#include "handler/store/destructions.h"

#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/base/stop_point.h"
#include "handler/store/carried_list.h"
#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/listing.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/facts.h"
#include "handler/store/sqlite/connections.h"
#include "handler/store/sqlite/dialect.h"

namespace handler::store {
namespace {

// No index has so many segments; a loop that never ends would hold up the tick.
constexpr int kMostSteps = 10'000;

std::vector<DestroyedPart> lines_of(const std::string& site, const DestroyedTexts& texts) {
  std::vector<DestroyedPart> lines;
  for (const std::int64_t part : texts.parts) lines.push_back({site, texts.id, part});
  return lines;
}

void wipe(Database& database, const std::string& site, const DestroyedTexts& texts) {
  static const std::string kWipe =
      "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE site = $1 AND case_id = $2 AND "
      "part_id IN (SELECT value FROM " +
      dialect::rows_of_list("$3") + ")";
  run(database, kWipe, {site, texts.id, core::Json(texts.parts).dump()});
  write_traces(database, site, {.id = texts.id});
  // Another value each time: who has removed the leftovers of one destruction must not strike out
  // the note of one that came meanwhile.
  put_fact(database, facts::kLeftovers, core::to_hex(core::SystemRandomness().bytes(8)));
}

}  // namespace

core::Status Destructions::destroy_parts(const std::string& site, const DestroyedTexts& texts) {
  return connections_.write([&](Database& database) {
    // Only of a case that is listed it is known which words the index has of it.
    refold_case(database, site, texts.id, texts.refold);
    const auto list_and_wipe = [&](Database&) {
      if (!texts.parts.empty())
        accepted(append_destroyed(connections_.folder(), lines_of(site, texts)));
      core::stop_point("parts listed");
      wipe(database, site, texts);
    };
    append_events(database, site, {texts.id, texts.seen_seq, {texts.event}, texts.refold},
                  connections_.now(), Upkeep{}, list_and_wipe);
  });
}

core::Status Destructions::forget_destroyed() {
  Facts facts(connections_);
  const core::Result<std::optional<std::string>> left = facts.fact(facts::kLeftovers);
  if (!left) return left.failure();
  if (!*left) return core::success();
  for (int step = 0; step < kMostSteps; ++step) {
    const core::Result<bool> more =
        connections_.write([step](Database& database) { return merge_words(database, step == 0); });
    if (!more) return more.failure();
    if (!*more) break;
  }
  if (core::Status erased = connections_.erase_leftovers(); !erased) return erased;
  core::Status noted = connections_.write("DELETE FROM facts WHERE name = $1 AND value = $2",
                                          {std::string(facts::kLeftovers), **left});
  if (!noted) return noted;
  // Each backup brings the list along too: a place that cannot be reached now is told once.
  return carry_list_to_backups(facts, connections_.folder());
}

}  // namespace handler::store
