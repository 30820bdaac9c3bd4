// Destroys every text of a case, also of an open one, as the store does it: for tests of what pages
// and lists say afterwards.
#pragma once

#include <string>

#include "handler/store/store.h"

namespace test {

// The row stays as it was.
inline core::Status destroy_all(handler::store::Store& store, const std::string& site,
                                handler::store::CaseId id) {
  const auto record = store.case_by_id(site, id);
  if (!record) return record.failure();
  handler::store::DestroyedTexts texts{.id = id, .seen_seq = record->row.last_seq};
  for (const auto& [part, what] : record->parts) {
    if (!what.destroyed) texts.parts.push_back(part);
  }
  texts.event.type = handler::cases::EventType::parts_destroyed;
  texts.event.policy = record->row.values.policy;
  texts.event.data = {
      {"cause", "request"}, {"classes", {"identity", "words"}}, {"parts", texts.parts}};
  texts.refold = [values = record->row.values](const auto&) { return values; };
  const core::Status destroyed = store.destroy_parts(site, texts);
  return destroyed ? store.forget_destroyed() : destroyed;
}

}  // namespace test
