// Verifies the data that must not change: every site's hash chain, the commitments of the parts not
// destroyed, and the policies that cases were accepted under.
#include "handler/store/cases/chain_check.h"

#include <optional>

#include "core/base/crypto.h"
#include "handler/cases/fold/event_table.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/database/connections.h"

namespace handler::store {
namespace {

std::string place_of_event(const cases::Event& event) {
  return "site " + event.site + ", event " + std::to_string(event.seq) + " (case " +
         std::to_string(event.case_id) + "): ";
}

// What does not fit between an event and the one before it; "" if all does.
std::string wrong_in(const cases::Event& event, std::int64_t seq, const std::string& previous) {
  if (event.seq != seq) return "event " + std::to_string(seq) + " is missing before it";
  if (event.prev != previous) return "does not follow the event before it";
  cases::Event again = event;
  cases::chain(again, previous);
  return again.hash == event.hash ? "" : "was changed after it was recorded";
}

// The committed body, or nullopt if the row is not encoded as the store writes it.
std::optional<std::string> body_of(const Row& row) {
  return row.flag(0) ? core::from_base64url(row.text(1)) : row.text(1);
}

// A column that the reference of an older event does not name is not compared.
bool names_other(const core::Json& reference, const char* key, std::int64_t value) {
  const auto named = reference.find(key);
  return named != reference.end() && *named != value;
}

// The name under which the text of a field is kept.
std::string kept_name(const std::string& field, const core::Json& reference) {
  const auto other = reference.find(binding::kKeptAs);
  return other != reference.end() && other->is_string() ? other->get<std::string>() : field;
}

// What does not fit of a stored text; "" if all does.
std::string wrong_in(const Row& row, const std::string& field, const core::Json& reference) {
  const std::string expected = reference.at("commitment").get<std::string>();
  if (row.text(3) != expected) return "a text it refers to was replaced";
  if (row.text(5) != kept_name(field, reference))
    return "a text it refers to was given the name of another";
  if (names_other(reference, binding::kForReporter, row.number(6)))
    return "a text it refers to is shown to other readers than it was written for";
  if (names_other(reference, binding::kSealed, row.number(0)))
    return "a text it refers to was changed";
  const bool empty = row.text(1).empty() && row.text(2).empty();
  if (row.number(4) == 1 && empty) return "";
  const std::optional<std::string> body = body_of(row);
  const bool same = row.number(4) == 0 && body && commitment_of(row.text(2), *body) == expected;
  return same ? "" : "a text it refers to was changed";
}

std::string wrong_in_text(Database& database, const cases::Event& event, const std::string& field,
                          const core::Json& reference) {
  const Rows rows = run(database,
                        "SELECT sealed, body, salt, commitment, destroyed, field, for_reporter "
                        "FROM parts WHERE part_id = $1 AND case_id = $2 AND site = $3",
                        {reference.at("part").get<std::int64_t>(), event.case_id, event.site});
  if (rows.empty()) return "a text it refers to is gone";
  std::string wrong = wrong_in(rows.front(), field, reference);
  const bool is_here = wrong.empty() && !rows.front().flag(4);
  if (is_here && reference.contains(binding::kContent))
    return wrong_in_chunks(database, reference.at("part").get<std::int64_t>(), reference);
  return wrong;
}

bool is_reference(const core::Json& value) {
  return value.is_object() && value.contains("part") && value.at("part").is_number_integer() &&
         value.contains("commitment") && value.at("commitment").is_string();
}

}  // namespace

void check_chain(Database& database, const std::string& site,
                 const std::function<void(const cases::Event&)>& take, const TellAltered& tell) {
  std::string previous(cases::kFirstPrevious);
  std::int64_t seq = 0;
  bool known = true;  // the hash of the event before
  const auto check = [&](const cases::Event& event) {
    const std::string wrong = wrong_in(event, seq + 1, known ? previous : event.prev);
    if (!wrong.empty()) tell(place_of_event(event) + wrong);
    previous = event.hash;
    seq = event.seq;
    known = true;
    take(event);
  };
  visit_site_events(database, site, check, [&](std::int64_t broken, const std::string& what) {
    tell(what);
    seq = broken;
    known = false;
  });
}

void add_destroyed(const cases::Event& event, DestroyedParts& destroyed) {
  const std::string_view type = cases::to_text(event.type);
  if (type != "parts_destroyed" && type != "file_withdrawn") return;
  const auto parts = event.data.find("parts");
  if (parts == event.data.end() || !parts->is_array()) return;
  for (const core::Json& part : *parts) {
    if (part.is_number_integer()) destroyed.emplace(event.case_id, part.get<std::int64_t>());
  }
}

void check_texts(Database& database, const cases::Event& event, const TellAltered& tell) {
  for (const auto& [field, value] : event.data.items()) {
    if (!is_reference(value)) continue;
    const std::string wrong = wrong_in_text(database, event, field, value);
    if (!wrong.empty()) tell(place_of_event(event) + wrong);
  }
}

void check_policies(Database& database, const TellAltered& tell) {
  for (const Row& row :
       run(database, "SELECT DISTINCT version FROM policy_versions ORDER BY version")) {
    const std::string& version = row.text(0);
    if (core::version_of(read_policy_texts(database, version)) != version)
      tell("the policy version " + version + " was changed after it was stored");
  }
}

}  // namespace handler::store
