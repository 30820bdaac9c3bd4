// The order is what matters: what must not come back is listed before it is destroyed, and what a
// person takes back only after that.
#include "handler/store/destructions.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "core/base/check.h"
#include "core/base/crypto.h"
#include "core/base/json.h"
#include "core/base/stop_point.h"
#include "handler/store/carried_list.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/chain_check.h"
#include "handler/store/cases/destroyed_again.h"
#include "handler/store/cases/event_rows.h"
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

std::vector<DestroyedPart> listed_lines(const std::string& site, CaseId id, const PartIds& parts) {
  std::vector<DestroyedPart> lines;
  for (const std::int64_t part : parts) lines.push_back({site, id, part});
  return lines;
}

// "MARK TIME". Another mark each time: who has removed the leftovers of one destruction must not
// strike out the note of one that came meanwhile.
void note_leftovers(Database& database, core::Instant now) {
  const core::Instant since = leftovers_since(read_fact(database, facts::kLeftovers)).value_or(now);
  put_fact(database, facts::kLeftovers,
           core::to_hex(core::SystemRandomness().bytes(8)) + " " + core::to_iso(since));
}

// Strikes out the note, or has it begin where the work that removed all before it began.
void note_removed(Database& database, const std::string& note, core::Instant begun) {
  const std::string present = read_fact(database, facts::kLeftovers);
  if (present.empty()) return;  // another handler was faster
  if (present == note) return forget_fact(database, facts::kLeftovers);
  put_fact(database, facts::kLeftovers,
           present.substr(0, present.find(' ')) + " " + core::to_iso(begun));
}

void wipe_parts(Database& database, const std::string& site, CaseId id, const PartIds& parts,
                core::Instant now) {
  static const std::string kWipe =
      "UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE site = $1 AND case_id = $2 AND "
      "part_id IN (SELECT value FROM " +
      dialect::rows_of_ids("$3") + ")";
  run(database, kWipe, {site, id, core::Json(parts).dump()});
  delete_chunks(database, site, id, parts);
  note_leftovers(database, now);
}

// In the caller's transaction; `first` is done before the events are written.
void append_destroying(Database& database, core::Instant now, const std::string& site,
                       const Addition& addition, const PartIds& parts,
                       const std::function<void()>& first) {
  // Only of a case that is listed it is known which words the index has of it.
  refold_case(database, site, addition.id, addition.refold);
  const auto wipe_too = [&](Database&) {
    first();
    wipe_parts(database, site, addition.id, parts, now);
  };
  append_events(database, site, addition, now, Upkeep{}, wipe_too);
}

core::Failure in_case(const DestroyedPart& part, const core::Failure& failure) {
  return {failure.code, "what was destroyed of case " + std::to_string(part.case_id) + " of site " +
                            part.site + " cannot be listed, so a restored backup may bring it " +
                            "back: " + failure.message};
}

}  // namespace

std::optional<core::Instant> leftovers_since(const std::string& fact) {
  const std::size_t time = fact.find(' ');
  return time == std::string::npos ? std::nullopt : core::from_iso(fact.substr(time + 1));
}

core::Status Destructions::destroy_parts(const std::string& site, const DestroyedTexts& texts) {
  const Addition addition{texts.id, texts.seen_seq, {texts.event}, texts.refold};
  return connections_.write([&](Database& database) {
    append_destroying(database, connections_.now(), site, addition, texts.parts, [&] {
      if (!texts.parts.empty()) accepted(add_to_list(listed_lines(site, texts.id, texts.parts)));
      core::stop_point("parts listed");
      if (texts.with_traces) write_traces(database, site, {.id = texts.id});
    });
  });
}

core::Result<CaseRecord> Destructions::take_back(const std::string& site, Addition addition,
                                                 const std::vector<std::int64_t>& parts) {
  BANCHENG_CHECK(!addition.events.empty());
  addition.events.front().data["parts"] = parts;
  core::Result<CaseRecord> after = connections_.write([&](Database& database) {
    append_destroying(database, connections_.now(), site, addition, parts, [] {});
    return read_case(database, site, addition.id);
  });
  // Where that fails, complete_list() lists them.
  if (after) (void)add_to_list(listed_lines(site, addition.id, parts));
  return after;
}

// The sign is set afterwards: who takes it must find the lines. It is set after a failure too,
// because some of them may be there.
core::Status Destructions::add_to_list(const std::vector<DestroyedPart>& lines) {
  core::Status added = append_destroyed(connections_.folder(), lines);
  has_list_grown_ = true;
  return added;
}

core::Status Destructions::complete_list() {
  const auto counted = connections_.list("SELECT COUNT(*) FROM parts WHERE destroyed = 1", {},
                                         [](const Row& row) { return row.number(0); });
  if (!counted) return counted.failure();
  // As it was when all were listed: nearly always.
  if (counted->front() == listed_) return core::success();
  const auto known = read_destroyed(destroyed_list_of(connections_.folder()));
  if (!known) return known.failure();
  const auto missing =
      connections_.read([&](Database& database) { return destroyed_beyond(database, *known); });
  if (!missing) return missing.failure();
  if (!missing->parts.empty()) {
    if (core::Status done = add_to_list(missing->parts); !done) return done;
  }
  if (!missing->unread) return missing->unread;
  listed_ = counted->front();
  return core::success();
}

core::Status Destructions::forget_destroyed(Erasing erasing) {
  // Where the list cannot be written the bytes go all the same.
  core::Status listed = connections_.is_of_one_request() ? core::success() : complete_list();
  const bool has_grown = has_list_grown_.exchange(false);
  const core::Result<bool> removed = remove_leftovers(erasing);
  core::Status carried = core::success();
  // Each backup brings the list along too: a place that cannot be reached now is told once.
  if (has_grown || (removed && *removed)) {
    Facts facts(connections_);
    carried = carry_list_to_backups(facts, connections_.folder());
  }
  if (!listed) return listed;
  return removed ? carried : core::Status(removed.failure());
}

core::Result<bool> Destructions::remove_leftovers(Erasing erasing) {
  Facts facts(connections_);
  const core::Result<std::optional<std::string>> left = facts.fact(facts::kLeftovers);
  if (!left) return left.failure();
  const bool must_wait =
      *left && erasing == Erasing::only_if_none_waits && connections_.erasing_holds_up();
  if (!*left || must_wait) return false;
  const core::Instant begun = connections_.now();
  for (int step = 0; step < kMostSteps; ++step) {
    const core::Result<bool> more =
        connections_.write([step](Database& database) { return merge_words(database, step == 0); });
    if (!more) return more.failure();
    if (!*more) break;
  }
  if (const core::Status erased = connections_.erase_leftovers(); !erased) return erased.failure();
  const core::Status noted =
      connections_.write([&](Database& database) { note_removed(database, **left, begun); });
  if (!noted) return noted.failure();
  return true;
}

DestroyedBeyond destroyed_beyond(Database& database, const std::vector<DestroyedPart>& listed) {
  DestroyedBeyond beyond;
  std::vector<DestroyedPart>& missing = beyond.parts;
  visit(database,
        "SELECT site, case_id, part_id FROM parts WHERE destroyed = 1 ORDER BY case_id, part_id",
        {}, [&](const Row& row) {
          const DestroyedPart part = {row.text(0), row.number(1), row.number(2)};
          if (!std::ranges::binary_search(listed, part)) missing.push_back(part);
        });
  DestroyedParts named;
  CaseId last = 0;
  for (const DestroyedPart& part : missing) {
    if (part.case_id == std::exchange(last, part.case_id)) continue;
    const auto add_named = [&] {
      for (const cases::Event& event : read_events(database, part.case_id))
        add_destroyed(event, named);
    };
    const core::Status read = core::result_of(add_named);
    if (!read && beyond.unread.ok()) beyond.unread = in_case(part, read.failure());
  }
  std::erase_if(missing, [&](const DestroyedPart& part) {
    return !named.contains({part.case_id, part.part_id});
  });
  return beyond;
}

std::int64_t destroy_listed(Database& database, const std::vector<DestroyedPart>& listed,
                            core::Instant now) {
  std::map<PartsOwner, PartIds> parts;
  for (const DestroyedPart& part : listed) parts[{part.site, part.case_id}].push_back(part.part_id);
  const std::int64_t wiped = destroy_parts_again(database, parts);
  if (wiped > 0) note_leftovers(database, now);
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
