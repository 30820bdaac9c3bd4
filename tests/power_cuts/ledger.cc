// Each case is asked for by its number, as its reporter would, and compared event by event and text
// by text.
#include "tests/power_cuts/ledger.h"

#include <algorithm>
#include <utility>

#include "core/base/crypto.h"
#include "core/base/text.h"
#include "handler/cases/fold/event_table.h"

namespace power {
namespace {

using core::FailureCode;

std::vector<std::string> words_of(const std::vector<handler::cases::Event>& events) {
  std::vector<std::string> words;
  for (const auto& event : events) words.emplace_back(handler::cases::to_text(event.type));
  return words;
}

bool begins_with(const std::vector<std::string>& words, const std::vector<std::string>& first) {
  return words.size() >= first.size() && std::equal(first.begin(), first.end(), words.begin());
}

void compare_events(SentCase& sent, const store::CaseRecord& record, Faults& faults) {
  std::vector<std::string> words = words_of(record.events());
  std::vector<std::string> with = sent.kept;
  with.insert(with.end(), sent.in_flight.begin(), sent.in_flight.end());
  const std::string said = sent.name + " has the events " + core::joined(words, ",") + " of " +
                           core::joined(sent.kept, ",") + " and in flight " +
                           core::joined(sent.in_flight, ",");
  if (words != sent.kept && words != with) {
    const bool is_lost = !begins_with(words, sent.kept);
    faults.add(is_lost ? faults.lost : faults.torn, said);
  }
  sent.kept = std::move(words);
  sent.in_flight.clear();
}

// Destroyed texts stay destroyed, and all others are there to the last byte.
void compare_parts(const SentCase& sent, const store::CaseRecord& record, Faults& faults) {
  const bool is_destroyed = std::ranges::count(sent.kept, "parts_destroyed") > 0;
  for (const store::Part& part : sent.parts) {
    const auto found = std::ranges::find_if(record.parts, [&](const auto& entry) {
      return entry.second.commitment == part.commitment;
    });
    const bool is_there = found != record.parts.end();
    const bool is_right = is_there && found->second.destroyed == is_destroyed &&
                          found->second.body == (is_destroyed ? "" : part.body);
    if (!is_right)
      faults.add(faults.torn, sent.name + ": its text " + part.field +
                                  (is_destroyed ? " is not destroyed" : " is not as it was sent"));
  }
}

void compare_one(store::Store& store, SentCase& sent, Faults& faults) {
  const auto found = store.case_by_ticket("demo", sent.ticket_hash());
  if (!found && found.failure().code == FailureCode::not_found) {
    if (!sent.kept.empty()) faults.add(faults.lost, sent.name + " was acknowledged and is lost");
    sent.kept.clear();
    sent.in_flight.clear();
    return;
  }
  const auto record = found ? store.case_by_id("demo", found->row.id) : found;
  if (!record) {
    faults.add(faults.torn, sent.name + " cannot be read: " + record.failure().message);
    return;
  }
  sent.id = record->row.id;
  compare_events(sent, *record, faults);
  compare_parts(sent, *record, faults);
}

}  // namespace

std::string SentCase::ticket_hash() const {
  return core::to_hex(core::hash("ticket " + name));
}

std::string SentCase::nonce_hash() const {
  return core::to_hex(core::hash("nonce " + name));
}

void SentCase::acknowledge() {
  kept.insert(kept.end(), in_flight.begin(), in_flight.end());
  in_flight.clear();
}

void Faults::add(int& count, std::string what) {
  ++count;
  said.push_back(std::move(what));
}

void compare(store::Store& store, std::vector<SentCase>& cases, Faults& faults) {
  for (SentCase& sent : cases) compare_one(store, sent, faults);
}

}  // namespace power
