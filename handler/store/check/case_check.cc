// Compares a case's row, texts, units and words with what its events say.
#include "handler/store/check/case_check.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "handler/cases/actions/action_table.h"
#include "handler/store/cases/event_rows.h"
#include "handler/store/cases/file_rows.h"
#include "handler/store/cases/listing.h"
#include "handler/store/database/refused.h"

namespace handler::store {
namespace {

// Columns that depend on when the row was written, and on the version published then: they are
// judged, not compared.
struct JudgedColumn {
  std::string_view name;
  bool (*fits)(const Refolded& refolded, const StoredRow& row, core::Instant now);
};
constexpr std::array kOfTheDay = {
    JudgedColumn{"job_key",
                 [](const Refolded& refolded, const StoredRow& row, core::Instant now) {
                   return is_next_job(refolded, row.at("job_key"), now);
                 }},
    JudgedColumn{"calendar",
                 [](const Refolded& refolded, const StoredRow& row, core::Instant now) {
                   return is_calendar(refolded, row.at("calendar"), now);
                 }},
    JudgedColumn{"retention",
                 [](const Refolded& refolded, const StoredRow& row, core::Instant) {
                   return is_retention(refolded, row.at("retention"));
                 }},
    JudgedColumn{"destroy_key",
                 [](const Refolded& refolded, const StoredRow& row, core::Instant) {
                   return is_destruction(refolded, row.at("destroy_key"), row.at("retention"));
                 }},
};
// What follows from the policy in a case that was not accepted yet; that policy may be gone.
constexpr std::array<std::string_view, 3> kOfThePolicy = {"due_key", "visit_key", "job_key"};

std::string place_of_case(const StoredRow& row) {
  const std::string* site = std::get_if<std::string>(&row.at("site"));
  return "site " + (site == nullptr ? "?" : *site) + ", case " + std::to_string(row.id) + ": ";
}

std::string in_words(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  return "nothing";
}

// One sentence for each column that differs; none if the row fits.
std::vector<std::string> differences(const StoredRow& row, const Refolded& refolded,
                                     core::Instant now) {
  std::vector<std::string> found;
  const auto expected = columns_of(refolded.row);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& [name, value] = expected[i];
    const Value& stored = row.columns.at(i).second;
    const auto judged = std::ranges::find(kOfTheDay, name, &JudgedColumn::name);
    const bool fits =
        judged == kOfTheDay.end() ? stored == value : judged->fits(refolded, row, now);
    if (fits) continue;
    found.push_back(std::string(name) + " is " + in_words(stored) + ", its events say " +
                    in_words(value));
  }
  if (row.known_to_staff != (refolded.folded.known_to_staff ? 1 : 0))
    found.emplace_back("known_to_staff is not what its events say");
  return found;
}

bool concerns(const std::string& difference, std::string_view column) {
  return difference.starts_with(std::string(column) + " ");
}

}  // namespace

std::vector<std::string> row_differences(const StoredRow& row, const std::vector<Refolded>& all,
                                         core::Instant now, Compare how) {
  std::vector<std::string> least = differences(row, all.front(), now);
  for (const Refolded& one : all) {
    std::vector<std::string> found = differences(row, one, now);
    if (found.size() < least.size()) least = std::move(found);
  }
  const bool is_certain = !all.front().row.values.policy.empty();
  if (is_certain || how == Compare::strictly) return least;
  std::erase_if(least, [](const std::string& difference) {
    return std::ranges::any_of(kOfThePolicy,
                               [&](auto column) { return concerns(difference, column); });
  });
  return least;
}

namespace {

void check_row(CaseCheck& check, const StoredRow& row, const std::vector<cases::Event>& events) {
  if (row.listed != 1) {
    ++check.waiting;
    if (row.listed != 0 && row.listed != -1)
      check.findings.add(FindingKind::row,
                         place_of_case(row) + "listed is " + std::to_string(row.listed));
    return;
  }
  const std::vector<Refolded> all =
      refold(check.rules, events, check.now, held_file_bytes(check.database, row.id, events));
  if (all.empty()) {
    ++check.without_rules;
    const std::string& policy = events.back().policy;
    if (!policy.empty() && check.missing_policies.insert(policy).second)
      check.findings.add(FindingKind::policy, place_of_case(row) + "its policy version " + policy +
                                                  " is not in the database");
    return;
  }
  for (const std::string& difference : row_differences(row, all, check.now, Compare::certainly))
    check.findings.add(FindingKind::row, place_of_case(row) + difference);
}

// The number that a reporter holds, and the mark of the form that was sent.
void check_number(CaseCheck& check, const StoredRow& row, const std::vector<cases::Event>& events) {
  std::string ticket;
  for (const cases::Event& event : events) {
    const bool gives = event.type == cases::EventType::submitted ||
                       event.type == cases::EventType::number_changed ||
                       event.type == cases::EventType::number_reissued;
    if (gives) ticket = cases::text_in(event.data, binding::kTicket);
  }
  const std::string nonce = cases::text_in(events.front().data, binding::kNonce);
  if (ticket.empty()) ++check.unbound_numbers;
  if (!ticket.empty() && ticket != bound(row.ticket_hash))
    check.findings.add(FindingKind::number, place_of_case(row) + "its number was replaced");
  if (!nonce.empty() && nonce != bound(row.nonce_hash))
    check.findings.add(FindingKind::number,
                       place_of_case(row) + "the mark of its form was replaced");
}

// -- texts

// True if an action of that event has a field that reporters read. Corrections and what corrects
// times take over what the corrected text was.
bool may_be_for_reporter(const cases::Event& event, const std::string& field) {
  if (event.type == cases::EventType::corrected || event.type == cases::EventType::withheld ||
      event.type == cases::EventType::times_corrected)
    return true;
  return std::ranges::any_of(cases::action_table(), [&](const cases::ActionRule& rule) {
    return rule.event == event.type &&
           std::ranges::any_of(rule.fields, [&](const cases::ActionField& one) {
             return one.id == field && one.for_reporter;
           });
  });
}

struct Reference {
  const cases::Event* event = nullptr;
  std::string field;
  bool says_who_reads = false;
  bool has_chunks = false;  // unless it was destroyed
};

std::map<std::int64_t, Reference> references_in(const std::vector<cases::Event>& events) {
  std::map<std::int64_t, Reference> found;
  for (const cases::Event& event : events) {
    for (const auto& [field, value] : event.data.items()) {
      if (!value.is_object() || !value.contains("part") || !value.at("part").is_number_integer())
        continue;
      found[value.at("part").get<std::int64_t>()] = {
          &event, field, value.contains(binding::kForReporter), value.contains(binding::kContent)};
    }
  }
  return found;
}

void check_part(CaseCheck& check, const std::string& place, const Row& row,
                const std::map<std::int64_t, Reference>& references) {
  const auto tell = [&](const std::string& what) {
    check.findings.add(FindingKind::text, place + "text " + std::to_string(row.number(0)) + what);
  };
  const auto found = references.find(row.number(0));
  if (found == references.end()) return tell(" belongs to no event");
  if (row.number(1) != 0 && row.number(1) != 1) tell(": its flags hold what no step writes");
  const Reference& reference = found->second;
  if (row.number(2) != 0 && !check.destroyed.contains({reference.event->case_id, row.number(0)}))
    tell(" was destroyed, and no event says so");
  if (row.flag(3) && (row.flag(2) || !reference.has_chunks))
    tell(row.flag(2) ? " was destroyed, and pieces of its file are left"
                     : " is no file, and has pieces of one");
  if (reference.says_who_reads) return;
  ++check.unbound_texts;
  if (row.number(1) != 0 && !may_be_for_reporter(*reference.event, reference.field))
    tell(" is shown to the reporter, and was not written for the reporter");
}

void check_parts(CaseCheck& check, const StoredRow& row, const std::vector<cases::Event>& events) {
  const std::map<std::int64_t, Reference> references = references_in(events);
  const std::string place = place_of_case(row);
  for (const Row& part :
       run(check.database,
           "SELECT part_id, for_reporter, destroyed, EXISTS (SELECT 1 FROM file_chunks WHERE "
           "part = part_id) FROM parts WHERE case_id = $1",
           {row.id}))
    check_part(check, place, part, references);
}

// -- what belongs to the case elsewhere

void check_assisting(CaseCheck& check, const StoredRow& row) {
  std::string units;
  for (const Row& unit :
       run(check.database, "SELECT unit FROM assisting_units WHERE case_id = $1 ORDER BY unit",
           {row.id}))
    units += unit.text(0) + ",";
  std::vector<std::string> wanted = core::split(std::get<std::string>(row.at("assisting")), ',');
  std::erase(wanted, "");
  std::ranges::sort(wanted);
  // Not std::ranges::unique: clang 14 cannot compile it with the library of g++ 12.
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::string listed;
  for (const std::string& unit : wanted) listed += unit + ",";
  if (units != listed)
    check.findings.add(FindingKind::list,
                       place_of_case(row) + "the units that assist are listed as '" + units + "'");
}

void check_words(CaseCheck& check, WordsCheck* words, const StoredRow& row) {
  if (words == nullptr) return;
  if (row.listed == -1) return words->leave_out(row.id);
  const std::string wanted =
      row.listed == 0 ? std::string() : read_listing(check.database, row.id).words;
  words->expect(row.id, wanted);
}

// Found by case, through an index; seen before along the chain.
void check_seen(CaseCheck& check, const StoredRow& row, const std::vector<cases::Event>& events) {
  SeenOfCase found;
  for (const cases::Event& event : events) {
    ++found.events;
    found.seq_sum += event.seq;
  }
  const auto seen = check.seen.find(row.id);
  const bool same = seen != check.seen.end() && seen->second.events == found.events &&
                    seen->second.seq_sum == found.seq_sum;
  if (!same)
    check.findings.add(FindingKind::index, place_of_case(row) + "its events are not found by case");
  if (seen != check.seen.end()) check.seen.erase(seen);
}

void check_case(CaseCheck& check, WordsCheck* words, const StoredRow& row) {
  ++check.cases;
  const std::vector<cases::Event> events = read_events(check.database, row.id);
  check_seen(check, row, events);
  if (events.empty())
    return check.findings.add(FindingKind::chain, place_of_case(row) + "it has no events");
  const auto* last = std::get_if<std::int64_t>(&row.at("last_seq"));
  if (last == nullptr || *last > events.back().seq) {
    check.findings.add(
        FindingKind::chain,
        place_of_case(row) + "event " + in_words(row.at("last_seq")) + " is missing at its end");
  }
  check_number(check, row, events);
  check_parts(check, row, events);
  check_row(check, row, events);
  check_assisting(check, row);
  check_words(check, words, row);
}

}  // namespace

void check_cases(CaseCheck& check, WordsCheck* words) {
  visit_stored_rows(check.database, [&](const StoredRow& row) {
    check.findings.guard(check.database, FindingKind::row, "case " + std::to_string(row.id),
                         [&] { check_case(check, words, row); });
  });
  for (const auto& [id, seen] : check.seen)
    check.findings.add(FindingKind::chain, "case " + std::to_string(id) + " is gone; " +
                                               std::to_string(seen.events) +
                                               " events are left of it");
}

}  // namespace handler::store
