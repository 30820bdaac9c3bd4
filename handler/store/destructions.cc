// The order is what matters: the list first, then the tables, then what their files still hold.
#include "handler/store/destructions.h"

#include "core/base/check.h"
#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/base/stop_point.h"
#include "handler/store/carried_list.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/facts.h"
#include "handler/store/sqlite/connections.h"
#include "handler/store/sqlite/dialect.h"

namespace handler::store {
namespace {

// No index has so many segments; a loop that never ends would hold up the tick.
constexpr int kMostSteps = 10'000;

using PartIds = std::vector<std::int64_t>;

std::vector<DestroyedPart> lines_of(const std::string& site, CaseId id, const PartIds& parts) {
  std::vector<DestroyedPart> lines;
  for (const std::int64_t part : parts) lines.push_back({site, id, part});
  return lines;
}

void wipe(Database& database, const std::string& site, CaseId id, const PartIds& parts) {
  static const std::string kWipe =
      "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE site = $1 AND case_id = $2 AND "
      "part_id IN (SELECT value FROM " +
      dialect::rows_of_list("$3") + ")";
  run(database, kWipe, {site, id, core::Json(parts).dump()});
  delete_chunks(database, site, id, parts);
  // Another value each time: who has removed the leftovers of one destruction must not strike out
  // the note of one that came meanwhile.
  put_fact(database, facts::kLeftovers, core::to_hex(core::SystemRandomness().bytes(8)));
}

enum class Traces { stay, go };

// In the caller's transaction.
void append_destroying(Database& database, Connections& connections, const std::string& site,
                       const Addition& addition, const PartIds& parts, Traces traces) {
  // Only of a case that is listed it is known which words the index has of it.
  refold_case(database, site, addition.id, addition.refold);
  const auto list_and_wipe = [&](Database&) {
    if (!parts.empty())
      accepted(append_destroyed(connections.folder(), lines_of(site, addition.id, parts)));
    core::stop_point("parts listed");
    wipe(database, site, addition.id, parts);
    if (traces == Traces::go) write_traces(database, site, {.id = addition.id});
  };
  append_events(database, site, addition, connections.now(), Upkeep{}, list_and_wipe);
}

}  // namespace

core::Status Destructions::destroy_parts(const std::string& site, const DestroyedTexts& texts) {
  const Addition addition{texts.id, texts.seen_seq, {texts.event}, texts.refold};
  const Traces traces = texts.with_traces ? Traces::go : Traces::stay;
  return connections_.write([&](Database& database) {
    append_destroying(database, connections_, site, addition, texts.parts, traces);
  });
}

core::Result<CaseRecord> Destructions::take_back(const std::string& site, Addition addition,
                                                 const std::vector<std::int64_t>& parts) {
  BANCHENG_CHECK(!addition.events.empty());
  addition.events.front().data["parts"] = parts;
  return connections_.write([&](Database& database) {
    append_destroying(database, connections_, site, addition, parts, Traces::stay);
    return read_case(database, site, addition.id);
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
