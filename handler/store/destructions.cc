// The order is what matters: what must not come back is listed before it is destroyed, and what a person
// takes back only after that.
#include "handler/store/destructions.h"

#include <functional>
#include <map>

#include "core/base/check.h"
#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/base/stop_point.h"
#include "handler/store/carried_list.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/destroyed_again.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/database/connections.h"
#include "handler/store/database/dialect.h"
#include "handler/store/facts.h"

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
      dialect::rows_of_ids("$3") + ")";
  run(database, kWipe, {site, id, core::Json(parts).dump()});
  delete_chunks(database, site, id, parts);
  // Another value each time: who has removed the leftovers of one destruction must not strike out
  // the note of one that came meanwhile.
  put_fact(database, facts::kLeftovers, core::to_hex(core::SystemRandomness().bytes(8)));
}

// In the caller's transaction; `first` is done before the events are written.
void append_destroying(Database& database, core::Instant now, const std::string& site,
                       const Addition& addition, const PartIds& parts,
                       const std::function<void()>& first) {
  // Only of a case that is listed it is known which words the index has of it.
  refold_case(database, site, addition.id, addition.refold);
  const auto wipe_too = [&](Database&) {
    first();
    wipe(database, site, addition.id, parts);
  };
  append_events(database, site, addition, now, Upkeep{}, wipe_too);
}

// Beside what an earlier call could not list.
void note_unlisted(Database& database, const std::vector<DestroyedPart>& parts) {
  const FactsByName facts = read_facts(database);
  const auto before = facts.find(facts::kUnlisted);
  put_fact(database, facts::kUnlisted,
           (before == facts.end() ? std::string() : before->second) + note_of(parts));
}

}  // namespace

core::Status Destructions::destroy_parts(const std::string& site, const DestroyedTexts& texts) {
  const Addition addition{texts.id, texts.seen_seq, {texts.event}, texts.refold};
  return connections_.write([&](Database& database) {
    append_destroying(database, connections_.now(), site, addition, texts.parts, [&] {
      if (!texts.parts.empty())
        accepted(append_destroyed(connections_.folder(), lines_of(site, texts.id, texts.parts)));
      core::stop_point("parts listed");
      if (texts.with_traces) write_traces(database, site, {.id = texts.id});
    });
  });
}

core::Result<CaseRecord> Destructions::take_back(const std::string& site, Addition addition,
                                                 const std::vector<std::int64_t>& parts) {
  BANCHENG_CHECK(!addition.events.empty());
  addition.events.front().data["parts"] = parts;
  return connections_.write([&](Database& database) {
    append_destroying(database, connections_.now(), site, addition, parts,
                      [&] { note_unlisted(database, lines_of(site, addition.id, parts)); });
    return read_case(database, site, addition.id);
  });
}

core::Result<bool> Destructions::list_noted() {
  const core::Result<std::optional<std::string>> note = Facts(connections_).fact(facts::kUnlisted);
  if (!note) return note.failure();
  if (!*note) return false;
  if (core::Status listed = append_noted(connections_.folder(), **note); !listed)
    return listed.failure();
  // Not what was noted meanwhile.
  core::Status forgotten = connections_.write("DELETE FROM facts WHERE name = $1 AND value = $2",
                                              {std::string(facts::kUnlisted), **note});
  if (!forgotten) return forgotten.failure();
  return true;
}

core::Status Destructions::forget_destroyed(Erasing erasing) {
  // Where the list cannot be written the bytes go all the same.
  const core::Result<bool> listed = list_noted();
  core::Status removed = remove_leftovers(listed && *listed, erasing);
  return listed ? removed : core::Status(listed.failure());
}

core::Status Destructions::remove_leftovers(bool list_has_grown, Erasing erasing) {
  Facts facts(connections_);
  const core::Result<std::optional<std::string>> left = facts.fact(facts::kLeftovers);
  if (!left) return left.failure();
  const bool must_wait =
      *left && erasing == Erasing::only_if_none_waits && connections_.erasing_holds_up();
  if (!*left || must_wait)
    return list_has_grown ? carry_list_to_backups(facts, connections_.folder()) : core::success();
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

std::int64_t destroy_listed(Database& database, const std::vector<DestroyedPart>& listed) {
  std::map<PartsOwner, PartIds> parts;
  for (const DestroyedPart& part : listed) parts[{part.site, part.case_id}].push_back(part.part_id);
  const std::int64_t wiped = destroy_parts_again(database, parts);
  if (wiped > 0) put_fact(database, facts::kLeftovers, "1");
  return wiped;
}

core::Result<std::optional<DestroyedPart>> Destructions::first_standing(
    const std::vector<DestroyedPart>& parts) {
  return connections_.read([&](Database& database) -> std::optional<DestroyedPart> {
    for (const DestroyedPart& part : parts) {
      const Rows standing = run(database,
                                "SELECT 1 FROM parts WHERE site = $1 AND case_id = $2 AND "
                                "part_id = $3 AND destroyed = 0",
                                {part.site, part.case_id, part.part_id});
      if (!standing.empty()) return part;
    }
    return std::nullopt;
  });
}

}  // namespace handler::store
